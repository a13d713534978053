"""How do the lists look as tables, as a printed sheet and as JSON?"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from library.cells import Table
from library.ledger.fields import fields_of
from library.ledger.ledger import Ledger
from library.ledger.records import (
    Action,
    Event,
    Evidence,
    Item,
    Kind,
    Recipient,
    Report,
    State,
)
from library.printing import Block, Grid, Heading, Sheet, Text

__all__ = [
    "NUMBER", "READ_ONLY", "STATE", "double_report", "history_json", "item_json", "item_tables",
    "lists_sheet",
]  # fmt: skip

NUMBER, STATE = "编号", "状态"
READ_ONLY = ("关联", "挂牌督办", "报住建部门", "报职代会", "销号日期", "是否逾期")
"""Columns that tell what was done; an import passes over them."""
_PRINTED: Mapping[Kind, tuple[tuple[str, int], ...]] = {
    Kind.HAZARD: (
        ("编号", 7), ("隐患", 16), ("企业、项目、部位", 12), ("等级", 5), ("排查日期", 9),
        ("责任单位、责任人", 9), ("整改措施和要求", 16), ("完成时限", 9), ("状态", 6),
    ),
    Kind.MEASURE: (
        ("编号", 7), ("措施", 24), ("企业、项目", 12), ("责任单位、责任人", 10), ("资金", 8),
        ("关联", 8), ("完成时限", 9), ("状态", 6),
    ),
    Kind.RESPONSIBILITY: (
        ("编号", 7), ("责任内容", 24), ("企业", 10), ("依据", 16), ("期限要求", 8),
        ("责任单位、责任人", 10), ("完成时限", 9), ("状态", 6),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    """What stands beside the items: their numbers by id, links, reports, days of closing."""

    numbers: Mapping[int, str]
    links: Mapping[int, Sequence[int]]
    reports: Mapping[int, Sequence[Report]]
    closed: Mapping[int, str]
    today: date

    def linked(self, item: Item) -> str:
        """Return the numbers of what belongs to an item."""
        return "、".join(self.numbers[other] for other in self.links.get(item.item_id, ()))


def double_report(reports: Sequence[Report]) -> dict[Recipient, str]:
    """Return the latest day of a report to each of the two of 「双报告」, '' where none is."""
    wanted = (Recipient.HOUSING, Recipient.WORKERS)
    return {
        to: max((report.made_on for report in reports if report.recipient is to), default="")
        for to in wanted
    }


def item_tables(ledger: Ledger, items: Sequence[Item], kinds: Sequence[Kind]) -> list[Table]:
    """Return a table for each kind, with all fields; an import takes it back unchanged."""
    told = _told(ledger)
    return [
        Table(
            kind.list_name,
            (NUMBER, *(f.title for f in fields_of(kind)), STATE, *READ_ONLY),
            [_row(item, told) for item in items if item.kind is kind],
        )
        for kind in kinds
    ]


def lists_sheet(ledger: Ledger, items: Sequence[Item], kinds: Sequence[Kind]) -> Sheet:
    """Return the lists to print, each with how many are open and overdue."""
    told = _told(ledger)
    blocks = list[Block]()
    for kind in kinds:
        own = [item for item in items if item.kind is kind]
        overdue = sum(item.is_overdue(told.today) for item in own)
        opened = sum(item.is_open for item in own)
        blocks += [
            Heading(kind.list_name, 2),
            Text(f"共 {len(own)} 项，未办结 {opened} 项，其中逾期 {overdue} 项。", small=True),
        ]
        if own:
            titles, widths = zip(*_PRINTED[kind], strict=True)
            rows = [_printed(item, told) for item in own]
            blocks.append(Grid(titles, rows, widths, small=True))
    name = "、".join(kind.list_name for kind in kinds) if len(kinds) < len(Kind) else "安全生产台账"
    return Sheet(
        name, blocks, f"截至 {told.today.isoformat()}", "智库台账　内部资料", landscape=True
    )


def item_json(item: Item, today: date) -> dict[str, Any]:
    """Return an item as JSON; a field that its list lacks is left out, an unknown one is ''."""
    values = asdict(item)
    return {
        "number": item.number,
        "kind": item.kind.value,
        "state": item.state.value,
        "label": item.label,
        **{field.name: values[field.name] for field in fields_of(item.kind)},
        "supervised": item.supervised,
        "overdue": item.is_overdue(today),
        "seen": item.seen,
    }


def history_json(
    events: Sequence[Event], evidence: Sequence[Evidence], reports: Sequence[Report]
) -> dict[str, Any]:
    """Return what was done to an item as JSON; moments are ISO 8601 in UTC."""
    return {
        "history": [
            {
                "event": e.event_id,
                "at": _moment(e.at),
                "who": e.who,
                "action": e.action.value,
                "state": e.state.value,
                "note": e.note,
                "changes": {name: list(pair) for name, pair in e.changes.items()},
            }
            for e in events
        ],
        "evidence": [
            {
                "evidence": e.evidence_id,
                "name": e.name,
                "sha256": e.digest,
                "size": e.size,
                "withdrawn": e.withdrawn,
            }
            for e in evidence
        ],
        "reports": [
            {"recipient": r.recipient.value, "name": r.name, "made_on": r.made_on, "note": r.note}
            for r in reports
        ],
    }


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _told(ledger: Ledger) -> _Told:
    reports: dict[int, list[Report]] = {}
    for report in ledger.history.reports():
        reports.setdefault(report.item_id, []).append(report)
    closed = {
        e.item_id: f"{datetime.fromtimestamp(e.at).astimezone():%Y-%m-%d}"
        for e in ledger.history.events()
        if e.action is Action.APPROVE
    }
    numbers = {item.item_id: item.number for item in ledger.items()}
    return _Told(numbers, ledger.history.links(), reports, closed, ledger.today)


def _row(item: Item, told: _Told) -> tuple[str, ...]:
    reports = double_report(told.reports.get(item.item_id, ()))
    closed = told.closed.get(item.item_id, "") if item.state is State.CLOSED else ""
    return (
        item.number,
        *(getattr(item, field.name) for field in fields_of(item.kind)),
        item.label,
        told.linked(item),
        "是" if item.supervised else "",
        *reports.values(),
        closed,
        "逾期" if item.is_overdue(told.today) else "",
    )


def _printed(item: Item, told: _Told) -> tuple[str, ...]:
    who = _joined(item.unit, item.person)
    state = item.label + ("（逾期）" if item.is_overdue(told.today) else "")
    match item.kind:
        case Kind.HAZARD:
            grade = item.grade + ("，挂牌督办" if item.supervised else "")
            where = _joined(item.company, item.project, item.place)
            return (
                item.number, item.text, where, grade, item.found_on, who, item.measure,
                item.due_on, state,
            )  # fmt: skip
        case Kind.MEASURE:
            return (
                item.number, item.text, _joined(item.company, item.project), who, item.funds,
                told.linked(item), item.due_on, state,
            )  # fmt: skip
        case Kind.RESPONSIBILITY:
            return (
                item.number, item.text, item.company, item.citation, item.term, who,
                item.due_on, state,
            )  # fmt: skip


def _joined(*parts: str) -> str:
    return "，".join(part for part in parts if part)
