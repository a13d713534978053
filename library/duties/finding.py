"""Which duties of the library does somebody ask for, and in which order?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus import Document, Kind
from library.duties.extracting import duties_in
from library.duties.parties import canonical
from library.duties.records import NOT_NAMED, DeadlineKind, Duty, Modality
from search.ports import SearchService
from search.results import SearchRequest

__all__ = ["DutyFilter", "DutyOrder", "FoundDuty", "find_duties"]

_KINDS = (Kind.POLICY, Kind.REGULATION, Kind.DIGEST)
_MOST = 200  # clauses that answer a query
_URGENCY = list(DeadlineKind)


class DutyOrder(StrEnum):
    """How duties stand."""

    PARTY = "party"
    """By party, in each as the documents have them; NOT_NAMED last."""
    DEADLINE = "deadline"
    """What has a date or a frequency first, by date; without a time last."""


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """What a duty must be; an empty tuple or '' restricts nothing.

    `parties` are names in any spelling: one of them, or a part of a name, must be bound.
    """

    parties: tuple[str, ...] = ()
    modalities: tuple[Modality, ...] = ()
    document_id: str = ""

    def takes(self, duty: Duty) -> bool:
        """Whether the duty passes."""
        if self.modalities and duty.modality not in self.modalities:
            return False
        return not self.parties or any(_binds(name, duty) for name in self.parties)


@dataclass(frozen=True, slots=True)
class FoundDuty:
    """A duty and the document that says it."""

    document: Document
    duty: Duty

    @property
    def text(self) -> str:
        """The words of the document: the source's own, but for a digest."""
        return self.document.text[self.duty.start : self.duty.end]

    @property
    def law(self) -> str:
        """The law that a digest tells, '' for a source itself."""
        return _bare(str(self.document.facts.get("law", "")))


def find_duties(
    service: SearchService, query: str, wanted: DutyFilter, order: DutyOrder = DutyOrder.PARTY
) -> list[FoundDuty]:
    """Return the duties about `query` that pass; all duties that pass where it is ''.

    A duty is about the query where its clause is found by it and the duty's own words hold it, or
    its last word: 应急演练 finds 「现场处置方案演练」. A digest is left out where its law is held.
    Raise NotSearchable, QueryRejected and UnknownDocument.
    """
    about = _about(service, query, wanted) if query else _all(service, wanted)
    held = {_bare(document.title) for document in service.documents(Kind.REGULATION)}
    chosen = (each for each in about if wanted.takes(each.duty) and each.law not in held)
    return sorted(chosen, key=_KEYS[order])


def _about(service: SearchService, query: str, wanted: DutyFilter) -> Iterator[FoundDuty]:
    request = SearchRequest(query, kinds=_KINDS, limit=_MOST, within=wanted.document_id)
    hits = service.search(request).hits
    heads = [terms[-1] for word in query.split() if (terms := service.terms(word))]
    clauses = {hit.clause_id for hit in hits}
    for name in dict.fromkeys(hit.document_id for hit in hits):
        for found in _read(service, name):
            if found.duty.clause_id in clauses and _speaks(service, query, heads, found.text):
                yield found


def _speaks(service: SearchService, query: str, heads: Sequence[str], text: str) -> bool:
    return any(head in text for head in heads) or bool(service.marks(query, text))


def _all(service: SearchService, wanted: DutyFilter) -> Iterator[FoundDuty]:
    if wanted.document_id:
        yield from _read(service, wanted.document_id)
        return
    for document, _ in service.collection().select(SearchRequest("", kinds=_KINDS)):
        yield from _read(service, document.document_id)


def _read(service: SearchService, document_id: str) -> list[FoundDuty]:
    document, clauses = service.document(document_id)
    return [FoundDuty(document, duty) for duty in duties_in(document, clauses)]


def _bare(title: str) -> str:
    return title.removeprefix("中华人民共和国")


def _binds(name: str, duty: Duty) -> bool:
    return bool(set(canonical(name)) & set(duty.parties)) or any(
        name in party for party in (*duty.parties, duty.party_words)
    )


def _by_party(found: FoundDuty) -> tuple[bool, str, str, int]:
    duty = found.duty
    return duty.parties == (NOT_NAMED,), "、".join(duty.parties), duty.document_id, duty.start


def _by_deadline(found: FoundDuty) -> tuple[int, str, str, int]:
    duty = found.duty
    times = [(_URGENCY.index(each.kind), each.sort) for each in duty.deadlines]
    dated = min((sort for _, sort in times if sort), default="")
    first = 0 if dated else 1 + min((kind for kind, _ in times), default=len(_URGENCY))
    return first, dated, duty.document_id, duty.start


_KEYS = {DutyOrder.PARTY: _by_party, DutyOrder.DEADLINE: _by_deadline}
