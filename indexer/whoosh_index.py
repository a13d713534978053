"""Which clauses hold the words that were asked for, and how well do they fit?

Postings come from Whoosh and are decoded once per term; scores are added up in arrays over all
rows, so that a query costs a few array operations per term. BM25 in Lucene's form:

    idf = ln(1 + (N - df + 0.5) / (df + 0.5))
    score = idf * tf / (tf + k1 * (1 - b + b * length / average length))

with the exact length of each clause and with N and df of live rows only (Robertson and Zaragoza,
The Probabilistic Relevance Framework, 2009; Lucene drops the constant factor k1 + 1).
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.index import FileIndex

from indexer.errors import GenerationBroken
from indexer.files import write_array
from indexer.ports import BIGRAM_WEIGHT, Floats, IndexedClause, KeywordHits, Mask, Rows, TermGroup
from indexer.whoosh_storage import (
    FIELDS,
    add_clauses,
    column,
    copy_index,
    create_index,
    deleted_numbers,
    open_index,
    read_postings,
)

__all__ = ["WhooshKeywordIndex", "fragmentation", "write_keyword_index"]

_ROWS, _LENGTHS = "rows.npy", "lengths.npy"


class WhooshKeywordIndex:
    """Searches the keyword index of one generation; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        *,
        bigram_weight: float = BIGRAM_WEIGHT,
        k1: float = 1.2,
        b: float = 0.75,
        cached_postings: int = 6_000_000,
    ) -> None:
        """Open the index in `folder`; `cached_postings` (12 bytes each) bounds the memory used.

        Raises GenerationBroken.
        """
        self._folder = folder
        with _reading(folder):
            self._reader = open_index(folder).reader()
            self._row_of: NDArray[np.int64] = np.load(folder / _ROWS)
            lengths: NDArray[np.int64] = np.load(folder / _LENGTHS)
        if self._reader.doc_count_all() != len(self._row_of):
            raise GenerationBroken(folder / _ROWS, "行号表与关键词索引不一致")
        self._size: int = lengths.shape[1]
        self._norms = {
            field: k1 * (1 - b + b * of_field / max(of_field.mean(), 1) if self._size else of_field)
            for field, of_field in zip(FIELDS, lengths, strict=True)
        }
        self._bigram_weight = bigram_weight
        self._cache = _Cache(cached_postings)
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """See KeywordIndex."""
        return self._size

    def close(self) -> None:
        """Let go of the files; the index cannot be used afterwards."""
        with self._lock:
            self._reader.close()

    def frequency(self, term: str) -> int:
        """See KeywordIndex."""
        return len(self._impacts("words", term)[0])

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        """See KeywordIndex."""
        with self._lock, _reading(self._folder):
            found = self._reader.iter_field("words")
            return [(term.decode(), int(info.doc_frequency())) for term, info in found]

    def holding(self, terms: Iterable[str]) -> Mask:
        """See KeywordIndex."""
        held = np.zeros(self._size, np.bool_)
        for term in terms:
            held[self._impacts("words", term)[0]] = True
        return held

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
        scores, matched = self._score(groups, bigrams)
        required = at_least > 0 and any(group.required for group in groups)
        kept = matched >= at_least if required else scores > 0
        rows = np.flatnonzero(kept if within is None else kept & within)
        rows = rows[_best(scores[rows], limit)]
        return KeywordHits(rows, scores[rows], matched[rows])

    def scores(self, groups: Sequence[TermGroup], bigrams: Iterable[str], rows: Rows) -> Floats:
        """See KeywordIndex."""
        return self._score(groups, bigrams)[0][rows]

    def _score(
        self, groups: Sequence[TermGroup], bigrams: Iterable[str]
    ) -> tuple[Floats, NDArray[np.int32]]:
        """Return the score of every row and how many required groups it satisfies."""
        scores = np.zeros(self._size, np.float32)
        matched = np.zeros(self._size, np.int32)
        for group in groups:
            rows, gains = self._of_group(group)
            scores[rows] += gains
            if group.required:
                matched[rows] += 1
        for bigram in dict.fromkeys(bigrams):
            rows, gains = self._impacts("bigrams", bigram)
            scores[rows] += np.float32(self._bigram_weight) * gains
        return scores, matched

    def _of_group(self, group: TermGroup) -> tuple[Rows, Floats]:
        """Return the rows that hold any term of the group, and the best of their scores."""
        parts = [(self._impacts("words", t), np.float32(w)) for t, w in group.terms.items()]
        if len(parts) == 1:
            (rows, gains), weight = parts[0]
            return rows, weight * gains
        best = np.zeros(self._size, np.float32)
        for (rows, gains), weight in parts:
            best[rows] = np.maximum(best[rows], weight * gains)
        rows = np.flatnonzero(best)
        return rows, best[rows]

    def _impacts(self, field: str, term: str) -> tuple[Rows, Floats]:
        """Return the rows that hold the term, rising, and its BM25 score in each."""
        with self._lock:
            found = self._cache.get((field, term))
            if found is None:
                found = self._computed(field, term)
                self._cache.put((field, term), found)
        return found

    def _computed(self, field: str, term: str) -> tuple[Rows, Floats]:
        with _reading(self._folder):
            numbers, counts = read_postings(self._reader, field, term)
        rows = self._row_of[numbers]
        live = rows >= 0
        rows, counts = rows[live], counts[live]
        df = len(rows)
        idf = math.log(1 + (self._size - df + 0.5) / (df + 0.5))
        return rows, (idf * counts / (counts + self._norms[field][rows])).astype(np.float32)


class _Cache:
    """The impacts of the terms used last, within a budget of postings; not locked."""

    def __init__(self, budget: int) -> None:
        self._budget, self._held = budget, 0
        self._entries: OrderedDict[tuple[str, str], tuple[Rows, Floats]] = OrderedDict()

    def get(self, key: tuple[str, str]) -> tuple[Rows, Floats] | None:
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
        return entry

    def put(self, key: tuple[str, str], entry: tuple[Rows, Floats]) -> None:
        self._entries[key] = entry
        self._held += _cost(entry)
        while self._held > self._budget and len(self._entries) > 1:
            self._held -= _cost(self._entries.popitem(last=False)[1])


def _cost(entry: tuple[Rows, Floats]) -> int:
    return len(entry[0]) + 16  # the arrays themselves weigh as much as some postings


def _best(scores: Floats, limit: int) -> Rows:
    """Return the places of the `limit` highest scores, falling; equal scores in order of place."""
    places = np.arange(len(scores))
    if 0 < limit < len(scores):
        threshold = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        places = np.flatnonzero(scores >= threshold)
    return places[np.argsort(-scores[places], kind="stable")][: max(limit, 0)]


def write_keyword_index(
    folder: Path,
    order: Sequence[str],
    added: Iterable[IndexedClause],
    *,
    previous: Path | None = None,
    removed: Iterable[str] = (),
) -> None:
    """Write into an empty folder the index whose row `i` is the clause `order[i]`.

    With `previous`, its clauses are taken over without those `removed`; a changed clause is both
    removed and added. `order` must name exactly the clauses that are then in the index.
    """
    gone = set(removed)
    with _reading(previous or folder, OSError):  # a full disk is no damage
        index = create_index(folder) if previous is None else copy_index(previous, folder)
        with index.reader() as reader:
            live = _live(reader) if gone else {}
        if not gone <= live.keys():
            raise GenerationBroken(previous or folder, "关键词索引缺少条款")
    add_clauses(index, added, sorted(live[clause_id] for clause_id in gone))
    with _reading(previous or folder, OSError):
        _seal(folder, index, order)


@contextmanager
def _reading(folder: Path, *passing: type[Exception]) -> Iterator[None]:
    """Turn what Whoosh raises over a damaged file, a dozen unrelated kinds, into one error."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (GenerationBroken, *passing)):
            raise
        raise GenerationBroken(folder, f"关键词索引读不出（{error}）") from error


def _seal(folder: Path, index: FileIndex, order: Sequence[str]) -> None:
    """Write which row each document is, and the lengths by row."""
    with index.reader() as reader:
        numbers = _live(reader)
        if len(order) != len(numbers) or set(order) != numbers.keys():
            raise GenerationBroken(folder, "关键词索引里的条款与资料库不一致")
        of_row = np.array([numbers[clause_id] for clause_id in order], np.int64)
        row_of = np.full(reader.doc_count_all(), -1, np.int64)
        row_of[of_row] = np.arange(len(order))
        lengths = np.array([column(reader, f"{f}_length") for f in FIELDS], np.int64)
    write_array(folder / _ROWS, row_of)
    write_array(folder / _LENGTHS, lengths.reshape(len(FIELDS), -1)[:, of_row])


def fragmentation(folder: Path) -> tuple[int, float]:
    """Return how many segments an index has and which share of its documents is deleted."""
    with open_index(folder).reader() as reader:
        total = reader.doc_count_all()
        return len(reader.leaf_readers()), 1 - reader.doc_count() / total if total else 0.0


def _live(reader: object) -> dict[str, int]:
    """Map the clause of each live document to the document's number."""
    gone = deleted_numbers(reader)
    ids = enumerate(column(reader, "clause_id"))
    return {value.decode(): number for number, value in ids if number not in gone}
