"""How are documents kept in one SQLite file?"""

import hashlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus.errors import StoreBroken, UnknownDocument
from corpus.record_json import (
    clause_from_row,
    clause_row,
    document_from_json,
    document_to_json,
    outline_from_json,
    outline_to_json,
    relation_from_row,
    relation_row,
)
from corpus.records import Clause, Document, Relation
from corpus.schema import migrate

__all__ = ["SqliteStore"]

_PUT = (
    "INSERT INTO documents (document_id, checksum, record, text, outline) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (document_id) DO UPDATE SET checksum = excluded.checksum,"
    " record = excluded.record, text = excluded.text, outline = excluded.outline"
)
_SELECT = (
    "SELECT clause_id, document_id, ordinal, address, path, citation, text, start, stop, defects"
    " FROM clauses "
)
_RELATIONS = "SELECT clause_id, kind, title, number, place, start, stop FROM relations "


class SqliteStore:
    """A `DocumentStore` in one file; threads may share it, calls take turns."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open `path`, creating or migrating it unless `read_only`; raise StoreBroken."""
        self._path = path
        self._lock = threading.RLock()
        self._depth = 0
        with _explained(path):
            if read_only and not path.is_file():
                raise sqlite3.OperationalError("unable to open database file")
            uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
            self._db = sqlite3.connect(
                uri, uri=True, check_same_thread=False, timeout=30, isolation_level=None
            )
            try:
                migrate(self._db, path, read_only=read_only)
                self._db.execute("PRAGMA foreign_keys = ON")
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        with self._lock:
            self._db.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make the writes inside one transaction: all of them happen, or none."""
        with self._lock, _explained(self._path), self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Open a transaction, or inside one a savepoint, so that a part can fail alone."""
        name = f"part{self._depth}"
        part = self._depth > 0
        commit = f"RELEASE {name}" if part else "COMMIT"
        undo = (f"ROLLBACK TO {name}", commit) if part else ("ROLLBACK",)
        self._db.execute(f"SAVEPOINT {name}" if part else "BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            self._db.execute(commit)
        except BaseException:
            if self._db.in_transaction:  # SQLite undoes all by itself where the disk is full
                for step in undo:
                    self._db.execute(step)
            raise
        finally:
            self._depth -= 1

    def put(
        self, document: Document, clauses: Sequence[Clause], source_key: str = "", stamp: str = ""
    ) -> None:
        """Add the document, or replace the one with the same `document_id` and its clauses."""
        checksum = hashlib.sha256(document.text.encode()).hexdigest()
        row = (
            document.document_id, checksum, document_to_json(document), document.text,
            outline_to_json(document),
        )  # fmt: skip
        with self.batch():
            self._db.execute(_PUT, row)
            for table in ("clauses", "relations"):
                self._db.execute(f"DELETE FROM {table} WHERE document_id = ?", row[:1])  # noqa: S608
            self._db.executemany(
                "INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                map(clause_row, clauses),
            )
            self._db.executemany(
                "INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                map(relation_row, document.relations),
            )
            if source_key:
                self._db.execute(
                    "INSERT OR REPLACE INTO sources (source_key, document_id, stamp)"
                    " VALUES (?, ?, ?)",
                    (source_key, document.document_id, stamp),
                )

    def sources(self) -> dict[str, str]:
        """Return the `document_id` last read from each source key."""
        return dict(self._rows("SELECT source_key, document_id FROM sources"))

    def stamps(self) -> dict[str, str]:
        """Return by what each source was last read, '' where that is not known."""
        return dict(self._rows("SELECT source_key, stamp FROM sources"))

    def relations(self, document_id: str | None = None) -> list[Relation]:
        """Return what one document says of others, or what all say, in order of the clauses."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'relations'"):
            return []  # a file of an older version, opened only to be read
        where, values = ("WHERE document_id = ? ", (document_id,)) if document_id else ("", ())
        rows = self._rows(_RELATIONS + where + "ORDER BY document_id, rowid", *values)
        return [relation_from_row(row) for row in rows]

    def get(self, document_id: str) -> Document:
        """Return the document; raise UnknownDocument."""
        rows = self._rows(
            "SELECT record, text, outline FROM documents WHERE document_id = ?", document_id
        )
        for record, text, outline in rows:
            document = document_from_json(record)
            return replace(
                document, text=text, outline=outline_from_json(outline),
                relations=tuple(self.relations(document_id)),
            )  # fmt: skip
        raise UnknownDocument(document_id)

    def clause(self, clause_id: str) -> Clause:
        """Return the clause; raise UnknownDocument."""
        for row in self._rows(_SELECT + "WHERE clause_id = ?", clause_id):
            return clause_from_row(row)
        raise UnknownDocument(clause_id)

    def clauses(self, document_id: str) -> list[Clause]:
        """Return the clauses of one document in reading order; raise UnknownDocument."""
        if not self._rows("SELECT 1 FROM documents WHERE document_id = ?", document_id):
            raise UnknownDocument(document_id)
        rows = self._rows(_SELECT + "WHERE document_id = ? ORDER BY ordinal", document_id)
        return [clause_from_row(row) for row in rows]

    def documents(self) -> Iterator[Document]:
        """Yield every document in order of `document_id`, with text and outline left empty."""
        last = ""
        while page := self._rows(
            "SELECT document_id, record FROM documents WHERE document_id > ?"
            " ORDER BY document_id LIMIT 500", last,
        ):  # fmt: skip
            for _, record in page:
                yield document_from_json(record)
            last = page[-1][0]

    def all_clauses(self) -> Iterator[Clause]:
        """Yield every clause, by `document_id`, then reading order."""
        last: tuple[str, int] = ("", -1)
        while page := self._rows(
            _SELECT + "WHERE (document_id, ordinal) > (?, ?)"
            " ORDER BY document_id, ordinal LIMIT 2000", *last,
        ):  # fmt: skip
            clauses = [clause_from_row(row) for row in page]
            yield from clauses
            last = clauses[-1].document_id, clauses[-1].ordinal

    def delete(self, document_id: str) -> None:
        """Remove the document, its clauses and its sources; raise UnknownDocument."""
        with self.batch():
            done = self._db.execute("DELETE FROM documents WHERE document_id = ?", (document_id,))
            if not done.rowcount:
                raise UnknownDocument(document_id)

    def counts(self) -> tuple[int, int]:
        """Return how many documents and clauses there are."""
        [(documents,)] = self._rows("SELECT count(*) FROM documents")
        [(clauses,)] = self._rows("SELECT count(*) FROM clauses")
        return documents, clauses

    def snapshot(self, path: Path) -> None:
        """Write a consistent copy of everything to a new file that `SqliteStore` can open."""
        with self._lock, _explained(path), closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy)

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        with self._lock, _explained(self._path):
            try:
                return self._db.execute(query, values).fetchall()
            except UnicodeEncodeError:  # an id from outside that is no text names nothing
                return []


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file into StoreBroken."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreBroken(
            f"数据库 {path} 无法使用（{error}）。请检查磁盘空间与读写权限；若文件已损坏，"
            "请恢复备份，或换一个数据目录重新运行 zhiku init。"
        ) from error
