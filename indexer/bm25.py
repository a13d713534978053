"""Which clauses hold the words that were asked for, and how well do they fit?

An engine keeps the postings; the scores are added up here, in arrays over all rows, so that a
query costs a few array operations per term. BM25 in Lucene's form:

    idf = ln(1 + (N - df + 0.5) / (df + 0.5))
    score = idf * tf / (tf + k1 * (1 - b + b * length / average length))

with the exact length of each clause and with N and df of live rows only (Robertson and Zaragoza,
The Probabilistic Relevance Framework, 2009; Lucene drops the constant factor k1 + 1).
"""

import math
import threading
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.ports import BIGRAM_WEIGHT, FIELDS, Floats, KeywordHits, Mask, Rows, TermGroup

__all__ = ["MOST_LOOKED_UP", "Bm25", "best_places", "looked_up"]

MOST_LOOKED_UP = 1000
"""So many rows are looked up one by one at most."""

_FEW = 16
"""A few rows are looked up in the postings where there are at least so many times as many."""

Counts = NDArray[Any]


@dataclass(slots=True)
class _Held:
    """The rows that hold a term, rising, how often each does, and once it is asked its BM25."""

    rows: NDArray[np.int32]
    counts: Counts
    gains: Floats | None = None


class Bm25(ABC):
    """The half of a keyword index that scores; the other half, an engine, reads postings.

    Safe to share between threads where `_read` is.
    """

    def __init__(
        self,
        lengths: NDArray[np.int64],
        *,
        bigram_weight: float = BIGRAM_WEIGHT,
        k1: float = 1.2,
        b: float = 0.75,
        cached_postings: int = 8_000_000,
    ) -> None:
        """`lengths`, of shape (2, n), counts the words and the bigrams of each row.

        `cached_postings` (8 bytes each) bounds the memory that is used for terms asked before.
        """
        self._size: int = lengths.shape[1]
        self._norms: dict[str, Floats] = {
            field: (k1 * (1 - b + b * of_field / max(of_field.mean(), 1))).astype(np.float32)
            if self._size
            else of_field.astype(np.float32)
            for field, of_field in zip(FIELDS, lengths, strict=True)
        }
        self._bigram_weight = bigram_weight
        self._cache = _Cache(cached_postings)

    @abstractmethod
    def _read(self, field: str, term: str) -> tuple[NDArray[np.int32], Counts]:
        """Return the live rows that hold a term, rising, and how often each does."""

    def __len__(self) -> int:
        """See KeywordIndex."""
        return self._size

    def frequency(self, term: str) -> int:
        """See KeywordIndex."""
        return len(self._held("words", term).rows)

    def holding(self, terms: Iterable[str]) -> Rows:
        """See KeywordIndex."""
        parts = [self._held("words", term).rows for term in terms]
        if len(parts) == 1:
            return parts[0].astype(np.int64)
        return _union(parts, self._size)

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
        required = at_least > 0 and any(group.required for group in groups)
        rows = self._few(within)
        if rows is None:
            scores, matched = self._everywhere(groups, bigrams)
        else:
            scores, matched = self._of_rows(groups, bigrams, rows)
        kept = matched >= at_least if required else scores > 0
        if rows is None and within is not None:
            kept &= within
        best = best_places(np.where(kept, scores, np.float32(-1)), limit)
        best = best[kept[best]]
        found = best if rows is None else rows[best]
        return KeywordHits(found, scores[best], matched[best].astype(np.int32))

    def _few(self, within: Mask | None) -> Rows | None:
        """Return the rows within where they are so few that each is better looked up."""
        if within is None or np.count_nonzero(within) > min(MOST_LOOKED_UP, self._size // _FEW):
            return None
        return np.flatnonzero(within)

    def scores(self, groups: Sequence[TermGroup], bigrams: Iterable[str], rows: Rows) -> Floats:
        """See KeywordIndex."""
        if len(rows) * _FEW > self._size:
            return self._everywhere(groups, bigrams)[0][rows]
        return self._of_rows(groups, bigrams, rows)[0]

    def _of_rows(
        self, groups: Sequence[TermGroup], bigrams: Iterable[str], rows: Rows
    ) -> tuple[Floats, NDArray[Any]]:
        """Return the scores of a few rows, and how many required groups each satisfies.

        Rising rows are looked up faster.
        """
        total, matched = np.zeros(len(rows), np.float32), np.zeros(len(rows), np.int32)
        for group in groups:
            parts = [np.float32(w) * self._at("words", t, rows) for t, w in group.terms.items()]
            best = parts[0] if len(parts) == 1 else np.max(parts, axis=0, initial=0)
            total += best
            if group.required:
                matched += best > 0
        for bigram in dict.fromkeys(bigrams):
            total += np.float32(self._bigram_weight) * self._at("bigrams", bigram, rows)
        return total, matched

    def _at(self, field: str, term: str, rows: Rows) -> Floats:
        """Return the BM25 score of a term in the given rows."""
        holding, gains = self._impacts(field, term)
        return looked_up(holding, gains, rows)

    def _everywhere(
        self, groups: Sequence[TermGroup], bigrams: Iterable[str]
    ) -> tuple[Floats, NDArray[Any]]:
        """Return the score of every row and how many required groups it satisfies."""
        scores = np.zeros(self._size, np.float32)
        matched = np.zeros(self._size, np.min_scalar_type(len(groups)))
        for group in groups:
            rows, gains = self._of_group(group)
            scores[rows] += gains
            if group.required:
                matched[rows] += 1
        for bigram in dict.fromkeys(bigrams):
            held, gains = self._impacts("bigrams", bigram)
            scores[held.astype(np.int64)] += np.float32(self._bigram_weight) * gains
        return scores, matched

    def _of_group(self, group: TermGroup) -> tuple[Rows, Floats]:
        """Return the rows that hold any term of the group, and the best of their scores."""
        parts = [(self._impacts("words", t), np.float32(w)) for t, w in group.terms.items()]
        if len(parts) == 1:
            (held, gains), weight = parts[0]
            return held.astype(np.int64), weight * gains
        rows = _union([held for (held, _), _ in parts], self._size)
        best = np.zeros(len(rows), np.float32)
        for (held, gains), weight in parts:
            at = np.searchsorted(rows, held)
            best[at] = np.maximum(best[at], weight * gains)
        return rows, best

    def _impacts(self, field: str, term: str) -> tuple[NDArray[np.int32], Floats]:
        """Return the rows that hold the term, rising, and its BM25 score in each."""
        held = self._held(field, term)
        if held.gains is None:
            counts = held.counts.astype(np.float32)
            gains = counts / (counts + self._norms[field][held.rows])
            held.gains = gains * np.float32(self._idf(len(held.rows)))
        return held.rows, held.gains

    def _held(self, field: str, term: str) -> _Held:
        found = self._cache.get((field, term))
        if found is None:
            found = _Held(*self._read(field, term))
            self._cache.put((field, term), found)
        return found

    def _is_held(self, field: str, term: str) -> bool:
        """Whether the scores of a term are at hand."""
        found = self._cache.get((field, term))
        return found is not None and found.gains is not None

    def _idf(self, df: int) -> float:
        return math.log(1 + (self._size - df + 0.5) / (df + 0.5))


def looked_up(rows: NDArray[np.int32], values: NDArray[Any], wanted: NDArray[Any]) -> Floats:
    """Return the values that stand beside the wanted rows, 0 where a row is not there."""
    if not len(rows):
        return np.zeros(len(wanted), np.float32)
    places = np.searchsorted(rows, wanted.astype(np.int32))
    places[places == len(rows)] = 0
    return np.where(rows[places] == wanted, values[places], np.float32(0))


def _union(parts: Sequence[NDArray[np.int32]], size: int) -> Rows:
    """Return the rows that are in any of the parts, rising."""
    if sum(map(len, parts)) * _FEW < size:
        return np.unique(np.concatenate(parts)).astype(np.int64) if parts else np.empty(0, np.int64)
    held = np.zeros(size, np.bool_)
    for part in parts:
        held[part.astype(np.int64)] = True
    return np.flatnonzero(held)


class _Cache:
    """The terms used last, within a budget of postings."""

    def __init__(self, budget: int) -> None:
        self._budget, self._held = budget, 0
        self._entries: OrderedDict[tuple[str, str], _Held] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str]) -> _Held | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def put(self, key: tuple[str, str], entry: _Held) -> None:
        with self._lock:
            if key not in self._entries:
                self._held += _cost(entry)
            self._entries[key] = entry
            while self._held > self._budget and len(self._entries) > 1:
                self._held -= _cost(self._entries.popitem(last=False)[1])


def _cost(entry: _Held) -> int:
    return len(entry.rows) + 16  # the arrays themselves weigh as much as some postings


_STRIDE = 64
"""So many values compete for one place in the first sieve."""


def best_places(values: Floats, limit: int) -> Rows:
    """Return the places of the `limit` highest values, falling; equal values in order of place.

    The highest of each of n / 64 sets of values is found first, with one pass that vectorises:
    the `limit` highest of these are values too, so nothing below them is among the best.
    """
    if limit <= 0:
        return np.empty(0, np.int64)
    places = np.arange(len(values)) if limit >= len(values) else _sieved(values, limit)
    return places[np.argsort(-values[places], kind="stable")][:limit]


def _sieved(values: Floats, limit: int) -> Rows:
    """Return the places, rising, of values that may be among the `limit` highest."""
    whole = len(values) // _STRIDE
    if whole >= 2 * limit:
        highest = values[: whole * _STRIDE].reshape(_STRIDE, whole).max(axis=0)
        least = np.partition(highest, whole - limit)[whole - limit]
    else:
        least = np.partition(values, len(values) - limit)[len(values) - limit]
    places = np.flatnonzero(values >= least)
    if len(places) > 4 * limit:
        kept = values[places]
        places = places[kept >= np.partition(kept, len(kept) - limit)[len(kept) - limit]]
    return places
