"""In which order do the rows that answer a query stand, and which do not answer it at all?"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indexer import KeywordIndex, VectorIndex
from search.fusion import fuse
from search.leading import Tiers, leading_by_words
from search.matching import Match, Scorer, match_words
from search.phrases import Phrases
from search.query import Query
from search.reranking import Candidates, Judgement, Reranker
from search.results import Mode

__all__ = ["CANDIDATES", "HEAD", "NEAREST", "Ranking", "ahead", "exactly", "rank", "texts_first"]

CANDIDATES = 200
"""How many rows each index proposes for the common order."""

NEAREST = 0.36
"""Cosine below which a clause without any of the query's words is no answer.

Over the built-in collection the nearest clause of 14 judged queries without an answer lies below
.38 (nine tenths of them below .32), that of 70 with one above .37 in nine tenths (the half of
tests/golden that may be tuned on).
"""

LIKELY = 0.22
"""Cosine below which a clause is no answer that holds a small part of the query's words only."""

HEAD = 256
"""So many first places are always in order, of which digests are moved behind their articles."""

_LOOKED_AT = 50
"""So many first places are examined for digests that stand before their articles."""

_SLIGHT = 1e-6

_LARGE = 300_000
"""From so many rows on, meaning is looked up beside the words; below a thread gains nothing."""

_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="nearest")

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows with both opinions, in their final order as far as it was wanted.

    `order` is the value by which they stand, falling; `keyword` is BM25 and `cosine` NaN where it
    was not computed (all NaN without a model). Behind the wanted places the rest of a query of
    keywords stands in no stated order, its `keyword` NaN. The rank dictionaries hold the
    rank (1 is best) that each index alone gives a row. `judgement` is there where the order was
    learned.
    """

    rows: Rows
    order: Floats
    keyword: Floats
    cosine: Floats
    keyword_rank: dict[int, int]
    semantic_rank: dict[int, int]
    match: Match
    judgement: Judgement | None = None

    def at(self, places: Rows | Mask) -> "Ranking":
        """Return the ranking of these places, in their order; what `order` says stays with each."""
        return replace(
            self,
            rows=self.rows[places],
            order=self.order[places],
            keyword=self.keyword[places],
            cosine=self.cosine[places],
        )


def rank(
    query: Query,
    mode: Mode,
    keyword: KeywordIndex,
    phrases: Phrases,
    within: Mask,
    vectors: VectorIndex | None,
    vector: Floats | None,
    reranker: Reranker | None = None,
    wanted: int = HEAD,
) -> Ranking:
    """Order the rows of `within` that answer the query; `vector` is the query's, if there is one.

    In a query of keywords the share of the words that a clause holds comes first, the fused score
    second: a clause that speaks of what was asked never stands below one that does not. In a
    sentence words and meaning weigh together, by the reranker's judgement where there is one;
    where any clause answers it, those next to it in either order follow. A thing asked for by its
    name is answered by the clauses that name it. At least the first `wanted` places are in order.
    """
    soon = _beside(query, mode, vectors, vector, within)
    match = match_words(query, keyword, phrases, within)
    if mode is Mode.SEMANTIC:
        match = replace(match, rows=np.zeros_like(match.rows), full=0, relaxed=False)
    elif match.lost and vectors is not None and vector is not None:
        match = _likely(match, vectors, vector)
    further = np.empty(0, dtype=np.int64)
    if mode is Mode.HYBRID and query.is_open:
        further = match.scorer.leading(within, 2 * CANDIDATES)
        by_words = further[match.rows[further]]
    else:
        by_words = leading_by_words(
            query, match, max(wanted, HEAD) if query.in_keywords else CANDIDATES
        )
    nearest, cosines = (
        soon.result() if soon else _nearest(query, mode, match, vectors, vector, within)
    )
    near = nearest[(cosines >= NEAREST) | match.rows[nearest]]
    first = np.union1d(by_words[:CANDIDATES], near)
    if len(first) and mode is Mode.HYBRID and query.is_open:
        first = np.unique(np.concatenate((first, nearest, further[:CANDIDATES])))
    learned = reranker is not None and mode is Mode.HYBRID and not query.in_keywords
    rows = np.union1d(first, by_words) if query.in_keywords else first
    cosine = np.full(len(rows), np.nan, dtype=np.float32)
    if vectors is not None and vector is not None and len(rows):
        judged = np.isin(rows, first)
        cosine[judged] = vectors.cosines(vector, rows[judged])
    words, pairs = match.scorer.parts(rows)
    scores, tiers = words + pairs, Tiers(query, match, near)
    tier, fused = tiers.of(rows), _fused(mode, scores, cosine)
    judgement = None
    if learned and reranker is not None and vector is not None and len(rows):
        candidates = Candidates(rows, words, pairs, cosine, match.coverage[rows])
        judgement = reranker.judge(query.asked, vector, candidates)
        fused = judgement.values
    order = np.lexsort((rows, -scores, -fused, -tier))
    found = Ranking(
        rows[order],
        (tier + fused)[order],
        scores[order],
        cosine[order],
        {int(row): n for n, row in enumerate(by_words[:CANDIDATES], 1)},
        {int(row): n for n, row in enumerate(near, 1)},
        match,
        judgement,
    )
    return _with_rest(found, tiers) if query.in_keywords else found


def _with_rest(found: Ranking, tiers: Tiers) -> Ranking:
    """Return the ranking with all other rows that answer by their words behind it."""
    others = found.match.rows.copy()
    others[found.rows] = False
    rest = np.flatnonzero(others)
    if not len(rest):
        return found
    unknown = np.full(len(rest), np.nan, dtype=np.float32)
    return replace(
        found,
        rows=np.concatenate((found.rows, rest)),
        order=np.concatenate((found.order, tiers.of(rest))),
        keyword=np.concatenate((found.keyword, unknown)),
        cosine=np.concatenate((found.cosine, unknown)),
    )


def exactly(rows: Rows, total: int) -> Ranking:
    """Return the ranking of rows that the query names outright, among `total` rows."""
    found = np.zeros(total, dtype=bool)
    found[rows] = True
    ones = np.ones(total, dtype=np.float32)
    match = Match(found, len(rows), ones, False, (), False, found, Scorer())
    zeros, unknown = np.zeros(len(rows), np.float32), np.full(len(rows), np.nan, np.float32)
    return Ranking(rows, ones[rows], zeros, unknown, {}, {}, match)


def ahead(rows: Rows, ranking: Ranking) -> Ranking:
    """Return the ranking with the given rows before all others."""
    if not len(rows):
        return ranking
    rest = ~np.isin(ranking.rows, rows)
    top = float(ranking.order.max(initial=0)) + 1
    return replace(
        ranking,
        rows=np.concatenate((rows, ranking.rows[rest])),
        order=np.concatenate((np.full(len(rows), top, np.float32), ranking.order[rest])),
        keyword=np.concatenate((ranking.match.scorer.of(rows), ranking.keyword[rest])),
        cosine=np.concatenate((np.full(len(rows), np.nan, np.float32), ranking.cosine[rest])),
    )


def texts_first(
    ranking: Ranking,
    subjects: Callable[[int], Sequence[int]],
    explains: Callable[[int], bool] = lambda _: False,
) -> Ranking:
    """Return the ranking with articles before what only tells of them, among the first places.

    `subjects` gives the articles that a row is about. Those that hold fewer of the keywords stay,
    but where the row `explains` them: it repeats the words of whoever asks.
    """
    looked_at = ranking.rows[:_LOOKED_AT].tolist()
    about = [subjects(row) for row in looked_at]
    if not any(about):
        return ranking
    tier = np.floor(ranking.order - _SLIGHT)
    placed: dict[int, None] = {}
    for place, told in enumerate(about):
        of_told = [at for article in told for at in np.flatnonzero(ranking.rows == article)]
        anyway = explains(looked_at[place])
        placed |= dict.fromkeys(
            int(other) for other in of_told if anyway or tier[other] == tier[place]
        )
        placed[place] = None
    rest = np.ones(len(ranking.rows), dtype=bool)
    rest[list(placed)] = False
    moved = np.concatenate((np.array(list(placed), dtype=np.int64), np.flatnonzero(rest)))
    order = np.maximum.accumulate(ranking.order[moved][::-1])[::-1]
    return replace(ranking.at(moved), order=order)


def _likely(match: Match, vectors: VectorIndex, vector: Floats) -> Match:
    """Keep, of a query that is mostly unknown here, the rows that are near it in meaning too."""
    rows = np.flatnonzero(match.rows)
    kept = np.zeros_like(match.rows)
    kept[rows[vectors.cosines(vector, rows) >= LIKELY]] = True
    return replace(match, rows=kept, full=0)


def _beside(
    query: Query, mode: Mode, vectors: VectorIndex | None, vector: Floats | None, within: Mask
) -> Future[tuple[Rows, Floats]] | None:
    """Begin to look for the rows nearest to a sentence while its words are looked up.

    Both engines let go of the interpreter. None where that would not be worth a thread.
    """
    if vectors is None or vector is None or len(within) < _LARGE:
        return None
    if mode is not Mode.HYBRID or not query.is_open:
        return None
    return _THREADS.submit(vectors.search, vector, limit=CANDIDATES, within=within)


def _nearest(
    query: Query,
    mode: Mode,
    match: Match,
    vectors: VectorIndex | None,
    vector: Floats | None,
    within: Mask,
) -> tuple[Rows, Floats]:
    """Return the rows nearest in meaning, as far as the query wants them, and their cosines."""
    if mode is Mode.KEYWORD or vectors is None or vector is None:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
    named = query.single and match.rows.any()
    if mode is Mode.HYBRID and (named or query.phrases or query.doc_nos):
        within = within & match.rows
    return vectors.search(vector, limit=CANDIDATES, within=within)


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
