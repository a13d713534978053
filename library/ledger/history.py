"""What was done to an item, what shows it, to whom was it reported, and what belongs to it?"""

import json
from collections.abc import Callable, Mapping

from library.ledger.ledger_file import LedgerFile
from library.ledger.records import Action, Event, Evidence, Recipient, Report, State

__all__ = ["History"]


class History:
    """The events of all items; the database itself refuses to change or remove one."""

    def __init__(self, file: LedgerFile, now: Callable[[], float]) -> None:
        self._file, self._now = file, now

    def add(
        self,
        item_id: int,
        who: str,
        action: Action,
        state: State,
        note: str = "",
        changes: Mapping[str, tuple[str, str]] | None = None,
    ) -> int:
        """Add an event within the `batch` of the change; return its id."""
        done = self._file.run(
            "INSERT INTO events (item_id, at, who, action, state, note, changes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            item_id, self._now(), who, action, state, note,
            json.dumps(changes, ensure_ascii=False) if changes else "",
        )  # fmt: skip
        return int(done.lastrowid or 0)

    def events(self, item_id: int | None = None) -> list[Event]:
        """Return the events of an item, or of all, the first first."""
        where, values = ("item_id = ?", (item_id,)) if item_id is not None else ("1", ())
        query = (
            "SELECT event_id, item_id, at, who, action, state, note, changes FROM events"  # noqa: S608
            f" WHERE {where} ORDER BY event_id"
        )
        return [
            Event(number, item, at, who, Action(action), State(state), note, _changes(changes))
            for number, item, at, who, action, state, note, changes in self._file.rows(
                query, *values
            )
        ]

    def evidence(self, item_id: int) -> list[Evidence]:
        """Return the evidence of an item, what was withdrawn as well, the first first."""
        rows = self._file.rows(
            "SELECT evidence_id, item_id, event_id, name, digest, size, withdrawn FROM evidence"
            " WHERE item_id = ? ORDER BY evidence_id",
            item_id,
        )
        return [
            Evidence(number, item, event, name, digest, size, bool(gone))
            for number, item, event, name, digest, size, gone in rows
        ]

    def reports(self, item_id: int | None = None) -> list[Report]:
        """Return to whom an item was reported, or all items, in the order of entry."""
        where, values = ("item_id = ?", (item_id,)) if item_id is not None else ("1", ())
        query = (
            "SELECT report_id, item_id, event_id, recipient, name, made_on, note FROM reports"  # noqa: S608
            f" WHERE {where} ORDER BY report_id"
        )
        return [
            Report(number, item, event, Recipient(recipient), name, day, note)
            for number, item, event, recipient, name, day, note in self._file.rows(query, *values)
        ]

    def links(self) -> dict[int, list[int]]:
        """Return the ids of the items that belong to each."""
        found: dict[int, list[int]] = {}
        for one, other in self._file.rows("SELECT item_id, other_id FROM links ORDER BY 1, 2"):
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
        return found

    def linked_to(self, item_id: int) -> list[int]:
        """Return the ids of the items that belong to one."""
        rows = self._file.rows(
            "SELECT other_id FROM links WHERE item_id = ?"
            " UNION SELECT item_id FROM links WHERE other_id = ? ORDER BY 1",
            item_id, item_id,
        )  # fmt: skip
        return [other for (other,) in rows]


def _changes(kept: str) -> dict[str, tuple[str, str]]:
    found: dict[str, list[str]] = json.loads(kept) if kept else {}
    return {name: (before, after) for name, (before, after) in found.items()}
