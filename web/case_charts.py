"""Which charts do the statistics give, each with the table of its numbers?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from library.cases import (
    DIMENSIONS,
    Case,
    CaseFilter,
    MonthChange,
    Statistics,
    Tally,
    YearChange,
    monthly,
    statistics,
)  # fmt: skip
from library.cells import Table
from library.charts import Bars, Palette, draw

__all__ = ["CHARTS", "MEASURES", "Chart", "charts_of", "drawn"]

CHARTS = ("type", "level", "month", "year", "region", "works")
"""The names of the charts in the order of the page."""
MEASURES = {"cases": "起数", "deaths": "死亡人数"}

_MOST_BARS = 20
_WIDTH, _BAR, _STANDING = 400, 28, 250  # pixels; so wide is still read on a telephone
_LABEL = 13  # characters
_DAY = {"cases": "#14506b", "deaths": "#a5321b"}  # the two accents of style.css
_NIGHT = {"cases": "#8cc7df", "deaths": "#f2a08c"}
_BEFORE = "#868f96"  # 3 : 1 on either ground

Rows = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart in two drawings, cases and deaths; `rows` are by measure, then by series.

    `table` holds every number, `labels` may leave the smallest to one bar.
    """

    name: str
    title: str
    labels: tuple[str, ...]
    rows: Mapping[str, Rows]
    table: Table
    lying: bool = True

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a drawing, in pixels."""
        return _WIDTH, _BAR * max(len(self.labels), 2) + 24 if self.lying else _STANDING

    def said(self, measure: str) -> str:
        """Return the drawing in words, for those who do not see it."""
        [(series, values), *_] = self.rows[measure].items()
        told = sorted(zip(self.labels, values, strict=True), key=lambda pair: -pair[1])[:5]
        numbers = "，".join(f"{label} {value}" for label, value in told if value)
        of = f"（{series}）" if len(self.rows[measure]) > 1 else ""
        return f"条形图：{self.title}，{MEASURES[measure]}{of}：{numbers or '都是 0'}。数字见数据表"


def charts_of(
    answering: Sequence[Case], wanted: CaseFilter, year: int | None, today: date
) -> tuple[Statistics, dict[str, Chart]]:
    """Return the statistics of the cases that pass, and their charts by name; {} without a case.

    `answering` are the cases before any filter; `year` is compared by months with the year
    before it, the last year that has a case where none is named.
    """
    chosen = [case for case in answering if wanted.passes(case)]
    found = statistics(chosen, today)
    if not chosen:
        return found, {}
    compared = year or max(case.date.year for case in chosen)
    made = {
        name: _tallied(name, found.groups[name]) for name in ("type", "level", "region", "works")
    }
    made["month"] = _months(compared, monthly(answering, wanted, compared, today), today)
    made["year"] = _years(found)
    return found, {name: made[name] for name in CHARTS}


def drawn(chart: Chart, measure: str) -> str:
    """Return a drawing of the chart that stands alone, an SVG as light or dark as the screen."""
    width, height = chart.size
    labels = [
        label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…" for label in chart.labels
    ]
    if not chart.lying:  # twelve in a row: the first alone says what they are
        labels = [labels[0], *(label.removesuffix("月") for label in labels[1:])]
    return draw(
        Bars(
            labels, chart.rows[measure], lying=chart.lying, width=width, height=height, scale=False,
            light=Palette("#1d2226", "#dedbd2", (_DAY[measure], _BEFORE), "#fbfaf7"),
            dark=Palette("#e4e6e6", "#343c42", (_NIGHT[measure], _BEFORE), "#14181b"),
        )
    )  # fmt: skip


def _tallied(name: str, tallies: Sequence[Tally]) -> Chart:
    label = DIMENSIONS[name][0]
    rows = [(t.value, t.cases, t.deaths, t.deaths_unknown) for t in tallies]
    table = Table(f"按{label}", (label, "起数", "死亡人数", "死亡未核实（起）"), rows)
    shown = list(tallies) if len(tallies) <= _MOST_BARS else _folded(tallies)
    return Chart(name, f"按{label}", tuple(t.value for t in shown), _both(shown), table)


def _folded(tallies: Sequence[Tally]) -> list[Tally]:
    """Return the first bars, and the rest as one."""
    kept, rest = tallies[: _MOST_BARS - 1], tallies[_MOST_BARS - 1 :]
    cases, deaths = sum(tally.cases for tally in rest), sum(tally.deaths for tally in rest)
    unknown = sum(tally.deaths_unknown for tally in rest)
    return [*kept, Tally(f"其余 {len(rest)} 项", cases, deaths, unknown)]


def _both(tallies: Sequence[Tally]) -> dict[str, Rows]:
    return {
        "cases": {MEASURES["cases"]: [tally.cases for tally in tallies]},
        "deaths": {MEASURES["deaths"]: [tally.deaths for tally in tallies]},
    }


def _months(year: int, months: Sequence[MonthChange], today: date) -> Chart:
    this, last = f"{year}年", f"{year - 1}年同期"
    rows = [(f"{m.month}月", m.cases, m.cases_before, m.deaths, m.deaths_before) for m in months]
    columns = ("月份", f"{this}起数", f"{last}起数", f"{this}死亡人数", f"{last}死亡人数")
    until = f"（截至 {today.month}月{today.day}日）" if year == today.year else ""
    return Chart(
        "month",
        f"按月份，{this}与上年同期{until}",
        tuple(f"{m.month}月" for m in months),
        {
            "cases": {this: [m.cases for m in months], last: [m.cases_before for m in months]},
            "deaths": {this: [m.deaths for m in months], last: [m.deaths_before for m in months]},
        },
        Table(f"按月份 {this}", columns, rows),
        lying=False,
    )


def _years(found: Statistics) -> Chart:
    """Return the years, newest first, each beside the one before it."""
    tallies = sorted(found.groups["year"], key=lambda tally: -int(tally.value))
    changes = {change.year: change for change in found.years}
    columns = (
        "年份", "起数", "死亡人数", "死亡未核实（起）", "上年同期起数", "上年同期死亡人数",
        "起数同比", "说明",
    )  # fmt: skip
    rows = [
        (f"{t.value}年", t.cases, t.deaths, t.deaths_unknown, *_beside(changes.get(int(t.value))))
        for t in tallies
    ]
    shown = tallies if len(tallies) <= _MOST_BARS else _folded(tallies)
    labels = tuple(f"{t.value}年" if t.value.isdecimal() else t.value for t in shown)
    return Chart("year", "按年份", labels, _both(shown), Table("按年份", columns, rows))


def _beside(change: YearChange | None) -> tuple[int | str | None, ...]:
    if change is None:
        return None, None, None, "本库最早的一年"
    rate = None if change.rate is None else f"{change.rate:+.0%}"
    until = f"截至 {change.until.month}月{change.until.day}日" if change.until else ""
    remark = "；".join(part for part in (until, change.remark) if part)
    return change.cases_before, change.deaths_before, rate, remark
