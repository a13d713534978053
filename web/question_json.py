"""How is a question told to a program, with what became of it, and what came of work on many?"""

from collections.abc import Sequence
from typing import Any

from library.background import Work
from library.questions import BankItem, Event, SetAside, Use, item_json
from web.moments import iso
from web.question_results import Brought, Made
from web.question_views import question_url

__all__ = ["aside_json", "bank_item_json", "full_json", "work_json"]

_IDLE = {
    "name": None, "running": False, "began": None, "done": 0, "total": 0, "fault": "",
    "made": None, "brought": None,
}  # fmt: skip


def bank_item_json(held: BankItem) -> dict[str, Any]:
    """Return a question as the bank keeps it; `difficulty` is the one that holds."""
    measured = held.measured
    return item_json(held.item) | {
        "difficulty": held.difficulty,
        "state": held.state.value,
        "origin": held.origin.value,
        "reviewer": held.reviewer,
        "reviewed_at": None if held.reviewed_at is None else iso(held.reviewed_at),
        "reconsider": held.reconsider,
        "answers": measured.answers if measured else 0,
        "discrimination": measured.discrimination if measured else None,
        "url": question_url(held.item.item_id),
    }


def full_json(held: BankItem, history: Sequence[Event], uses: Sequence[Use]) -> dict[str, Any]:
    """Return a question with all that was done with it."""
    return bank_item_json(held) | {
        "history": [
            {"at": iso(each.at), "person": each.person, "action": each.action, "note": each.note}
            for each in history
        ],
        "uses": [{"quarter": use.quarter, "paper": use.paper} for use in uses],
    }


def aside_json(each: SetAside) -> dict[str, str]:
    """Return what failed a gate."""
    item = each.item
    return {
        "item_id": item.item_id,
        "type": item.type.value,
        "stem": item.stem,
        "citation": item.sources[0].citation if item.sources else "",
        "rule": item.rule,
        "gate": each.gate,
        "reason": each.reason,
    }


def work_json(work: Work | None) -> dict[str, Any]:
    """Return how far the making or importing is, and what came of it."""
    if work is None:
        return dict(_IDLE)
    result = work.result
    return {
        "name": work.name,
        "running": work.running,
        "began": iso(work.began),
        "done": work.done,
        "total": work.total,
        "fault": work.fault,
        "made": _made(result) if isinstance(result, Made) else None,
        "brought": _brought(result) if isinstance(result, Brought) else None,
    }


def _made(made: Made) -> dict[str, Any]:
    return {
        "items": [item.item_id for item in made.items],
        "by_type": dict(made.by_type),
        "set_aside": dict(made.by_gate),
    }


def _brought(brought: Brought) -> dict[str, Any]:
    return {
        "name": brought.name,
        "trial": brought.trial,
        "results": dict(brought.results),
        "baseless": brought.baseless,
        "rows": [
            {
                "place": one.place,
                "result": one.result,
                "basis": one.basis.value if one.basis else None,
                "citation": one.citation,
                "clause_id": one.clause_id,
                "note": one.note,
                "item_id": one.item_id,
            }
            for one in brought.outcomes
        ],
    }
