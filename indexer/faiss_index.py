"""Which clauses point in the direction of a vector?

Vectors of half precision compared by inner product, which is the cosine for rows of unit length:
exact enough (recall 1.0 measured) at half the memory of single precision. Few are compared one by
one. Of many, codes propose seven times as many as are wanted (`quantized`), and the vectors decide
among these; where a filter leaves few, or rules out most of what is proposed, the rest is compared
one by one after all. A long clause has several pieces; its cosine is that of its best piece.
"""

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.errors import DimensionMismatch, GenerationBroken
from indexer.ports import Floats, Mask, Rows
from indexer.quantized import Halves, QuantizedVectors
from indexer.vector_files import PIECES, QUANTIZED, VECTORS, halves_of, read_flat

__all__ = ["FaissVectorIndex"]

_faiss: Any = faiss  # its stubs know the C++ signatures, not those of its Python wrapper

_FEW, _FEW_OF = 20_000, 25
"""So many pieces, or this part of all, are compared one by one: as fast as a search by codes."""

_DEPTH, _LEAST, _ENOUGH = 7, 700, 3
"""Pieces proposed for each row wanted, proposed at least, and left by a filter for each row."""

_SHARE = 8
"""Where more than this part of all pieces had to be proposed, each is compared."""


class FaissVectorIndex:
    """Searches the vectors of one generation; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open the vectors in `folder`; raises GenerationBroken."""
        try:
            self._flat = read_flat(folder / VECTORS)
            self._halves = halves_of(self._flat)
            pieces: NDArray[np.int64] = np.load(folder / PIECES)
            codes = folder / QUANTIZED
            self._quantized = QuantizedVectors(codes) if codes.is_file() else None
        except Exception as error:  # FAISS raises RuntimeError with C++ text, NumPy several kinds
            raise GenerationBroken(folder / VECTORS, f"向量索引打不开（{error}）") from error
        self._size, self._row_of = int(pieces[0]), pieces[1:]
        coded = len(self._halves if self._quantized is None else self._quantized)
        if not len(self._row_of) == len(self._halves) == coded:
            raise GenerationBroken(folder / PIECES, "向量与条款的对应表不一致")

    def __len__(self) -> int:
        """See VectorIndex."""
        return self._size

    @property
    def dimension(self) -> int:
        """See VectorIndex."""
        return int(self._flat.d)

    @property
    def type(self) -> str:
        """How the vectors are kept, for a person who asks."""
        return "fp16" if self._quantized is None else "fp16 + PQ"

    @property
    def codes(self) -> tuple[QuantizedVectors, Rows] | None:
        """The codes and the row of each, where there are codes."""
        return None if self._quantized is None else (self._quantized, self._row_of)

    def search(
        self, vector: Floats, *, limit: int, within: Mask | None = None
    ) -> tuple[Rows, Floats]:
        """See VectorIndex."""
        query = self._query(vector)
        allowed = None if within is None else within[self._row_of]
        among = len(self._row_of) if allowed is None else int(np.count_nonzero(allowed))
        if limit <= 0 or not among or not query.any():
            return np.empty(0, np.int64), np.empty(0, np.float32)
        _faiss.omp_set_num_threads(1)  # of this thread: others would only wait, and spin
        found = None
        if self._quantized is not None and among > max(_FEW, len(self._row_of) // _FEW_OF):
            found = self._proposed(self._quantized, query, limit, allowed, among)
        return found or self._compared(query, limit, allowed, among)

    def cosines(self, vector: Floats, rows: Rows) -> Floats:
        """See VectorIndex."""
        query = self._query(vector)[0]
        best = np.zeros(len(rows), np.float32)
        places, vectors = self.pieces(rows)
        if len(places):
            owners, first = np.unique(places, return_index=True)
            cosines = _products(vectors, query)
            best[owners] = _bounded(np.maximum.reduceat(cosines, first))
        return best

    def pieces(self, rows: Rows) -> tuple[Rows, Halves]:
        """Return the vectors of the given rows, and for each its row's place in `rows`, rising."""
        starts = np.searchsorted(self._row_of, rows, "left")
        counts = np.searchsorted(self._row_of, rows, "right") - starts
        places = np.repeat(np.arange(len(rows)), counts)
        offsets = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return places, self._halves[starts[places] + offsets]

    def _compared(
        self, query: Floats, limit: int, allowed: Mask | None, among: int
    ) -> tuple[Rows, Floats]:
        """Compare each allowed piece."""
        selector = None if allowed is None else _selector(allowed)
        wanted = min(limit, among)
        while True:
            cosines, pieces = self._flat.search(query, wanted, params=selector)
            rows, best = _best_per_row(self._row_of[pieces[0]], cosines[0])
            if len(rows) >= limit or wanted == among:
                return rows[:limit], best[:limit]
            wanted = min(2 * wanted, among)

    def _proposed(
        self, codes: QuantizedVectors, query: Floats, limit: int, allowed: Mask | None, among: int
    ) -> tuple[Rows, Floats] | None:
        """Compare what the codes propose; None where these would have to propose too much."""
        size = len(self._row_of)
        wanted = max(_DEPTH * limit, _LEAST) * size // among
        while wanted * _SHARE <= size:
            pieces = codes.propose(query, wanted)
            pieces = pieces if allowed is None else pieces[allowed[pieces]]
            rows = self._row_of[pieces]
            if len(np.unique(rows)) >= _ENOUGH * limit:
                cosines = _products(self._halves[pieces], query[0])
                order = np.argsort(-cosines, kind="stable")
                rows, best = _best_per_row(rows[order], cosines[order])
                return rows[:limit], best[:limit]
            wanted *= 4
        return None

    def _query(self, vector: Floats) -> Floats:
        if vector.shape != (self.dimension,):
            raise DimensionMismatch(self.dimension, vector.shape[-1] if vector.ndim else 0)
        return np.ascontiguousarray(vector[np.newaxis], np.float32)


def _products(vectors: Halves, query: Floats) -> Floats:
    """Return the inner products; not by BLAS, whose threads would wait for one another."""
    products: Floats = np.einsum("ij,j->i", vectors.astype(np.float32), query)
    return products


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
