"""How is the bank kept in one SQLite file?"""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from library.errors import BankBroken, UnknownItem
from library.private_file import PrivateFile
from library.questions.bank import (
    BankCounts,
    BankItem,
    Event,
    Gist,
    ItemFilter,
    Measured,
    Origin,
    SetAside,
    Use,
)
from library.questions.bank_rows import (
    bank_item,
    dumped,
    gist_of,
    loaded,
    reading_order,
)
from library.questions.filters import condition
from library.questions.records import Item, ItemState

__all__ = ["BankFile"]

_COLUMNS = (
    "record, state, origin, reviewer, reviewed_at, reconsider, answers, measured, discrimination"
)
_SHORT = (
    "item_id, type, topic, rule, state, origin, coalesce(measured, difficulty),"
    " document_id, clause_id, reconsider != '', answers"
)
_EDITED = "修改"
_ALL = ItemFilter()


class BankFile(PrivateFile):
    """A `QuestionBank` in one file; without a path it is in memory and goes with the object."""

    migrations: ClassVar[str] = "library.questions"
    broken: ClassVar[type[Exception]] = BankBroken
    called: ClassVar[str] = "题库"

    def __init__(self, path: Path | None, now: Callable[[], float] = time.time) -> None:
        """Open the file, making or migrating it; raise BankBroken."""
        super().__init__(path)
        self._now = now

    def add(self, items: Iterable[Item], *, origin: Origin = Origin.RULE, person: str = "") -> int:
        """Add what is new; see `QuestionBank`."""
        with self.batch():
            return sum(self._add(item, origin, person) for item in items)

    def set_aside(self, failed: Iterable[SetAside]) -> None:
        """Keep what failed a gate."""
        with self.batch():
            for each in failed:
                values = (each.item.item_id, each.gate, each.reason, dumped(each.item))
                self.run("INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?, ?)", *values)

    def items(
        self, wanted: ItemFilter = _ALL, *, limit: int = -1, offset: int = 0
    ) -> list[BankItem]:
        """Return the questions that pass, ordered by `item_id`."""
        where, values = condition(wanted)
        query = f"SELECT {_COLUMNS} FROM items WHERE {where} ORDER BY item_id LIMIT ? OFFSET ?"  # noqa: S608
        return [bank_item(row) for row in self.rows(query, *values, limit, offset)]

    def gists(self, wanted: ItemFilter = _ALL) -> list[Gist]:
        """Return the questions that pass in short, in the order of reading."""
        where, values = condition(wanted)
        query = f"SELECT {_SHORT} FROM items WHERE {where}"  # noqa: S608
        return sorted(map(gist_of, self.rows(query, *values)), key=reading_order)

    def count(self, wanted: ItemFilter = _ALL) -> int:
        """Return how many questions pass."""
        where, values = condition(wanted)
        [(count,)] = self.rows(f"SELECT count(*) FROM items WHERE {where}", *values)  # noqa: S608
        return int(count)

    def item(self, item_id: str) -> BankItem:
        """Return a question; raise UnknownItem."""
        rows = self.rows(f"SELECT {_COLUMNS} FROM items WHERE item_id = ?", item_id)  # noqa: S608
        if not rows:
            raise UnknownItem(item_id)
        return bank_item(rows[0])

    def judge(self, item_ids: Iterable[str], state: ItemState, person: str, note: str = "") -> int:
        """Put the items into a state; return how many are held."""
        change = "UPDATE items SET state = ?, reviewer = ?, reviewed_at = ? WHERE item_id = ?"
        with self.batch():
            return sum(
                self._told(item_id, person, state, note)
                for item_id in item_ids
                if self.run(change, state, person, self._now(), item_id).rowcount
            )

    def edit(self, item: Item, person: str, note: str = "") -> None:
        """Give a held item new words; it is 草稿 again. Raise UnknownItem."""
        with self.batch():
            self.item(item.item_id)
            self._rewrite(item)
            self.run(
                "UPDATE items SET state = ?, reviewer = '', reviewed_at = NULL WHERE item_id = ?",
                ItemState.DRAFT,
                item.item_id,
            )
            self._told(item.item_id, person, _EDITED, note)

    def flag(self, reasons: Mapping[str, str]) -> int:
        """Mark the items 待复核, or take the mark off; return how many were not so marked."""
        change = (
            "UPDATE items SET reconsider = ? WHERE item_id = ? AND reconsider != ? AND upheld != ?"
        )
        clear = "UPDATE items SET reconsider = '' WHERE item_id = ? AND reconsider != ''"
        marked = 0
        with self.batch():
            for item_id, reason in reasons.items():
                if reason and self.run(change, reason, item_id, reason, reason).rowcount:
                    marked += self._told(item_id, "", "待复核", reason)
                elif not reason and self.run(clear, item_id).rowcount:
                    self._told(item_id, "", "取消待复核", "条文仍在，文字未变")
        return marked

    def uphold(self, item_ids: Iterable[str], person: str, note: str = "") -> int:
        """Take the mark 待复核 off: a person found that the items still hold."""
        change = (
            "UPDATE items SET upheld = reconsider, reconsider = ''"
            " WHERE item_id = ? AND reconsider != ''"
        )
        with self.batch():
            return sum(
                self._told(item_id, person, "仍然成立", note)
                for item_id in item_ids
                if self.run(change, item_id).rowcount
            )

    def history(self, item_id: str) -> list[Event]:
        """Return what was done with an item, oldest first."""
        query = "SELECT at, person, action, note FROM history WHERE item_id = ? ORDER BY number"
        return [Event(*row) for row in self.rows(query, item_id)]

    def record_use(self, item_ids: Iterable[str], quarter: str, paper: str) -> None:
        """Note that the items stand in a paper of that quarter."""
        with self.batch():
            for item_id in item_ids:
                self.run("INSERT OR IGNORE INTO uses VALUES (?, ?, ?)", item_id, quarter, paper)

    def forget_use(self, paper: str) -> None:
        """The paper was withdrawn; its items are as unused as before."""
        with self.batch():
            self.run("DELETE FROM uses WHERE paper = ?", paper)

    def uses(self, item_id: str) -> list[Use]:
        """Return the papers in which the item stood, by quarter."""
        query = "SELECT quarter, paper FROM uses WHERE item_id = ? ORDER BY quarter, paper"
        return [Use(*row) for row in self.rows(query, item_id)]

    def record_measured(self, measured: Mapping[str, Measured]) -> None:
        """Keep what answers showed of each item."""
        change = "UPDATE items SET answers = ?, measured = ?, discrimination = ? WHERE item_id = ?"
        with self.batch():
            for item_id, each in measured.items():
                self.run(change, each.answers, each.difficulty, each.discrimination, item_id)

    def failed(self, gate: str = "", *, limit: int = -1) -> list[SetAside]:
        """Return what failed this gate, or any."""
        query = (
            "SELECT record, gate, reason FROM set_aside"
            " WHERE gate = ? OR ? = '' ORDER BY item_id LIMIT ?"
        )
        rows = self.rows(query, gate, gate, limit)
        return [SetAside(loaded(record), of, reason) for record, of, reason in rows]

    def resting(self) -> dict[str, dict[str, int]]:
        """Return, by document and clause, how many items in use rest on it."""
        query = (
            "SELECT s.document_id, s.clause_id, count(*) FROM item_sources AS s"
            " JOIN items USING (item_id) WHERE state != ? GROUP BY 1, 2"
        )
        found: dict[str, dict[str, int]] = {}
        for document_id, clause_id, count in self.rows(query, ItemState.RETIRED):
            found.setdefault(document_id, {})[clause_id] = count
        return found

    def counts(self) -> BankCounts:
        """Count everything."""
        return BankCounts(
            self.count(),
            self.count(ItemFilter(flagged=True)),
            by_type=self._counted("type", "items"),
            by_state=self._counted("state", "items"),
            by_topic=self._counted("topic", "items"),
            by_rule=self._counted("rule", "items"),
            set_aside=self._counted("gate", "set_aside"),
        )

    def _add(self, item: Item, origin: Origin, person: str) -> bool:
        rows = self.rows("SELECT record, state FROM items WHERE item_id = ?", item.item_id)
        if rows:
            told, state = rows[0]
            if told != dumped(item) and state == ItemState.DRAFT and not self._edited(item.item_id):
                self._rewrite(item)
            return False
        source = item.sources[0] if item.sources else None
        self.run(
            "INSERT INTO items (item_id, type, topic, rule, difficulty, document_id, clause_id,"
            " stem, record, origin, state, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            item.item_id,
            item.type,
            item.topic,
            item.rule,
            item.difficulty,
            source.document_id if source else "",
            source.clause_id if source else "",
            item.stem,
            dumped(item),
            origin,
            ItemState.DRAFT,
            self._now(),
        )
        self._index(item)
        self.run("DELETE FROM set_aside WHERE item_id = ?", item.item_id)
        self._told(item.item_id, person, "入库", origin)
        return True

    def _rewrite(self, item: Item) -> None:
        source = item.sources[0] if item.sources else None
        self.run(
            "UPDATE items SET type = ?, topic = ?, rule = ?, difficulty = ?, document_id = ?,"
            " clause_id = ?, stem = ?, record = ? WHERE item_id = ?",
            item.type,
            item.topic,
            item.rule,
            item.difficulty,
            source.document_id if source else "",
            source.clause_id if source else "",
            item.stem,
            dumped(item),
            item.item_id,
        )
        self.run("DELETE FROM item_sources WHERE item_id = ?", item.item_id)
        self._index(item)

    def _index(self, item: Item) -> None:
        """Note every clause that the item rests on."""
        for source in item.sources:
            values = (item.item_id, source.document_id, source.clause_id)
            self.run(
                "INSERT OR IGNORE INTO item_sources (item_id, document_id, clause_id)"
                " VALUES (?, ?, ?)",
                *values,
            )

    def _edited(self, item_id: str) -> bool:
        query = "SELECT 1 FROM history WHERE item_id = ? AND action = ? LIMIT 1"
        return bool(self.rows(query, item_id, _EDITED))

    def _told(self, item_id: str, person: str, action: str, note: str) -> bool:
        self.run(
            "INSERT INTO history (item_id, at, person, action, note) VALUES (?, ?, ?, ?, ?)",
            item_id,
            self._now(),
            person,
            str(action),
            str(note),
        )
        return True

    def _counted(self, column: str, table: str) -> dict[str, int]:
        query = f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
        return dict(self.rows(query))
