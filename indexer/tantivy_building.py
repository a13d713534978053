"""How does the tantivy index of one generation become that of the next?"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import GenerationBroken
from indexer.ports import FIELDS, IndexedClause
from indexer.posting_segments import (
    Numbering,
    add_segments,
    copy_segments,
    join_segments,
    open_segments,
    read_ids,
    read_numbering,
    seal,
)
from indexer.tantivy_index import TANTIVY
from indexer.tantivy_storage import TantivyWriter, copy_tantivy

__all__ = ["tantivy_fragmentation", "write_tantivy_index"]

_NONE = Numbering(np.empty(0, np.int32), np.empty(0, np.int32), np.empty((2, 0), np.int64))


def write_tantivy_index(
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
    before, ids = _NONE, []
    if previous is not None:
        before, ids = read_numbering(previous), read_ids(previous)
        if len(ids) != len(before.number_of):
            raise GenerationBroken(previous, "关键词索引缺少条款")
        copy_segments(previous, folder)
        copy_tantivy(previous / TANTIVY, folder / TANTIVY)
    numbers = dict(zip(ids, before.number_of.tolist(), strict=True))
    gone = list(dict.fromkeys(removed))
    if not numbers.keys() >= set(gone):
        raise GenerationBroken(previous or folder, "关键词索引缺少条款")
    writer = TantivyWriter(folder / TANTIVY)
    writer.delete([numbers.pop(clause_id) for clause_id in gone])
    new = add_segments(folder, _numbered(added, len(before.row_of), writer))
    writer.commit()
    join_segments(folder, whole=previous is None)
    numbers |= {clause_id: number for clause_id, (number, _) in new.items()}
    if len(order) != len(numbers) or set(order) != numbers.keys():
        raise GenerationBroken(folder, "关键词索引里的条款与资料库不一致")
    number_of = np.fromiter((numbers[clause_id] for clause_id in order), np.int64, len(order))
    lengths = np.zeros((len(FIELDS), len(before.row_of) + len(new)), np.int64)
    lengths[:, before.number_of] = before.lengths
    for number, of_clause in new.values():
        lengths[:, number] = of_clause
    row_of = np.full(lengths.shape[1], -1, np.int32)
    row_of[number_of] = np.arange(len(order))
    seal(folder, row_of, order, lengths[:, number_of])


def _numbered(
    clauses: Iterable[IndexedClause], first: int, writer: TantivyWriter
) -> Iterator[tuple[int, IndexedClause]]:
    """Yield the clauses with their numbers, each after tantivy has taken it."""
    for number, clause in enumerate(clauses, first):
        writer.add(number, clause)
        yield number, clause


def tantivy_fragmentation(folder: Path) -> tuple[int, float]:
    """Return how many segments an index has and which share of its clauses has gone."""
    row_of: NDArray[np.int32] = read_numbering(folder).row_of
    gone = float((row_of < 0).mean()) if len(row_of) else 0.0
    return len(open_segments(folder)), gone
