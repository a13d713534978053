"""Which fields may a record have, and is each well-formed?"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from corpus.errors import BadRecord
from corpus.front_matter import one_line

__all__ = ["CASE_FIELDS", "DUTY_FIELDS", "STANDARD_FIELDS", "Field", "checked"]

_ADDRESS = re.compile(r"https?://[^\s@]+")
_LEVELS = ("特别重大", "重大", "较大", "一般")


class Field(NamedTuple):
    """How a value is read, what is expected of it, and what stands for one that is missing.

    One that is `required` may not be missing.
    """

    read: Callable[[Any], Any]
    expected: str
    missing: Callable[[], Any] = type(None)
    required: bool = False


def checked(record: Mapping[str, Any], fields: Mapping[str, Field], name: str) -> dict[str, Any]:
    """Return every field, in the table's order, its contact data masked; what is missing is None.

    A missing list is empty. `name` tells the operator which record it is. Raise BadRecord for an
    unknown field, a required one that is missing and a value of another type.
    """
    if unknown := [field for field in record if field not in fields]:
        raise BadRecord(name, str(unknown[0]), f"下列字段之一：{'、'.join(fields)}")
    return {field: _value(record.get(field), rule, name, field) for field, rule in fields.items()}


def _value(value: object, rule: Field, name: str, field: str) -> Any:
    if value is None and not rule.required:
        return rule.missing()
    try:
        return rule.read(value)
    except (TypeError, ValueError) as error:
        raise BadRecord(name, field, rule.expected) from error


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(value)
    # A run of digits in the address of a public page is no telephone.
    return value.strip() if _ADDRESS.fullmatch(value.strip()) else one_line(value)


def _texts(value: object) -> list[str]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return [_text(item) for item in value]


def _day(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return date.fromisoformat(value).isoformat()


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def _sum(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise ValueError(value)
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _level(value: object) -> str:
    if value not in _LEVELS:
        raise ValueError(value)
    return str(value)


def _clauses(value: object) -> list[str]:
    found = _texts(value)
    if any(not all(text.partition("|")[::2]) for text in found):
        raise ValueError(value)
    return found


def _clause(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping) or set(value) != {"law", "article"}:
        raise TypeError(value)
    return {name: _text(value[name]) for name in ("law", "article")}


_TEXT = Field(_text, "一行文字")
_NAME = Field(_text, "一行文字，不能空缺", required=True)
_LIST = Field(_texts, "文字的列表", missing=list)
_DAY = Field(_day, "真实存在的日期，如 2020-12-01")
_NUMBER = Field(_count, "不小于零的整数")
_FLAG = Field(_flag, "是或否（true、false）", missing=bool)

CASE_FIELDS: Mapping[str, Field] = {
    "name": _NAME,
    "date": _DAY,
    "province": _TEXT,
    "city": _TEXT,
    "project": _TEXT,
    "project_type": _TEXT,
    "accident_type": _TEXT,
    "hazard_works": _TEXT,
    "deaths": _NUMBER,
    "injuries": _NUMBER,
    "serious_injuries": _NUMBER,
    "missing": _NUMBER,
    "economic_loss_wan_yuan": Field(_sum, "不小于零的数，单位万元"),
    "level": Field(_level, "、".join(_LEVELS)),
    "direct_cause": _TEXT,
    "indirect_causes": _LIST,
    "responsible_parties": _LIST,
    "penalties_summary": _TEXT,
    "lessons": _LIST,
    "related_clauses": Field(_clauses, "“法名|第N条”的列表", missing=list),
    "report_source": _TEXT,
    "sources": _LIST,
    "source_quality": _TEXT,
    "basis": _TEXT,
    "note": _TEXT,
    "audited": _TEXT,
    "as_of": _DAY,
    "redacted": _FLAG,
}
"""Field of a case → its rule.

`serious_injuries` are some of `injuries`; `as_of` is the day on which the counts hold.
"""

STANDARD_FIELDS: Mapping[str, Field] = {
    "number": _NAME,
    "title": _NAME,
    "issuer": _TEXT,
    "issued_on": _DAY,
    "effective_on": _DAY,
    "status": _TEXT,
    "scope": _TEXT,
    "topics": _LIST,
    "sources": _LIST,
    "note": _TEXT,
    "audited": _TEXT,
}
"""Field of a card of a standard, law or notice → its rule."""

DUTY_FIELDS: Mapping[str, Field] = {
    "law": _NAME,
    "article": _NAME,
    "actor": _NAME,
    "modality": _NAME,
    "action": _NAME,
    "object": _TEXT,
    "deadline_or_frequency": _TEXT,
    "penalty_article": Field(_clause, "法名 law 和条号 article"),
    "hazard_works": _TEXT,
    "verified_in": _TEXT,
    "note": _TEXT,
    "audited": _FLAG,
}
"""Field of a duty → its rule."""
