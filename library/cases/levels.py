"""Which level has an accident by 国务院令第493号第三条, and does the stated level agree?

Deaths, serious injuries (急性工业中毒 included) and direct loss in 万元 each give a level, and the
highest decides. 以上 includes the number, 以下 does not. What is unknown stays a range: the level
is then 「至少」 the one that the known numbers give.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

__all__ = [
    "LEVELS", "AccidentLevel", "Assessment", "Bounds", "Comparison", "Dimension", "Verdict",
    "assess", "compare",
]  # fmt: skip


class AccidentLevel(IntEnum):
    """The four levels; a higher number is graver."""

    GENERAL = 1
    LARGER = 2
    MAJOR = 3
    GRAVE = 4

    @property
    def label(self) -> str:
        """The word of the decree."""
        return LEVELS[self - 1]


LEVELS = ("一般", "较大", "重大", "特别重大")
_DEATHS, _INJURIES, _LOSS = (3, 10, 30), (10, 50, 100), (1000, 5000, 10000)
"""From which number on (included) an accident is 较大, 重大, 特别重大; loss in 万元."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of a number: at least `low`, at most `high`; None is no limit."""

    low: float
    high: float | None
    known: bool = True
    remark: str = ""

    @classmethod
    def of(cls, number: float | None) -> "Bounds":
        """Return the bounds of a number that is known, or is not."""
        return cls(0, None, known=False) if number is None else cls(number, number)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the three numbers with the lowest and the highest level that it can give.

    `limits` are the numbers from which on (included) it is 较大, 重大, 特别重大.
    """

    name: str
    bounds: Bounds
    unit: str
    lowest: AccidentLevel
    highest: AccidentLevel
    limits: tuple[int, ...]

    @property
    def shown(self) -> str:
        """The number as staff read it: 「死亡 26 人」, 「直接经济损失未核实」."""
        bounds = self.bounds
        if not bounds.known:
            return f"{self.name}未核实"
        if bounds.low == bounds.high:
            number = f"{self.name} {bounds.low:g} {self.unit}"
        elif bounds.high is None:
            number = f"{self.name}不少于 {bounds.low:g} {self.unit}"
        else:
            number = f"{self.name} {bounds.low:g} 至 {bounds.high:g} {self.unit}"
        return f"{number}（{bounds.remark}）" if bounds.remark else number

    @property
    def bands(self) -> tuple[tuple[AccidentLevel, str], ...]:
        """Every level with its numbers as the decree puts them: 「3 人以上 10 人以下」."""
        starts = ["", *(f"{limit} {self.unit}以上" for limit in self.limits)]
        ends = [*(f"{limit} {self.unit}以下" for limit in self.limits), ""]
        words = (f"{start} {end}".strip() for start, end in zip(starts, ends, strict=True))
        return tuple(zip(AccidentLevel, words, strict=True))

    def gives(self, level: AccidentLevel) -> bool:
        """Whether this number can give the level by what is known of it; nothing, if unknown."""
        return self.bounds.known and self.lowest <= level <= self.highest


@dataclass(frozen=True, slots=True)
class Assessment:
    """The level that the known numbers give; `lowest` is None where none of them is known.

    `deciding` names what gives the level, `unknown` what could still raise it.
    """

    dimensions: tuple[Dimension, ...]
    lowest: AccidentLevel | None
    highest: AccidentLevel
    deciding: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether nothing unknown could change the level."""
        return self.lowest is self.highest

    @property
    def text(self) -> str:
        """The level in words: 「重大」, 「至少较大」, 「无法计算」."""
        if self.lowest is None:
            return "无法计算"
        return self.lowest.label if self.certain else f"至少{self.lowest.label}"

    @property
    def reason(self) -> str:
        """How the level came about, one Chinese sentence."""
        parts = "，".join(f"{d.shown}{_gives(d)}" for d in self.dimensions)
        return f"{parts}：{self.decision}"

    @property
    def decision(self) -> str:
        """Which of the numbers decides, and what could still raise the level."""
        if self.lowest is None:
            return "三项都未核实，无法计算等级"
        open_ = f"；{'、'.join(self.unknown)}未核实，不排除更高" if self.unknown else ""
        decided = f"决定等级的是{'、'.join(self.deciding)}"
        if self.lowest is AccidentLevel.GENERAL:
            decided = "已知的各项都没有达到较大的界限"
        return f"{decided}{open_}"


class Verdict(StrEnum):
    """How the stated level stands to the computed one."""

    AGREES = "一致"
    DISAGREES = "不一致"
    OPEN = "无法比较"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict with its Chinese reason."""

    verdict: Verdict
    reason: str


def assess(deaths: Bounds, injuries: Bounds, loss: Bounds) -> Assessment:
    """Compute the level; `injuries` are serious ones and 急性工业中毒 only, `loss` is in 万元."""
    dimensions = (
        _dimension("死亡", deaths, "人", _DEATHS),
        _dimension("重伤", injuries, "人", _INJURIES),
        _dimension("直接经济损失", loss, "万元", _LOSS),
    )
    known = [d for d in dimensions if d.bounds.known]
    lowest = max((d.lowest for d in known), default=None)
    highest = max(d.highest for d in dimensions)
    return Assessment(
        dimensions,
        lowest,
        highest,
        tuple(d.name for d in known if d.lowest is lowest),
        tuple(d.name for d in dimensions if lowest is None or d.highest > lowest),
    )


def compare(stated: str | None, found: Assessment) -> Comparison:
    """Say whether the level that the source states can be the computed one."""
    if stated is None:
        return Comparison(Verdict.OPEN, "来源没有写明等级")
    if found.lowest is None:
        return Comparison(Verdict.OPEN, "死亡、重伤、直接经济损失都未核实，无法计算等级")
    level, unknown = AccidentLevel(LEVELS.index(stated) + 1), "、".join(found.unknown)
    if not found.lowest <= level <= found.highest:
        computed = found.text if level < found.lowest else f"只是{found.highest.label}"
        said = f"来源写“{stated}”，按已知数字{computed}：{found.reason}"
        return Comparison(Verdict.DISAGREES, said)
    if level > found.lowest:
        said = f"按已知数字至少{found.lowest.label}，是否“{stated}”取决于未核实的{unknown}"
        return Comparison(Verdict.OPEN, said)
    said = f"与已知数字相符；{unknown}未核实，不排除更高"
    return Comparison(Verdict.AGREES, f"来源与计算都是{stated}" if found.certain else said)


def _dimension(name: str, bounds: Bounds, unit: str, limits: tuple[int, ...]) -> Dimension:
    lowest = _level(bounds.low, limits)
    highest = AccidentLevel.GRAVE if bounds.high is None else _level(bounds.high, limits)
    return Dimension(name, bounds, unit, lowest, highest, limits)


def _level(number: float, limits: Sequence[int]) -> AccidentLevel:
    return AccidentLevel(1 + sum(number >= limit for limit in limits))


def _gives(dimension: Dimension) -> str:
    if not dimension.bounds.known:
        return ""
    if dimension.lowest is dimension.highest:
        return f"属{dimension.lowest.label}"
    return f"属{dimension.lowest.label}至{dimension.highest.label}"
