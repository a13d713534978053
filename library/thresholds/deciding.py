"""Are works of this size 危大, or beyond a certain scale, and by which row of the table?

A limit includes its number. What is not known stays open: the answer is then 「至少」 what the
known numbers give, and says what is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from library.errors import MeasureRejected
from library.hazard_table import Applies, HazardLevel, HazardRow, Limit
from library.thresholds.measures import Measure, read_answers, read_measure
from library.thresholds.works import Works, the_works

__all__ = [
    "DIMENSIONS", "Condition", "Decision", "Judged", "Scale", "State", "conditions_of", "decide",
    "judge",
    "rows_for",
]  # fmt: skip

DIMENSIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "depth": ("深度", ("开挖深度",)),
    "height": ("高度", ("搭设高度", "搭设总高度", "提升高度", "分段架体搭设高度", "施工高度")),
    "span": ("跨度", ("跨度", "钢结构跨度", "网架和索膜结构跨度")),
    "load": ("总荷载", ("施工总荷载设计值",)),
    "line_load": ("线荷载", ("集中线荷载设计值",)),
    "point_load": ("集中荷载", ("单点集中荷载",)),
    "weight": ("重量", ("单件起吊重量", "起重量", "重量")),
    "base": ("基础标高", ("搭设基础标高",)),
}
"""What a person states, in English and Chinese, and the parameters of the table that it is."""


class Scale(IntEnum):
    """How hazardous, a higher number more so."""

    NONE = 0
    HAZARDOUS = 1
    BEYOND = 2

    @property
    def label(self) -> str:
        """The word that staff use."""
        return ("非危大", "危大", "超过一定规模")[self]


class State(StrEnum):
    """How works stand to one row; the value appears in the API."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Condition:
    """What no number says, to be answered with yes or no; `answer` is None where it is open."""

    number: int
    text: str
    level: HazardLevel
    answer: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, how the works stand to it, and why: `limit` is the one reached."""

    row: HazardRow
    state: State
    reason: str
    limit: Limit | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The scale is between `lowest` and `highest`; `judged` are the rows, the highest level first.

    `missing` are parameters that could change it, `conditions` all that the rows ask. `notes` are
    Chinese sentences.
    """

    works: Works
    lowest: Scale
    highest: Scale
    judged: tuple[Judged, ...]
    missing: tuple[str, ...]
    conditions: tuple[Condition, ...]
    measures: tuple[tuple[str, Measure], ...]
    notes: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether nothing unknown could change it."""
        return self.lowest is self.highest

    @property
    def text(self) -> str:
        """The answer in words: 非危大, 危大, 超过一定规模, 至少危大, 资料不足."""
        if self.certain:
            return self.lowest.label
        return "资料不足" if self.lowest is Scale.NONE else f"至少{self.lowest.label}"

    @property
    def deciding(self) -> Judged | None:
        """The row that decides."""
        return next((one for one in self.judged if one.state is State.MET), None)

    @property
    def open(self) -> tuple[Condition, ...]:
        """The conditions that nobody answered and that could change the answer."""
        rows = {one.row.level for one in self.judged if one.state is State.OPEN}
        return tuple(c for c in self.conditions if c.answer is None and c.level in rows)


_SCALES = {HazardLevel.HAZARDOUS: Scale.HAZARDOUS, HazardLevel.BEYOND_SCALE: Scale.BEYOND}


def rows_for(
    rows: Sequence[HazardRow], item: str, region: str, today: date
) -> tuple[list[HazardRow], list[str]]:
    """Return the rows of an item that hold in a region, the highest level first, with notes.

    A row of the region takes the place of the national one of its level.
    """
    own = [row for row in rows if row.item == item and (row.effective_on or today) <= today]
    local = [row for row in own if region and _is_there(row.region, region)]
    replaced = {row.level for row in local}
    national = [row for row in own if row.region in {None, "全国"} and row.level not in replaced]
    notes = []
    if region and not local:
        notes.append(f"表中没有{region}的地方规定，以下是全国的界限，请核对当地文件。")
    order = (HazardLevel.BEYOND_SCALE, HazardLevel.HAZARDOUS, HazardLevel.LOCAL)
    found = sorted([*local, *national], key=lambda row: order.index(row.level))
    return found, notes


def judge(
    table: Sequence[HazardRow],
    name: str,
    stated: Mapping[str, str],
    answers: Sequence[str] = (),
    region: str = "",
    today: date | None = None,
) -> Decision:
    """Judge works by name; `answers` are as `read_answers` takes them, today is the default.

    Raise UnknownWorks, WorksAmbiguous or MeasureRejected.
    """
    works = the_works(name, table)
    day = today or datetime.now().astimezone().date()
    rows, notes = rows_for(table, works.item, region.strip(), day)
    told = read_answers(answers, len(conditions_of(rows)))
    return decide(works, rows, stated, told, notes)


def conditions_of(rows: Sequence[HazardRow]) -> list[Condition]:
    """Return what the rows ask for besides numbers, the hazardous level first, from 1 on."""
    asking = [row for row in reversed(rows) if row.conditions]
    return [Condition(n, row.conditions or "", row.level) for n, row in enumerate(asking, 1)]


def decide(
    works: Works,
    rows: Sequence[HazardRow],
    stated: Mapping[str, str],
    answers: Mapping[int, bool] | None = None,
    notes: Sequence[str] = (),
) -> Decision:
    """Judge works by the rows of `rows_for`; `stated` is by the names of DIMENSIONS.

    `answers` are to the conditions, by their number. Raise MeasureRejected.
    """
    measures = _measures(works, rows, stated)
    told = answers or {}
    conditions = [
        Condition(c.number, c.text, c.level, told.get(c.number)) for c in conditions_of(rows)
    ]
    if wrong := set(told) - {c.number for c in conditions}:
        raise MeasureRejected(f"{works.name}没有第 {min(wrong)} 个条件可答")
    judged = [_judge(works, row, measures, conditions) for row in rows]
    lowest = max((_scale(one, State.MET) for one in judged), default=Scale.NONE)
    highest = max((_scale(one, State.MET, State.OPEN) for one in judged), default=Scale.NONE)
    pending = [one for one in judged if one.state is State.OPEN and _level(one.row) > lowest]
    missing = tuple(dict.fromkeys(name for one in pending for name in one.missing))
    converted = [measure.note + "。" for measure in measures.values() if measure.note]
    told_of_rows = [one.row.note + "。" for one in judged if one.row.note]
    return Decision(
        works, lowest, highest, tuple(judged), missing, tuple(conditions),
        tuple(measures.items()), (*notes, *converted, *dict.fromkeys(told_of_rows)),
    )  # fmt: skip


def _measures(
    works: Works, rows: Sequence[HazardRow], stated: Mapping[str, str]
) -> dict[str, Measure]:
    """Return the sizes by the parameter of the table that each is for these works."""
    limits = [limit for row in rows for limit in row.limits if works.takes(limit)]
    found: dict[str, Measure] = {}
    for name, text in stated.items():
        if not text.strip():
            continue
        label, parameters = DIMENSIONS[name]
        own = [limit for limit in limits if limit.parameter in parameters]
        if not own:
            asked = "、".join(dict.fromkeys(limit.parameter for limit in limits))
            what = f"按{asked}判定" if asked else "不按大小判定"
            raise MeasureRejected(f"{works.name}{what}，不看{label}")
        for parameter in dict.fromkeys(limit.parameter for limit in own):
            same = [limit for limit in own if limit.parameter == parameter]
            largest = max(limit.value for limit in same)
            found[parameter] = read_measure(parameter, text, same[0].unit, largest)
    return found


def _judge(
    works: Works,
    row: HazardRow,
    measures: Mapping[str, Measure],
    conditions: Sequence[Condition],
) -> Judged:
    if row.applies is Applies.ALL:
        return Judged(row, State.MET, "这一项不论大小都列入")
    if row.applies is Applies.UNVERIFIED:
        return Judged(row, State.OPEN, row.rule)
    limits = [limit for limit in row.limits if works.takes(limit)]
    for limit in limits:
        measure = measures.get(limit.parameter)
        if measure and float(measure.value) >= limit.value:
            return Judged(row, State.MET, _compared(limit, measure, "达到"), limit)
    own = [c for c in conditions if c.level is row.level and c.text == row.conditions]
    if any(c.answer for c in own):
        return Judged(row, State.MET, f"符合“{row.conditions}”")
    missing = tuple(limit.parameter for limit in limits if limit.parameter not in measures)
    known = [(limit, measures[limit.parameter]) for limit in limits if limit.parameter in measures]
    reasons = [_compared(limit, measure, "未达到") for limit, measure in known]
    asked = [c.text for c in own if c.answer is None]
    reasons += [f"没有给出{'、'.join(missing)}"] if missing else []
    reasons += [f"另须核对：{text}" for text in asked]
    state = State.OPEN if missing or asked else State.NOT_MET
    return Judged(row, state, "；".join(reasons) or "不符合所列条件", missing=missing)


def _compared(limit: Limit, measure: Measure, how: str) -> str:
    return f"{limit.parameter} {measure.shown}，{how} {limit.value:g}{limit.unit}"


def _scale(one: Judged, *states: State) -> Scale:
    return _level(one.row) if one.state in states else Scale.NONE


def _level(row: HazardRow) -> Scale:
    return _SCALES.get(row.level, Scale.HAZARDOUS)


def _is_there(own: str | None, region: str) -> bool:
    if own is None or own == "全国":
        return False
    return own.startswith(region) or region.startswith(own)
