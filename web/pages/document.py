"""What does a document say, clause by clause, and may it still be relied on?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from corpus.composing import DUTY_COLUMNS, tabulate_duties
from corpus.places import place_of
from corpus.records import Clause, Document
from corpus.references import former_numbers
from corpus.standing import is_later
from corpus.structure import title_citation
from library.accounts import Permission
from library.cases import BY_CURRENT_TEXT
from library.exchange import outdated
from library.links import DocumentLinks, LinkKind, has_impact
from search.dossier import Dossier
from search.errors import QueryRejected
from search.ports import SearchService
from search.query import LONGEST
from web.exchanging import beside_clauses
from web.life_line import list_events
from web.link_targets import counts_told, impact_url, links_url
from web.parameters import read_as_of
from web.relations import Item, list_relations
from web.rendering import Section, render_document
from web.service import duties_of, links_of, service_of
from web.templating import document_url, followed, render
from web.visitors import user_of

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
    linked = links_of(request, document_id)
    found, clauses = linked.document, linked.clauses
    dossier = service.dossier(document_id, day) if day else linked.dossier
    query = q.strip()[:LONGEST]
    marks = _marks(service, query, found.text)
    sections = render_document(found, clauses, marks)
    ender = _ender(service, dossier)
    explained, texts = beside_clauses(request, document_id), {c.clause_id: c for c in clauses}
    return render(
        request,
        "document.html",
        document=found,
        dossier=dossier,
        standing=dossier.standing,
        relations=list_relations(document_id, dossier, clauses, day),
        successor=_successor(ender, day),
        former=former_numbers(found),
        origins=_origins(found, clauses),
        events=list_events(found, dossier, ender),
        cases=request.app.state.links.cases_by_clause(),
        explained=explained,
        outdated={
            name: [outdated(one.shown or one.latest, texts[name]) for one in notes]
            for name, notes in explained.items()
            if name in texts
        },
        interprets=user_of(request).may(Permission.INTERPRET),
        cases_note=BY_CURRENT_TEXT,
        linked=counts_told(linked.counts),
        links_url=links_url(document_id),
        clause_links=_clause_links(linked),
        impact=impact_url(document_id) if has_impact(linked) else None,
        former_impact=_former_impact(found, dossier),
        cited_as=title_citation(found.title, found.doc_no),
        printed_on=datetime.now().astimezone().date(),
        as_of=day,
        duty_columns=DUTY_COLUMNS,
        duties=tabulate_duties(found.facts),
        lays_duties=bool(duties_of(request).of(document_id)),
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


def _clause_links(linked: DocumentLinks) -> dict[str, tuple[str, str]]:
    """Return, by address, the counts of a clause in a line, and where they are listed.

    The cases stand below the clause by name.
    """
    name = linked.document.document_id
    return {
        address: (told, links_url(name, address))
        for address, counts in linked.counts_by_clause.items()
        if address
        and (told := counts_told({k: n for k, n in counts.items() if k is not LinkKind.CASE}))
    }


def _former_impact(document: Document, dossier: Dossier) -> str | None:
    """Return the review list of the edition that this one took the place of."""
    older = (e.document for e in dossier.editions if is_later(document, e.document))
    former = next(older, None)  # the newest of them
    return impact_url(former.document_id) if former else None


def _ender(service: SearchService, dossier: Dossier) -> Document | None:
    """Return the text that repealed, replaced or changed the document, where one did."""
    return service.document(dossier.standing.by)[0] if dossier.standing.by else None


def _successor(ender: Document | None, day: date | None) -> Item | None:
    if ender is None:
        return None
    url = document_url(ender.document_id, as_of=day)
    return Item(ender.title, ender.doc_no, ender.dated, url, None)


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
    return followed(document.source.strip())
