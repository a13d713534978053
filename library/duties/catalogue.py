"""Which duties does the library hold, over whichever service holds the documents?"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import Clause, Document, Kind
from corpus.records import Status
from corpus.standing import Standing
from library.duties.extracting import duties_in
from library.duties.finding import DutyFilter, DutyOrder, FoundDuty, in_order
from library.duties.lasting import last_day
from search.ports import Collection, SearchService
from search.results import SearchRequest, SearchResults

__all__ = ["DutyLibrary", "FoundDuties", "find_duties"]

_KINDS = (Kind.POLICY, Kind.REGULATION, Kind.DIGEST)
_MOST = 200  # clauses that answer a query


@dataclass(frozen=True, slots=True)
class FoundDuties:
    """The duties that were asked for, in order.

    `answering` are those about the words before the filters, `wanted` the filters as understood
    among them; `standings` say, by document, where it stands that day; `notices` are for a person.
    """

    duties: Sequence[FoundDuty]
    answering: Sequence[FoundDuty]
    wanted: DutyFilter
    standings: Mapping[str, Standing]
    notices: tuple[str, ...] = ()


class DutyLibrary:
    """The duties of the serving generation, each document read once; threads may share it."""

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._generation = ""
        self._read: dict[str, tuple[FoundDuty, ...]] = {}

    def find(
        self, query: str, wanted: DutyFilter, order: DutyOrder = DutyOrder.PARTY
    ) -> FoundDuties:
        """Return the duties about `query` that pass; all duties that pass where it is ''.

        A duty is about the query where its clause is found by it and the duty's own words hold it,
        or its last word: 应急演练 finds 「现场处置方案演练」. A digest is left out where its law is
        held; a document that has ended, where it is not asked for by its id. Raise NotSearchable,
        QueryRejected and UnknownDocument.
        """
        collection = self._service.collection()
        stands = _standings(collection, wanted.as_of)
        notices: tuple[str, ...] = ()
        if query:
            results = self._search(query, wanted)
            about, notices = self._about(collection, query, results), _notices(results)
        elif wanted.document_id:
            about = iter(self._of(collection, wanted.document_id))
        else:
            shown = (name for name, standing in stands.items() if not standing.hidden)
            about = (duty for name in shown for duty in self._of(collection, name))
        held = {_bare(document.title) for document in self._service.documents(Kind.REGULATION)}
        answering = in_order([one for one in about if _bare(one.law) not in held], order)
        meant = wanted.among({party for one in answering for party in one.duty.parties})
        passing = [one for one in answering if meant.takes(one.duty)]
        return FoundDuties(passing, answering, meant, stands, notices)

    def of(self, document_id: str) -> Sequence[FoundDuty]:
        """Return the duties of one document; raise UnknownDocument and NotSearchable."""
        return self._of(self._service.collection(), document_id)

    def standings(self, as_of: date | None = None) -> Mapping[str, Standing]:
        """Return, by its id, where each document that may have duties stands on a day.

        Raise NotSearchable.
        """
        return _standings(self._service.collection(), as_of)

    def prepare(self) -> None:
        """Read every document of the serving generation; cheap once it is done.

        Raise NotSearchable.
        """
        collection = self._service.collection()
        for document in collection.documents:
            if document.kind in _KINDS:
                self._of(collection, document.document_id)

    def _search(self, query: str, wanted: DutyFilter) -> SearchResults:
        request = SearchRequest(query, kinds=_KINDS, limit=_MOST, as_of=wanted.as_of)
        if wanted.document_id:
            request = replace(request, statuses=tuple(Status), within=wanted.document_id)
        return self._service.search(request)

    def _about(
        self, collection: Collection, query: str, results: SearchResults
    ) -> Iterator[FoundDuty]:
        terms = self._service.terms
        heads = [found[-1] for word in query.split() if (found := terms(word))]
        clauses = {hit.clause_id for hit in results.hits}
        for name in dict.fromkeys(hit.document_id for hit in results.hits):
            for one in self._of(collection, name):
                if one.duty.clause_id in clauses and self._speaks(query, heads, one.text):
                    yield one

    def _speaks(self, query: str, heads: Sequence[str], text: str) -> bool:
        return any(head in text for head in heads) or bool(self._service.marks(query, text))

    def _of(self, collection: Collection, document_id: str) -> tuple[FoundDuty, ...]:
        held = self._held(collection)
        if document_id not in held:
            held[document_id] = tuple(_found(*collection.read(document_id)))
        return held[document_id]

    def _held(self, collection: Collection) -> dict[str, tuple[FoundDuty, ...]]:
        """Return what was read of a generation; what is as it was before is not read again."""
        with self._lock:
            if self._generation != collection.generation:
                before = self._generation
                changed = collection.changed_since(before) if before else None
                kept = {} if changed is None else self._read
                self._read = {k: v for k, v in kept.items() if k not in (changed or ())}
                self._generation = collection.generation
            return self._read


def find_duties(
    service: SearchService, query: str, wanted: DutyFilter, order: DutyOrder = DutyOrder.PARTY
) -> list[FoundDuty]:
    """Return what `DutyLibrary.find` finds, where it is asked once; raise as it does."""
    return list(DutyLibrary(service).find(query, wanted, order).duties)


def _standings(collection: Collection, as_of: date | None) -> dict[str, Standing]:
    request = SearchRequest("", kinds=_KINDS, as_of=as_of)
    return {document.document_id: at for document, at in collection.select(request)}


def _found(document: Document, clauses: Sequence[Clause]) -> Iterator[FoundDuty]:
    bare = replace(document, text="", outline=(), defects=())
    until = last_day(document)
    for duty in duties_in(document, clauses):
        yield FoundDuty(bare, duty, document.text[duty.start : duty.end], until)


def _notices(results: SearchResults) -> tuple[str, ...]:
    if results.total <= _MOST:
        return results.notices
    cut = (
        f"与检索词相符的条款有 {results.total} 个，义务只从最相关的 {_MOST} 个里读出。"
        "要找全，请用更具体的词，或只看一份文件。"
    )
    return (*results.notices, cut)


def _bare(title: str) -> str:
    return title.removeprefix("中华人民共和国")
