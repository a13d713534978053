"""Which briefs were made, by whom and on which index, and which of them cite a clause?"""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from corpus.closing import Closing
from library.brief.brief_json import brief_json, read_brief
from library.brief.records import Brief
from library.errors import BriefsBroken, UnknownBrief
from library.private_file import PrivateFile, Value

__all__ = ["Briefs", "SavedBrief"]

_HEAD = "number, subject, headline, as_of, generation, made_at, made_by, again_of"


@dataclass(frozen=True, slots=True)
class SavedBrief:
    """A brief that was kept, without what it says; `made_at` is in seconds since 1970.

    `again_of` is the number of the brief that it was made anew from, None for a first one.
    """

    number: int
    subject: str
    headline: str
    as_of: date
    generation: str
    made_at: float
    made_by: str
    again_of: int | None


class _BriefFile(PrivateFile):
    """The database of the briefs."""

    migrations: ClassVar[str] = "library.brief"
    broken: ClassVar[type[Exception]] = BriefsBroken
    called: ClassVar[str] = "研判单的数据库"

    def add(self, query: str, *values: Value) -> int:
        """Run one statement and return the number of the row it added."""
        return self.run(query, *values).lastrowid or 0


class Briefs(Closing):
    """The briefs of one home; threads share it. Everything raises BriefsBroken."""

    def __init__(self, path: Path | None = None, *, now: Callable[[], float] = time.time) -> None:
        """Open the file, making it where there is none; without one it is in memory."""
        self._file, self._now = _BriefFile(path), now

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def save(self, brief: Brief, who: str, again_of: int | None = None) -> SavedBrief:
        """Keep a brief and return it with its number."""
        content = json.dumps(brief_json(brief), ensure_ascii=False)
        with self._file.batch():
            number = self._file.add(
                "INSERT INTO briefs (subject, headline, as_of, generation, made_at, made_by,"
                " again_of, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                brief.subject, brief.headline, brief.as_of.isoformat(), brief.generation,
                self._now(), who, again_of, content,
            )  # fmt: skip
            for clause_id in {one.clause_id for one in brief.grounds if one.clause_id}:
                self._file.add(
                    "INSERT INTO cited (number, clause_id) VALUES (?, ?)", number, clause_id
                )
        return self.head(number)

    def head(self, number: int) -> SavedBrief:
        """Return what is known of a brief; raise UnknownBrief."""
        found = self._heads("WHERE number = ?", number)
        if not found:
            raise UnknownBrief(number)
        return found[0]

    def read(self, number: int) -> Brief:
        """Return a brief exactly as it was saved; raise UnknownBrief."""
        rows = self._file.rows("SELECT content FROM briefs WHERE number = ?", number)
        if not rows:
            raise UnknownBrief(number)
        return read_brief(json.loads(rows[0][0]))

    def all(self, limit: int = -1, offset: int = 0) -> list[SavedBrief]:
        """Return the briefs, the newest first; a negative limit means all."""
        return self._heads("ORDER BY number DESC LIMIT ? OFFSET ?", limit, offset)

    def count(self) -> int:
        """Return how many briefs there are."""
        return int(self._file.rows("SELECT count(*) FROM briefs")[0][0])

    def citing(self, clause_ids: Iterable[str]) -> list[SavedBrief]:
        """Return the briefs that cite one of these clauses, the newest first."""
        wanted = json.dumps(sorted(set(clause_ids)))
        return self._heads(
            "WHERE number IN (SELECT number FROM cited"
            " WHERE clause_id IN (SELECT value FROM json_each(?))) ORDER BY number DESC",
            wanted,
        )

    def on_document(self, document_id: str) -> list[tuple[str, SavedBrief]]:
        """Return each brief that cites a clause of a document beside that clause, newest first."""
        rows = self._file.rows(
            "SELECT clause_id, number FROM cited WHERE clause_id >= ? AND clause_id < ?"
            " ORDER BY number DESC, clause_id",
            f"{document_id}:", f"{document_id};",  # ';' comes next after ':'
        )  # fmt: skip
        heads = {number: self.head(number) for _, number in rows}
        return [(clause_id, heads[number]) for clause_id, number in rows]

    def remove(self, number: int) -> SavedBrief:
        """Let go of a brief and return what it was; raise UnknownBrief."""
        found = self.head(number)
        self._file.add("DELETE FROM briefs WHERE number = ?", number)
        return found

    def _heads(self, rest: str, *values: Value) -> list[SavedBrief]:
        rows = self._file.rows(f"SELECT {_HEAD} FROM briefs {rest}", *values)  # noqa: S608
        return [
            SavedBrief(number, subject, headline, date.fromisoformat(as_of), *others)
            for number, subject, headline, as_of, *others in rows
        ]
