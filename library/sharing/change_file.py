"""How is the file of the changes opened?"""

import sqlite3
from pathlib import Path
from typing import Any, ClassVar

from corpus.storing.sqlite_file import SqliteFile
from library.errors import ChangesBroken

__all__ = ["ChangeFile"]


class ChangeFile(SqliteFile):
    """The database of what changed; without a path it is in memory, as a test or a demo needs."""

    migrations: ClassVar[str] = "library.sharing"
    broken: ClassVar[type[Exception]] = ChangesBroken

    def __init__(self, path: Path | None) -> None:
        """Open the file, making or migrating it; raise ChangesBroken."""
        super().__init__(path)

    def rows(self, query: str, *values: str | float) -> list[tuple[Any, ...]]:
        """Return the rows of one statement."""
        with self._lock, self._explained(self._path):
            return self._db.execute(query, values).fetchall()

    def run(self, statement: str, *values: str | float) -> sqlite3.Cursor:
        """Run one statement that changes something."""
        with self._lock, self._explained(self._path):
            return self._db.execute(statement, values)
