"""What becomes of the rows of a workbook in the ledger?

A row without a number is registered, one with a number changes that item. Its state is no field:
what was done goes step by step, with evidence and review. A row in fault stops no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Result
from library.errors import LedgerRejected, UnknownEntry
from library.ledger.fields import fields_of, read_values
from library.ledger.ledger import Ledger
from library.ledger.records import Item, Kind, State, item_id_of, state_label
from library.ledger.sheets import Row, read_rows

__all__ = ["RowOutcome", "import_file", "import_rows"]

_SAME = ("text", "company", "project", "place", "region", "found_on", "unit", "clause_id")
"""By which fields a row without a number is one that is registered already."""


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row, with a Chinese message: 新增, 更新, 未变 or 失败."""

    kind: Kind
    line: int
    result: Result
    number: str
    message: str

    @property
    def failed(self) -> bool:
        """Whether nothing came of the row."""
        return self.result is Result.FAILED


class _Rehearsed(Exception):
    """Ends a trial."""


def import_file(ledger: Ledger, who: str, path: Path, *, trial: bool = False) -> list[RowOutcome]:
    """Import a workbook; raise as `read_rows` and `import_rows` do."""
    return import_rows(ledger, who, read_rows(path), trial=trial)


def import_rows(
    ledger: Ledger, who: str, rows: Sequence[Row], *, trial: bool = False
) -> list[RowOutcome]:
    """Bring the rows into the ledger; return what became of each, in order.

    A `trial` tells the same and changes nothing. Raise LedgerBroken; then nothing has changed.
    """
    outcomes = list[RowOutcome]()
    register = {_key(item.kind, _fields(item)): item.number for item in ledger.items()}
    brought = dict[int, int]()
    try:
        with ledger.batch():
            for row in rows:
                outcomes.append(_settle(ledger, who, row, register, brought))
            if trial:
                raise _Rehearsed
    except _Rehearsed:
        pass
    return outcomes


def _settle(
    ledger: Ledger, who: str, row: Row, register: dict[tuple[str, ...], str],
    brought: dict[int, int],
) -> RowOutcome:  # fmt: skip
    try:
        if row.problem:
            raise LedgerRejected([row.problem])
        if row.number:
            result, number, said = _change(ledger, who, row, brought)
        else:
            result, number, said = _register(ledger, who, row, register)
    except LedgerRejected as error:
        return RowOutcome(row.kind, row.line, Result.FAILED, row.number, "；".join(error.problems))
    return RowOutcome(row.kind, row.line, result, number, said)


def _register(
    ledger: Ledger, who: str, row: Row, register: dict[tuple[str, ...], str]
) -> tuple[Result, str, str]:
    first = state_label(State.PENDING, row.kind)
    if row.state not in {"", first}:
        raise LedgerRejected([f"新登记的状态只能是{first}，办理须在网页上一步步来"])
    key = _key(row.kind, read_values(row.kind, row.values, ledger.today))
    if key in register:
        return Result.SAME, register[key], f"与 {register[key]} 相同，没有重复登记"
    with ledger.batch():
        item = ledger.add(who, row.kind, row.values)
    register[key] = item.number
    return Result.NEW, item.number, "已登记"


def _change(ledger: Ledger, who: str, row: Row, brought: dict[int, int]) -> tuple[Result, str, str]:
    item = _named(ledger, row)
    if item.item_id in brought:
        raise LedgerRejected([f"与第 {brought[item.item_id]} 行是同一项，只看前一行"])
    brought[item.item_id] = row.line
    if row.state not in {"", item.label}:
        raise LedgerRejected([f"状态现在是{item.label}，导入不能改为{row.state[:10]}"])
    changed = ledger.edit(who, item.item_id, row.values)
    titles = [field.title for field in fields_of(row.kind) if field.name in changed]
    if not changed:
        return Result.SAME, item.number, "与台账一致"
    return Result.UPDATED, item.number, f"修改了{'、'.join(titles)}"


def _named(ledger: Ledger, row: Row) -> Item:
    """Return the item that a row is about; raise LedgerRejected."""
    item_id = item_id_of(row.number)
    try:
        item = ledger.get(item_id or 0)
    except UnknownEntry:
        item = None
    if (
        item is None
        or item.kind is not row.kind
        or not row.number.upper().startswith(item.kind.mark)
    ):
        raise LedgerRejected(
            [f"{row.kind.list_name}里没有编号“{row.number[:20]}”，新登记的不填编号"]
        )
    return item


def _fields(item: Item) -> dict[str, str]:
    return {field.name: getattr(item, field.name) for field in fields_of(item.kind)}


def _key(kind: Kind, values: Mapping[str, str]) -> tuple[str, ...]:
    return (kind, *(values.get(name, "") for name in _SAME))
