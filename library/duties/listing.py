"""How do duties look as a table and as JSON?"""

from collections.abc import Sequence
from typing import Any

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
    "出处",
    "罚则",
    "怎样判断",
)


def duty_table(found: Sequence[FoundDuty]) -> Table:
    """Return one row for each duty, with its citation."""
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
            each.duty.citation,
            each.duty.penalty_citation,
            each.duty.rule,
        )
        for each in found
    ]
    return Table("义务", _COLUMNS, rows)


def duties_json(found: Sequence[FoundDuty]) -> list[dict[str, Any]]:
    """Return the duties as JSON; `start` and `end` delimit `text` in the document's text."""
    return [_json(each) for each in found]


def _json(found: FoundDuty) -> dict[str, Any]:
    duty = found.duty
    return {
        "document_id": duty.document_id,
        "title": found.document.title,
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
