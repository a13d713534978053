"""How do counted terms lie on the disk, to be read without being loaded?

A segment is a folder with five files per field: the terms in order as one block of bytes and where
each ends, where the postings of each begin, and the numbers of the clauses that hold it with how
often each does. A segment is written once and never again, so that generations may share it by
hard links.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from indexer.errors import GenerationBroken
from indexer.files import write_array
from indexer.inversion import Postings

__all__ = ["PostingFiles", "write_postings"]

_REMEMBERED = 50_000
"""Places of so many terms are remembered."""


class _Terms(Sequence[bytes]):
    """Terms in order, read from the file when they are asked for."""

    def __init__(self, block: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._block, self._ends = block, ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        start = int(self._ends[at - 1]) if at else 0
        return self._block[start : int(self._ends[at])].tobytes()


class PostingFiles:
    """The postings of one field of one segment; safe to share between threads."""

    def __init__(self, folder: Path, field: str, left: Path | None = None) -> None:
        """Map the files; raise GenerationBroken.

        The file `left`, where there is one, says how many clauses of each term have not gone.
        """
        try:
            block, ends, starts, clauses, counts = (
                _mapped(folder / f"{field}-{name}.npy") for name in _NAMES
            )
            self._left = _mapped(left) if left and left.exists() else None
            whole = (
                (self._left is None or len(self._left) == len(ends))
                and len(starts) == len(ends) + 1
                and (ends[-1] if len(ends) else 0) == len(block)
                and int(starts[-1]) == len(clauses) == len(counts)
            )
        except (OSError, ValueError, EOFError, IndexError) as error:
            raise GenerationBroken(folder, f"关键词索引读不出（{error}）") from error
        if not whole:
            raise GenerationBroken(folder, "关键词索引的倒排表不完整")
        terms = _Terms(block, ends)
        self.postings = Postings(terms, starts, clauses, counts)
        # The cache does not know `self`: no cycle keeps a replaced generation in memory.
        self._place = lru_cache(_REMEMBERED)(partial(_place, terms))

    def of(self, term: str) -> tuple[NDArray[np.int32], NDArray[Any]]:
        """Return the clauses that hold a term, rising, and how often each does; mapped."""
        at = self._place(term)
        if at is None:
            return self.postings.clauses[:0], self.postings.counts[:0]
        span = slice(int(self.postings.starts[at]), int(self.postings.starts[at + 1]))
        return self.postings.clauses[span], self.postings.counts[span]

    def frequency(self, term: str) -> int:
        """Return how many clauses hold a term, without those that have gone."""
        at = self._place(term)
        if at is None:
            return 0
        if self._left is not None:
            return int(self._left[at])
        return int(self.postings.starts[at + 1] - self.postings.starts[at])

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """Yield each term with the number of clauses that hold it."""
        left = np.diff(self.postings.starts) if self._left is None else self._left
        for term, df in zip(self.postings.terms, left.tolist(), strict=True):
            yield term.decode(), df


_NAMES = ("terms", "ends", "starts", "clauses", "counts")


def _mapped(path: Path) -> NDArray[Any]:
    """Map an array; as a plain one, since slices of NumPy's memmap are slow to make."""
    return np.asarray(np.load(path, mmap_mode="r"))


def _place(terms: _Terms, term: str) -> int | None:
    sought = term.encode()
    at = bisect_left(terms, sought)
    return at if at < len(terms) and terms[at] == sought else None


def write_postings(folder: Path, field: str, postings: Postings) -> None:
    """Write the files of one field into an existing folder."""
    ends = np.cumsum([len(term) for term in postings.terms], dtype=np.int64)
    block = np.frombuffer(b"".join(postings.terms), np.uint8)
    arrays: tuple[NDArray[Any], ...] = (
        block,
        ends,
        postings.starts,
        postings.clauses,
        postings.counts,
    )
    for name, values in zip(_NAMES, arrays, strict=True):
        write_array(folder / f"{field}-{name}.npy", values)
