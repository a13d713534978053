"""How is a database of a home opened, so that nobody but its owner reads it?"""

import os
import sqlite3
from pathlib import Path
from typing import Any, ClassVar

from corpus.storing.sqlite_file import SqliteFile

__all__ = ["PrivateFile", "Value", "storable"]

Value = str | float | bytes | None


class PrivateFile(SqliteFile):
    """A database that only the owner of the home reads; without a path it is in memory.

    A room names its own `migrations`, what is raised as `broken`, and `called`, the Chinese name
    that people read.
    """

    called: ClassVar[str]
    ahead: ClassVar[bool] = False
    """Whether writers write ahead, so that readers wait for none. What is removed may then lie in
    the companion file until it is folded in."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, making or migrating it; raise `broken`."""
        if path is not None:
            self._keep_private(path)
        super().__init__(path)
        if self.ahead:
            with self._explained(self._path):
                self._db.execute("PRAGMA journal_mode = WAL")

    def rows(self, query: str, *values: Value) -> list[tuple[Any, ...]]:
        """Return the rows of one statement; raise `broken`."""
        with self._lock, self._explained(self._path):
            return self._db.execute(query, storable(values)).fetchall()

    def run(self, statement: str, *values: Value) -> sqlite3.Cursor:
        """Run one statement that changes something; several belong into a `batch`."""
        with self._lock, self._explained(self._path):
            return self._db.execute(statement, storable(values))

    def _keep_private(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            path.chmod(0o600)  # SQLite gives its companions -wal and -shm the same
        except OSError as error:
            raise self.broken(
                f"{self.called} {path} 打不开（{error.strerror or error}）。"
                "请检查数据目录的空间与权限。"
            ) from error


def storable(values: tuple[Value, ...]) -> list[Value]:
    """Return the values as SQLite takes them; what came from outside need not be text."""
    return [
        str(value).encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for value in values
    ]
