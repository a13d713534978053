"""Through which one door do pages and commands reach the ledger?"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from corpus.closing import Closing
from library.errors import EntryChanged, LedgerRejected, UnknownEntry
from library.ledger.evidence_files import EvidenceFiles
from library.ledger.fields import FIELDS, check_whole, read_day, read_values, tidy
from library.ledger.figures import Figures
from library.ledger.filters import ItemFilter
from library.ledger.history import History
from library.ledger.ledger_file import LedgerFile
from library.ledger.records import (
    Action,
    Evidence,
    Grade,
    Item,
    Kind,
    Recipient,
    State,
)
from library.ledger.steps import Circumstances, check_step, lacking_to_start

__all__ = ["MOST_EVIDENCE", "Ledger"]

MOST_EVIDENCE = 30
"""Files of one item."""
_LONGEST_NOTE = 1000
_NAMES = [field.name for field in FIELDS]
_SELECT = (
    f"SELECT item_id, kind, state, {', '.join(_NAMES)}, supervised,"  # noqa: S608 - our words
    " (SELECT max(event_id) FROM events WHERE events.item_id = items.item_id) FROM items "
)
_EDITABLE = {State.PENDING, State.DOING}


class Ledger(Closing):
    """The items of one home, their history and evidence; threads may share it.

    `who` is whoever does something, as the history names them; `seen` is the latest event of the
    item that they saw, None to take any. All methods raise LedgerBroken where the file cannot be
    used, those that change something LedgerRejected, saying what is in the way, UnknownEntry, and
    EntryChanged where somebody else was first.
    """

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        """Open the file of a home, `Settings.ledger`, making it where there is none."""
        self._file, self._now = LedgerFile(path), now
        self.history = History(self._file, now)
        self.figures = Figures(self._file)
        self.files = EvidenceFiles(path.parent)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @property
    def today(self) -> date:
        """The day where the server stands."""
        return datetime.fromtimestamp(self._now()).astimezone().date()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make the changes inside all happen, or none."""
        with self._file.batch():
            yield

    def get(self, item_id: int) -> Item:
        """Return an item; raise UnknownEntry."""
        for row in self._file.rows(_SELECT + "WHERE item_id = ?", item_id):
            return _item(row)
        raise UnknownEntry

    def items(self, wanted: ItemFilter | None = None) -> list[Item]:
        """Return the items that pass, the open ones with the earliest day first."""
        found = map(_item, self._file.rows(_SELECT + "ORDER BY item_id DESC"))
        chosen = (i for i in found if wanted is None or wanted.takes(i, self.today))
        return sorted(chosen, key=lambda item: (not item.is_open, item.due_on or "9"))

    def linked(self, item_id: int) -> list[Item]:
        """Return the items that belong to one."""
        return [self.get(other) for other in self.history.linked_to(item_id)]

    def add(self, who: str, kind: Kind, given: Mapping[str, str]) -> Item:
        """Register an item, which is then still to be done."""
        values = read_values(kind, given, self.today)
        check_whole(kind, values)
        with self._file.batch():
            names = ", ".join(("kind", "state", *values))
            marks = ", ".join("?" * (2 + len(values)))
            done = self._file.run(
                f"INSERT INTO items ({names}) VALUES ({marks})",  # noqa: S608 - names of fields
                kind, State.PENDING, *values.values(),
            )  # fmt: skip
            item_id = int(done.lastrowid or 0)
            self.history.add(item_id, who, Action.ADD, State.PENDING)
            return self.get(item_id)

    def edit(
        self, who: str, item_id: int, given: Mapping[str, str], note: str = "",
        seen: int | None = None,
    ) -> list[str]:  # fmt: skip
        """Change fields; return the names of those that were changed."""
        with self._file.batch():
            item = self._seen(item_id, seen)
            read = read_values(item.kind, given, self.today)
            changes = {n: (getattr(item, n), v) for n, v in read.items() if getattr(item, n) != v}
            if not changes:
                return []
            note = _noted(note)
            _check_edit(item, changes, note)
            check_whole(item.kind, _values(item) | read)
            for name, (_, after) in changes.items():
                self._set(item_id, name, after)
            self.history.add(item_id, who, Action.EDIT, item.state, note, changes)
            return list(changes)

    def step(
        self, who: str, item_id: int, action: Action, note: str = "", seen: int | None = None
    ) -> Item:
        """Take a step from state to state; `check_step` says which are allowed."""
        with self._file.batch():
            item, note = self._seen(item_id, seen), _noted(note)
            state = check_step(item, action, who, note, self.circumstances(item_id))
            self._set(item_id, "state", state)
            if action in {Action.SUPERVISE, Action.LIFT}:
                self._set(item_id, "supervised", int(action is Action.SUPERVISE))
            self.history.add(item_id, who, action, state, note)
            return self.get(item_id)

    def circumstances(self, item_id: int) -> Circumstances:
        """Return what the steps of an item depend on."""
        history = self.history
        return Circumstances(
            history.events(item_id), history.evidence(item_id), self.linked(item_id)
        )

    def attach(self, who: str, item_id: int, name: str, content: bytes, note: str = "") -> Evidence:
        """Keep a file that shows what was done; raise OSError where it cannot be written."""
        self._open(item_id, "附上证据")
        if len(self.history.evidence(item_id)) >= MOST_EVIDENCE:
            raise LedgerRejected([f"每项最多附 {MOST_EVIDENCE} 个文件"])
        with self._file.batch():
            item = self._open(item_id, "附上证据")
            name, digest = self.files.keep(name, content)
            said = f"{name}　{_noted(note)}".strip()
            event = self.history.add(item_id, who, Action.ATTACH, item.state, said)
            self._file.run(
                "INSERT INTO evidence (item_id, event_id, name, digest, size)"
                " VALUES (?, ?, ?, ?, ?)",
                item_id, event, name, digest, len(content),
            )  # fmt: skip
            return self.history.evidence(item_id)[-1]

    def withdraw(self, who: str, item_id: int, evidence_id: int, note: str) -> None:
        """Take evidence back before it is reviewed; its bytes go unless another item has them."""
        with self._file.batch():
            item = self._open(item_id, "撤下证据")
            kept = self.evidence(item_id, evidence_id)
            if item.state is State.REVIEW:
                raise LedgerRejected(["待复查时不能撤下证据，请先退回整改"])
            if not (note := _noted(note)):
                raise LedgerRejected(["请写明撤下的理由"])
            self._file.run("UPDATE evidence SET withdrawn = 1 WHERE evidence_id = ?", evidence_id)
            said = f"{kept.name}　{note}"
            self.history.add(item_id, who, Action.WITHDRAW, item.state, said)
            query = "SELECT count(*) FROM evidence WHERE digest = ? AND NOT withdrawn"
            if not self._file.rows(query, kept.digest)[0][0]:
                self.files.remove(kept.digest)

    def evidence(self, item_id: int, evidence_id: int) -> Evidence:
        """Return evidence of an item that was not withdrawn; raise UnknownEntry."""
        for one in self.history.evidence(item_id):
            if one.evidence_id == evidence_id and not one.withdrawn:
                return one
        raise UnknownEntry

    def report(
        self, who: str, item_id: int, recipient: Recipient, made_on: str, name: str = "",
        note: str = "",
    ) -> None:  # fmt: skip
        """Note that an item was reported to somebody on a day."""
        with self._file.batch():
            item = self.get(item_id)
            day = read_day("报告日期", made_on, self.today)
            read = read_values(Kind.HAZARD, {"unit": name}, self.today)
            said = f"{recipient}，{day}"
            event = self.history.add(item_id, who, Action.REPORT, item.state, said)
            self._file.run(
                "INSERT INTO reports (item_id, event_id, recipient, name, made_on, note)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                item_id, event, recipient, read["unit"], day, _noted(note),
            )  # fmt: skip

    def link(self, who: str, item_id: int, other_id: int) -> None:
        """Note that two items belong together: a hazard, its measures, whose responsibility."""
        with self._file.batch():
            item, other = self.get(item_id), self.get(other_id)
            if item_id == other_id or other_id in self.history.linked_to(item_id):
                raise LedgerRejected([f"{item.number} 与 {other.number} 不能关联，或已经关联"])
            pair = sorted((item_id, other_id))
            self._file.run("INSERT INTO links (item_id, other_id) VALUES (?, ?)", *pair)
            self._tell_both(who, Action.LINK, item, other)

    def unlink(self, who: str, item_id: int, other_id: int) -> None:
        """Note that two items do not belong together; a closed hazard keeps what it had."""
        with self._file.batch():
            item, other = self.get(item_id), self.get(other_id)
            if other_id not in self.history.linked_to(item_id):
                raise LedgerRejected([f"{item.number} 与 {other.number} 没有关联"])
            if State.CLOSED in {item.state, other.state}:
                raise LedgerRejected(["其中一项已经销号或落实，关联不能取消"])
            pair = sorted((item_id, other_id))
            self._file.run("DELETE FROM links WHERE item_id = ? AND other_id = ?", *pair)
            self._tell_both(who, Action.UNLINK, item, other)

    def _tell_both(self, who: str, action: Action, item: Item, other: Item) -> None:
        self.history.add(item.item_id, who, action, item.state, other.number)
        self.history.add(other.item_id, who, action, other.state, item.number)

    def _seen(self, item_id: int, seen: int | None) -> Item:
        item = self.get(item_id)
        if seen is not None and seen != item.seen:
            raise EntryChanged(item.number)
        return item

    def _open(self, item_id: int, what: str) -> Item:
        item = self.get(item_id)
        if not item.is_open:
            raise LedgerRejected([f"{item.number} 现在是“{item.label}”，不能{what}"])
        return item

    def _set(self, item_id: int, name: str, value: str | int) -> None:
        statement = f"UPDATE items SET {name} = ? WHERE item_id = ?"  # noqa: S608 - our names
        self._file.run(statement, value, item_id)


def _item(row: tuple[Any, ...]) -> Item:
    item_id, kind, state, *values, supervised, seen = row
    named: dict[str, Any] = dict(zip(_NAMES, values, strict=True))
    return Item(item_id, Kind(kind), State(state), supervised=bool(supervised), seen=seen, **named)


def _values(item: Item) -> dict[str, str]:
    return {name: getattr(item, name) for name in _NAMES}


def _check_edit(item: Item, changes: Mapping[str, tuple[str, str]], note: str) -> None:
    if item.state not in _EDITABLE:
        raise LedgerRejected([f"{item.number} 现在是“{item.label}”，不能修改；可先退回或重新整改"])
    if changes.get("grade", ("", ""))[0] == Grade.MAJOR and not note:
        raise LedgerRejected(["把重大隐患改为一般，请写明理由"])
    values: dict[str, Any] = {name: value for name, (_, value) in changes.items()}
    after = replace(item, **values)
    if item.state is State.DOING and (lacking := lacking_to_start(after)):
        raise LedgerRejected([f"整改已经开始，{'、'.join(lacking)}不能空着"])


def _noted(note: str) -> str:
    note = tidy(note, long=True)
    if len(note) > _LONGEST_NOTE:
        raise LedgerRejected([f"说明有 {len(note)} 字，最长 {_LONGEST_NOTE} 字"])
    return note
