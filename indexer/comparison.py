"""What has to be made anew for the next generation, and what is taken over?

SQLite finds the documents of which the snapshots of both generations differ; only these are read.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from corpus.records import Clause, Document
from corpus.storing import SqliteStore, changed_documents
from indexer import passages
from indexer.errors import GenerationBroken
from indexer.folded import index_folded
from indexer.generations import Generation
from indexer.ports import Rows
from indexer.rows import FoldedLines, RowTable, write_folded

__all__ = ["Changes", "Comparison", "compare", "texts_of"]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many clauses are new, changed, gone and as before."""

    added: int
    changed: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """The rows of a new generation against those of the one before.

    Per row, `taken` gives the row of the same unchanged clause before, `equal` that of any clause
    of the same text, or -1; `gone` holds the clauses before that are changed or removed.
    """

    rows: RowTable
    taken: Rows
    equal: Rows
    gone: list[str]
    documents: int
    changes: Changes


def compare(
    target: Generation,
    before: Generation | None,
    *,
    every: bool,
    tell: Callable[[int, int], None],
) -> Comparison:
    """Compare the snapshot in `target` with the generation before; write rows and folded texts.

    With `every`, all documents are read. `tell` is called with the clauses gone through, and how
    many there are. Raises GenerationBroken.
    """
    old = before.rows() if before else RowTable.empty()
    reading = _Reading(old, None if every else _Old.of(before, target), tell)
    with closing(SqliteStore(target.store_path, read_only=True)) as snapshot:
        write_folded(target.folder, reading.lines(snapshot))
    rows = RowTable(reading.ids, np.array(reading.checksums, np.uint64), reading.sizes)
    rows.write(target.folder)
    index_folded(target.folder, len(rows.clause_ids))
    taken = np.array(reading.taken, np.int64)
    gone = np.ones(len(old.clause_ids), np.bool_)
    gone[taken[taken >= 0]] = False
    left = [old.clause_ids[row] for row in np.flatnonzero(gone).tolist()]
    changed = len({rows.clause_ids[row] for row in np.flatnonzero(taken < 0).tolist()} & set(left))
    unchanged = int(np.count_nonzero(taken >= 0))
    changes = Changes(len(taken) - unchanged - changed, changed, len(left) - changed, unchanged)
    return Comparison(rows, taken, _equal(rows, old, taken), left, reading.documents, changes)


@dataclass(frozen=True, slots=True, eq=False)
class _Old:
    """What may be taken over unread: the folded texts of documents that are not `changed`."""

    folded: FoldedLines
    changed: set[str]

    @classmethod
    def of(cls, before: Generation | None, target: Generation) -> "_Old | None":
        if before is None:
            return None
        folded = FoldedLines(before.folder, before.manifest().clauses)
        try:
            return cls(folded, changed_documents(target.store_path, before.store_path))
        except sqlite3.Error as error:
            raise GenerationBroken(before.store_path, f"读不出（{error}）") from error


class _Reading:
    """The new rows, collected document by document."""

    def __init__(self, old: RowTable, kept: _Old | None, tell: Callable[[int, int], None]) -> None:
        self._old, self._kept, self._tell = old, kept, tell
        self.ids: list[str] = []
        self.checksums: list[int] = []
        self.sizes: dict[str, int] = {}
        self.taken: list[int] = []
        self.documents = 0

    def lines(self, snapshot: SqliteStore) -> Iterator[bytes]:
        """Collect all rows; yield their folded texts, a run of lines for each document."""
        spans, total = dict(self._old.spans()), snapshot.counts()[1]
        for document in snapshot.documents():
            self.documents += 1
            rows = spans.get(document.document_id, range(0))
            start = len(self.ids)
            self._tell(start, total)
            if self._kept is not None and document.document_id not in self._kept.changed:
                if rows:
                    yield self._take(self._kept.folded, rows)
            else:
                texts = self._read(document, snapshot.clauses(document.document_id), rows)
                yield from ["\n".join(texts).encode()] if texts else []
            if len(self.ids) > start:
                self.sizes[document.document_id] = len(self.ids) - start
        self._tell(total, total)

    def _take(self, folded: FoldedLines, rows: range) -> bytes:
        span = slice(rows.start, rows.stop)
        self.ids.extend(self._old.clause_ids[span])
        self.checksums.extend(self._old.checksums[span].tolist())
        self.taken.extend(rows)
        return folded.lines(rows)

    def _read(self, document: Document, clauses: Sequence[Clause], rows: range) -> list[str]:
        old = {(self._old.clause_ids[row], int(self._old.checksums[row])): row for row in rows}
        for clause in clauses:
            checksum = passages.checksum(document, clause)
            self.ids.append(clause.clause_id)
            self.checksums.append(checksum)
            self.taken.append(old.get((clause.clause_id, checksum), -1))
        return [passages.folded_text(document, clause) for clause in clauses]


def _equal(rows: RowTable, old: RowTable, taken: Rows) -> Rows:
    """Return per row a row before with the same checksum, its own if possible, or -1."""
    equal = taken.copy()
    new = np.flatnonzero(taken < 0)
    if len(new) and len(old.checksums):
        order = np.argsort(old.checksums, kind="stable")
        at = np.searchsorted(old.checksums, rows.checksums[new], sorter=order)
        found = order[np.minimum(at, len(order) - 1)]
        equal[new] = np.where(old.checksums[found] == rows.checksums[new], found, -1)
    return equal


def texts_of(
    store_path: Path, rows: RowTable, wanted: Sequence[int]
) -> Iterator[tuple[Document, Clause]]:
    """Yield the document (without text) and the clause of each wanted row; rows rise."""
    spans = [(name, span.start) for name, span in rows.spans()]
    starts = np.array([start for _, start in spans], np.int64)
    owners = (np.searchsorted(starts, wanted, "right") - 1).tolist()
    with closing(SqliteStore(store_path, read_only=True)) as snapshot:
        for owner, of_one in groupby(zip(owners, wanted, strict=True), key=lambda pair: pair[0]):
            name, start = spans[owner]
            document, clauses = snapshot.record(name), snapshot.clauses(name)
            for _, row in of_one:
                yield document, clauses[row - start]
