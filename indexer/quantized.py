"""Which pieces are probably nearest, when there are too many to compare with each?

A product quantizer (Jégou, Douze and Schmid, Product Quantization for Nearest Neighbor Search,
2011) keeps each four of a vector's numbers as one of 16 centroids: a sixteenth of the bytes of
half precision. FAISS compares such codes in registers (fast scan), some thirty times faster. It is
only a proposal: `FaissVectorIndex` ranks what is proposed by the exact cosines, so that codes cost
a little recall and never change a score.
"""

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.ports import Floats, Rows

__all__ = ["Codes", "Halves", "QuantizedVectors", "write_quantized"]

_faiss: Any = faiss
Codes = NDArray[np.uint8]
Halves = NDArray[np.float16]

_BITS = 4
_SAMPLE, _ROUNDS = 8192, 10
"""Vectors and rounds of k-means; four times as many vectors gave the same recall."""
_LONG, _OF_LONG, _OF_SHORT = 256, 4, 2
"""So many numbers share a centroid in long vectors, so many in shorter ones."""

_BLOCK = 16_384


class QuantizedVectors:
    """Proposes pieces; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Read the codes; raises whatever FAISS raises over a damaged file."""
        self._index = _read(path)
        self._packed = _faiss.IndexPQFastScan(self._index)

    def __len__(self) -> int:
        """Return the number of pieces."""
        return int(self._index.ntotal)

    @property
    def codes(self) -> Codes:
        """The code of each piece, of shape (pieces, bytes)."""
        kept: Codes = _faiss.rev_swig_ptr(self._index.codes.data(), self._index.codes.size())
        return kept.reshape(len(self), -1)

    def quantizer(self) -> Any:
        """Return an empty index with the same centroids."""
        fresh = _faiss.IndexPQ(self._index.d, self._index.pq.M, _BITS, self._index.metric_type)
        fresh.pq, fresh.is_trained = self._index.pq, True
        return fresh

    def propose(self, query: Floats, wanted: int) -> Rows:
        """Return about `wanted` pieces, rising, for a query of shape (1, dimension).

        Of the worst some may be missing: their distances are cut off.
        """
        _, [pieces] = self._packed.search(query, wanted)
        found: Rows = np.sort(pieces[pieces >= 0])
        return found


def write_quantized(
    path: Path, vectors: Halves, before: QuantizedVectors | None, same: Rows
) -> None:
    """Write the codes of `vectors`; `same[i]` is the equal piece of `before`, or -1.

    The centroids are those of `before` where it knows half of the vectors, else they are learned.
    """
    _faiss.omp_set_num_threads(1)  # more would give other sums, and wait for one another
    if before is None or 2 * np.count_nonzero(same >= 0) < len(vectors):
        index, same, codes = _trained(vectors), np.full(len(vectors), -1), None
    else:
        index, codes = before.quantizer(), before.codes
    for start in range(0, len(vectors), _BLOCK):
        block = slice(start, start + _BLOCK)
        _add(index, vectors[block], same[block], codes)
    path.write_bytes(_faiss.serialize_index(index).tobytes())


def _add(index: Any, vectors: Halves, same: Rows, known: Codes | None) -> None:
    codes = np.empty((len(vectors), index.sa_code_size()), np.uint8)
    new = same < 0
    if known is not None:
        codes[~new] = known[same[~new]]
    if new.any():
        codes[new] = index.sa_encode(np.ascontiguousarray(vectors[new], np.float32))
    index.add_sa_codes(codes)


def _trained(vectors: Halves) -> Any:
    d = vectors.shape[1]
    most = max(d // (_OF_LONG if d >= _LONG else _OF_SHORT), 1)
    parts = max(part for part in range(1, most + 1) if d % part == 0)
    index = _faiss.IndexPQ(d, parts, _BITS, _faiss.METRIC_INNER_PRODUCT)
    index.pq.cp.niter = _ROUNDS
    step = max(1, len(vectors) // _SAMPLE)
    sample = np.asarray(vectors[::step], np.float32)
    least = 40 * 2**_BITS  # FAISS wants so many; the same ones again will do
    index.train(np.resize(sample, (max(len(sample), least), d)))
    return index


def _read(path: Path) -> Any:
    found = _faiss.deserialize_index(np.frombuffer(path.read_bytes(), np.uint8))
    if not hasattr(found, "pq"):
        raise ValueError("不是量化的向量")
    return found
