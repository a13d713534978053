"""How are papers and tests told to a program?"""

from collections.abc import Iterable, Sequence
from typing import Any

from library.exams import (
    Exam,
    GroupFigures,
    Sitting,
    Terms,
    best_of,
    by_audience,
    by_unit,
    item_figures,
    weak_clauses,
)
from library.papers import VERSIONS, Paper, Printed, key_of, plain_score, variant
from web.moments import iso

__all__ = ["analysis_json", "exam_json", "exam_row", "paper_json", "record_json", "results_json"]


def paper_json(paper: Paper) -> dict[str, Any]:
    """Return a paper with both versions and their keys."""
    return {
        "paper_id": paper.paper_id,
        "title": paper.title,
        "quarter": paper.quarter,
        "seed": paper.seed,
        "total": plain_score(paper.blueprint.total),
        "passing": plain_score(paper.blueprint.passing),
        "minutes": paper.blueprint.minutes,
        "versions": {
            name: [_printed(one) for one in variant(paper, name).questions] for name in VERSIONS
        },
    }


def _printed(one: Printed) -> dict[str, Any]:
    item = one.item
    return {
        "number": one.number, "item_id": item.item_id, "type": item.type.value,
        "score": plain_score(one.score), "stem": item.stem, "options": list(item.options),
        "key": key_of(item), "points": list(item.points),
        "clauses": [source.clause_id for source in item.sources],
    }  # fmt: skip


def exam_row(exam: Exam, now: float, began: int, handed_in: int) -> dict[str, Any]:
    """Return a test as a list has it."""
    return {
        "number": exam.number, "title": exam.terms.title, "paper_id": exam.paper.paper_id,
        "quarter": exam.paper.quarter, "state": exam.state(now),
        "opens_at": iso(exam.terms.opens_at), "closes_at": iso(exam.terms.closes_at),
        "url": f"/exam/{exam.token}", "began": began, "handed_in": handed_in,
    }  # fmt: skip


def exam_json(exam: Exam, now: float, sittings: Sequence[Sitting]) -> dict[str, Any]:
    """Return a test with how each group did."""
    handed_in = sum(one.submitted_at is not None for one in sittings)
    return {
        "exam": exam_row(exam, now, len(sittings), handed_in),
        "terms": _terms(exam.terms),
        "forgotten_at": iso(exam.forgotten_at) if exam.forgotten_at else None,
        "by_unit": [_group(one) for one in by_unit(exam, sittings)],
        "by_audience": [_group(one) for one in by_audience(exam, sittings)],
    }


def _terms(terms: Terms) -> dict[str, Any]:
    return {
        "minutes": terms.minutes, "attempts": terms.attempts, "identity": terms.identity.value,
        "showing": terms.showing.value, "partial": plain_score(terms.partial),
        "keep_days": terms.keep_days, "versions": "".join(terms.versions),
    }  # fmt: skip


def _group(one: GroupFigures) -> dict[str, Any]:
    return {
        "name": one.name, "people": one.people, "passed": one.passed, "waiting": one.waiting,
        "rate": None if one.rate is None else round(one.rate, 4),
        "mean": None if one.mean is None else plain_score(one.mean),
    }  # fmt: skip


def results_json(exam: Exam, sittings: Sequence[Sitting]) -> dict[str, Any]:
    """Return who did how."""
    held = [(one, one.submitted_at) for one in sittings if one.submitted_at is not None]
    best = {one.number for one in best_of(sittings)}
    passing = exam.paper.blueprint.passing
    rows = [
        {
            "sitting": one.number, "name": one.examinee.name, "unit": one.examinee.unit,
            "audience": one.examinee.audience, "attempt": one.attempt, "version": one.version,
            "score": plain_score(one.score), "passed": one.score >= passing,
            "waiting": len(one.waiting), "counted": one.number in best, "submitted_at": iso(at),
        }
        for one, at in held
    ]  # fmt: skip
    return {"results": rows}


def analysis_json(exam: Exam, sittings: Sequence[Sitting]) -> dict[str, Any]:
    """Return what the answers showed of questions and clauses."""
    figures = item_figures(exam, sittings)
    items = [
        {
            "item_id": one.item.item_id, "type": one.item.type.value, "stem": one.item.stem,
            "answers": one.answers, "right": one.right, "missed": round(one.missed, 4),
            "discrimination": None if one.discrimination is None
            else round(one.discrimination, 4),
            "remark": one.remark,
        }
        for one in figures
    ]  # fmt: skip
    weak = [
        {
            "clause_id": one.clause_id, "citation": one.citation, "quote": one.quote,
            "questions": one.questions, "answers": one.answers, "missed": round(one.missed, 4),
            "confused": list(one.confused),
        }
        for one in weak_clauses(figures)
    ]  # fmt: skip
    people = max((one.answers for one in figures), default=0)
    return {"people": people, "items": items, "weak": weak}


def record_json(held: Iterable[tuple[Exam, Sequence[Sitting]]]) -> dict[str, Any]:
    """Return the training record."""
    rows = [
        {
            "quarter": exam.paper.quarter, "exam": exam.number, "title": exam.terms.title,
            "audience": one.name, "people": one.people, "passed": one.passed,
            "waiting": one.waiting, "rate": None if one.rate is None else round(one.rate, 4),
        }
        for exam, sittings in held
        for one in by_audience(exam, sittings)
    ]  # fmt: skip
    return {"record": rows}
