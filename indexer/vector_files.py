"""How do the vectors of a generation get onto the disk, and into memory again?

    vectors.faiss    FAISS's flat index of half-precision vectors: a header, then the vectors
    pieces.npy       how many rows there are, then the row of each vector, rising
    quantized.faiss  the same vectors in codes; only where there are many

The vectors are written as they come, so that a build holds a block of them, not all. A file is
mapped into memory and only ever read: adding to a mapped index aborts the process.
"""

import os
import struct
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from indexer.errors import DimensionMismatch
from indexer.files import write_array
from indexer.ports import Floats, Rows
from indexer.quantized import Halves, QuantizedVectors, write_quantized

__all__ = ["MANY", "PIECES", "QUANTIZED", "VECTORS", "VectorWriter", "halves_of", "read_flat"]

VECTORS, PIECES, QUANTIZED = "vectors.faiss", "pieces.npy", "quantized.faiss"

MANY = 30_000
"""From so many pieces on, codes are kept too; below, comparing with each takes 2 ms at most."""

_faiss: Any = faiss  # its stubs know the C++ signatures, not those of its Python wrapper


class VectorWriter:
    """Writes the vectors of a new generation, in order of rows."""

    def __init__(self, folder: Path, dimension: int) -> None:
        self._folder, self._dimension = folder, dimension
        self._rows: list[Rows] = []
        self._file = (folder / VECTORS).open("wb")
        self._file.write(self._header())

    def __len__(self) -> int:
        """Return the number of vectors written."""
        return sum(map(len, self._rows))

    def close(self) -> None:
        """Close the file, finished or not."""
        self._file.close()

    def add(self, rows: Rows, vectors: Floats | Halves) -> None:
        """Add pieces, `vectors[i]` of row `rows[i]`; rows rise within and between calls.

        A zero vector (a text without any known word) points nowhere and is left out. Raises
        DimensionMismatch.
        """
        if vectors.ndim != 2 or vectors.shape[1] != self._dimension:
            raise DimensionMismatch(self._dimension, vectors.shape[-1])
        known = vectors.any(axis=1)
        if known.any():
            self._file.write(np.ascontiguousarray(vectors[known], np.float16).tobytes())
            self._rows.append(rows[known])

    def save(
        self,
        size: int,
        *,
        before: tuple[QuantizedVectors, Rows, Rows] | None = None,
        many: int = MANY,
    ) -> None:
        """Finish the files of an index of `size` rows.

        `before` are codes that may be taken over, the row of each, and for each new row the same
        one of before or -1.
        """
        rows = np.concatenate([np.empty(0, np.int64), *self._rows])
        if (np.diff(rows) < 0).any():
            raise ValueError("rows of vectors must rise")
        self._file.seek(0)
        self._file.write(self._header())
        self._file.close()
        write_array(self._folder / PIECES, np.concatenate([[size], rows]).astype(np.int64))
        if len(rows) >= max(many, 1):
            self._quantize(rows, before)

    def _quantize(self, rows: Rows, before: tuple[QuantizedVectors, Rows, Rows] | None) -> None:
        vectors = np.memmap(
            self._folder / VECTORS,
            np.float16,
            "r",
            len(self._header()),
            (len(rows), self._dimension),
        )
        codes, same = None, np.full(len(rows), -1)
        if before is not None:
            codes, rows_before, taken = before
            same = _same_pieces(rows, rows_before, taken)
        write_quantized(self._folder / QUANTIZED, vectors, codes, same)

    def _header(self) -> bytes:
        """Return what FAISS writes before the vectors themselves; its length is always the same."""
        empty = _faiss.IndexScalarQuantizer(
            self._dimension, _faiss.ScalarQuantizer.QT_fp16, _faiss.METRIC_INNER_PRODUCT
        )
        empty.ntotal = len(self)
        written: bytes = _faiss.serialize_index(empty).tobytes()
        return written[:-8] + struct.pack("<Q", 2 * self._dimension * len(self))


def _same_pieces(rows: Rows, rows_before: Rows, taken: Rows) -> Rows:
    """Return for each piece, given its row, the piece of before with the same text, or -1."""
    place = np.arange(len(rows)) - np.searchsorted(rows, rows)  # among the pieces of its row
    row_before = taken[rows]
    piece = np.searchsorted(rows_before, row_before) + place
    return np.where(row_before >= 0, piece, -1)


def read_flat(path: Path) -> Any:
    """Return the flat index, mapped where the platform can, else read."""
    try:
        return _faiss.read_index(os.fspath(path), _faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError:  # Windows: no mapping, and no names beyond the code page
        return _faiss.deserialize_index(np.frombuffer(path.read_bytes(), np.uint8))


def halves_of(flat: Any) -> Halves:
    """Return the vectors of a flat index where they lie, of shape (pieces, dimension)."""
    if not flat.ntotal:
        return np.empty((0, flat.d), np.float16)
    codes = _faiss.rev_swig_ptr(flat.codes.data(), flat.codes.size())
    vectors: Halves = codes.view(np.float16).reshape(-1, flat.d)
    return vectors
