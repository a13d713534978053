"""What would each index answer if it were written as plainly as possible?

The twins of the adapters: for tests, for tiny collections, and as the definition of the ranking.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.errors import DimensionMismatch
from indexer.ports import BIGRAM_WEIGHT, Floats, IndexedClause, KeywordHits, Mask, Rows, TermGroup

__all__ = ["MemoryKeywordIndex", "MemoryVectorIndex"]

_CountsOf = Callable[[IndexedClause], dict[str, int]]


class MemoryKeywordIndex:
    """BM25 written out, clause by clause."""

    def __init__(
        self,
        clauses: Sequence[IndexedClause],
        *,
        bigram_weight: float = BIGRAM_WEIGHT,
        k1: float = 1.2,
        b: float = 0.75,
    ) -> None:
        self._clauses, self._bigram_weight, self._k1, self._b = clauses, bigram_weight, k1, b

    def __len__(self) -> int:
        """See KeywordIndex."""
        return len(self._clauses)

    def frequency(self, term: str) -> int:
        """See KeywordIndex."""
        return sum(term in clause.words for clause in self._clauses)

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        """See KeywordIndex."""
        return Counter(word for clause in self._clauses for word in clause.words).items()

    def holding(self, terms: Iterable[str]) -> Rows:
        """See KeywordIndex."""
        wanted = set(terms)
        found = [row for row, c in enumerate(self._clauses) if not wanted.isdisjoint(c.words)]
        return np.array(found, np.int64)

    def search(
        self,
        groups: Sequence[TermGroup],
        bigrams: Iterable[str],
        *,
        limit: int,
        at_least: int = 1,
        within: Mask | None = None,
    ) -> KeywordHits:
        """See KeywordIndex."""
        scores = self.scores(groups, bigrams, np.arange(len(self)))
        required = [group for group in groups if group.required]
        found = []
        for row, clause in enumerate(self._clauses):
            matched = sum(any(t in clause.words for t in group.terms) for group in required)
            matches = matched >= at_least if required and at_least else scores[row] > 0
            if matches and (within is None or within[row]):
                found.append((-scores[row], row, matched))
        found.sort()
        return KeywordHits(
            np.array([row for _, row, _ in found[:limit]], np.int64),
            np.array([-score for score, _, _ in found[:limit]], np.float32),
            np.array([matched for _, _, matched in found[:limit]], np.int32),
        )

    def scores(self, groups: Sequence[TermGroup], bigrams: Iterable[str], rows: Rows) -> Floats:
        """See KeywordIndex."""
        total = np.zeros(len(self))
        for group in groups:
            parts = [w * self._bm25(t, lambda c: c.words) for t, w in group.terms.items()]
            total += np.max(parts, axis=0) if parts else 0
        for bigram in dict.fromkeys(bigrams):
            total += self._bigram_weight * self._bm25(bigram, lambda c: c.bigrams)
        return total[rows].astype(np.float32)

    def _bm25(self, term: str, counts_of: _CountsOf) -> NDArray[np.float64]:
        every = [counts_of(clause) for clause in self._clauses]
        df = sum(term in counts for counts in every)
        idf = math.log(1 + (len(every) - df + 0.5) / (df + 0.5))
        average = max(sum(sum(counts.values()) for counts in every) / max(len(every), 1), 1)
        scores = []
        for counts in every:
            tf, length = counts.get(term, 0), sum(counts.values())
            norm = self._k1 * (1 - self._b + self._b * length / average)
            scores.append(idf * tf / (tf + norm) if tf else 0.0)
        return np.array(scores)


class MemoryVectorIndex:
    """Cosines by one product of matrices."""

    def __init__(self, rows: Rows, vectors: Floats, size: int) -> None:
        """Take the pieces: `vectors[i]`, of unit length or zero, belongs to row `rows[i]`."""
        self._rows, self._vectors, self._size = rows, vectors, size

    def __len__(self) -> int:
        """See VectorIndex."""
        return self._size

    @property
    def dimension(self) -> int:
        """See VectorIndex."""
        return int(self._vectors.shape[1])

    def search(
        self, vector: Floats, *, limit: int, within: Mask | None = None
    ) -> tuple[Rows, Floats]:
        """See VectorIndex."""
        every = self.cosines(vector, np.arange(self._size))
        embedded = {int(r) for r, v in zip(self._rows, self._vectors, strict=True) if v.any()}
        found = sorted(
            (-every[row], row)
            for row in embedded
            if vector.any() and (within is None or within[row])
        )
        rows = np.array([row for _, row in found[:limit]], np.int64)
        return rows, every[rows]

    def cosines(self, vector: Floats, rows: Rows) -> Floats:
        """See VectorIndex."""
        if vector.shape != (self.dimension,):
            raise DimensionMismatch(self.dimension, vector.shape[-1])
        best = np.zeros(len(rows), np.float32)
        for at, row in enumerate(rows):
            pieces = self._vectors[self._rows == row]
            pieces = pieces[pieces.any(axis=1)]
            if len(pieces):
                best[at] = (pieces @ vector).max()
        return best
