"""What does a person know better than the file, and how does it outlive every new reading?"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from corpus.front_matter import FIELDS
from corpus.particulars import code_of
from corpus.records import Document, Doubt, Kind

__all__ = [
    "ACCIDENT_DAY",
    "CONFIRMED",
    "LABELS",
    "Correction",
    "Plain",
    "active",
    "as_read",
    "corrected",
    "digest",
    "field_value",
    "label_of",
    "plain",
    "plain_words",
    "settled",
    "with_values",
]

ACCIDENT_DAY = "事故日期"

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

CONFIRMED: Mapping[str, str] = {"text": "正文"}
"""What a person cannot rewrite here, but compare with the original and confirm as it is."""

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


def label_of(field: str, document: Document | None = None) -> str:
    """Return what a field, here of this document, is called; it may be one that holds a doubt.

    Of the record of a case, `issued_on` is the day of the accident, not of any paper.
    """
    if field == "issued_on" and document and document.kind is Kind.CASE and document.facts:
        return ACCIDENT_DAY
    return LABELS.get(field) or CONFIRMED.get(field, field)


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
    """Return the document as read, with what a person put right; their doubts are settled."""
    return settled(with_values(document, corrections), document, corrections)


def with_values(document: Document, corrections: Sequence[Correction]) -> Document:
    """Return the document with the values that a person gave, its doubts as they are."""
    given = active(corrections)
    values = {field: field_value(field, one.value) for field, one in given.items()
              if field in LABELS}  # fmt: skip
    if "region" in values:
        values["region_code"] = code_of(values["region"] or "")
    return replace(document, **values) if values else document


def settled(document: Document, read: Document, corrections: Sequence[Correction]) -> Document:
    """Return the document without doubts of the fields that a person settled.

    Where the file, as `read` now, has come to say another thing than that person saw, this is a
    new doubt.
    """
    given = {
        field: one for field, one in active(corrections).items()
        if field in LABELS or one.value == digest(read)
    }  # fmt: skip
    doubts = [doubt for doubt in document.doubts if doubt.field not in given]
    doubts += [
        Doubt(field, plain_words(now), _moved(one.value))
        for field, one in given.items()
        if field in LABELS and (now := plain(getattr(read, field))) not in (one.value, one.reading)
    ]
    return replace(document, doubts=tuple(doubts)) if given else document


def digest(document: Document) -> str:
    """Return by what a text is known that was confirmed as it is."""
    return hashlib.sha256(document.text.encode()).hexdigest()


def as_read(document: Document, corrections: Sequence[Correction]) -> Document:
    """Return a corrected document with the values that its file gave, as far as they are known."""
    readings = [replace(one, value=one.reading) for one in active(corrections).values()]
    return with_values(document, readings)


def plain_words(value: Plain) -> str:
    """Return a plain value as a person reads it."""
    return ("、".join(value) if isinstance(value, list) else value) or "未载明"


def _moved(value: Plain) -> str:
    return f"人工更正为“{plain_words(value)}”，此后文件里的写法变了，请核对"
