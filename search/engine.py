"""How is one generation of the indexes searched, from the words typed to the hits shown?"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from corpus.store import DocumentStore
from indexer import Embedder, KeywordIndex, Segmenter, VectorIndex
from search.columns import Columns
from search.lookup import Directory, Named
from search.phrases import Phrases
from search.presenting import explain, narrow, notices, present
from search.query import Query, QueryReader
from search.ranking import Ranking, exactly, rank
from search.results import Hit, Mode, SearchRequest, SearchResults
from search.snippets import mark

__all__ = ["SearchEngine", "today"]

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SearchEngine:
    """Everything that one generation needs to answer; threads may share it.

    `clause_ids` names the clause of each row, `rows` maps back. `vectors` and `embedder` are both
    there, or semantic search is off and every answer says so.
    """

    generation: str
    store: DocumentStore
    clause_ids: Sequence[str]
    rows: Mapping[str, int]
    columns: Columns
    directory: Directory
    phrases: Phrases
    keyword: KeywordIndex
    vectors: VectorIndex | None
    embedder: Embedder | None
    segmenter: Segmenter
    reader: QueryReader

    @property
    def semantic(self) -> bool:
        """Whether searches by meaning can be answered."""
        return self.vectors is not None and self.embedder is not None

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer the request; raise QueryRejected."""
        began = time.perf_counter()
        query = self.reader.read(request.query)
        mode = request.mode if self.semantic else Mode.KEYWORD
        named = self.directory.named(query.text)
        found = self._exact(query, named, request) or self._ranked(query, mode, request)
        shown = range(request.offset, min(request.offset + request.limit, len(found.rows)))
        hits = [self._hit(query, found, place, named) for place in shown]
        return SearchResults(
            query=query.text,
            as_of=today(),
            mode=mode,
            relaxed=found.match.relaxed,
            total=len(found.rows),
            took_ms=round((time.perf_counter() - began) * 1000, 1),
            facets=self.columns.facets(found.rows),
            hits=hits,
            notices=tuple(notices(request, mode, query, found, named)),
            explanation=explain(self.generation, query, found) if request.explain else None,
        )

    def marks(self, query: str, text: str) -> list[tuple[int, int]]:
        """Return the [start, end) offsets in `text` that a query would highlight."""
        return list(mark(self.reader.read(query), text, self.segmenter)[0])

    def _hit(self, query: Query, found: Ranking, place: int, named: Named | None) -> Hit:
        row = int(found.rows[place])
        clause = self.store.clause(self.clause_ids[row])
        hit = present(query, found, place, self.columns.document(row), clause, self.segmenter)
        return narrow(hit, named) if named and named.address and not named.rest else hit

    def _exact(self, query: Query, named: Named | None, request: SearchRequest) -> Ranking | None:
        """Answer a query that is nothing but a number or 《X》第N条; None for any other.

        What is named outright is shown whatever its status, unless statuses are asked for.
        """
        allowed = self.columns.allowed(request, hide=False)
        rows: list[int] = []
        if named and named.address and not named.rest:
            rows = [row for row in self._addressed(named) if allowed[row]]
        elif query.doc_nos and not query.concepts and not query.phrases:
            owners = {n for key in query.doc_nos for n in self.directory.by_number(key)}
            rows = [row for n in sorted(owners) if allowed[row := self._head(n)]]
        return exactly(np.array(rows, dtype=np.int64), len(self.rows)) if rows else None

    def _ranked(self, query: Query, mode: Mode, request: SearchRequest) -> Ranking:
        within = self.columns.allowed(request)
        for phrase in query.phrases:
            within &= self.phrases.mask(phrase)
        for key in query.doc_nos:
            within &= self._bearing(key)
        vector = None
        if self.embedder is not None and mode is not Mode.KEYWORD:
            vector = self.embedder.embed([query.text])[0]
        return rank(query, mode, self.keyword, self.phrases, within, self.vectors, vector)

    def _bearing(self, key: str) -> Mask:
        """Return the rows of the documents that bear a number, else the rows that mention it."""
        if owners := self.directory.by_number(key):
            return self.columns.rows_of(owners)
        return self.keyword.holding([key.lower()])

    def _addressed(self, named: Named) -> list[int]:
        """Return the rows of an article in the named documents, in whichever part it stands."""
        wanted = named.address
        return [
            self.rows[clause.clause_id]
            for number in named.documents
            for clause in self.store.clauses(self.columns.documents[number].document_id)
            if clause.address == wanted or clause.address.endswith(f".{wanted}")
        ]

    def _head(self, number: int) -> int:
        """Return the row with which a document begins."""
        document_id = self.columns.documents[number].document_id
        return self.rows[self.store.clauses(document_id)[0].clause_id]


def today() -> date:
    """Return the day on which the answer is given, in the machine's own time zone."""
    return datetime.now().astimezone().date()
