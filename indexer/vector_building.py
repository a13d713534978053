"""How do the vectors of a new generation come together, some taken over and some made?"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

import numpy as np

from indexer.comparison import Comparison, texts_of
from indexer.faiss_index import FaissVectorIndex
from indexer.generations import Generation
from indexer.passages import embedded_pieces
from indexer.ports import Embedder, Rows
from indexer.vector_files import VectorWriter
from indexer.workers import Workers

__all__ = ["write_vectors"]

_BLOCK = 512
"""Rows whose vectors are made together."""


def write_vectors(
    target: Generation,
    found: Comparison,
    before: FaissVectorIndex | None,
    makers: tuple[Embedder, Workers],
    tell: Callable[[int, int], None],
) -> int:
    """Write the vectors of all rows; return how many there are.

    A clause whose text was indexed before, under whatever id, keeps its vectors where these are
    given. `tell` is called with the rows done and the rows there are.
    """
    embedder, workers = makers
    equal = found.equal if before else np.full(len(found.equal), -1)
    blocks = [
        np.arange(start, min(start + _BLOCK, len(equal))) for start in range(0, len(equal), _BLOCK)
    ]
    owners: deque[Rows] = deque()
    new = int(np.count_nonzero(equal < 0))
    target.vector_folder.mkdir()
    with (
        closing(VectorWriter(target.vector_folder, embedder.dimension)) as writer,
        closing(workers.embed(_pieces(target, found, equal, blocks, owners), new)) as made,
    ):
        for block, vectors in zip(blocks, made, strict=True):
            tell(int(block[0]), len(equal))
            _add(writer, block[equal[block] >= 0], before, equal, (owners.popleft(), vectors))
        tell(len(equal), len(equal))
        codes = before.codes if before else None
        writer.save(len(equal), before=(*codes, equal) if codes else None)
        return len(writer)


def _pieces(
    target: Generation,
    found: Comparison,
    equal: Rows,
    blocks: Sequence[Rows],
    owners: deque[Rows],
) -> Iterator[list[str]]:
    """Yield the texts to embed of each block, and note whose they are."""
    texts = texts_of(target.store_path, found.rows, np.flatnonzero(equal < 0).tolist())
    for block in blocks:
        rows = block[equal[block] < 0]
        pieces = [embedded_pieces(*next(texts)) for _ in rows]
        owners.append(np.repeat(rows, [len(of_row) for of_row in pieces]))
        yield [piece for of_row in pieces for piece in of_row]


def _add(
    writer: VectorWriter,
    kept: Rows,
    before: FaissVectorIndex | None,
    equal: Rows,
    made: tuple[Rows, np.ndarray],
) -> None:
    """Add the vectors of a block: of the rows that are `kept`, and those that were made."""
    rows, vectors = made
    if before is not None and len(kept):
        places, taken = before.pieces(equal[kept])
        rows = np.concatenate([kept[places], rows])
        order = np.argsort(rows, kind="stable")
        rows, vectors = rows[order], np.concatenate([taken, vectors.astype(np.float16)])[order]
    writer.add(rows, vectors)
