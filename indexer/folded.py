"""Where do the folded texts of all rows lie, and which of them may hold some characters?

The texts stay in their file, which is mapped. Beside it lies where the text of each row begins
and ends, and a sieve: rows are taken in blocks of sixteen, and for each of 8,192 kinds of pairs
of neighbouring characters one bit per block tells whether such a pair is in it. Characters that
stand in a row can only be in a block that has all their pairs, so that few texts are looked at.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import GenerationBroken
from indexer.files import write_array
from indexer.ports import Rows
from indexer.rows import folded_texts

__all__ = ["FoldedTexts", "index_folded"]

_TEXT, _PLACES, _SIEVE = "folded.txt", "folded.npy", "sieve.npy"
_BLOCK = 16
"""Rows of a block."""

_KINDS = 8192
"""Kinds of pairs; a block of statutes has about a thousand of them."""

_STEP = 8 * 128
"""Blocks whose bits are made together; eight share a byte."""

_STARTS, _ENDS, _LENGTHS = range(3)


class FoldedTexts:
    """The text of each row, without the title, number and headings before it."""

    def __init__(self, folder: Path, size: int) -> None:
        """Map the files of a generation with `size` rows; raise GenerationBroken."""
        try:
            self._places: NDArray[np.int64] = np.load(folder / _PLACES, mmap_mode="r")
            self._sieve: NDArray[np.uint8] = np.load(folder / _SIEVE, mmap_mode="r")
            empty = not (folder / _TEXT).stat().st_size
            self._bytes: NDArray[np.uint8] = (
                np.empty(0, np.uint8) if empty else np.memmap(folder / _TEXT, np.uint8, "r")
            )
        except (OSError, ValueError, EOFError) as error:
            raise GenerationBroken(folder / _TEXT, f"读不出（{error}）") from error
        ends = int(self._places[_ENDS, -1]) if size else 0
        if self._places.shape != (3, size) or ends != len(self._bytes):
            raise GenerationBroken(folder / _TEXT, f"应有 {size} 行，与条款数不一致")

    @property
    def lengths(self) -> NDArray[np.int64]:
        """The number of characters of each row."""
        lengths: NDArray[np.int64] = self._places[_LENGTHS]
        return lengths

    def text(self, row: int) -> str:
        """Return the text of a row."""
        start, end = self._places[_STARTS : _ENDS + 1, row].tolist()
        return self._bytes[start:end].tobytes().decode()

    def holding(self, phrase: str) -> Rows:
        """Return the rows, rising, whose text holds the characters of `phrase`, at least one."""
        sought, places = phrase.encode(), array("q")
        starts, ends = self._places[_STARTS], self._places[_ENDS]
        for first, last in self._runs(phrase):
            begin = int(starts[first])
            content = self._bytes[begin : int(ends[last])].tobytes()
            at = content.find(sought)
            while at >= 0:
                places.append(begin + at)
                at = content.find(sought, at + len(sought))
        found = np.frombuffer(places, np.int64) if places else np.empty(0, np.int64)
        rows = np.searchsorted(starts, found, "right") - 1
        inside = found + len(sought) <= ends[rows]  # else it is in the headings of the next row
        return np.unique(rows[inside])

    def _runs(self, phrase: str) -> Iterator[tuple[int, int]]:
        """Yield the first and last rows of stretches of blocks that have all pairs of a phrase."""
        size = self._places.shape[1]
        if not size:
            return
        kinds = np.unique(_kinds(_codes(phrase)))
        if not len(kinds):
            yield 0, size - 1
            return
        bits = np.bitwise_and.reduce(self._sieve[kinds], axis=0)
        blocks = np.flatnonzero(np.unpackbits(bits))
        breaks = np.flatnonzero(np.diff(blocks) > 1) + 1
        for run in np.split(blocks, breaks) if len(blocks) else ():
            yield int(run[0]) * _BLOCK, min((int(run[-1]) + 1) * _BLOCK, size) - 1


def index_folded(folder: Path, size: int) -> None:
    """Write what finds the folded texts of `size` rows again, beside their file.

    Raises GenerationBroken.
    """
    folded = folded_texts(folder, size)
    write_array(folder / _PLACES, _places(folded))
    write_array(folder / _SIEVE, _sieve(text.rpartition("\t")[2] for text in folded))


def _places(folded: Sequence[str]) -> NDArray[np.int64]:
    """Return where the last part of each line begins and ends in bytes, and its characters."""
    places = np.zeros((3, len(folded)), np.int64)
    at = 0
    for row, text in enumerate(folded):
        head, tab, last = text.rpartition("\t")
        start = at + len(head.encode()) + len(tab)
        at = start + len(last.encode())
        places[:, row] = start, at, len(last)
        at += 1  # the line's end
    return places


def _sieve(texts: Iterable[str]) -> NDArray[np.uint8]:
    remaining, columns = iter(texts), []
    while chunk := list(islice(remaining, _BLOCK * _STEP)):
        lengths = np.fromiter(map(len, chunk), np.int64, len(chunk))
        kinds = _kinds(_codes("".join(chunk)))
        block_of_row = np.arange(len(chunk)) // _BLOCK
        held = np.zeros((_KINDS, -(-len(chunk) // _BLOCK)), np.bool_)
        held[kinds, np.repeat(block_of_row, lengths)[: len(kinds)]] = True
        columns.append(np.packbits(held, axis=1))
    return np.concatenate(columns, axis=1) if columns else np.zeros((_KINDS, 0), np.uint8)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _kinds(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the kind of each pair of neighbours (multiplicative hashing, Knuth, vol. 3)."""
    mixed: NDArray[np.uint32] = codes[:-1] * np.uint32(2654435761)
    mixed += codes[1:] * np.uint32(2246822519)
    mixed ^= mixed >> np.uint32(15)
    mixed %= np.uint32(_KINDS)
    return mixed
