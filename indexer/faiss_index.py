"""Which clauses point in the direction of a vector?

A flat FAISS index of half-precision vectors compared by inner product, which is the cosine for
rows of unit length: exact enough (recall 1.0 measured) at half the memory and twice the speed of
single precision. A long clause has several pieces; its cosine is that of its best piece. The file
is mapped into memory and only ever read: adding to a mapped index aborts the process.
"""

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.errors import DimensionMismatch, GenerationBroken
from indexer.files import write_array
from indexer.ports import Floats, Mask, Rows

__all__ = ["FaissVectorIndex", "VectorWriter"]

_faiss: Any = faiss  # its stubs know the C++ signatures, not those of its Python wrapper
_VECTORS, _PIECES = "vectors.faiss", "pieces.npy"


class FaissVectorIndex:
    """Searches the vectors of one generation; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open the vectors in `folder`; raises GenerationBroken."""
        try:
            self._index = _mapped(folder / _VECTORS)
            pieces: NDArray[np.int64] = np.load(folder / _PIECES)
        except Exception as error:  # FAISS raises RuntimeError with C++ text, NumPy several kinds
            raise GenerationBroken(folder / _VECTORS, f"向量索引打不开（{error}）") from error
        self._size, self._row_of = int(pieces[0]), pieces[1:]
        if self._index.ntotal != len(self._row_of):
            raise GenerationBroken(folder / _PIECES, "向量与条款的对应表不一致")

    def __len__(self) -> int:
        """See VectorIndex."""
        return self._size

    @property
    def dimension(self) -> int:
        """See VectorIndex."""
        return int(self._index.d)

    def search(
        self, vector: Floats, *, limit: int, within: Mask | None = None
    ) -> tuple[Rows, Floats]:
        """See VectorIndex."""
        query = self._query(vector)
        among = len(self._row_of) if within is None else int(within[self._row_of].sum())
        if limit <= 0 or not among or not query.any():
            return np.empty(0, np.int64), np.empty(0, np.float32)
        selector = None if within is None else _selector(within[self._row_of])
        wanted = min(limit, among)
        while True:
            cosines, pieces = self._index.search(query, wanted, params=selector)
            rows, best = _best_per_row(self._row_of[pieces[0]], cosines[0])
            if len(rows) >= limit or wanted == among:
                return rows[:limit], best[:limit]
            wanted = min(2 * wanted, among)

    def cosines(self, vector: Floats, rows: Rows) -> Floats:
        """See VectorIndex."""
        query = self._query(vector)[0]
        best = np.zeros(len(rows), np.float32)
        places, vectors = self.pieces(rows)
        if len(places):
            owners, first = np.unique(places, return_index=True)
            best[owners] = _bounded(np.maximum.reduceat(vectors @ query, first))
        return best

    def pieces(self, rows: Rows) -> tuple[Rows, Floats]:
        """Return the vectors of the given rows, and for each its row's place in `rows`, rising."""
        starts = np.searchsorted(self._row_of, rows, "left")
        counts = np.searchsorted(self._row_of, rows, "right") - starts
        places = np.repeat(np.arange(len(rows)), counts)
        if not len(places):
            return places, np.empty((0, self.dimension), np.float32)
        offsets = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        vectors: Floats = self._index.reconstruct_batch(starts[places] + offsets)
        return places, vectors

    def _query(self, vector: Floats) -> Floats:
        if vector.shape != (self.dimension,):
            raise DimensionMismatch(self.dimension, vector.shape[-1] if vector.ndim else 0)
        return np.ascontiguousarray(vector[np.newaxis], np.float32)


class VectorWriter:
    """Collects the vectors of a new generation, in order of rows."""

    def __init__(self, dimension: int) -> None:
        self._index = _faiss.IndexScalarQuantizer(
            dimension, _faiss.ScalarQuantizer.QT_fp16, _faiss.METRIC_INNER_PRODUCT
        )
        self._rows: list[Rows] = []

    def __len__(self) -> int:
        """Return the number of vectors collected."""
        return int(self._index.ntotal)

    def add(self, rows: Rows, vectors: Floats) -> None:
        """Add pieces, `vectors[i]` of row `rows[i]`; rows rise within and between calls.

        A zero vector (a text without any known word) points nowhere and is left out. Raises
        DimensionMismatch.
        """
        if vectors.ndim != 2 or vectors.shape[1] != self._index.d:
            raise DimensionMismatch(self._index.d, vectors.shape[-1])
        known = vectors.any(axis=1)
        if known.any():
            self._index.add(np.ascontiguousarray(vectors[known], np.float32))
            self._rows.append(rows[known])

    def save(self, folder: Path, size: int) -> None:
        """Write the index of `size` rows into `folder`."""
        rows = np.concatenate([[size], *self._rows]).astype(np.int64)
        if (np.diff(rows[1:]) < 0).any():
            raise ValueError("rows of vectors must rise")
        write_array(folder / _PIECES, rows)
        # Written by us, since FAISS reports a full disk as an error without words.
        (folder / _VECTORS).write_bytes(_faiss.serialize_index(self._index).tobytes())


def _mapped(path: Path) -> Any:
    """Return the index, mapped where the platform can, else read."""
    try:
        return _faiss.read_index(str(path), _faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError:  # Windows: no mapping, and no names beyond the code page
        return _faiss.deserialize_index(np.frombuffer(path.read_bytes(), np.uint8))


def _selector(pieces: Mask) -> Any:
    bits = np.packbits(pieces, bitorder="little")
    return _faiss.SearchParameters(sel=_faiss.IDSelectorBitmap(bits))


def _best_per_row(rows: Rows, cosines: Floats) -> tuple[Rows, Floats]:
    """Keep each row's first, that is highest, cosine; order by cosine, then by row."""
    unique, first = np.unique(rows, return_index=True)
    best = _bounded(cosines[first])
    order = np.argsort(-best, kind="stable")
    return unique[order], best[order]


def _bounded(cosines: Floats) -> Floats:
    """Undo what half precision adds beyond the range of a cosine."""
    return np.clip(cosines, -1, 1)
