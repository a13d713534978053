"""How is the file of the exchange opened, so that nobody else reads who asked?"""

import os
import sqlite3
from pathlib import Path
from typing import Any, ClassVar

from corpus.storing.sqlite_file import SqliteFile
from library.errors import ExchangeBroken

__all__ = ["ExchangeFile"]

Value = str | float | None


class ExchangeFile(SqliteFile):
    """The database of interpretations and questions; without a path it is in memory."""

    migrations: ClassVar[str] = "library.exchange"
    broken: ClassVar[type[Exception]] = ExchangeBroken

    def __init__(self, path: Path | None) -> None:
        """Open the file, making or migrating it; raise ExchangeBroken."""
        if path is not None:
            _keep_private(path)
        super().__init__(path)

    def rows(self, query: str, *values: Value) -> list[tuple[Any, ...]]:
        """Return the rows of one statement."""
        with self._lock, self._explained(self._path):
            return self._db.execute(query, _storable(values)).fetchall()

    def run(self, statement: str, *values: Value) -> sqlite3.Cursor:
        """Run one statement that changes something; several belong into a `batch`."""
        with self._lock, self._explained(self._path):
            return self._db.execute(statement, _storable(values))


def _keep_private(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise ExchangeBroken(
            f"解读与问答的数据库 {path} 打不开（{error.strerror or error}）。"
            "请检查数据目录的空间与权限。"
        ) from error


def _storable(values: tuple[Value, ...]) -> list[Value]:
    """Return the values as SQLite takes them; what came from outside need not be text."""
    return [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values]
