"""In which order do the rows that answer a query stand, and which do not answer it at all?"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indexer import KeywordIndex, VectorIndex
from search.fusion import fuse
from search.matching import Match, match_words
from search.phrases import Phrases
from search.query import Query
from search.results import Mode

__all__ = ["CANDIDATES", "NEAR", "NEAREST", "Ranking", "exactly", "rank"]

CANDIDATES = 200
"""How many rows each index proposes for the common order."""

NEAREST = 0.35
"""Cosine below which a clause without any of the query's words is no answer."""

NEAR = 0.30
"""Cosine below which a purely semantic search returns nothing."""

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows in their final order with both opinions.

    `keyword` and `cosine` have a value per row of `rows`; the rank dictionaries hold the rank
    (1 is best) that each index alone gives a row. `cosine` is None without a model.
    """

    rows: Rows
    fused: Floats
    keyword: Floats
    cosine: Floats | None
    keyword_rank: dict[int, int]
    semantic_rank: dict[int, int]
    match: Match


def rank(
    query: Query,
    mode: Mode,
    keyword: KeywordIndex,
    phrases: Phrases,
    within: Mask,
    vectors: VectorIndex | None,
    vector: Floats | None,
) -> Ranking:
    """Order the rows of `within` that answer the query; `vector` is the query's, if there is one.

    In a query of keywords the share of the words that a clause holds comes first, the fused score
    second: a clause that speaks of what was asked never stands below one that does not. In a
    sentence words and meaning weigh together. A thing asked for by its name is answered by the
    clauses that name it.
    """
    match = match_words(query, keyword, phrases, within)
    if mode is Mode.SEMANTIC or match.lost:
        match = _wordless(match)
    near = _near(query, mode, match, vectors, vector, within)
    by_words = _best(match.scores, match.rows, CANDIDATES)
    rows = np.union1d(by_words, near)
    cosine = vectors.cosines(vector, rows) if vectors and vector is not None else None
    scores = match.scores[rows]
    fused = (
        fuse(scores, cosine) if mode is Mode.HYBRID else fuse(_alone(mode, scores, cosine), None)
    )
    if query.in_keywords and mode is not Mode.SEMANTIC:
        fused = fused + match.coverage[rows]
    order = np.lexsort((rows, -fused))
    ranked = _Ranked(
        rows[order], fused[order], scores[order], cosine if cosine is None else cosine[order]
    )
    return _with_rest(ranked, query, match, by_words, near)


def exactly(rows: Rows, total: int) -> Ranking:
    """Return the ranking of rows that the query names outright, among `total` rows."""
    found = np.zeros(total, dtype=bool)
    found[rows] = True
    ones = np.ones(total, dtype=np.float32)
    match = Match(found, len(rows), np.zeros(total, dtype=np.float32), ones, False, (), False)
    return Ranking(rows, ones[rows], match.scores[rows], None, {}, {}, match)


@dataclass(frozen=True, slots=True)
class _Ranked:
    rows: Rows
    fused: Floats
    keyword: Floats
    cosine: Floats | None


def _with_rest(ranked: _Ranked, query: Query, match: Match, by_words: Rows, near: Rows) -> Ranking:
    """Append the full matches beyond the candidates, in the order of their words."""
    rows, fused, scores, cosine = ranked.rows, ranked.fused, ranked.keyword, ranked.cosine
    if query.in_keywords and match.full >= len(by_words):
        rest = np.setdiff1d(np.flatnonzero(match.rows), rows)
        rest = rest[np.lexsort((rest, -match.scores[rest]))]
        rows = np.concatenate((rows, rest))
        scores = match.scores[rows]
        fused = np.concatenate((fused, np.zeros(len(rest), dtype=np.float32)))
        if cosine is not None:
            cosine = np.concatenate((cosine, np.full(len(rest), np.nan, dtype=np.float32)))
    return Ranking(
        rows, fused, scores, cosine,
        {int(row): n for n, row in enumerate(by_words, 1)},
        {int(row): n for n, row in enumerate(near, 1)},
        match,
    )  # fmt: skip


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
    floor = NEAR if mode is Mode.SEMANTIC else NEAREST
    return rows[(cosines >= floor) | match.rows[rows]]


def _best(scores: Floats, allowed: Mask, limit: int) -> Rows:
    rows = np.flatnonzero(allowed)
    return rows[np.lexsort((rows, -scores[rows]))][:limit]


def _alone(mode: Mode, scores: Floats, cosine: Floats | None) -> Floats:
    return cosine if mode is Mode.SEMANTIC and cosine is not None else scores


def _wordless(match: Match) -> Match:
    """Return the match as if no word had been found."""
    none = np.zeros(len(match.scores), dtype=bool)
    return replace(match, rows=none, full=0, relaxed=False)
