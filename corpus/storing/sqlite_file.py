"""How is one SQLite file opened, shared by threads, written in transactions and explained?"""

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ClassVar

from corpus.closing import Closing
from corpus.errors import StoreBroken
from corpus.storing.schema import migrate

__all__ = ["SqliteFile"]


class SqliteFile(Closing):
    """A database in one file; threads may share it, calls take turns."""

    migrations: ClassVar[str] = "corpus"
    """The package whose folder of that name holds the scripts that make the file."""
    broken: ClassVar[type[Exception]] = StoreBroken
    """What is raised, with a Chinese text, where the file cannot be used."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        """Open `path`, creating or migrating it unless `read_only`; raise StoreBroken.

        Without a path the database is in memory and goes with the object.
        """
        address = "" if path is None else path.resolve().as_uri()
        path = Path(":memory:") if path is None else path
        self._path, self._read_only = path, read_only
        self._lock = threading.RLock()
        self._depth = 0
        with self._explained(path):
            if read_only and not path.is_file():
                raise sqlite3.OperationalError("unable to open database file")
            mode = "ro" if read_only else "rwc" if address else "memory"
            uri = f"{address or 'file:'}?mode={mode}"
            self._db = sqlite3.connect(
                uri, uri=True, check_same_thread=False, timeout=30, isolation_level=None
            )
            try:
                migrate(self._db, path, read_only=read_only, package=self.migrations)
                self._db.execute("PRAGMA foreign_keys = ON")
                self._db.execute("PRAGMA secure_delete = ON")  # what is removed is overwritten
            except BaseException:
                self._db.close()
                raise
        self._left = weakref.finalize(self, self._db.close)  # where nobody closes it

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        with self._lock:
            self._db.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make the writes inside one transaction: all of them happen, or none."""
        with self._lock, self._explained(self._path), self._transaction():
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

    def snapshot(self, path: Path) -> None:
        """Write a consistent copy of everything to a new file that `SqliteStore` can open."""
        with self._lock, self._explained(path), closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy)

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        with self._lock, self._explained(self._path):
            try:
                return self._db.execute(query, values).fetchall()
            except UnicodeEncodeError:  # an id from outside that is no text names nothing
                return []

    @contextmanager
    def _explained(self, path: Path) -> Iterator[None]:
        """Turn what SQLite says about the file into the error of the class."""
        try:
            yield
        except sqlite3.Error as error:
            raise self.broken(f"数据库 {path} {_reason(error)}") from error


def _reason(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the extended codes refine these
    if code == sqlite3.SQLITE_FULL:
        return "写不进去：磁盘已满，这一次没有写入任何内容。请腾出空间后重试。"
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "正被另一个程序占用，等了很久也没有轮到。请等它结束后重试。"
    return (
        f"无法使用（{error}）。请检查磁盘空间与读写权限；若文件已损坏，"
        "请恢复备份，或换一个数据目录重新运行 zhiku init。"
    )
