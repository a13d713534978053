"""Who did what, when, from where, and what was it before? A log that is only added to."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from library.accounts.account_file import AccountFile
from library.accounts.records import Actor, AuditEntry

__all__ = ["AuditQuery", "Trail"]

_FIELDS = "entry_id, at, who, address, action, object, before, after"
_LONGEST = 20_000  # characters of one value; a log is no archive


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which entries are wanted; '' and None ask for all. `who` and `action` are exact."""

    who: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None


class Trail:
    """The audit log; the database itself refuses to change or remove an entry."""

    def __init__(self, file: AccountFile, now: Callable[[], float]) -> None:
        self._file, self._now = file, now

    def add(
        self, actor: Actor, action: str, subject: str, before: object = None, after: object = None
    ) -> None:
        """Add an entry; within a `batch` it is there if, and only if, the change is.

        `before` and `after` are anything that JSON can say, None where there is nothing.
        """
        self._file.run(
            "INSERT INTO audit (at, who, address, action, object, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            self._now(), actor.name, actor.address, action, subject, _json(before), _json(after),
        )  # fmt: skip

    def entries(self, wanted: AuditQuery, limit: int = -1, offset: int = 0) -> list[AuditEntry]:
        """Return the entries, the newest first; a negative limit means all of them."""
        where, values = _condition(wanted)
        query = f"SELECT {_FIELDS} FROM audit WHERE {where}"  # noqa: S608 - our words
        query += " ORDER BY entry_id DESC LIMIT ? OFFSET ?"
        rows = self._file.rows(query, *values, limit, offset)
        return [AuditEntry(*row) for row in rows]

    def count(self, wanted: AuditQuery) -> int:
        """Return how many entries are wanted."""
        where, values = _condition(wanted)
        query = f"SELECT count(*) FROM audit WHERE {where}"  # noqa: S608 - our words
        return int(self._file.rows(query, *values)[0][0])

    def people(self) -> list[str]:
        """Return every name that occurs."""
        return [name for (name,) in self._file.rows("SELECT DISTINCT who FROM audit ORDER BY who")]

    def actions(self) -> list[str]:
        """Return every action that occurs."""
        rows = self._file.rows("SELECT DISTINCT action FROM audit ORDER BY action")
        return [action for (action,) in rows]


def _json(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)[:_LONGEST]


def _condition(wanted: AuditQuery) -> tuple[str, list[str | float | None]]:
    parts: list[tuple[str, str | float | None]] = []
    if wanted.who:
        parts.append(("who = ?", wanted.who))
    if wanted.action:
        parts.append(("action = ?", wanted.action))
    if wanted.first:
        parts.append(("at >= ?", _midnight(wanted.first)))
    if wanted.last:
        parts.append(("at < ?", _midnight(wanted.last + timedelta(days=1))))
    return " AND ".join(["1", *(part for part, _ in parts)]), [value for _, value in parts]


def _midnight(day: date) -> float:
    """Return when a day begins where the server stands."""
    return datetime.combine(day, time()).astimezone().timestamp()
