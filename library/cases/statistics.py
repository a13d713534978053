"""How many accidents and deaths are there by type, level, time, region and works?

The collection is a choice of cases and no census: its numbers say what it holds, and what changed
from year to year within it. Nothing is compared that covers unequal times.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from library.cases.filters import UNKNOWN, CaseFilter
from library.cases.levels import LEVELS
from library.cases.record import Case

__all__ = [
    "DIMENSIONS", "NO_CENSUS", "MonthChange", "Statistics", "Tally", "YearChange", "monthly",
    "statistics",
]  # fmt: skip

NO_CENSUS = "以上只是本库收录的案例，不代表全国或任何地区的事故统计"
_SMALLEST_BASE = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases of one value: how many, the deaths known, and in how many cases they are not."""

    value: str
    cases: int
    deaths: int
    deaths_unknown: int


@dataclass(frozen=True, slots=True)
class YearChange:
    """One year beside the one before it (同比), over equal times.

    `until` is the last day counted where the year is not over. `rate` is the change of the number
    of cases as a fraction, None where the base is too small; `remark` then says why.
    """

    year: int
    until: date | None
    cases: int
    deaths: int
    cases_before: int
    deaths_before: int
    rate: float | None
    remark: str


@dataclass(frozen=True, slots=True)
class MonthChange:
    """One month, 1 to 12, beside the same month of the year before."""

    month: int
    cases: int
    deaths: int
    cases_before: int
    deaths_before: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The tallies by dimension, largest first (time and level in their own order), and 同比."""

    total: Tally
    groups: Mapping[str, tuple[Tally, ...]]
    years: tuple[YearChange, ...]
    notes: tuple[str, ...]


DIMENSIONS: Mapping[str, tuple[str, Callable[[Case], str]]] = {
    "type": ("事故类型", lambda case: case.accident_type or UNKNOWN),
    "level": ("事故等级", lambda case: case.level or UNKNOWN),
    "year": ("年份", lambda case: str(case.date.year)),
    "month": ("月份", lambda case: f"{case.date.month}月"),
    "region": ("地区", lambda case: case.province or UNKNOWN),
    "works": ("危大工程类别", lambda case: (case.hazard_works or UNKNOWN).partition("（")[0]),
}
"""Name → what staff call it, and the value of a case in it."""

_ORDERS: Mapping[str, Callable[[str], int]] = {
    "level": lambda value: -LEVELS.index(value) if value in LEVELS else 1,
    "year": int,
    "month": lambda value: int(value.removesuffix("月")),
}


def statistics(cases: Iterable[Case], today: date) -> Statistics:
    """Count the cases; `today` tells which year is not over yet."""
    chosen = list(cases)
    groups = {name: _groups(name, value_of, chosen) for name, (_, value_of) in DIMENSIONS.items()}
    total = _tally("合计", chosen)
    return Statistics(total, groups, tuple(_changes(chosen, today)), tuple(_notes(total)))


def monthly(
    cases: Iterable[Case], wanted: CaseFilter, year: int, today: date
) -> tuple[MonthChange, ...]:
    """Count the cases that pass by the months of a year, and those of the year before.

    The days of the filter are moved back with the year. Of a year that is not over, the year
    before counts up to the same day.
    """
    since, until = _year_before(wanted.since), _year_before(wanted.until)
    earlier = replace(wanted, since=since, until=until)
    held = list(cases)
    now = [c for c in held if _within(c.date, year, today) and wanted.passes(c)]
    before = [c for c in held if _same_period(c.date, year, today) and earlier.passes(c)]
    return tuple(_month(month, now, before) for month in range(1, 13))


def _month(month: int, now: Iterable[Case], before: Iterable[Case]) -> MonthChange:
    here, there = (_tally("", [c for c in cs if c.date.month == month]) for cs in (now, before))
    return MonthChange(month, here.cases, here.deaths, there.cases, there.deaths)


def _year_before(day: date | None) -> date | None:
    """Return the same day a year earlier, 28 February for the 29th."""
    if day is None or day.year == 1:
        return day
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _groups(name: str, value_of: Callable[[Case], str], cases: Sequence[Case]) -> tuple[Tally, ...]:
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(value_of(case), []).append(case)
    tallies = [_tally(value, members) for value, members in found.items()]
    if order := _ORDERS.get(name):
        return tuple(sorted(tallies, key=lambda tally: order(tally.value)))
    return tuple(sorted(tallies, key=lambda t: (t.value == UNKNOWN, -t.cases, -t.deaths, t.value)))


def _tally(value: str, cases: Sequence[Case]) -> Tally:
    deaths = sum(case.deaths or 0 for case in cases)
    return Tally(value, len(cases), deaths, sum(case.deaths is None for case in cases))


def _changes(cases: Sequence[Case], today: date) -> Iterator[YearChange]:
    years = [case.date.year for case in cases]
    for year in range(min(years, default=1) + 1, max(years, default=0) + 1):
        now = _tally("", [case for case in cases if _within(case.date, year, today)])
        before = _tally("", [c for c in cases if _same_period(c.date, year, today)])
        rate, remark = _rate(now, before)
        yield YearChange(
            year, today if year == today.year else None,
            now.cases, now.deaths, before.cases, before.deaths, rate, remark,
        )  # fmt: skip


def _within(day: date, year: int, today: date) -> bool:
    return day.year == year and day <= today


def _same_period(day: date, year: int, today: date) -> bool:
    """Whether a day of the year before belongs to the time that `year` has had so far."""
    if day.year != year - 1:
        return False
    return year != today.year or (day.month, day.day) <= (today.month, today.day)


def _rate(now: Tally, before: Tally) -> tuple[float | None, str]:
    if not before.cases:
        return None, "上年同期本库没有收录，无法比较"
    if before.cases < _SMALLEST_BASE:
        return None, f"上年同期本库只收录 {before.cases} 起，不算百分比"
    return (now.cases - before.cases) / before.cases, ""


def _notes(total: Tally) -> Iterator[str]:
    yield NO_CENSUS
    if total.deaths_unknown:
        yield f"{total.deaths_unknown} 起的死亡人数未核实，没有计入死亡数"
