"""What is to be known of a document beside its text: standing, editions, what it names, by whom?"""

from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.records import Document, Relation, RelationKind
from corpus.references import HeldTexts, Link, title_key
from corpus.standing import LifeCycles, Standing, beginning, is_change
from search.columns import Columns
from search.editions import EditionChooser
from search.lookup import Named

__all__ = ["Dossier", "Dossiers", "Edition", "Reference", "Referrer"]

_OUTWARD = {
    RelationKind.BASIS: "依据",
    RelationKind.CITES: "引用",
    RelationKind.AMENDS: "修改",
    RelationKind.REPEALS: "废止",
    RelationKind.REPLACES: "代替",
    RelationKind.ANNEX: "附件",
    RelationKind.FORWARDS: "转发",
}
_INWARD = {
    RelationKind.BASIS: "以本文件为依据",
    RelationKind.CITES: "引用本文件",
    RelationKind.AMENDS: "修改本文件",
    RelationKind.REPEALS: "废止本文件",
    RelationKind.REPLACES: "代替本文件",
    RelationKind.ANNEX: "以本文件为附件",
    RelationKind.FORWARDS: "转发本文件",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A document, without text, and where it stands on the day."""

    document: Document
    standing: Standing


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that the document names, and where it does, in reading order.

    `title` and `number` are as printed; `held` is the edition of the day, None where the
    collection does not have the text. `places` pair the address in this document with the id of
    the clause named there, None where none is named or it is not held.
    """

    kind: RelationKind
    title: str
    number: str | None
    held: Edition | None
    places: tuple[tuple[str, str | None], ...]

    @property
    def label(self) -> str:
        """What the document does with the text, in one word for staff."""
        if self.kind is RelationKind.AMENDS and is_change(self.title):
            return "历次修改"
        return _OUTWARD[self.kind]


@dataclass(frozen=True, slots=True)
class Referrer:
    """A document that names this one; `places` pair id and citation of its clauses that do.

    `aims` pair the id of a clause that names this document with the address that it names in it,
    '' where it names no clause or one that is not held.
    """

    kind: RelationKind
    source: Edition
    named: Document
    places: tuple[tuple[str, str], ...]
    aims: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """What that document does with this one, in one word for staff."""
        if self.kind is RelationKind.AMENDS and is_change(self.named.title):
            return "由本文件修改"
        return _INWARD[self.kind]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about a document that its text does not say; other editions newest first."""

    as_of: date
    standing: Standing
    editions: tuple[Edition, ...] = ()
    references: tuple[Reference, ...] = ()
    referrers: tuple[Referrer, ...] = ()

    @property
    def ground(self) -> str:
        """The basis of the standing, with the day for which it is vouched if it does not say so."""
        basis, vouched = self.standing.basis, self.standing.as_of
        if vouched is None or vouched == self.as_of or vouched.isoformat() in basis:
            return basis
        return f"{basis}（截至{vouched}）"


class Dossiers:
    """Compiles the dossiers of one generation."""

    def __init__(
        self,
        columns: Columns,
        life: LifeCycles,
        editions: EditionChooser,
        clause_ids: Container[str],
        cite: Callable[[str], str],
    ) -> None:
        """`clause_ids` are those held; `cite` returns the citation of one of them."""
        self._columns = columns
        self._life = life
        self._editions = editions
        self._clause_ids = clause_ids
        self._cite = cite
        self._held = HeldTexts(columns.documents)
        self._naming: dict[int, list[Link]] = defaultdict(list)
        for link in life.links:
            self._naming[link.target].append(link)

    def of(self, document: Document, as_of: date) -> Dossier:
        """Return the dossier of a document of this generation, given with its relations."""
        number = self._columns.numbers[document.document_id]
        others = [self._edition(n, as_of) for n in self._life.editions.of(number)]
        others.sort(key=lambda e: beginning(e.document).day or date.min, reverse=True)
        return Dossier(
            as_of,
            self._columns.on(as_of).standings[number],
            tuple(others),
            tuple(self._references(document.relations, as_of)),
            tuple(self._referrers(number, as_of)),
        )

    def _edition(self, number: int, as_of: date) -> Edition:
        return Edition(self._columns.documents[number], self._columns.on(as_of).standings[number])

    def _references(self, relations: Sequence[Relation], as_of: date) -> list[Reference]:
        groups: dict[tuple[RelationKind, str], list[Relation]] = defaultdict(list)
        for relation in relations:
            name = title_key(relation.title) if relation.title else relation.number or ""
            groups[relation.kind, name].append(relation)
        return [self._reference(group, as_of) for group in groups.values()]

    def _reference(self, group: Sequence[Relation], as_of: date) -> Reference:
        first = group[0]
        number = next((r.number for r in group if r.number), None)
        held = self._meant(first, as_of)
        places = ((r.clause_id.rpartition(":")[2], self._clause(held, r.place)) for r in group)
        return Reference(first.kind, first.title, number, held, tuple(dict.fromkeys(places)))

    def _meant(self, relation: Relation, as_of: date) -> Edition | None:
        named = Named(tuple(self._held.named(relation)))
        meant = self._editions.choose(named, as_of).meant or named.documents
        return self._edition(meant[0], as_of) if meant else None

    def _clause(self, held: Edition | None, place: str) -> str | None:
        clause_id = f"{held.document.document_id}:{place}" if held and place else ""
        return clause_id if clause_id in self._clause_ids else None

    def _referrers(self, number: int, as_of: date) -> list[Referrer]:
        groups: dict[tuple[RelationKind, int], list[Relation]] = defaultdict(list)
        for link in self._naming.get(number, ()):
            groups[link.relation.kind, link.source].append(link.relation)
        return [
            self._referrer(kind, self._edition(source, as_of), number, relations)
            for (kind, source), relations in groups.items()
        ]

    def _referrer(
        self, kind: RelationKind, source: Edition, number: int, relations: Sequence[Relation]
    ) -> Referrer:
        named = self._columns.documents[number]
        ids = dict.fromkeys(relation.clause_id for relation in relations)
        aims = (
            (r.clause_id, r.place if f"{named.document_id}:{r.place}" in self._clause_ids else "")
            for r in relations
        )
        return Referrer(
            kind,
            source,
            named,
            tuple((clause_id, self._cite(clause_id)) for clause_id in ids),
            tuple(dict.fromkeys(aims)),
        )
