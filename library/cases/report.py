"""What can be read of a case from an investigation report in free text, and what must a person add?

Every value comes with the words that it was read from and their place. What the report does not
say stays unknown; where it says two things, nothing is taken but what is marked as final. Nothing
goes into the library before a person has checked it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.composing import CASE_FIELDS
from corpus.privacy import mask_contacts
from library.cases.findings import Finding, Question, settle
from library.cases.persons import redact
from library.cases.record import LABELS, PRELIMINARY
from library.cases.report_causes import (
    find_articles,
    find_direct_cause,
    find_indirect_causes,
    find_project,
    find_units,
)
from library.cases.report_counts import find_casualties, find_loss
from library.cases.report_head import find_day, find_level, find_name, find_place, find_type

__all__ = ["ReadReport", "read_report"]

_REPORT = re.compile(r"的?\s*(?:调\s*查)?(?:评估)?\s*报\s*告")
_MANY = ("indirect_causes", "responsible_parties", "related_clauses")
_UNSAID = ("as_of", "audited", "redacted", "note", "source_quality", "sources")
"""Fields that no report states of itself; a person is not asked to look for them in it."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A draft of a record; `text` is the report as read, names and contacts hidden.

    `findings` tell where each value stands in `text`, `questions` what a person must decide,
    `missing` the Chinese names of the fields that were not found, `names_hidden` in how many
    places a name was replaced.
    """

    record: dict[str, Any]
    text: str
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    missing: tuple[str, ...]
    names_hidden: int


def read_report(text: str) -> ReadReport:
    """Read a report; `text` may hold names and contacts, what is returned does not."""
    masked = mask_contacts(text).text
    clean, hidden = redact(masked)
    settled = list(_settled(clean))
    findings = [found for found in settled if isinstance(found, Finding)]
    questions = [found for found in settled if isinstance(found, Question)]
    record = _record(findings) | _about(clean, findings)
    missing = [
        LABELS[name]
        for name in CASE_FIELDS
        if not _filled(record.get(name)) and name not in _UNSAID
    ]
    shown = [found for found in findings if found.field in CASE_FIELDS]
    return ReadReport(
        record, clean, tuple(shown), (*questions, *_cautions(clean, shown)), tuple(missing), hidden
    )


def _settled(text: str) -> Iterator[Finding | Question]:
    name = find_name(text)
    if name:
        yield name
    title = name.value if name else None
    days = find_day(text, title)
    yield from days
    at = next((found.end for found in days if isinstance(found, Finding)), 0)
    yield from find_place(text, at, title)
    casualties = list(find_casualties(text))
    for field in ("deaths", "injuries", "missing", "serious_injuries"):
        yield from settle(found for found in casualties if found.field == field)
    yield from settle(find_loss(text))
    yield from settle(find_level(text, title))
    yield from settle(find_type(text, title))
    if cause := find_direct_cause(text):
        yield cause
    yield from find_indirect_causes(text)
    yield from find_project(text)
    yield from find_units(text)
    yield from find_articles(text)


def _record(findings: Iterable[Finding]) -> dict[str, Any]:
    record: dict[str, Any] = {name: [] if name in _MANY else None for name in CASE_FIELDS}
    record |= {"lessons": [], "sources": [], "redacted": True}
    for found in findings:
        if found.field in _MANY:
            if found.value not in record[found.field]:
                record[found.field].append(found.value)
        elif found.field in CASE_FIELDS:
            value = found.value
            record[found.field] = value.isoformat() if isinstance(value, date) else value
    return record


def _about(text: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return what the report is."""
    about: dict[str, Any] = {}
    for found in findings:
        if found.field == "name" and _REPORT.match(text[found.end :][:20]):
            about["report_source"] = f"《{found.value}调查报告》"
            about["basis"] = "调查报告"
    if "basis" not in about and PRELIMINARY[:2] in text[:200]:
        about["basis"] = PRELIMINARY
    return about


def _cautions(text: str, findings: Iterable[Finding]) -> Iterator[Question]:
    """Yield what a person must look at although it was found."""
    found = list(findings)
    articles = tuple(f for f in found if f.field == "related_clauses")
    if articles:
        yield Question(
            "related_clauses", articles[:1], "报告按当时的条文引用，请按现行条文核对条号"
        )
    loss = tuple(f for f in found if f.field == "economic_loss_wan_yuan")
    if loss and re.search(r"约|余|多", text[loss[0].start : loss[0].end]):
        yield Question(loss[0].field, loss, "报告给的是约数，请核对")
    units = tuple(f for f in found if f.field == "responsible_parties")
    if units:
        yield Question(
            "responsible_parties", units[:1], "这里是参建单位，是否有责任请按责任认定部分核对"
        )


def _filled(value: object) -> bool:
    return value not in (None, [], "")
