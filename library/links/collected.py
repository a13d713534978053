"""What is found once for a whole generation, so that links cost little where they are shown?"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from corpus.errors import CorpusError
from corpus.records import Clause, Document, Kind
from corpus.structure import title_citation
from library.cases import Case, CaseOrder, cases_among, index_cases, read_case
from library.cases.clause_links import clauses_named
from library.cases.filters import ordered
from library.duties import Modality, duties_in
from library.errors import CaseRejected, LibraryError
from library.hazard_table import HazardRow, load_hazard_table
from library.links.ours import OurTexts
from library.links.providers import SpecialtyProvider
from library.links.records import Link, LinkKind
from library.links.works import WorksLinks
from library.thresholds import grounds
from search.dossier import Dossier, Referrer
from search.ports import Collection, SearchService

__all__ = ["Collected"]

_SPEAKING = frozenset({Kind.POLICY, Kind.REGULATION, Kind.DIGEST})
_RIGHTS = frozenset({Modality.MAY, Modality.ENTITLED})


class Collected:
    """The cases by clause, what rests on a clause, and who names our digests, of one generation.

    Each is found when it is first asked for, and once.
    """

    def __init__(
        self,
        service: SearchService,
        collection: Collection,
        rows: Callable[[], Sequence[HazardRow]],
        experts: SpecialtyProvider,
    ) -> None:
        self.generation = collection.generation
        self._service, self._collection = service, collection
        self._rows, self._experts = rows, experts

    @cached_property
    def cases(self) -> Mapping[str, Sequence[Case]]:
        """The cases that name a clause, by its id, the newest first."""
        documents = [d for d in self._collection.documents if d.kind is Kind.CASE]
        cases, _ = cases_among(documents)
        return index_cases(ordered(cases, CaseOrder.DATE), self._service)

    @cached_property
    def _resting(self) -> Mapping[str, Sequence[str]]:
        """What follows from a judgement by the table of limits, by the clause that says so."""
        found: dict[str, list[str]] = defaultdict(list)
        for what, _, clause in grounds(self._service):
            found[clause.clause_id].append(what)
        return found

    @cached_property
    def _ours(self) -> OurTexts:
        return OurTexts(self._collection)

    @cached_property
    def _works(self) -> WorksLinks:
        """The table of limits; where that of the home is bad, whoever asks about works hears it."""
        try:
            return WorksLinks(self._rows(), self._experts)
        except (CorpusError, LibraryError):
            return WorksLinks(load_hazard_table(), self._experts)

    def links(
        self, document: Document, clauses: Sequence[Clause], dossier: Dossier
    ) -> Iterator[Link]:
        """Yield every link of a document that the collection itself tells of."""
        yield from self._cited_by(document, clauses, dossier)
        if document.kind is Kind.CASE:
            yield from self._of_case(document)
            return
        yield from self._cites(document, dossier)
        yield from self._works.limits(document, clauses)
        for clause in clauses:
            yield from self._of_clause(clause)
            yield from self._works.specialties(clause)
        if document.kind in _SPEAKING:
            yield from _duties(document, clauses)

    def _of_clause(self, clause: Clause) -> Iterator[Link]:
        for case in self.cases.get(clause.clause_id, ()):
            yield Link(
                LinkKind.CASE, clause.address, "涉及本条", case.name,
                f"{case.name}（{case.date}，案例摘要）", case.case_id, case.case_id,
            )  # fmt: skip
        for what in self._resting.get(clause.clause_id, ()):
            yield Link(
                LinkKind.THRESHOLD, clause.address, "判定以后应当做的", what, clause.citation,
                document_id=clause.document_id,
            )  # fmt: skip

    def _cited_by(
        self, document: Document, clauses: Sequence[Clause], dossier: Dossier
    ) -> Iterator[Link]:
        for referrer in dossier.referrers:
            if referrer.source.document.kind is not Kind.CASE:  # they are links of their own
                yield from _referring(referrer)
        addresses = {clause.address for clause in clauses}
        for relation in self._ours.naming(document.document_id):
            source, clause = self._service.clause(relation.clause_id)
            if source.kind is not Kind.CASE:
                yield Link(
                    LinkKind.CITED_BY, relation.place if relation.place in addresses else "",
                    relation.kind.value, source.title, clause.citation, clause.clause_id,
                    source.document_id,
                )  # fmt: skip

    def _cites(self, document: Document, dossier: Dossier) -> Iterator[Link]:
        for reference in dossier.references:
            name = reference.title or reference.number or ""
            held = reference.held.document if reference.held else None
            if held is None:
                ours = self._ours.named(reference.title, reference.number)
                held = ours[0] if ours else None
            if (held and held.document_id == document.document_id) or (
                not reference.held
                and self._ours.is_own(document, reference.title, reference.number)
            ):
                continue  # a part of itself, or the text of which it tells
            citation = title_citation(name, reference.number if reference.title else None)
            note = "" if held and held.verbatim else _lack(held)
            for address, clause_id in reference.places:
                target = clause_id or (held.document_id if held else "")
                yield Link(
                    LinkKind.CITES, address, reference.label, name, citation, target,
                    held.document_id if held else "", note=note,
                )  # fmt: skip

    def _of_case(self, document: Document) -> Iterator[Link]:
        try:
            case = read_case(document.facts, document.document_id)
        except CaseRejected:
            return
        for named in clauses_named(case, self._service):
            held = named.document
            yield Link(
                LinkKind.CITES, "", "涉及的条款", f"《{named.title}》{named.place}", named.citation,
                named.clause.clause_id if named.clause else "",
                held.document_id if held else "",
                note="" if held and held.verbatim else _lack(held),
            )  # fmt: skip
        yield from self._works.of_case(case)


def _referring(referrer: Referrer) -> Iterator[Link]:
    source, cited = referrer.source.document, dict(referrer.places)
    for clause_id, address in referrer.aims:
        yield Link(
            LinkKind.CITED_BY, address, referrer.label, source.title,
            cited.get(clause_id) or source.title, clause_id, source.document_id,
            note="" if not referrer.source.standing.hidden else referrer.source.standing.status,
        )  # fmt: skip


def _duties(document: Document, clauses: Sequence[Clause]) -> Iterator[Link]:
    """Yield what the document asks for; what it only allows is no duty."""
    addresses = {clause.clause_id: clause.address for clause in clauses}
    for duty in duties_in(document, clauses):
        if duty.modality not in _RIGHTS and duty.clause_id in addresses:
            yield Link(
                LinkKind.DUTY, addresses[duty.clause_id], duty.modality.value,
                f"{'、'.join(duty.parties)}：{duty.action}", duty.citation, duty.clause_id,
                document.document_id, note=duty.deadline,
            )  # fmt: skip


def _lack(held: Document | None) -> str:
    return f"库中只有{held.kind.own_words}" if held else "未收录"
