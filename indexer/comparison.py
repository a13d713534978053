"""What has to be made anew for the next generation, and what is taken over?"""

from contextlib import closing
from dataclasses import dataclass

import numpy as np

from corpus.records import Clause, Document
from corpus.storing import SqliteStore
from indexer import passages
from indexer.generations import Generation, Row
from indexer.ports import Rows

__all__ = ["Changes", "Comparison", "compare"]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many clauses are new, changed, gone and as before."""

    added: int
    changed: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of a new generation against those of the one before.

    `taken` gives, per row, the row of the same unchanged clause before, or -1; `gone` holds the
    clauses before that are changed or removed. `texts` holds document and clause of each row
    that has no terms or no vectors to take over.
    """

    rows: list[Row]
    taken: Rows
    gone: list[str]
    texts: dict[int, tuple[Document, Clause]]
    documents: int
    changes: Changes


def compare(target: Generation, before: Generation | None, *, all_texts: bool) -> Comparison:
    """Compare the snapshot in `target` with the generation before; write rows and folded texts.

    With `all_texts`, `texts` holds every row. Raises GenerationBroken.
    """
    rows_before = before.rows() if before else []
    folded_before = before.folded(len(rows_before)) if before and not all_texts else []
    place = {(row.clause_id, row.checksum): at for at, row in enumerate(rows_before)}
    rows: list[Row] = []
    taken: list[int] = []
    folded: list[str] = []
    texts: dict[int, tuple[Document, Clause]] = {}
    with closing(SqliteStore(target.store_path, read_only=True)) as snapshot:
        documents = {document.document_id: document for document in snapshot.documents()}
        for clause in snapshot.all_clauses():
            document = documents[clause.document_id]
            row = Row(clause.clause_id, clause.document_id, passages.checksum(document, clause))
            at = place.get((row.clause_id, row.checksum), -1)
            if at < 0 or all_texts:
                texts[len(rows)] = document, clause
                folded.append(passages.folded_text(document, clause))
            else:
                folded.append(folded_before[at])
            rows.append(row)
            taken.append(at)
    target.write_rows(rows)
    target.write_folded(folded)
    kept = set(taken)
    return Comparison(
        rows,
        np.array(taken, np.int64),
        [row.clause_id for at, row in enumerate(rows_before) if at not in kept],
        texts,
        len(documents),
        _changes(rows_before, rows),
    )


def _changes(before: list[Row], now: list[Row]) -> Changes:
    old = {row.clause_id: row.checksum for row in before}
    new = {row.clause_id: row.checksum for row in now}
    both = old.keys() & new.keys()
    changed = sum(old[clause_id] != new[clause_id] for clause_id in both)
    return Changes(len(new) - len(both), changed, len(old) - len(both), len(both) - changed)
