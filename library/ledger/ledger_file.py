"""How is the file of the ledger opened, so that nobody else reads it and many may write?"""

import os
import sqlite3
from pathlib import Path
from typing import Any, ClassVar

from corpus.storing.sqlite_file import SqliteFile
from library.errors import LedgerBroken

__all__ = ["LedgerFile"]

Value = str | float | None


class LedgerFile(SqliteFile):
    """The database of a home's ledger; only the owner of the home reads it."""

    migrations: ClassVar[str] = "library.ledger"
    broken: ClassVar[type[Exception]] = LedgerBroken

    def __init__(self, path: Path) -> None:
        """Open the file, making or migrating it; raise LedgerBroken."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            path.chmod(0o600)
        except OSError as error:
            raise LedgerBroken(
                f"台账数据库 {path} 打不开（{error.strerror or error}）。"
                "请检查数据目录的空间与权限。"
            ) from error
        super().__init__(path)
        with self._explained(path):
            self._db.execute("PRAGMA journal_mode = WAL")  # who reads does not wait for a writer

    def rows(self, query: str, *values: Value) -> list[tuple[Any, ...]]:
        """Return the rows of one statement; raise LedgerBroken."""
        with self._lock, self._explained(self._path):
            return self._db.execute(query, values).fetchall()

    def run(self, statement: str, *values: Value) -> sqlite3.Cursor:
        """Run one statement that changes something; several belong into a `batch`."""
        with self._lock, self._explained(self._path):
            return self._db.execute(statement, values)
