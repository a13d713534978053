"""Which of the rows that answer by their words come first, without ordering all of them?"""

import numpy as np
from numpy.typing import NDArray

from indexer import best_places
from search.matching import Match, Scorer
from search.query import Query

__all__ = ["Tiers", "leading_by_words"]

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]


class Tiers:
    """Whole numbers, higher where more of the words' weight is held; 0 for a sentence."""

    def __init__(self, query: Query, match: Match, near: Rows) -> None:
        self._coverage = match.coverage
        self._number: NDArray[np.float32] | None = None
        if query.in_keywords and match.rows.any():
            shares = np.concatenate((match.coverage[match.rows], match.coverage[near]))
            present = np.bincount(_thousandths(shares)) > 0
            self._number = np.cumsum(present, dtype=np.float32) - 1

    def of(self, rows: Rows) -> Floats:
        """Return the tier of each row that answers by its words or is near."""
        if self._number is None:
            return np.zeros(len(rows), dtype=np.float32)
        return self._number[_thousandths(self._coverage[rows])]


def _thousandths(shares: Floats) -> NDArray[np.int64]:
    return np.rint(shares * 1000).astype(np.int64)


def leading_by_words(query: Query, match: Match, limit: int) -> Rows:
    """Return the rows that answer by their words, best first, at least `limit` of them."""
    if not query.in_keywords:
        return _leading(match, match.scorer, limit)
    rows = np.flatnonzero(match.rows)
    shares = _thousandths(match.coverage[rows])
    if len(rows) > limit:  # only the rows of the tiers that reach the wanted places
        counts = np.bincount(shares)[::-1]
        least = len(counts) - 1 - int(np.searchsorted(np.cumsum(counts), limit))
        kept = shares >= least
        rows, shares = rows[kept], shares[kept]
    scores = match.scorer.of(rows)
    if len(rows) > limit:  # of the last of these tiers the best only
        last = np.flatnonzero(shares == shares.min())
        wanted = limit - (len(rows) - len(last))
        kept = shares > shares.min()
        kept[last[best_places(scores[last], wanted)]] = True
        rows, shares, scores = rows[kept], shares[kept], scores[kept]
    return rows[np.lexsort((rows, -scores, -shares))]


def _leading(match: Match, scorer: Scorer, limit: int) -> Rows:
    """Return the best rows that answer by their words; those without any score stand last."""
    rows = scorer.leading(match.rows, limit)
    if len(rows) < limit:
        others = match.rows.copy()
        others[rows] = False
        rows = np.concatenate((rows, np.flatnonzero(others)[: limit - len(rows)]))
    return rows
