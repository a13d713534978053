"""In which order do the rows that answer a query stand, and which do not answer it at all?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indexer import KeywordIndex, VectorIndex
from search.fusion import fuse
from search.matching import Match, match_words
from search.phrases import Phrases
from search.query import Query
from search.reranking import Candidates, Judgement, Reranker
from search.results import Mode

__all__ = ["CANDIDATES", "NEAREST", "Ranking", "ahead", "exactly", "rank", "texts_first"]

CANDIDATES = 200
"""How many rows each index proposes for the common order."""

NEAREST = 0.33
"""Cosine below which a clause without any of the query's words is no answer.

Over the five notices the nearest clause of 20 questions about other things lies between .03 and
.48 (three quarters below .24), that of 30 questions about them between .25 and .73 (three
quarters above .38).
"""

LIKELY = 0.22
"""Cosine below which a clause is no answer that holds a small part of the query's words only."""

_LOOKED_AT = 50
"""So many first places are examined for digests that stand before their articles."""

_SLIGHT = 1e-6

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows in their final order with both opinions.

    `order` is the value by which they stand, falling; `keyword` is BM25 and `cosine` NaN where it
    was not computed (all NaN without a model). The rank dictionaries hold the rank (1 is best)
    that each index alone gives a row. `judgement` is there where the order was learned.
    """

    rows: Rows
    order: Floats
    keyword: Floats
    cosine: Floats
    keyword_rank: dict[int, int]
    semantic_rank: dict[int, int]
    match: Match
    judgement: Judgement | None = None


def rank(
    query: Query,
    mode: Mode,
    keyword: KeywordIndex,
    phrases: Phrases,
    within: Mask,
    vectors: VectorIndex | None,
    vector: Floats | None,
    reranker: Reranker | None = None,
) -> Ranking:
    """Order the rows of `within` that answer the query; `vector` is the query's, if there is one.

    In a query of keywords the share of the words that a clause holds comes first, the fused score
    second: a clause that speaks of what was asked never stands below one that does not. In a
    sentence words and meaning weigh together, by the reranker's judgement where there is one: it
    says in which order the rows stand that answer, never which do. A thing asked for by its name
    is answered by the clauses that name it.
    """
    match = match_words(query, keyword, phrases, within)
    if mode is Mode.SEMANTIC:
        match = replace(match, rows=np.zeros_like(match.rows), full=0, relaxed=False)
    elif match.lost and vectors is not None and vector is not None:
        match = _likely(match, vectors, vector)
    by_words = _by_words(query, match)
    near = _near(query, mode, match, vectors, vector, within)
    first = np.union1d(by_words[:CANDIDATES], near)
    learned = reranker is not None and mode is Mode.HYBRID and not query.in_keywords
    if learned and vector is not None:
        first = np.union1d(first, _by_either(match))
    rows = np.union1d(first, by_words) if query.in_keywords else first
    cosine = np.full(len(rows), np.nan, dtype=np.float32)
    if vectors is not None and vector is not None and len(rows):
        judged = np.isin(rows, first)
        cosine[judged] = vectors.cosines(vector, rows[judged])
    tier, fused = _tiers(query, match, rows), _fused(mode, match.scores[rows], cosine)
    judgement = None
    if learned and reranker is not None and vector is not None and len(rows):
        judgement = reranker.judge(query.asked, vector, _candidates(match, rows, cosine))
        fused = judgement.values
    order = np.lexsort((rows, -match.scores[rows], -fused, -tier))
    return Ranking(
        rows[order],
        (tier + fused)[order],
        match.scores[rows][order],
        cosine[order],
        {int(row): n for n, row in enumerate(by_words[:CANDIDATES], 1)},
        {int(row): n for n, row in enumerate(near, 1)},
        match,
        judgement,
    )


def exactly(rows: Rows, total: int) -> Ranking:
    """Return the ranking of rows that the query names outright, among `total` rows."""
    found = np.zeros(total, dtype=bool)
    found[rows] = True
    ones, zeros = np.ones(total, dtype=np.float32), np.zeros(total, dtype=np.float32)
    match = Match(found, len(rows), zeros, zeros, ones, False, (), False, found)
    unknown = np.full(len(rows), np.nan, dtype=np.float32)
    return Ranking(rows, ones[rows], zeros[rows], unknown, {}, {}, match)


def ahead(rows: Rows, ranking: Ranking) -> Ranking:
    """Return the ranking with the given rows before all others."""
    rest = ~np.isin(ranking.rows, rows)
    top = float(ranking.order.max(initial=0)) + 1
    return replace(
        ranking,
        rows=np.concatenate((rows, ranking.rows[rest])),
        order=np.concatenate((np.full(len(rows), top, np.float32), ranking.order[rest])),
        keyword=np.concatenate((ranking.match.scores[rows], ranking.keyword[rest])),
        cosine=np.concatenate((np.full(len(rows), np.nan, np.float32), ranking.cosine[rest])),
    )


def texts_first(ranking: Ranking, subjects: Callable[[int], Sequence[int]]) -> Ranking:
    """Return the ranking with articles before what only tells of them, among the first places.

    `subjects` gives the articles that a row is about. Those that hold fewer of the keywords stay.
    """
    rows, order = ranking.rows.tolist(), ranking.order
    place_of = {row: place for place, row in enumerate(rows)}
    tier = np.floor(order - _SLIGHT)
    placed: dict[int, None] = {}
    for place, row in enumerate(rows[:_LOOKED_AT]):
        told = (place_of[article] for article in subjects(row) if article in place_of)
        placed |= dict.fromkeys(other for other in told if tier[other] == tier[place])
        placed[place] = None
    moved = np.array([*placed, *(p for p in range(len(rows)) if p not in placed)], dtype=np.int64)
    return replace(
        ranking,
        rows=ranking.rows[moved],
        order=np.maximum.accumulate(order[moved][::-1])[::-1],
        keyword=ranking.keyword[moved],
        cosine=ranking.cosine[moved],
    )


def _likely(match: Match, vectors: VectorIndex, vector: Floats) -> Match:
    """Keep, of a query that is mostly unknown here, the rows that are near it in meaning too."""
    rows = np.flatnonzero(match.rows)
    kept = np.zeros_like(match.rows)
    kept[rows[vectors.cosines(vector, rows) >= LIKELY]] = True
    return replace(match, rows=kept, full=0)


def _by_words(query: Query, match: Match) -> Rows:
    """Return the rows that answer by their words, best first."""
    rows = np.flatnonzero(match.rows)
    share = match.coverage[rows].round(3) if query.in_keywords else np.zeros(len(rows))
    return rows[np.lexsort((rows, -match.scores[rows], -share))]


def _by_either(match: Match) -> Rows:
    """Return the rows that answer by their words and lead by words or by character pairs alone."""
    rows = np.flatnonzero(match.rows)
    pairs = match.bigrams[rows]
    leading = [_leading(rows, match.scores[rows] - pairs), _leading(rows, pairs)]
    return np.concatenate(leading)


def _leading(rows: Rows, scores: Floats) -> Rows:
    return rows[np.argsort(-scores, kind="stable")[:CANDIDATES]]


def _candidates(match: Match, rows: Rows, cosine: Floats) -> Candidates:
    pairs = match.bigrams[rows]
    return Candidates(rows, match.scores[rows] - pairs, pairs, cosine, match.coverage[rows])


def _near(
    query: Query,
    mode: Mode,
    match: Match,
    vectors: VectorIndex | None,
    vector: Floats | None,
    within: Mask,
) -> Rows:
    """Return the rows near in meaning, nearest first, as far as the query wants them."""
    if mode is Mode.KEYWORD or vectors is None or vector is None:
        return np.empty(0, dtype=np.int64)
    named = query.single and match.rows.any()
    if mode is Mode.HYBRID and (named or query.phrases or query.doc_nos):
        within = within & match.rows
    rows, cosines = vectors.search(vector, limit=CANDIDATES, within=within)
    return rows[(cosines >= NEAREST) | match.rows[rows]]


def _tiers(query: Query, match: Match, rows: Rows) -> Floats:
    """Return whole numbers, higher where more of the words' weight is held; 0 for a sentence."""
    if not query.in_keywords or not match.rows.any():
        return np.zeros(len(rows), dtype=np.float32)
    _, tier = np.unique(match.coverage[rows].round(3), return_inverse=True)
    return tier.astype(np.float32)


def _fused(mode: Mode, scores: Floats, cosine: Floats) -> Floats:
    """Return 0…1 for the rows whose cosine is known, 0 for the rest."""
    known = ~np.isnan(cosine)
    if not known.any():
        return fuse(scores, None)
    value = np.zeros(len(scores), dtype=np.float32)
    if mode is Mode.SEMANTIC:
        value[known] = fuse(cosine[known], None)
    else:
        value[known] = fuse(scores[known], cosine[known] if mode is Mode.HYBRID else None)
    return value
