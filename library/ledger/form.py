"""What does the 安全生产专项整治三年行动统计表 of 昌吉 say on a day?

Its parts 1 to 3 are cumulative since the action began (填表说明 1). The counts of part 2 come from
the items and their history: what was found, and what of it was closed, by the end of the period.
"""

import calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from library.errors import LedgerRejected
from library.ledger.fields import tidy
from library.ledger.figures import MONTH
from library.ledger.ledger import Ledger
from library.ledger.records import Action, Aspect, Event, Grade, Item, Kind, State, state_label

__all__ = ["NO_RATE", "AspectRow", "Form", "Period", "Share", "fill_form", "read_period"]

NO_RATE = "—"
"""Stands for a rate of nothing, and for a number that nobody gave."""
ACTION_BEGAN = date(2020, 5, 1)
"""三、进度安排（一）动员部署（2020年5月）."""


@dataclass(frozen=True, slots=True)
class Period:
    """The month or year of a form; counts run from `since` to `until`, both included."""

    label: str
    first: date
    last: date
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Share:
    """So many were found, of which so many were put right."""

    found: int
    done: int

    @property
    def rate(self) -> Decimal | None:
        """Per cent with one decimal; None of nothing, and 100.0 only of all."""
        if not self.found:
            return None
        tenth = Decimal("0.1")
        exact = Decimal(self.done) * 100 / self.found
        rounded = exact.quantize(tenth, ROUND_HALF_UP)
        return min(rounded, Decimal("99.9")) if self.done < self.found else rounded

    @property
    def text(self) -> str:
        """The rate as the form shows it."""
        return NO_RATE if self.rate is None else str(self.rate)


@dataclass(frozen=True, slots=True)
class AspectRow:
    """A problem under one of the five aspects: how it shows, and what was done about it."""

    aspect: Aspect
    number: str
    shows: str
    done: str


@dataclass(frozen=True, slots=True)
class Form:
    """The filled form, and beside it what is new in the period and what was declared void."""

    period: Period
    region: str
    general: Share
    major: Share
    supervised: int
    figures: Mapping[str, Decimal]
    aspects: Sequence[AspectRow]
    new: int
    closed: int
    void: int

    def figure(self, name: str) -> str:
        """Return a number of parts 1, 3 and 4 as the form shows it."""
        value = self.figures.get(name)
        return NO_RATE if value is None else f"{value:f}"


def read_period(text: str, today: date, since: str = "") -> Period:
    """Return the period of 「2026-11」 or 「2026」; of this month for ''.

    It ends today where it has not ended yet. Raise LedgerRejected.
    """
    text, since = tidy(text) or f"{today:%Y-%m}", tidy(since)
    try:
        if MONTH.fullmatch(text):
            first = date.fromisoformat(f"{text}-01")
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
            label = f"{first.year}年{first.month}月"
        elif len(text) == 4 and text.isdecimal() and text.isascii():
            first, last, label = date(int(text), 1, 1), date(int(text), 12, 31), f"{text}年"
        else:
            raise ValueError
        begun = date.fromisoformat(since) if since else ACTION_BEGAN
    except ValueError:
        told = "月份写作 2026-11，年份写作 2026，起算日写作 2020-05-01"
        raise LedgerRejected([f"“{(since or text)[:20]}”看不懂：{told}"]) from None
    if first > today:
        raise LedgerRejected([f"{label}还没有到"])
    if begun > last:
        raise LedgerRejected([f"起算日 {begun} 在 {label} 之后"])
    return Period(label, first, last, begun, min(last, today))


def fill_form(ledger: Ledger, period: Period, region: str = "") -> Form:
    """Return the form of a region, of all for ''; raise LedgerBroken."""
    events: dict[int, list[Event]] = defaultdict(list)
    for event in ledger.history.events():
        events[event.item_id].append(event)
    hazards = [
        item for item in ledger.items()
        if item.kind is Kind.HAZARD and region in {"", item.region}
        and period.since.isoformat() <= item.found_on <= period.until.isoformat()
    ]  # fmt: skip
    stood = {i.item_id: _stood(i, events[i.item_id], period.until) for i in hazards}
    counted = [item for item in hazards if stood[item.item_id][0] is not State.VOID]
    end = _end_of(period.until)

    def share(grade: Grade) -> Share:
        own = [stood[i.item_id][0] for i in counted if stood[i.item_id][1] == grade]
        return Share(len(own), own.count(State.CLOSED))

    return Form(
        period, region, share(Grade.GENERAL), share(Grade.MAJOR),
        supervised=sum(
            any(e.action is Action.SUPERVISE and e.at < end for e in events[i.item_id])
            for i in counted
        ),
        figures=ledger.figures.totals(
            region, f"{period.since:%Y-%m}", f"{period.until:%Y-%m}"
        ),
        aspects=_aspects(ledger, counted, {i: state for i, (state, _) in stood.items()}),
        new=sum(item.found_on >= period.first.isoformat() for item in counted),
        closed=sum(_closed_within(events[i.item_id], period) for i in counted),
        void=len(hazards) - len(counted),
    )  # fmt: skip


def _stood(item: Item, events: Sequence[Event], until: date) -> tuple[State, str]:
    """Return state and grade of an item at the end of a day, as its history tells them.

    What was entered only after the day, of a hazard found by it, stood to be done.
    """
    end = _end_of(until)
    state = next((e.state for e in reversed(events) if e.at < end), State.PENDING)
    later = (e.changes["grade"][0] for e in events if e.at >= end and "grade" in e.changes)
    return state, next(later, item.grade)


def _closed_within(events: Sequence[Event], period: Period) -> bool:
    """Tell whether an item is closed at the end of the period, and was not before it."""
    end, start = _end_of(period.until), _end_of(period.first - timedelta(days=1))
    state = next((e.state for e in reversed(events) if e.at < end), State.PENDING)
    before = next((e.state for e in reversed(events) if e.at < start), State.PENDING)
    return state is State.CLOSED and before is not State.CLOSED


def _aspects(
    ledger: Ledger, hazards: Sequence[Item], states: Mapping[int, State]
) -> list[AspectRow]:
    """Return what stands in part 5: the hazards that have an aspect, in the order of the form."""
    chosen = sorted((i for i in hazards if i.aspect), key=lambda i: (i.found_on, i.item_id))
    return [
        AspectRow(aspect, item.number, _shows(item), _done(ledger, item, states[item.item_id]))
        for aspect in Aspect
        for item in chosen
        if item.aspect == aspect
    ]


def _shows(item: Item) -> str:
    where = " ".join(part for part in (item.company, item.project, item.place) if part)
    return f"{where}：{item.text}" if where else item.text


def _done(ledger: Ledger, item: Item, state: State) -> str:
    measures = [item.measure] if item.measure else []
    linked = ledger.linked(item.item_id)
    measures += [f"{m.text}（{m.label}）" for m in linked if m.kind is Kind.MEASURE]
    due = f"，时限 {item.due_on}" if item.due_on and state is not State.CLOSED else ""
    told = f"{state_label(state, item.kind)}{due}"
    return "；".join([*(m.rstrip("。；") for m in measures), told]) + "。"


def _end_of(day: date) -> float:
    """Return the moment after a day, where the server stands."""
    return datetime.combine(day + timedelta(days=1), time()).astimezone().timestamp()
