"""How is the bank filled, and what should be asked or taught next?"""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import Request, Response

from library.questions import ItemState, ItemType
from library.questions.statistics import (
    Weak,
    coverage_of,
    fillings,
    histogram,
    weak_clauses,
)
from web.parameters import read_document
from web.service import bank_of, service_of
from web.templating import clause_url, render

__all__ = ["statistics"]

_MOST = 300  # clauses, or documents, in a list


@dataclass(frozen=True, slots=True)
class Taught:
    """A clause that people miss, as the page tells it."""

    weak: Weak
    citation: str
    url: str


def statistics(request: Request, document: str = "") -> Response:
    """Show the counts of the bank, or clause by clause what one document is asked for."""
    if name := read_document(document):
        return _document(request, name)
    bank = bank_of(request)
    gists = bank.gists()
    covered = sorted(
        coverage_of(service_of(request), bank), key=lambda c: (c.covered - c.clauses, c.title)
    )
    bands = histogram(gists)
    return render(
        request,
        "question_statistics.html",
        total=len(gists),
        flagged=sum(gist.flagged for gist in gists),
        measured=sum(bool(gist.answers) for gist in gists),
        aside=sum(bank.counts().set_aside.values()),
        types=list(ItemType),
        states=ItemState,
        fillings=fillings(gists),
        bands=bands,
        most=max(bands, default=0) or 1,
        coverage=[each for each in covered if each.clauses > 1][:_MOST],
        single=sum(each.clauses == 1 for each in covered),
        weak=list(_taught(request, weak_clauses(gists)[:20])),
    )


def _document(request: Request, document_id: str) -> Response:
    document, clauses = service_of(request).document(document_id)
    resting = bank_of(request).resting().get(document_id, {})
    without = [clause for clause in clauses if clause.clause_id not in resting]
    return render(
        request,
        "question_coverage.html",
        document=document,
        asked=[(c, resting[c.clause_id]) for c in clauses if c.clause_id in resting],
        without=without[:_MOST],
        more=len(without[_MOST:]),
    )


def _taught(request: Request, found: list[Weak]) -> Iterator[Taught]:
    bank = bank_of(request)
    for weak in found:
        sources = bank.item(weak.items[0]).item.sources
        yield Taught(weak, sources[0].citation, clause_url(weak.clause_id))
