"""Which filters can a reader of the cases switch on or off, and how many cases has each?"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from library.cases import UNKNOWN, Case, CaseFilter, CaseOrder
from library.cases.accident_types import broader, covers
from library.cases.levels import LEVELS
from web.case_parameters import CasesAsked
from web.filters import Group, Option
from web.values import read_period

__all__ = ["active_filters", "filter_groups", "order_options"]

_ORDERS = {
    CaseOrder.RELEVANCE: "按相关",
    CaseOrder.DATE: "按日期",
    CaseOrder.DEATHS: "按死亡人数",
}


@dataclass(frozen=True, slots=True)
class _Facet:
    """A field of the cases and the field of the filter that chooses by it.

    `values` are the options under which a case is found, None where the field is unknown.
    """

    title: str
    field: str
    values: Callable[[Case], Sequence[str | None]]
    unknown: str = UNKNOWN

    def chosen(self, asked: CasesAsked) -> tuple[str, ...]:
        """Return the values in force."""
        values: tuple[str, ...] = getattr(asked.wanted, self.field)
        return values

    def label(self, value: str) -> str:
        """Return what the reader sees for a value."""
        return self.unknown if value == UNKNOWN else value

    def toggled(self, asked: CasesAsked, value: str) -> str:
        """Return the address of the list with the value switched on, or off again."""
        chosen = self.chosen(asked)
        rest = tuple(other for other in chosen if not _overlap(value, other))
        changes: dict[str, Any] = {self.field: rest if value in chosen else (*rest, value)}
        return asked.filtered(**changes).url()


def _overlap(one: str, other: str) -> bool:
    """Whether to choose one makes the other idle: 坍塌 holds 模板支撑体系坍塌 already."""
    return covers(one, other) or covers(other, one)


def _head(value: str | None) -> str | None:
    """Return the class of 「总类（细类）」."""
    return value.partition("（")[0] if value else None


_FACETS = (
    _Facet("事故类型", "types", lambda c: _kinds(c.accident_type)),
    _Facet("事故等级", "levels", lambda c: (c.level,)),
    _Facet("地区", "provinces", lambda c: (c.province,)),
    _Facet("城市", "cities", lambda c: (_head(c.city),)),
    _Facet("危大工程类别", "works", lambda c: (_head(c.hazard_works),), "不属于或未核实"),
    _Facet("工程类型", "project_types", lambda c: (_head(c.project_type),)),
    _Facet("依据", "bases", lambda c: (c.basis,)),
    _Facet("来源等级", "qualities", lambda c: (c.source_quality,)),
)


def _kinds(accident_type: str | None) -> tuple[str | None, ...]:
    return (accident_type, broader(accident_type)) if accident_type else (None,)


def filter_groups(asked: CasesAsked, cases: Sequence[Case]) -> list[Group]:
    """Return what can be chosen among `cases`, which answer the words alone.

    The number at an option is that of the cases found with it and the filters of other fields.
    """
    found = [
        Group(facet.title, tuple(_options(facet, asked, cases)))
        for facet in _FACETS
        if facet.field != "cities" or asked.wanted.provinces or asked.wanted.cities
    ]
    found.insert(2, Group("时间", tuple(_times(asked, cases))))
    return [group for group in found if group.options]


def active_filters(asked: CasesAsked) -> Iterator[Option]:
    """Yield one option per filter in force; its link takes the filter away."""
    if asked.query:
        yield Option(f"“{asked.query}”", replace(asked, query="", page=1).url(), selected=True)
    for facet in _FACETS:
        for value in facet.chosen(asked):
            label = f"{facet.title}{facet.label(value)}" if value == UNKNOWN else value
            yield Option(label, facet.toggled(asked, value), selected=True)
    wanted = asked.wanted
    if wanted.since or wanted.until:
        label = _period(wanted.since, wanted.until)
        yield Option(label, asked.filtered(since=None, until=None).url(), selected=True)
    if (least := wanted.least_deaths) is not None:
        url = asked.filtered(least_deaths=None).url()
        yield Option(f"死亡不少于 {least} 人", url, selected=True)
    if (most := wanted.most_deaths) is not None:
        yield Option(f"死亡不多于 {most} 人", asked.filtered(most_deaths=None).url(), selected=True)


def order_options(asked: CasesAsked) -> list[Option]:
    """Return a link per order; without words nothing is more relevant than something else."""
    current = asked.order
    if not asked.query and current is CaseOrder.RELEVANCE:
        current = CaseOrder.DATE
    return [
        Option(label, replace(asked, order=order, page=1).url(), order is current)
        for order, label in _ORDERS.items()
        if asked.query or order is not CaseOrder.RELEVANCE
    ]


def _options(facet: _Facet, asked: CasesAsked, cases: Sequence[Case]) -> Iterator[Option]:
    nothing: dict[str, Any] = {facet.field: ()}
    open_ = replace(asked.wanted, **nothing)
    passing = [case for case in cases if open_.passes(case)]
    counts = Counter(facet.values(case) for case in passing)
    example = {facet.values(case): case for case in passing}
    known = {value or UNKNOWN for values in counts for value in values}
    chosen = facet.chosen(asked)
    numbers = dict.fromkeys(known.union(chosen), 0)
    for value in numbers:
        only: dict[str, Any] = {facet.field: (value,)}
        alone = CaseFilter(**only)
        numbers[value] = sum(n for values, n in counts.items() if alone.passes(example[values]))
    for value in sorted(numbers, key=lambda value: _place(value, numbers[value])):
        url = facet.toggled(asked, value)
        yield Option(facet.label(value), url, value in chosen, numbers[value])


def _place(value: str, count: int) -> tuple[bool, int, str]:
    """Order levels by gravity, all else by number; what is unknown comes last."""
    grave = -LEVELS.index(value) if value in LEVELS else -count
    return value == UNKNOWN, grave, value


def _times(asked: CasesAsked, cases: Sequence[Case]) -> Iterator[Option]:
    """Yield the years; within a chosen year its months too."""
    open_ = replace(asked.wanted, since=None, until=None)
    days = [case.date for case in cases if open_.passes(case)]
    shown = _one_year(asked.wanted)
    for year in sorted({day.year for day in days}.union({shown} if shown else ()), reverse=True):
        count = sum(day.year == year for day in days)
        yield _time(asked, f"{year}", f"{year}年", count)
        if year == shown:
            months = Counter(day.month for day in days if day.year == year)
            for month in sorted(months):
                label = f"{year}年{month}月"
                yield _time(asked, f"{year}-{month:02}", label, months[month])


def _time(asked: CasesAsked, text: str, label: str, count: int) -> Option:
    since, until = read_period(text, text)
    selected = (asked.wanted.since, asked.wanted.until) == (since, until)
    if selected:
        since = until = None
    return Option(label, asked.filtered(since=since, until=until).url(), selected, count)


def _period(since: date | None, until: date | None) -> str:
    if since and until and (since, until) == read_period(str(since.year), str(since.year)):
        return f"{since.year}年"
    return f"{since or '不限'} 至 {until or '不限'}"


def _one_year(wanted: CaseFilter) -> int | None:
    days: tuple[date | None, date | None] = (wanted.since, wanted.until)
    return days[0].year if days[0] and days[1] and days[0].year == days[1].year else None
