"""How are the scale of works and the level of an accident written as JSON?"""

from collections.abc import Sequence

from library.cases.levels import Assessment
from library.hazard_table import HazardRow
from library.thresholds.deciding import Decision, Scale
from library.thresholds.following import EXPERTS, Consequence

__all__ = ["accident_json", "decision_json"]

Json = dict[str, object]


def decision_json(found: Decision, following: Sequence[Consequence]) -> Json:
    """Return the decision as plain values; days as YYYY-MM-DD."""
    deciding = found.deciding
    return {
        "works": found.works.name,
        "category": found.works.category,
        "answer": found.text,
        "certain": found.certain,
        "deciding": _row(deciding.row) if deciding else None,
        "rows": [
            {**_row(one.row), "state": one.state.value, "reason": one.reason}
            for one in found.judged
        ],
        "missing": list(found.missing),
        "conditions": [
            {"number": c.number, "text": c.text, "level": c.level.value, "answer": c.answer}
            for c in found.conditions
        ],
        "measures": {name: measure.shown for name, measure in found.measures},
        "experts": EXPERTS if found.lowest is Scale.BEYOND else None,
        "following": [_consequence(one) for one in following],
        "notes": list(found.notes),
    }


def accident_json(found: Assessment, basis: Consequence) -> Json:
    """Return the level of an accident as plain values; loss is in 万元."""
    return {
        "answer": found.text,
        "certain": found.certain,
        "deciding": list(found.deciding),
        "unknown": list(found.unknown),
        "reason": found.reason,
        "basis": _consequence(basis),
    }


def _row(row: HazardRow) -> Json:
    return {
        "item": row.item,
        "level": row.level.value,
        "rule": row.rule,
        "document": row.document,
        "clause": row.clause,
        "region": row.region,
        "effective_on": row.effective_on.isoformat() if row.effective_on else None,
    }


def _consequence(one: Consequence) -> Json:
    return {
        "what": one.what,
        "citation": one.citation,
        "clause_id": one.clause.clause_id if one.clause else None,
    }
