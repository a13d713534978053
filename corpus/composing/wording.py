"""How are the values of a record said in plain Chinese, the unknown ones included?"""

import re
from collections.abc import Sequence
from datetime import date

from corpus.structure import title_citation

__all__ = [
    "UNVERIFIED",
    "as_date",
    "audited",
    "cited_article",
    "joined",
    "listed",
    "remark",
    "said",
    "say_day",
    "slug",
]

UNVERIFIED = "未核实"
"""What is shown where a record holds nothing."""

_FIELDS = {
    "related_clauses": "可对照的条款",
    "hazard_works": "危大工程类别",
    "direct_cause": "直接原因",
    "serious_injuries": "重伤人数",
    "injuries": "受伤人数",
    "deaths": "死亡人数",
    "issued_on": "发布日期",
    "effective_on": "施行日期",
}
_AUDITED = {
    "2 sources": "经两处来源核对",
    "1 source": "只有一处来源",
    "consistency only": "只核对过前后是否一致，没有核对来源",
}


def said(value: object) -> str:
    """Return a value as a reader expects it; null, and an empty list, as 未核实."""
    if value is None or value in ("", [], ()):
        return UNVERIFIED
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def joined(values: Sequence[str]) -> str:
    """Return several statements as one line, numbered where there are more than one."""
    plain = [value.rstrip("。；;") for value in values]
    if len(plain) < 2:
        return said(plain[0] if plain else None)
    return "；".join(f"（{number}）{value}" for number, value in enumerate(plain, 1))


def listed(sources: Sequence[str]) -> str:
    """Return the sources as text; not even a single address is one that a page would link to."""
    return f"共{len(sources)}处： {'； '.join(sources)}" if sources else f"来源{UNVERIFIED}"


def audited(value: str | None) -> str:
    """Return how far a record was compared with its sources; unknown words stay as they are."""
    return _AUDITED.get(value, value) if value else UNVERIFIED


def remark(note: str) -> str:
    """Return a note with the names of fields in it put as the reader sees them."""
    for name, label in _FIELDS.items():
        note = note.replace(name, label)
    return note


def as_date(day: str | None) -> date | None:
    """Return the date of an ISO string."""
    return date.fromisoformat(day) if day else None


def say_day(day: str | None) -> str:
    """Return a date as a letter writes it: 2016年11月24日."""
    found = as_date(day)
    return f"{found.year}年{found.month}月{found.day}日" if found else UNVERIFIED


def cited_article(law: str, article: str) -> str:
    """Return 《law》article; a notice known by its number alone goes without book marks."""
    if law.endswith("号"):
        return f"{law}“{article}”"
    return title_citation(law, None) + article


def slug(words: str) -> str:
    """Return words as a part of an id: JGJ/T 46-2024 → JGJ-T-46-2024."""
    return re.sub(r"[^\w.]+", "-", words).strip("-.")[:48]
