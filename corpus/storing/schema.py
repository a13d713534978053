"""How does a database file become one of this version? Numbered scripts, each applied once."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from corpus.errors import StoreBroken

__all__ = ["migrate"]


def migrate(db: sqlite3.Connection, path: Path, *, read_only: bool, package: str) -> None:
    """Apply the scripts of a package that this file has not seen; many may open it at once.

    `db` is in autocommit mode and enforces no foreign keys yet, so that tables can be rebuilt.
    Raise StoreBroken where a newer version wrote the file. A file opened only to be read stays as
    it is: every version reads documents and clauses.
    """
    scripts = _scripts(package)
    version = _version(db)
    if version > len(scripts):
        raise StoreBroken(
            f"数据库 {path} 由更新版本的智库写成，请升级本程序后再打开，不要删除数据库。"
        )
    if read_only or version == len(scripts):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        version = _version(db)  # another process may just have done it
        for number, script in enumerate(scripts[version:], version + 1):
            for statement in _statements(script):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _scripts(package: str) -> list[str]:
    folder = files(package).joinpath("migrations")
    found = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".sql")),
        key=lambda item: item.name,
    )
    return [item.read_text(encoding="utf-8") for item in found]


def _version(db: sqlite3.Connection) -> int:
    [(version,)] = db.execute("PRAGMA user_version").fetchall()
    return int(version)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
