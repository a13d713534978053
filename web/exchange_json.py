"""How are interpretations and questions told to a program? Never by what an asker is reached."""

from typing import Any

from library.exchange import Enquiry, Interpretation
from web.answered import Explained
from web.exchanging import Cited
from web.moments import iso

__all__ = ["enquiry_json", "faq_json", "interpretation_json", "record_json"]


def interpretation_json(told: Explained) -> dict[str, Any]:
    """Return what readers see of an interpretation; raise ValueError where they see nothing."""
    one = told.one
    if not isinstance(one, Interpretation) or one.shown is None:
        raise ValueError(one.number)
    return {
        "number": one.number,
        "clause_id": one.clause_id,
        "citation": one.citation,
        "text": one.shown.text,
        "unit": one.shown.unit,
        "author": one.shown.author,
        "version": one.shown.number,
        "published_at": _moment(one.published_at),
        "review": told.review or None,
        "clauses": _clauses(told.cited),
        "url": f"/interpretations#interpretation-{one.number}",
    }


def record_json(one: Interpretation, review: str) -> dict[str, Any]:
    """Return an interpretation with all its versions and steps, as staff see it."""
    return {
        "number": one.number,
        "clause_id": one.clause_id,
        "citation": one.citation,
        "state": one.state.value,
        "published": one.published,
        "review": review or None,
        "versions": [
            {
                "version": version.number,
                "text": version.text,
                "unit": version.unit,
                "author": version.author,
                "at": iso(version.at),
                "clauses": list(version.about),
            }
            for version in one.versions
        ],
        "steps": [
            {
                "version": step.version,
                "at": iso(step.at),
                "who": step.who,
                "state": step.state.value,
                "reason": step.reason,
            }
            for step in one.steps
        ],
    }


def faq_json(told: Explained) -> dict[str, Any]:
    """Return a common question with its answer."""
    one = told.one
    if not isinstance(one, Enquiry):
        raise TypeError(one.number)
    return {
        "number": one.number,
        "title": one.title,
        "question": one.asked,
        "answer": one.answer,
        "unit": one.unit,
        "published_at": _moment(one.published_at),
        "review": told.review or None,
        "clauses": _clauses(told.cited),
        "url": f"/faq#faq-{one.number}",
    }


def enquiry_json(one: Enquiry) -> dict[str, Any]:
    """Return a question as moderators work on it."""
    return {
        "number": one.number,
        "matter": one.matter.value,
        "clause_id": one.clause_id or None,
        "citation": one.citation or None,
        "text": one.text,
        "asked_at": iso(one.asked_at),
        "state": one.state.value,
        "reason": one.reason,
        "answer": one.answer,
        "unit": one.unit,
        "answered_by": one.answered_by,
        "answered_at": _moment(one.answered_at),
        "clauses": list(one.about),
        "title": one.title,
        "question": one.asked,
        "published_at": _moment(one.published_at),
        "has_contact": one.has_contact,
        "seen": one.seen,
    }


def _clauses(cited: tuple[Cited, ...]) -> list[dict[str, str]]:
    return [{"clause_id": one.clause_id, "citation": one.citation} for one in cited]


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else iso(seconds)
