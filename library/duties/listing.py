"""How do duties look as a table and as JSON?"""

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.standing import Standing
from library.cells import Table
from library.duties.finding import FoundDuty

__all__ = ["duties_json", "duty_table"]

_COLUMNS = (
    "主体",
    "情态",
    "做什么",
    "期限或频次",
    "条件",
    "对象",
    "原文",
    "文件",
    "时效",
    "出处",
    "罚则",
    "怎样判断",
)


Standings = Mapping[str, Standing]
_UNKNOWN: Standings = {}


def duty_table(found: Sequence[FoundDuty], standings: Standings = _UNKNOWN) -> Table:
    """Return one row for each duty, with its citation and the status of its document."""
    rows = [
        (
            "、".join(each.duty.parties),
            each.duty.modality.value,
            each.duty.action,
            each.duty.deadline,
            each.duty.condition,
            each.duty.object,
            each.text,
            each.document.title,
            _status(each, standings),
            each.duty.citation,
            each.duty.penalty_citation,
            each.duty.rule,
        )
        for each in found
    ]
    return Table("义务", _COLUMNS, rows)


def duties_json(
    found: Sequence[FoundDuty], standings: Standings = _UNKNOWN
) -> list[dict[str, Any]]:
    """Return the duties as JSON; `start` and `end` delimit `text` in the document's text."""
    return [_json(each, _status(each, standings)) for each in found]


def _status(found: FoundDuty, standings: Standings) -> str | None:
    known = standings.get(found.duty.document_id)
    return known.status.value if known else None


def _json(found: FoundDuty, status: str | None) -> dict[str, Any]:
    duty = found.duty
    return {
        "document_id": duty.document_id,
        "title": found.document.title,
        "status": status,
        "clause_id": duty.clause_id,
        "citation": duty.citation,
        "parties": list(duty.parties),
        "party_words": duty.party_words,
        "modality": duty.modality.value,
        "action": duty.action,
        "object": duty.object,
        "condition": duty.condition,
        "deadlines": [
            {
                "kind": each.kind.value,
                "normal": each.normal,
                "words": each.words,
                "start": each.start,
                "end": each.end,
            }
            for each in duty.deadlines
        ],
        "penalty": {"clause_id": duty.penalty, "citation": duty.penalty_citation}
        if duty.penalty
        else None,
        "text": found.text,
        "start": duty.start,
        "end": duty.end,
        "rule": duty.rule,
    }
