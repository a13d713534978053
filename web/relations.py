"""How are the editions and relations of a document listed for a reader?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.records import Clause, RelationKind, Status
from corpus.structure import cited_place
from search.dossier import Dossier, Edition, Reference, Referrer
from web.templating import clause_url, compare_url, document_url

__all__ = ["Group", "Item", "Relations", "list_relations"]

_MOST_PLACES = 6
_ORDER = {
    kind: n
    for n, kind in enumerate(
        (
            RelationKind.BASIS, RelationKind.AMENDS, RelationKind.REPEALS, RelationKind.REPLACES,
            RelationKind.FORWARDS, RelationKind.ANNEX, RelationKind.CITES,
        )
    )
}  # fmt: skip

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One text: `url` and `status` are None where it is not held; `places` are (name, address).

    `compared` leads to what changed between it and the document, where it is another edition.
    """

    title: str
    number: str | None
    day: date | None
    url: str | None
    status: Status | None
    places: tuple[Link, ...] = ()
    more: int = 0
    compared: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of one relation."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """What is listed: other editions, texts named, texts that name this one, with their counts."""

    editions: tuple[Item, ...]
    outward: tuple[Group, ...]
    inward: tuple[Group, ...]
    named: int
    held: int
    naming: int


def list_relations(
    document_id: str, dossier: Dossier, clauses: Sequence[Clause], as_of: date | None
) -> Relations:
    """Return the lists of a dossier; links keep the day asked for, None for today."""
    names = {clause.address: _place(clause.citation) for clause in clauses}
    references, referrers = dossier.references, dossier.referrers
    outward = _grouped(((r.kind, r.label), _reference(r, names, as_of)) for r in references)
    inward = _grouped(((r.kind, r.label), _referrer(r, as_of)) for r in referrers)
    items = [item for group in outward for item in group.items]
    return Relations(
        tuple(_other(document_id, edition, as_of) for edition in dossier.editions),
        outward,
        inward,
        named=len({(item.title, item.number) for item in items}),
        held=len({(item.title, item.number) for item in items if item.url}),
        naming=len({referrer.source.document.document_id for referrer in referrers}),
    )


def _grouped(items: Iterable[tuple[tuple[RelationKind, str], Item]]) -> tuple[Group, ...]:
    groups: dict[tuple[RelationKind, str], list[Item]] = defaultdict(list)
    for key, item in items:
        groups[key].append(item)
    ordered = sorted(groups.items(), key=lambda entry: _ORDER[entry[0][0]])
    return tuple(Group(label, tuple(found)) for (_, label), found in ordered)


def _edition(edition: Edition, as_of: date | None, places: Sequence[Link] = ()) -> Item:
    document = edition.document
    return Item(
        document.title, document.doc_no, document.dated,
        document_url(document.document_id, as_of=as_of), edition.standing.status,
        tuple(places[:_MOST_PLACES]), max(0, len(places) - _MOST_PLACES),
    )  # fmt: skip


def _other(document_id: str, edition: Edition, as_of: date | None) -> Item:
    compared = compare_url(document_id, edition.document.document_id)
    return replace(_edition(edition, as_of), compared=compared)


def _reference(reference: Reference, names: Mapping[str, str], as_of: date | None) -> Item:
    addresses = dict.fromkeys(address for address, _ in reference.places)
    places = [(names.get(address, address), f"#{address}") for address in addresses]
    shown, more = tuple(places[:_MOST_PLACES]), max(0, len(places) - _MOST_PLACES)
    title, held = reference.title or reference.number or "", reference.held
    number = reference.number if reference.title else None
    if held is None:
        return Item(title, number, None, None, None, shown, more)
    clauses = {clause for _, clause in reference.places}
    [only] = clauses if len(clauses) == 1 else [None]
    url = document_url(held.document.document_id, as_of=as_of)
    url = clause_url(only, as_of=as_of) if only else url
    return Item(title, number, None, url, held.standing.status, shown, more)


def _referrer(referrer: Referrer, as_of: date | None) -> Item:
    places = [(_place(told), clause_url(name, as_of=as_of)) for name, told in referrer.places]
    return _edition(referrer.source, as_of, places)


def _place(citation: str) -> str:
    return cited_place(citation) or "文首"
