"""How are documents kept in one SQLite file?"""

import hashlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from importlib.resources import files
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
)
from corpus.records import Clause, Document

__all__ = ["SqliteStore"]

_SELECT = (
    "SELECT clause_id, document_id, ordinal, address, path, citation, text, start, stop, defects"
    " FROM clauses "
)


class SqliteStore:
    """A `DocumentStore` in one file; threads may share it, calls take turns."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open `path`, creating or migrating it unless `read_only`; raise StoreBroken."""
        self._path = path
        self._lock = threading.RLock()
        self._in_batch = False
        try:
            if read_only and not path.is_file():
                raise sqlite3.OperationalError("unable to open database file")
            uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=30)
            self._db.execute("PRAGMA foreign_keys = ON")
            if not read_only:
                self._migrate()
        except sqlite3.Error as error:
            raise _broken(path, error) from error

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
        with self._lock, self._db:
            self._in_batch = True
            try:
                yield
            finally:
                self._in_batch = False

    def put(self, document: Document, clauses: Sequence[Clause], source_key: str = "") -> None:
        """Add the document, or replace the one with the same `document_id` and its clauses."""
        checksum = hashlib.sha256(document.text.encode()).hexdigest()
        row = (
            document.document_id, source_key, checksum, document_to_json(document),
            document.text, outline_to_json(document),
        )  # fmt: skip
        with self._writing():
            self._db.execute("DELETE FROM documents WHERE document_id = ?", row[:1])
            self._db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", row)
            self._db.executemany(
                "INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                map(clause_row, clauses),
            )

    def sources(self) -> dict[str, str]:
        """Return the `document_id` last read from each non-empty source key."""
        rows = self._rows("SELECT source_key, document_id FROM documents WHERE source_key != ''")
        return dict(rows)

    def get(self, document_id: str) -> Document:
        """Return the document; raise UnknownDocument."""
        rows = self._rows(
            "SELECT record, text, outline FROM documents WHERE document_id = ?", document_id
        )
        for record, text, outline in rows:
            document = document_from_json(record)
            return replace(document, text=text, outline=outline_from_json(outline))
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
        for (record,) in self._rows("SELECT record FROM documents ORDER BY document_id"):
            yield document_from_json(record)

    def all_clauses(self) -> Iterator[Clause]:
        """Yield every clause, by `document_id`, then reading order."""
        for row in self._rows(_SELECT + "ORDER BY document_id, ordinal"):
            yield clause_from_row(row)

    def delete(self, document_id: str) -> None:
        """Remove the document and its clauses; raise UnknownDocument."""
        with self._writing():
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
        with self._lock, closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, nullcontext() if self._in_batch else self._db:
            try:
                yield
            except sqlite3.Error as error:
                raise _broken(self._path, error) from error

    def _rows(self, query: str, *values: str) -> list[Any]:
        with self._lock:
            try:
                return self._db.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise _broken(self._path, error) from error

    def _migrate(self) -> None:
        """Apply the numbered scripts of corpus/migrations that this file has not seen."""
        scripts = sorted(
            (item for item in files("corpus").joinpath("migrations").iterdir()
             if item.name.endswith(".sql")),
            key=lambda item: item.name,
        )  # fmt: skip
        [(version,)] = self._db.execute("PRAGMA user_version").fetchall()
        if version > len(scripts):
            raise StoreBroken(
                f"数据库 {self._path} 由更新版本的智库写成，请升级本程序后再打开，不要删除数据库。"
            )
        for number, script in enumerate(scripts[version:], version + 1):
            statements = script.read_text(encoding="utf-8")
            self._db.executescript(
                f"BEGIN IMMEDIATE; {statements} PRAGMA user_version = {number}; COMMIT;"
            )


def _broken(path: Path, error: sqlite3.Error) -> StoreBroken:
    return StoreBroken(
        f"数据库 {path} 无法使用（{error}）。请检查磁盘空间与读写权限；若文件已损坏，"
        "请恢复备份，或换一个数据目录重新运行 zhiku init。"
    )
