"""Which clause is each row, and what of its text was indexed?

    clauses.txt     the clauses' ids, one a line; a row is the number of its line
    checksums.npy   of each row, a checksum over all that is indexed of it
    documents.tsv   the documents in order, and how many rows each has
    folded.txt      of each row, its folded text on one line

All are read and written as wholes, so that a million rows open in a blink; rows of one document
stand together, documents are in order of their ids.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import GenerationBroken
from indexer.files import write_array

__all__ = ["Checksums", "FoldedLines", "RowTable", "folded_texts", "write_folded"]

Checksums = NDArray[np.uint64]

_CLAUSES, _CHECKSUMS, _DOCUMENTS, _FOLDED = (
    "clauses.txt", "checksums.npy", "documents.tsv", "folded.txt",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class RowTable:
    """The rows of a generation; `sizes` counts the rows of each document, in order."""

    clause_ids: Sequence[str]
    checksums: Checksums
    sizes: Mapping[str, int]

    @classmethod
    def empty(cls) -> "RowTable":
        """Return the table of no rows."""
        return cls([], np.empty(0, np.uint64), {})

    @classmethod
    def read(cls, folder: Path) -> "RowTable":
        """Read what `write` wrote; raise GenerationBroken."""
        ids = _read_lines(folder / _CLAUSES)
        lines = [line.split("\t") for line in _read_lines(folder / _DOCUMENTS)]
        try:
            sizes = {name: int(size) for name, size in lines}
            checksums: Checksums = np.load(folder / _CHECKSUMS)
        except (OSError, ValueError, EOFError) as error:
            raise GenerationBroken(folder / _DOCUMENTS, f"读不出（{error}）") from error
        if not len(ids) == len(checksums) == sum(sizes.values()):
            raise GenerationBroken(folder / _CLAUSES, "条款清单的各个文件行数不一致")
        return cls(ids, checksums, sizes)

    def write(self, folder: Path) -> None:
        """Write the table into a folder."""
        _write_lines(folder / _CLAUSES, self.clause_ids)
        write_array(folder / _CHECKSUMS, self.checksums)
        _write_lines(folder / _DOCUMENTS, [f"{name}\t{n}" for name, n in self.sizes.items()])

    def spans(self) -> Iterator[tuple[str, range]]:
        """Yield each document that has rows, in order, with its rows."""
        ends = accumulate(self.sizes.values(), initial=0)
        for name, (start, end) in zip(self.sizes, pairwise(ends), strict=True):
            yield name, range(start, end)

    def digest(self) -> str:
        """Return a checksum over the ids and checksums of all rows, in order."""
        digest = hashlib.sha256("\n".join(self.clause_ids).encode())
        digest.update(self.checksums.tobytes())
        return digest.hexdigest()


class FoldedLines:
    """The folded texts of a generation, each on one line, to be taken over in runs."""

    def __init__(self, folder: Path, size: int) -> None:
        """Map the lines of `size` rows; raise GenerationBroken."""
        path = folder / _FOLDED
        try:
            self._bytes = np.frombuffer(path.read_bytes(), np.uint8)
        except OSError as error:
            raise GenerationBroken(path, f"读不出（{error}）") from error
        ends = np.append(np.flatnonzero(self._bytes == ord("\n")), len(self._bytes))
        self._starts = np.concatenate([[0], ends + 1])
        if size and len(ends) != size:
            raise GenerationBroken(path, f"应有 {size} 行，实有 {len(ends)} 行")

    def lines(self, rows: range) -> bytes:
        """Return consecutive, at least one, lines as they stand, without the last line's end."""
        return self._bytes[self._starts[rows.start] : self._starts[rows.stop] - 1].tobytes()


def folded_texts(folder: Path, size: int) -> list[str]:
    """Return the folded text of each of `size` rows; raise GenerationBroken."""
    texts = _read_lines(folder / _FOLDED) if size else []
    if size and len(texts) != size:
        raise GenerationBroken(folder / _FOLDED, f"应有 {size} 行，实有 {len(texts)} 行")
    return texts


def write_folded(folder: Path, runs: Iterator[bytes]) -> None:
    """Write the folded texts of all rows, given as runs of lines without their last line's end."""
    with (folder / _FOLDED).open("wb") as file:
        for number, run in enumerate(runs):
            file.write(b"\n" + run if number else run)


def _read_lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise GenerationBroken(path, f"读不出（{error}）") from error
    return text.split("\n") if text else []


def _write_lines(path: Path, lines: Sequence[str]) -> None:
    path.write_bytes("\n".join(lines).encode())
