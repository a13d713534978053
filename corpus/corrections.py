"""What does a person know better than the file, and how does it outlive every new reading?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from corpus.front_matter import FIELDS
from corpus.records import Document, Doubt

__all__ = [
    "LABELS",
    "Correction",
    "Plain",
    "active",
    "as_read",
    "corrected",
    "field_value",
    "plain",
    "plain_words",
]

LABELS: Mapping[str, str] = {
    "title": "标题",
    "aliases": "别名",
    "kind": "类别",
    "doc_no": "文号",
    "issuer": "发文机关",
    "region": "地区",
    "level": "效力层级",
    "issued_on": "印发日期",
    "published_on": "公布日期",
    "effective_on": "施行日期",
    "expires_on": "期满日期",
    "repealed_on": "废止日期",
    "status": "状态",
    "status_basis": "状态依据",
    "status_as_of": "状态截至",
    "source": "来源",
}
"""The fields that a person may correct → what they are called."""

_NEVER_EMPTY = {"title", "kind", "status", "status_basis"}
_EMPTY: Mapping[str, Any] = {"aliases": (), "source": ""}

Plain = str | list[str] | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that a person confirmed or put right, and on what basis.

    `value` and `reading`, what the file said at that time, are plain: text, a list of texts or
    None. One that is `withdrawn` gives the field back to the file.
    """

    document_id: str
    field: str
    value: Plain
    reading: Plain
    basis: str
    who: str
    made_at: datetime
    withdrawn: bool = False


def plain(value: object) -> Plain:
    """Return the value of a field as text, a list of texts or None."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if value else None


def field_value(field: str, value: Plain) -> Any:
    """Return the value of a field from its plain form; raise ValueError, TypeError, LookupError.

    The rules are those of the front matter. None or nothing empties a field that may be empty.
    """
    if field not in LABELS:
        raise LookupError(field)
    if not value:
        if field in _NEVER_EMPTY:
            raise ValueError(value)
        return _EMPTY.get(field)
    return FIELDS[field].read(value)


def active(corrections: Sequence[Correction]) -> dict[str, Correction]:
    """Return the correction that counts for each field of one document."""
    last = {correction.field: correction for correction in corrections}
    return {field: given for field, given in last.items() if not given.withdrawn}


def corrected(document: Document, corrections: Sequence[Correction]) -> Document:
    """Return the document as read, with what a person put right; their doubts are settled.

    Where the file has come to say another thing than the person saw, that is a new doubt.
    """
    given = active(corrections)
    if not given:
        return document
    values = {field: field_value(field, one.value) for field, one in given.items()}
    doubts = [doubt for doubt in document.doubts if doubt.field not in given]
    doubts += [
        Doubt(
            field,
            plain_words(now),
            _moved(one.value),
        )
        for field, one in given.items()
        if (now := plain(getattr(document, field))) not in (one.value, one.reading)
    ]
    return replace(document, doubts=tuple(doubts), **values)


def as_read(document: Document, corrections: Sequence[Correction]) -> Document:
    """Return a corrected document with the values that its file gave, as far as they are known."""
    values = {field: field_value(field, one.reading) for field, one in active(corrections).items()}
    return replace(document, **values) if values else document


def plain_words(value: Plain) -> str:
    """Return a plain value as a person reads it."""
    return ("、".join(value) if isinstance(value, list) else value) or "未载明"


def _moved(value: Plain) -> str:
    return f"人工更正为“{plain_words(value)}”，此后文件里的写法变了，请核对"
