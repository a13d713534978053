"""What changed in the collection since somebody last asked, whichever generations are still there?

The log is derived: it keeps what each document was in the generation last recorded, compares it
with the one that serves now, and numbers the differences. So it outlives the generations, and one
that was never recorded is made up for by the next. A document has only its last change: whoever
applies what comes after their cursor, in order, holds what the collection holds.
"""

import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnknownDocument
from library.errors import CursorExpired
from library.sharing.canonical import SCHEMA, canonical, checksum
from library.sharing.change_file import ChangeFile
from library.sharing.cursors import read_cursor, write_cursor
from search.ports import Collection

__all__ = ["Change", "ChangeLog", "Changes", "Held"]

_MARKS = 1_000
"""So many generations are remembered; what is gone since before then is forgotten."""


@dataclass(frozen=True, slots=True)
class Change:
    """A document came in, changed or went, and when that was recorded, seconds since 1970."""

    document_id: str
    number: int
    change: str
    at: float


@dataclass(frozen=True, slots=True)
class Changes:
    """Some changes in order, the cursor after the last of them, and whether there are more."""

    changes: tuple[Change, ...]
    cursor: str
    more: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A document that is held, with the SHA-256 of its line."""

    document_id: str
    sha256: str
    clauses: int


class ChangeLog:
    """The log of one home; threads share it. Everything raises ChangesBroken."""

    def __init__(
        self,
        path: Path | None = None,
        *,
        now: Callable[[], float] = time.time,
        marks: int = _MARKS,
    ) -> None:
        """Open the file, making it where there is none; without one the log is in memory."""
        self._file, self._now, self._marks = ChangeFile(path), now, marks
        self._recording = threading.Lock()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def record(self, collection: Collection) -> None:
        """Note how this generation differs from the one last recorded; cheap where it is that one.

        Only the documents that two copies of the store tell apart are read, where both are there.
        """
        wanted = collection.generation, SCHEMA
        if self._last() == wanted:
            return
        with self._recording:
            if self._last() != wanted:  # else another thread was first
                self._record(collection, self._last())

    def manifest(self) -> tuple[str, list[Held], str]:
        """Return the generation last recorded, what it holds, by id, and the cursor from there."""
        with self._file.batch():
            rows = self._file.rows(
                "SELECT document_id, sha256, clauses FROM documents WHERE NOT removed"
                " ORDER BY document_id"
            )
            [(number,)] = self._file.rows("SELECT coalesce(max(number), 0) FROM marks")
            return self._last()[0], [Held(*row) for row in rows], self._cursor(number)

    def since(self, cursor: str, limit: int) -> Changes:
        """Return at most `limit` changes after a cursor, '' for the beginning.

        Raise CursorExpired for one that is no cursor of this log, or is older than what it knows.
        """
        with self._file.batch():
            after = self._place(cursor) if cursor else 0
            rows = self._file.rows(
                "SELECT document_id, number, added, removed,"
                " (SELECT at FROM marks WHERE marks.number > documents.number"
                "  ORDER BY marks.number LIMIT 1) FROM documents"
                " WHERE number > ? AND (? OR NOT removed) ORDER BY number LIMIT ?",
                after, int(bool(cursor)), limit + 1,
            )  # fmt: skip
            found = [
                Change(name, number, _kind(added > after, bool(removed)), at)
                for name, number, added, removed, at in rows[:limit]
            ]
            more = len(rows) > limit
            end = "SELECT coalesce(max(number), 0) FROM marks"
            last = found[-1].number if more else int(self._file.rows(end)[0][0])
            return Changes(tuple(found), self._cursor(last), more)

    def newest(self, limit: int) -> list[Change]:
        """Return the documents that came in last, the latest first; `at` is when."""
        rows = self._file.rows(
            "SELECT document_id, added, (SELECT at FROM marks WHERE marks.number > documents.added"
            " ORDER BY marks.number LIMIT 1) FROM documents WHERE NOT removed"
            " ORDER BY added DESC LIMIT ?",
            limit,
        )
        return [Change(name, number, "added", at) for name, number, at in rows]

    def _last(self) -> tuple[str, str]:
        rows = self._file.rows("SELECT generation, schema FROM marks ORDER BY number DESC LIMIT 1")
        return (rows[0][0], rows[0][1]) if rows else ("", "")

    def _record(self, collection: Collection, before: tuple[str, str]) -> None:
        rows = self._file.rows("SELECT document_id, sha256 FROM documents WHERE NOT removed")
        old = dict(rows)
        touched = collection.changed_since(before[0]) if before[1] == SCHEMA else None
        wanted = {document.document_id for document in collection.documents}
        changed: list[Held] = []
        for name in sorted(wanted):
            if touched is not None and name in old and name not in touched:
                continue
            with suppress(UnknownDocument):
                document, clauses = collection.read(name)
                line = checksum(canonical(document, clauses))
                if old.get(name) != line:
                    changed.append(Held(name, line, len(clauses)))
        self._write(collection.generation, changed, set(old), set(old) - wanted)

    def _write(self, generation: str, changed: list[Held], old: set[str], gone: set[str]) -> None:
        with self._file.batch():
            number = self._highest()
            for held in changed:
                number += 1
                self._file.run(
                    "INSERT INTO documents (document_id, sha256, clauses, added, number)"
                    " VALUES (?, ?, ?, ?, ?) ON CONFLICT (document_id) DO UPDATE SET"
                    " sha256 = excluded.sha256, clauses = excluded.clauses,"
                    " number = excluded.number, removed = 0,"
                    " added = CASE WHEN ? THEN added ELSE excluded.number END",
                    held.document_id, held.sha256, held.clauses, number, number,
                    int(held.document_id in old),
                )  # fmt: skip
            for name in sorted(gone):
                number += 1
                self._file.run(
                    "UPDATE documents SET removed = 1, number = ? WHERE document_id = ?",
                    number, name,
                )  # fmt: skip
            self._file.run(
                "INSERT INTO marks (number, generation, at, nonce, schema)"
                " VALUES (?, ?, ?, ?, ?)",
                number + 1, generation, self._now(), secrets.token_hex(6), SCHEMA,
            )  # fmt: skip
            self._forget()

    def _forget(self) -> None:
        """Drop the oldest marks, and what went before the first that is left."""
        self._file.run(
            "DELETE FROM marks WHERE number NOT IN"
            " (SELECT number FROM marks ORDER BY number DESC LIMIT ?)",
            self._marks,
        )
        [(count, first)] = self._file.rows("SELECT count(*), min(number) FROM marks")
        if count == self._marks:
            self._file.run("DELETE FROM documents WHERE removed AND number < ?", first)

    def _highest(self) -> int:
        rows = self._file.rows(
            "SELECT max(coalesce((SELECT max(number) FROM documents), 0),"
            " coalesce((SELECT max(number) FROM marks), 0))"
        )
        return int(rows[0][0])

    def _place(self, cursor: str) -> int:
        number, nonce = read_cursor(cursor)
        query = "SELECT nonce FROM marks WHERE number >= ? ORDER BY number LIMIT 1"
        rows = self._file.rows(query, number)
        [(count, first)] = self._file.rows("SELECT count(*), min(number) FROM marks")
        forgotten = count == self._marks and number < first
        if not rows or rows[0][0] != nonce or forgotten:
            raise CursorExpired
        return number

    def _cursor(self, number: int) -> str:
        query = "SELECT nonce FROM marks WHERE number >= ? ORDER BY number LIMIT 1"
        rows = self._file.rows(query, number)
        return write_cursor(number, rows[0][0] if rows else "")


def _kind(added: bool, removed: bool) -> str:
    return "removed" if removed else "added" if added else "changed"
