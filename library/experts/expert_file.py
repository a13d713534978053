"""How is the file of the experts opened, so that nobody else reads it and many may write?"""

import os
import sqlite3
from pathlib import Path
from typing import Any, ClassVar

from corpus.storing.sqlite_file import SqliteFile
from library.errors import ExpertsBroken

__all__ = ["ExpertFile"]

Value = str | float | bytes | None


class ExpertFile(SqliteFile):
    """The database of experts and draws; without a path it is in memory, as a test needs."""

    migrations: ClassVar[str] = "library.experts"
    broken: ClassVar[type[Exception]] = ExpertsBroken

    def __init__(self, path: Path | None) -> None:
        """Open the file, making or migrating it; raise ExpertsBroken."""
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
                path.chmod(0o600)  # SQLite gives its companions -wal and -shm the same
            except OSError as error:
                raise ExpertsBroken(
                    f"专家库 {path} 打不开（{error.strerror or error}）。"
                    "请检查数据目录的空间与权限。"
                ) from error
        super().__init__(path)
        if path is not None:
            with self._explained(path):
                self._db.execute("PRAGMA journal_mode = WAL")

    def rows(self, query: str, *values: Value) -> list[tuple[Any, ...]]:
        """Return the rows of one statement."""
        with self._lock, self._explained(self._path):
            return self._db.execute(query, _storable(values)).fetchall()

    def run(self, statement: str, *values: Value) -> sqlite3.Cursor:
        """Run one statement that changes something; several belong into a `batch`."""
        with self._lock, self._explained(self._path):
            return self._db.execute(statement, _storable(values))


def _storable(values: tuple[Value, ...]) -> list[Value]:
    """Return the values as SQLite takes them; what came from outside need not be text."""
    return [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values]
