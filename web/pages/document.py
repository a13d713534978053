"""What does a document say, clause by clause, and may it still be relied on?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from corpus.records import Document
from search.errors import QueryRejected
from search.ports import SearchService
from search.query import LONGEST
from web.rendering import Section, render_document
from web.service import service_of
from web.templating import document_url, render

__all__ = ["clause", "document"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents; `depth` counts from 1."""

    address: str
    label: str
    depth: int
    hits: int


def document(request: Request, document_id: str, q: str = "") -> Response:
    """Show a document; what a query would highlight is marked."""
    service = service_of(request)
    found, clauses = service.document(document_id)
    query = q.strip()[:LONGEST]
    marks = _marks(service, query, found.text)
    sections = render_document(found, clauses, marks)
    return render(
        request,
        "document.html",
        document=found,
        sections=sections,
        contents=_contents(sections),
        hits=len(marks),
        first_hit=next((s.address for s in sections if s.hits and s.address), None),
        source_url=_link(found),
        clause_count=len(clauses),
        query=query,
    )


def clause(request: Request, clause_id: str, q: str = "") -> Response:
    """Lead to the place of a clause in its document."""
    found, place = service_of(request).clause(clause_id)
    query = q.strip()[:LONGEST]
    return RedirectResponse(document_url(found.document_id, query, place.address))


def _marks(service: SearchService, query: str, text: str) -> list[tuple[int, int]]:
    """Return what to mark; a query that says nothing, as 「、」, must not cost the page."""
    try:
        return service.marks(query, text) if query else []
    except QueryRejected:
        return []


def _contents(sections: Sequence[Section]) -> list[Entry]:
    named = [section for section in sections if section.address and section.label]
    top = min((section.level for section in named), default=2)
    return [
        Entry(section.address or "", section.label, section.level - top + 1, section.hits)
        for section in named
    ]


def _link(document: Document) -> str | None:
    """Return the source where it is an address that is safe to follow, else None."""
    source = document.source.strip()
    return source if re.fullmatch(r"https?://[^\s<>\"']+", source) else None
