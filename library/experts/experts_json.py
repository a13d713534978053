"""How are experts, look-ups, draws and statistics written as JSON? Never with contact data."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from library.experts.demands import Need, Proposal
from library.experts.drawing import Overview, Proceedings, Verified, reason_text
from library.experts.finding import FoundExperts, SpecialtyMatch
from library.experts.intake import RowOutcome
from library.experts.records import Expert
from library.experts.specialties import Taxonomy
from library.experts.statistics import PoolStatistics

__all__ = [
    "expert_json",
    "found_json",
    "match_json",
    "outcome_json",
    "overview_json",
    "proceedings_json",
    "proposal_json",
    "statistics_json",
    "verified_json",
]

Json = dict[str, Any]


def expert_json(expert: Expert, taxonomy: Taxonomy, day: date) -> Json:
    """Return an expert as an officer may see it; state as of the day, days as YYYY-MM-DD."""
    return {
        "expert_id": expert.expert_id,
        **expert.as_values(),
        "specialties": [{"code": c, "name": taxonomy.name(c)} for c in expert.specialties],
        "state": expert.state(day).value,
    }


def match_json(match: SpecialtyMatch) -> Json:
    """Return a specialty that a phrase may mean, and why."""
    one = match.specialty
    return {
        "code": one.code, "name": one.name, "score": round(match.score, 3),
        "reason": match.reason, "suggested": one.suggested, "basis": one.basis,
    }  # fmt: skip


def found_json(found: FoundExperts, taxonomy: Taxonomy, day: date) -> Json:
    """Return what a look-up found; of an expert only what says who they are for the works."""
    return {
        "specialties": [match_json(match) for match in found.matches],
        "total": found.total,
        "experts": [
            {
                "expert_id": one.expert.expert_id,
                "name": one.expert.name,
                "unit": one.expert.unit,
                "title": one.expert.title,
                "region": one.expert.region,
                "specialties": [taxonomy.name(code) for code in one.expert.specialties],
                "state": one.expert.state(day).value,
                "recent_reviews": one.recent,
                "reason": one.match.reason,
            }
            for one in found.experts
        ],
    }


def outcome_json(outcome: RowOutcome) -> Json:
    """Return what became of a row of a file."""
    return {
        "row": outcome.number, "result": outcome.result.value, "expert_id": outcome.expert_id,
        "name": outcome.name, "message": outcome.message,
    }  # fmt: skip


def proposal_json(proposal: Proposal, taxonomy: Taxonomy) -> Json:
    """Return what works need."""
    return {
        "size": proposal.size,
        "needs": [_need(need, taxonomy) for need in proposal.needs],
        "basis": proposal.basis,
        "notes": list(proposal.notes),
    }


def overview_json(one: Overview) -> Json:
    """Return a request in a list."""
    return asdict(one)


def proceedings_json(going: Proceedings, openings: Mapping[str, Json]) -> Json:
    """Return a request as far as it has come; `openings` are of its last draw, for the names."""
    last = going.last
    candidates = last.frozen["candidates"] if last.frozen else []
    drawn = last.drawn or {}
    return {
        "request": going.request,
        "stage": going.stage,
        "draw": last.number,
        "reason": last.reason,
        "commitments": dict(last.commitments),
        "candidates": len(candidates),
        "eligible": sum(1 for one in candidates if not one["reasons"]),
        "excluded": _excluded(candidates),
        "seed": drawn.get("seed", ""),
        "panel": [
            {
                **_known(seat["handle"], openings),
                "need": going.request["needs"][seat["need"]]["name"],
                "reply": last.replies.get(seat["handle"], ""),
            }
            for seat in going.seats
        ],
        "reserve": [_known(handle, openings) for handle in last.reserve],
        "reserve_lacking": {
            need["name"]: lacking
            for need, lacking in zip(
                going.request["needs"], drawn.get("reserve_lacking", ()), strict=False
            )
            if lacking
        },
        "conclusion": going.conclusion.get("conclusion", ""),
    }  # fmt: skip


def verified_json(found: Verified) -> Json:
    """Return what the checks of a record found."""
    return {
        "holds": found.holds,
        "digest": found.digest,
        "request_id": found.request_id,
        "stage": found.stage,
        "draws": found.draws,
        "panel": list(found.panel),
        "notes": list(found.notes),
        "checks": [{"name": one.name, "found": one.found} for one in found.checks],
    }


def statistics_json(found: PoolStatistics) -> Json:
    """Return the statistics of the pool."""
    return {
        "day": found.day.isoformat(),
        "total": found.total,
        "states": {state.value: count for state, count in found.states},
        "reviews": found.reviews,
        "unused": found.unused,
        "load": [{**_short(expert), "reviews": count} for expert, count in found.load],
        "specialties": [
            {"code": one.specialty.code, "name": one.specialty.name, "engaged": one.engaged,
             "wanted": one.wanted, "lacking": one.lacking}
            for one in found.coverage
        ],
        "ending": [{**_short(one), "term_end": one.term_end.isoformat()} for one in found.ending],
    }  # fmt: skip


def _need(need: Need, taxonomy: Taxonomy) -> Json:
    one = taxonomy[need.specialty]
    return {"specialty": one.code, "name": one.name, "number": need.number,
            "reserve": need.reserve, "suggested": one.suggested}  # fmt: skip


def _excluded(candidates: list[Json]) -> Json:
    found: dict[str, int] = {}
    for one in candidates:
        for text in {reason_text({"kind": reason["kind"]}) for reason in one["reasons"]}:
            found[text] = found.get(text, 0) + 1
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _known(handle: str, openings: Mapping[str, Json]) -> Json:
    return {"handle": handle, **openings.get(handle, {}).get("name", {})}


def _short(expert: Expert) -> Json:
    return {"expert_id": expert.expert_id, "name": expert.name, "unit": expert.unit}
