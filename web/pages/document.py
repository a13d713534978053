"""What does a document say, clause by clause, and may it still be relied on?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from corpus.composing import DUTY_COLUMNS, tabulate_duties
from corpus.places import place_of
from corpus.records import Clause, Document
from corpus.references import former_numbers
from search.dossier import Dossier
from search.errors import QueryRejected
from search.ports import SearchService
from search.query import LONGEST
from web.parameters import read_as_of
from web.relations import Item, list_relations
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


def document(request: Request, document_id: str, q: str = "", as_of: str = "") -> Response:
    """Show a document as it stands on a day; what a query would highlight is marked."""
    service, day = service_of(request), read_as_of(as_of)
    found, clauses = service.document(document_id)
    dossier = service.dossier(document_id, day)
    query = q.strip()[:LONGEST]
    marks = _marks(service, query, found.text)
    sections = render_document(found, clauses, marks)
    return render(
        request,
        "document.html",
        document=found,
        dossier=dossier,
        standing=dossier.standing,
        relations=list_relations(document_id, dossier, clauses, day),
        successor=_successor(service, dossier, day),
        former=former_numbers(found),
        origins=_origins(found, clauses),
        as_of=day,
        duty_columns=DUTY_COLUMNS,
        duties=tabulate_duties(found.facts),
        sections=sections,
        contents=_contents(sections),
        hits=len(marks),
        first_hit=next((s.address for s in sections if s.hits and s.address), None),
        source_url=_link(found),
        clause_count=len(clauses),
        query=query,
    )


def clause(request: Request, clause_id: str, q: str = "", as_of: str = "") -> Response:
    """Lead to the place of a clause in its document."""
    found, place = service_of(request).clause(clause_id)
    query = q.strip()[:LONGEST]
    day = read_as_of(as_of)
    return RedirectResponse(document_url(found.document_id, query, place.address, as_of=day))


def _successor(service: SearchService, dossier: Dossier, day: date | None) -> Item | None:
    """Return the text that repealed, replaced or changed the document, where one did."""
    if dossier.standing.by is None:
        return None
    document, _ = service.document(dossier.standing.by)
    url = document_url(document.document_id, as_of=day)
    return Item(document.title, document.doc_no, document.dated, url, None)


def _origins(document: Document, clauses: Sequence[Clause]) -> dict[str, str]:
    """Return, by address, where in the original a clause begins; nothing where it is not known."""
    places = ((clause.address, place_of(document, clause.start)) for clause in clauses)
    return {address: place for address, place in places if place}


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
