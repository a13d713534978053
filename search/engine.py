"""How is one generation of the indexes searched, from the words typed to the hits shown?"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import fold
from corpus.records import Clause, Document
from corpus.store import DocumentStore
from indexer import Embedder, KeywordIndex, Segmenter, Stamp, VectorIndex
from search.asked import Asked, RequestReader, today
from search.columns import Columns
from search.dossier import Dossiers
from search.editions import EditionChooser
from search.filters_syntax import Excluded
from search.grouping import arrange, current_first
from search.matching import match_words
from search.mentions import Mentions
from search.outright import NamedRows
from search.phrases import Phrases
from search.presenting import explain, narrow, notices, present, reasons, told_of_more
from search.query import Query
from search.ranking import HEAD, Ranking, ahead, exactly, rank, texts_first
from search.reranking import Reranker
from search.results import Hit, Mode, SearchRequest, SearchResults, Sort
from search.snippets import mark
from search.spelling import Speller
from search.suggest import Suggester
from search.within import holding_all, left_of

__all__ = ["SearchEngine"]

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class SearchEngine:
    """Everything that one generation needs to answer; threads may share it.

    `stamp`, the fingerprint `words` and the name of the keyword `engine` say with what the
    generation was built. `clause_ids`
    names the clause of each row, `rows` maps back. `vectors` and `embedder` are both
    there, or semantic search is off and every answer says so. `reranker` is None where the order
    of sentences is not learned.
    """

    generation: str
    stamp: Stamp
    words: str
    engine: str
    store: DocumentStore
    clause_ids: Sequence[str]
    rows: Mapping[str, int]
    columns: Columns
    editions: EditionChooser
    dossiers: Dossiers
    mentions: Mentions
    outright: NamedRows
    phrases: Phrases
    keyword: KeywordIndex
    vectors: VectorIndex | None
    embedder: Embedder | None
    segmenter: Segmenter
    requests: RequestReader
    reranker: Reranker | None
    suggester: Suggester
    speller: Speller

    @property
    def semantic(self) -> bool:
        """Whether searches by meaning can be answered."""
        return self.vectors is not None and self.embedder is not None

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer the request; raise QueryRejected.

        Where nothing was found, or one word of a sentence is nowhere and has one likely spelling,
        what was probably meant is answered, and it is said so.
        """
        results, unknown = self._answer(request)
        if not results.suggestions or (results.total and len(results.suggestions) > 1):
            return results
        if results.total and not unknown:
            return results
        if request.also and self._answer(replace(request, also=()))[0].total:
            return results
        meant, _ = self._answer(replace(request, query=results.suggestions[0]))
        if not meant.total:
            return results
        missed = "、".join(unknown) if results.total else results.query
        said = f"没有找到“{missed}”，以下是“{meant.query}”的结果。"
        return replace(
            meant,
            query=results.query,
            took_ms=round(results.took_ms + meant.took_ms, 1),
            notices=(said, *meant.notices),
            suggestions=results.suggestions,
        )

    def _answer(self, request: SearchRequest) -> tuple[SearchResults, tuple[str, ...]]:
        """Answer a request as written; return too which words of a sentence are nowhere."""
        began = time.perf_counter()
        asked = self.requests.read(request)
        exact = self._exact(asked)
        found, hidden = (exact, 0) if exact else self._ranked(asked)
        suggestions = () if exact else self._suggestions(asked.query, found)
        found = self._arranged(asked, found)
        fold = request.group and not exact and not request.within
        grouped = arrange(found, self.columns.of_row, fold=fold)
        found = grouped.ranking
        shown = range(request.offset, min(request.offset + request.limit, grouped.listed))
        named = asked.named
        hits = [self._hit(asked, found, place, outright=exact is not None) for place in shown]
        absent = named if named and named.address and not exact else None
        missing = absent is not None and self.outright.has_text(absent)
        told = notices(request, asked.mode, asked.query, found, missing=missing, hidden=hidden)
        results = SearchResults(
            query=asked.query.text,
            as_of=asked.as_of,
            mode=asked.mode,
            relaxed=found.match.relaxed,
            total=len(found.rows),
            took_ms=round((time.perf_counter() - began) * 1000, 1),
            facets=self.columns.facets(found.rows, asked.as_of),
            hits=told_of_more(hits, grouped.clauses, self.columns.numbers),
            folded=len(found.rows) - grouped.listed,
            notices=(*self.requests.of_named(asked), *self.requests.of_text(absent, asked), *told),
            explanation=(
                explain(self.generation, asked.query, found, request) if request.explain else None
            ),
            hidden=hidden,
            filters=asked.query.operators.applied,
            suggestions=suggestions,
        )
        return results, found.match.unknown if asked.query.is_open else ()

    def cited(self, citation: str) -> list[tuple[Document, Clause]]:
        """Return the clauses that 《法名》第N条 names, those of superseded editions last."""
        named = self.requests.directory.named(citation)
        rows = self.outright.placed(named) if named and named.place else []
        rows.sort(key=lambda row: self.columns.standing(row, today()).hidden)
        return [(self.columns.document(r), self.clause(self.clause_ids[r])) for r in rows]

    def clause(self, clause_id: str) -> Clause:
        """Return a clause, its citation telling its edition; raise UnknownDocument."""
        return self.editions.told_apart(self.store.clause(clause_id), today())

    def clauses(self, document_id: str) -> list[Clause]:
        """Return the clauses of a document, cited as `clause` does; raise UnknownDocument."""
        clauses = self.store.clauses(document_id)
        return [self.editions.told_apart(clause, today()) for clause in clauses]

    def marks(self, query: str, text: str) -> list[tuple[int, int]]:
        """Return the [start, end) offsets in `text` that a query would highlight."""
        return list(mark(self.requests.queries.read(query), text, self.segmenter).spans)

    def _arranged(self, asked: Asked, found: Ranking) -> Ranking:
        """Keep what holds the words searched within the results, and order by date if wanted."""
        if asked.also:
            found = left_of(found, holding_all(self.phrases, asked.also, len(self.rows)))
        if asked.request.sort is Sort.DATE:
            found = found.at(self.columns.newest_first(found.rows))
        return found

    def _suggestions(self, query: Query, found: Ranking) -> tuple[str, ...]:
        """Return what may have been meant, only where something was not found: it takes a while."""
        match = found.match
        unread = any(not self.keyword.frequency(concept.word) for concept in query.concepts)
        partly = query.in_keywords and (match.relaxed or query.has_fragments or unread)
        if len(found.rows) and not match.unknown and not partly:
            return ()
        suggested = self.speller.suggest(query.asked, of_field=not query.in_keywords)
        return tuple(f"{text} {query.operators.written}".strip() for text in suggested)

    def _hit(self, asked: Asked, found: Ranking, place: int, *, outright: bool) -> Hit:
        row = int(found.rows[place])
        document, clause = self.columns.document(row), self.clause(self.clause_ids[row])
        standing = self.columns.standing(row, asked.as_of)
        hit = present(asked.marked, found, place, document, standing, clause, self.segmenter)
        if asked.request.explain:
            why = reasons(asked.query, found, place, hit.matched_terms, outright=outright)
            hit = replace(hit, reasons=tuple(why))
        return narrow(hit, asked.named) if outright and asked.named else hit

    def _exact(self, asked: Asked) -> Ranking | None:
        """Answer a query that is nothing but a number or a citation; None for any other.

        What is named outright is shown whatever its status, unless statuses are asked for.
        """
        if asked.query.is_listing:
            return self._listed(asked)
        allowed = self._allowed(asked, hide=False)
        kept = [row for row in self._outright(asked) if allowed[row]]
        return exactly(np.array(kept, dtype=np.int64), len(self.rows)) if kept else None

    def _outright(self, asked: Asked) -> list[int]:
        """Return the rows that the query names and asks for no more than, [] where it does."""
        if rows := self.outright.cited_whole(asked.query.asked):
            return rows
        named = asked.named
        if named and named.place:
            return self.outright.placed(named)
        return self.outright.heads(named.documents) if named and named.by_number else []

    def _listed(self, asked: Asked) -> Ranking:
        """Return the beginning of each document that passes the filters, the latest first."""
        passing = np.flatnonzero(self._allowed(asked))
        _, first = np.unique(self.columns.of_row[passing], return_index=True)
        heads = passing[first].tolist()
        heads.sort(key=lambda row: self.columns.document(row).dated or date.min, reverse=True)
        return exactly(np.array(heads, dtype=np.int64), len(self.rows))

    def _allowed(self, asked: Asked, *, hide: bool = True) -> Mask:
        """Return the rows that pass the filters of the request and those among its words.

        What an excluded word is in does not pass either.
        """
        operators = asked.query.operators
        filters, day = operators.filters, asked.as_of
        rows = self.columns.allowed(asked.request, day, hide=hide and not filters.statuses)
        if within := asked.request.within:
            rows = rows & (self.columns.of_row == self.columns.numbers.get(within, -1))
        if operators.applied:
            rows = rows & self.columns.allowed(filters, day, hide=False)
        for excluded in operators.excluded:
            rows = rows & ~self._saying(excluded)
        return rows

    def _saying(self, excluded: Excluded) -> Mask:
        """Return the rows that hold an excluded word as a term, else its characters in a row."""
        folded = fold(excluded.word).text
        held = self.keyword.holding([folded])
        if excluded.literal or not len(held):
            return self.phrases.mask(folded)
        mask = np.zeros(len(self.keyword), dtype=bool)
        mask[held] = True
        return mask

    def _ranked(self, asked: Asked) -> tuple[Ranking, int]:
        """Order what answers the query, and count the documents that would but are not shown."""
        query = asked.query
        allowed = self._allowed(asked, hide=False)
        open_ = allowed.copy()
        unknown = self._narrow(open_, query)
        within = open_ & self._allowed(asked)
        found = self._order(asked, query, within)
        found = texts_first(found, self.outright.subjects, self.outright.explains)
        shown = self.columns.on(asked.as_of).shown
        found = current_first(found, self.columns.of_row, shown, self.editions.others)
        ended = open_ & ~within
        if asked.also:
            ended &= holding_all(self.phrases, asked.also, len(self.rows))
        hidden = self._hidden(query, found, ended)
        if unknown:
            match = replace(found.match, unknown=(*unknown, *found.match.unknown))
            found = replace(found, match=match)
        if asked.named and not asked.named.place:
            heads = self.outright.heads(asked.named.documents, asked.named.title)
            kept = [row for row in heads if allowed[row]]
            found = ahead(np.array(kept, dtype=np.int64), found)
        elif asked.named is None:
            found = ahead(self._of_mentioned(asked, within), found)
        return found, hidden

    def _order(self, asked: Asked, query: Query, within: Mask) -> Ranking:
        """Order what answers a query within these rows."""
        vector = None
        if self.embedder is not None and asked.mode is not Mode.KEYWORD:
            vector = self.embedder.embed([query.asked])[0]
        deepest = max(HEAD, asked.request.offset + asked.request.limit)
        return rank(
            query, asked.mode, self.keyword, self.phrases, within, self.vectors, vector,
            self.reranker, len(self.rows) if asked.reordered else deepest,
        )  # fmt: skip

    def _of_mentioned(self, asked: Asked, within: Mask) -> Rows:
        """Return what answers the rest of a query in the texts that it names, best first."""
        mentioned = self.mentions.of(asked.query.asked)
        if not mentioned.documents or not fold(mentioned.rest).text:
            return np.empty(0, dtype=np.int64)
        rest = self.requests.queries.read(mentioned.rest)
        within = within & self.columns.rows_of(mentioned.documents)
        found = self._order(asked, rest, within)
        return found.rows[:HEAD] if len(found.rows) else found.rows

    def _narrow(self, rows: Mask, query: Query) -> list[str]:
        """Keep the rows that hold the phrases and numbers of a query; return unknown numbers."""
        unknown = []
        for phrase in query.phrases:
            rows &= self.outright.quoting(phrase)
        for key in query.doc_nos:
            bearing = self.outright.bearing(key)
            if bearing is None:
                unknown.append(key)
            else:
                rows &= bearing
        if unknown and not query.concepts:
            rows &= False
        return unknown

    def _hidden(self, query: Query, found: Ranking, rows: Mask) -> int:
        """Count the documents among `rows` that hold all words, or any where nothing was found."""
        held = found.match.held & rows
        if not len(found.rows) and rows.any():
            held = match_words(query, self.keyword, self.phrases, rows).rows
        return self.columns.documents_in(held)
