"""How does Whoosh keep the postings of a generation, and give them back?

Postings are decoded once per term; see `bm25` for the scores.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.index import FileIndex

from indexer.bm25 import Bm25
from indexer.errors import GenerationBroken
from indexer.files import write_array
from indexer.ports import BIGRAM_WEIGHT, FIELDS, Floats, IndexedClause
from indexer.whoosh_storage import (
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


class WhooshKeywordIndex(Bm25):
    """Searches the keyword index of one generation; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        *,
        bigram_weight: float = BIGRAM_WEIGHT,
        cached_postings: int = 8_000_000,
    ) -> None:
        """Open the index in `folder`; raise GenerationBroken."""
        self._folder = folder
        with _reading(folder):
            self._reader = open_index(folder).reader()
            self._row_of: NDArray[np.int64] = np.load(folder / _ROWS)
            lengths: NDArray[np.int64] = np.load(folder / _LENGTHS)
        if self._reader.doc_count_all() != len(self._row_of):
            raise GenerationBroken(folder / _ROWS, "行号表与关键词索引不一致")
        self._lock = threading.Lock()
        super().__init__(lengths, bigram_weight=bigram_weight, cached_postings=cached_postings)

    def close(self) -> None:
        """Let go of the files; the index cannot be used afterwards."""
        with self._lock:
            self._reader.close()

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        """See KeywordIndex."""
        with self._lock, _reading(self._folder):
            found = self._reader.iter_field("words")
            return [(term.decode(), int(info.doc_frequency())) for term, info in found]

    def _read(self, field: str, term: str) -> tuple[NDArray[np.int32], Floats]:
        with self._lock, _reading(self._folder):
            numbers, counts = read_postings(self._reader, field, term)
        rows = self._row_of[numbers]
        live = rows >= 0
        if live.all():
            return _rising(rows.astype(np.int32), counts)
        return _rising(rows[live].astype(np.int32), counts[live])


def _rising(rows: NDArray[np.int32], counts: Floats) -> tuple[NDArray[np.int32], Floats]:
    """Return rows, with their counts, in rising order; after a change documents are in another."""
    if (rows[1:] > rows[:-1]).all():
        return rows, counts
    order = np.argsort(rows, kind="stable")
    return rows[order], counts[order]


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
