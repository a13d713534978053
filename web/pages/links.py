"""What hangs together with a document or one of its clauses, as lists, a table and a picture?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import Request, Response

from corpus.errors import UnknownDocument
from corpus.records import Clause, Document
from corpus.structure import cited_place, title_citation
from library.links import DocumentLinks, Link, LinkKind, counted, graph_of, has_impact
from web.drawings import draw_graph
from web.link_targets import (
    counts_told,
    impact_url,
    leads_to_experts,
    links_url,
    target_url,
)
from web.service import links_of, service_of
from web.templating import document_url, render, render_svg

__all__ = ["graph", "links"]

_MOST_CLAUSES, _MOST_LINKS = 120, 30


@dataclass(frozen=True, slots=True)
class Shown:
    """One link; `url` is None where the other end is not held."""

    link: Link
    url: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The links of one kind, `more` of which found no room."""

    kind: LinkKind
    shown: tuple[Shown, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Part:
    """The links of one clause, or of the document as a whole where `address` is ''."""

    address: str
    name: str
    trail: str
    url: str
    links_url: str
    groups: tuple[Group, ...]


def links(request: Request, document_id: str, clause: str = "") -> Response:
    """Show the links of a document with their picture, or those of one clause alone."""
    found, address = links_of(request, document_id), clause.strip()
    if address and all(each.address != address for each in found.clauses):
        raise UnknownDocument(f"{document_id}:{address}")
    shown = found.at(address) if address else found.links
    experts = request.app.state.accounts is not None  # who has not signed in is led to do so
    parts = _parts(found, shown, whole=bool(address), experts=experts)
    near = None if address else graph_of(found, service_of(request))
    return render(
        request,
        "links.html",
        document=found.document,
        standing=found.dossier.standing,
        cited_as=title_citation(found.document.title, found.document.doc_no),
        clause=next((c for c in found.clauses if c.address == address), None),
        told=counts_told(counted(shown)),
        parts=parts[:_MOST_CLAUSES],
        more=parts[_MOST_CLAUSES:],
        graph=near,
        drawing=draw_graph(near) if near and near.near else None,
        alone=False,
        impact=impact_url(document_id) if has_impact(found) else None,
        back=document_url(document_id, address=address or None),
        all_links=links_url(document_id),
    )


def graph(request: Request, document_id: str) -> Response:
    """Give the picture of the texts around a document by itself."""
    found = links_of(request, document_id)
    return render_svg("graph.svg", drawing=draw_graph(graph_of(found, service_of(request))))


def _parts(
    found: DocumentLinks, shown: Sequence[Link], *, whole: bool, experts: bool
) -> list[Part]:
    clauses = {clause.address: clause for clause in found.clauses}
    name = found.document.document_id
    parts = []
    for address, run in groupby(shown, key=lambda link: link.here):
        clause = clauses.get(address)
        place = _place(found.document, clause)
        parts.append(Part(
            address, place, " › ".join(clause.path) if clause else "",
            document_url(name, address=address or None), links_url(name, address),
            tuple(_groups(name, list(run), None if whole else _MOST_LINKS, experts=experts)),
        ))  # fmt: skip
    return parts


def _place(document: Document, clause: Clause | None) -> str:
    """Return how a clause is called within its document; what is ours is cited in other words."""
    if clause is None:
        return "整份文件"
    if not document.verbatim and clause.path:
        return clause.path[-1]
    return cited_place(clause.citation) or "文首"


def _groups(
    document_id: str, run: Sequence[Link], most: int | None, *, experts: bool
) -> list[Group]:
    groups = []
    for kind, members in groupby(run, key=lambda link: link.kind):
        shown = [
            Shown(
                link,
                target_url(document_id, link) if experts or not leads_to_experts(link) else None,
            )
            for link in members
        ]
        groups.append(Group(kind, tuple(shown[:most]), len(shown[most:]) if most else 0))
    return groups
