"""What does the case library answer, over whichever service holds the documents?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus import Document, Kind, Status, UnknownDocument
from library.cases.clause_links import (
    NamedClause,
    cases_naming,
    clauses_named,
)
from library.cases.filters import CaseFilter, CaseOrder, holds, ordered
from library.cases.record import Case, read_case
from library.cases.similarity import Likeness, Similar
from library.errors import CaseRejected
from search.ports import SearchService
from search.results import SearchRequest

__all__ = ["CaseLibrary", "FoundCases", "cases_among"]

_PAGE = 200


@dataclass(frozen=True, slots=True)
class FoundCases:
    """All cases that were asked for, in order; `notices` are for a person to see."""

    cases: Sequence[Case]
    notices: tuple[str, ...] = ()


class CaseLibrary:
    """The cases of the serving generation, read anew for every question; threads may share it."""

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self._likeness = Likeness(service.terms, service.embed)

    def find(
        self, wanted: CaseFilter, query: str = "", order: CaseOrder = CaseOrder.RELEVANCE
    ) -> FoundCases:
        """Return the cases that pass, and answer the query if there is one.

        A query finds by words and meaning as any search does, and by its words in the fields.
        Raise QueryRejected or NotSearchable.
        """
        documents = self._service.documents(Kind.CASE)
        cases, notices = cases_among(documents)
        passing = [case for case in cases if wanted.passes(case)]
        if not query:
            return FoundCases(ordered(passing, order), notices)
        ranking, told = self._ranking(query)
        known = set(ranking)
        passing = [case for case in passing if case.case_id in known or holds(case, query)]
        return FoundCases(ordered(passing, order, ranking), (*notices, *told))

    def case(self, case_id: str) -> tuple[Case, Document]:
        """Return a case with its document; raise UnknownDocument or NotSearchable."""
        document, _ = self._service.document(case_id)
        case = _case_of(document) if document.kind is Kind.CASE else None
        if case is None:
            raise UnknownDocument(case_id)
        return case, document

    def similar(self, case_id: str, limit: int = 5) -> list[Similar]:
        """Return the cases most like one, with the reasons; raise UnknownDocument."""
        case, _ = self.case(case_id)
        others, _ = cases_among(self._service.documents(Kind.CASE))
        return self._likeness.nearest(case, others, limit)

    def clauses(self, case: Case) -> list[NamedClause]:
        """Return the clauses that a case names, each with what the collection holds of it."""
        return clauses_named(case, self._service)

    def naming(self, clause_id: str) -> list[Case]:
        """Return the cases that name a clause, newest first; raise UnknownDocument."""
        _, clause = self._service.clause(clause_id)
        cases, _ = cases_among(self._service.documents(Kind.CASE))
        return ordered(cases_naming(clause, cases, self._service), CaseOrder.DATE)

    def _ranking(self, query: str) -> tuple[list[str], tuple[str, ...]]:
        """Return the ids of the documents that a search finds, best first, and its notices."""
        request = SearchRequest(query, kinds=(Kind.CASE,), statuses=tuple(Status), limit=_PAGE)
        results = self._service.search(request)
        hits = list(results.hits)
        while len(hits) < results.total and results.hits:
            results = self._service.search(replace(request, offset=len(hits)))
            hits += results.hits
        return list(dict.fromkeys(hit.document_id for hit in hits)), results.notices


def cases_among(documents: Sequence[Document]) -> tuple[list[Case], tuple[str, ...]]:
    """Return the cases that documents hold, and a notice where some have no usable record."""
    read = [_case_of(document) for document in documents]
    cases = [case for case in read if case]
    lacking = len(read) - len(cases)
    said = f"另有 {lacking} 份案例文件没有可用的结构化记录，不在案例库里，可以检索全文"
    return cases, (said,) if lacking else ()


@lru_cache(maxsize=4096)
def _case_of(document: Document) -> Case | None:
    """Return the case of a document; records are read once, documents do not change."""
    try:
        return read_case(document.facts, document.document_id)
    except CaseRejected:
        return None
