"""How is one generation of the indexes searched, from the words typed to the hits shown?"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from corpus.records import Clause, Document
from corpus.store import DocumentStore
from indexer import Embedder, KeywordIndex, Segmenter, Stamp, VectorIndex
from search.columns import HIDDEN, Columns
from search.lookup import Directory, Named, article_in, place_in, printed, readings
from search.phrases import Phrases
from search.presenting import explain, narrow, notices, present
from search.query import Query, QueryReader
from search.ranking import Ranking, ahead, exactly, rank
from search.results import Hit, Mode, SearchRequest, SearchResults
from search.snippets import mark

__all__ = ["SearchEngine", "today"]

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class SearchEngine:
    """Everything that one generation needs to answer; threads may share it.

    `stamp` and the fingerprint `words` say with what the generation was built. `clause_ids`
    names the clause of each row, `rows` maps back. `vectors` and `embedder` are both
    there, or semantic search is off and every answer says so.
    """

    generation: str
    stamp: Stamp
    words: str
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
        exact = self._exact(query, named, request)
        found = exact or self._ranked(query, named, mode, request)
        shown = range(request.offset, min(request.offset + request.limit, len(found.rows)))
        hits = [self._hit(query, found, place, named if exact else None) for place in shown]
        missing = bool(named and named.address and not exact)
        return SearchResults(
            query=query.text,
            as_of=today(),
            mode=mode,
            relaxed=found.match.relaxed,
            total=len(found.rows),
            took_ms=round((time.perf_counter() - began) * 1000, 1),
            facets=self.columns.facets(found.rows),
            hits=hits,
            notices=tuple(notices(request, mode, query, found, missing=missing)),
            explanation=explain(self.generation, query, found) if request.explain else None,
        )

    def cited(self, citation: str) -> list[tuple[Document, Clause]]:
        """Return the clauses that 《法名》第N条 names, those of superseded editions last."""
        named = self.directory.named(citation)
        rows = self._placed(named) if named and named.place else []
        rows.sort(key=lambda row: self.columns.document(row).status in HIDDEN)
        return [(self.columns.document(r), self.store.clause(self.clause_ids[r])) for r in rows]

    def marks(self, query: str, text: str) -> list[tuple[int, int]]:
        """Return the [start, end) offsets in `text` that a query would highlight."""
        return list(mark(self.reader.read(query), text, self.segmenter).spans)

    def _hit(self, query: Query, found: Ranking, place: int, named: Named | None) -> Hit:
        row = int(found.rows[place])
        clause = self.store.clause(self.clause_ids[row])
        hit = present(query, found, place, self.columns.document(row), clause, self.segmenter)
        return narrow(hit, named) if named else hit

    def _exact(self, query: Query, named: Named | None, request: SearchRequest) -> Ranking | None:
        """Answer a query that is nothing but a number or a citation; None for any other.

        What is named outright is shown whatever its status, unless statuses are asked for.
        """
        rows: Sequence[int] = ()
        if named and named.place:
            rows = self._placed(named)
        elif query.doc_nos and not query.phrases:
            owners = tuple(n for key in query.doc_nos for n in self._owners(key))
            words = [concept.word for concept in query.concepts]
            rows = self._placed(article_in(owners, words)) if words else self._heads(owners)
        allowed = self.columns.allowed(request, hide=False)
        kept = [row for row in rows if allowed[row]]
        return exactly(np.array(kept, dtype=np.int64), len(self.rows)) if kept else None

    def _ranked(
        self, query: Query, named: Named | None, mode: Mode, request: SearchRequest
    ) -> Ranking:
        within, unknown = self.columns.allowed(request), []
        for phrase in query.phrases:
            within &= self._quoting(phrase)
        for key in query.doc_nos:
            bearing = self._bearing(key)
            if bearing is None:
                unknown.append(key)
            else:
                within &= bearing
        if unknown and not query.concepts:
            within = np.zeros_like(within)
        vector = None
        if self.embedder is not None and mode is not Mode.KEYWORD:
            vector = self.embedder.embed([query.text])[0]
        found = rank(query, mode, self.keyword, self.phrases, within, self.vectors, vector)
        if unknown:
            match = replace(found.match, unknown=(*unknown, *found.match.unknown))
            found = replace(found, match=match)
        if named and not named.place:
            allowed = self.columns.allowed(request, hide=False)
            heads = [row for row in self._heads(named.documents, named.title) if allowed[row]]
            found = ahead(np.array(heads, dtype=np.int64), found)
        return found

    def _quoting(self, phrase: str) -> Mask:
        """Return the rows that hold the phrase, and the heads of documents titled with it."""
        held = self.phrases.mask(phrase)
        held[self._heads(self.directory.titled(phrase))] = True
        return held

    def _owners(self, key: str) -> Sequence[int]:
        """Return the documents that bear a number, in the longest reading that any of them has."""
        owners = (self.directory.by_number(reading) for reading in readings(key))
        return next(filter(None, owners), ())

    def _bearing(self, key: str) -> Mask | None:
        """Return the rows of the documents that bear a number, else those that mention it.

        None where nothing does.
        """
        if owners := self._owners(key):
            return self.columns.rows_of(owners)
        mentions = (self.phrases.mask(phrase) for phrase in printed(key))
        return next((mask for mask in mentions if mask.any()), None)

    def _placed(self, named: Named | None) -> list[int]:
        """Return the rows of the clauses at the named place, in whichever part it stands."""
        if named is None:
            return []
        found = [
            clause
            for number in named.documents
            for clause in self.store.clauses(self.columns.documents[number].document_id)
            if clause.address.rpartition(".")[2] == named.address
            or (not named.address and place_in(clause.citation)[1] == named.place)
        ]
        titled = [c for c in found if place_in(c.citation)[0] == named.title]
        return [self.rows[clause.clause_id] for clause in titled or found]

    def _heads(self, numbers: Iterable[int], title: str = "") -> list[int]:
        """Return the rows with which documents begin, or their part of a (folded) title."""
        heads = []
        for number in dict.fromkeys(numbers):
            clauses = self.store.clauses(self.columns.documents[number].document_id)
            titled = [c for c in clauses if place_in(c.citation)[0] == title]
            heads += [self.rows[clause.clause_id] for clause in (titled or clauses)[:1]]
        return heads


def today() -> date:
    """Return the day on which the answer is given, in the machine's own time zone."""
    return datetime.now().astimezone().date()
