"""Which numbers with a unit stand in a sentence, how are they bounded, and what might stand instead?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib.resources import files

from corpus.numerals import NUMERAL, to_chinese, to_int

__all__ = ["Bound", "Quantity", "alternatives", "quantities_in", "spellings", "written"]

TIMES = frozenset("日 天 个工作日 工作日 小时 分钟 个月 年".split())


class Bound(Enum):
    """How the words around a number bound it; all but EXACT include the number itself."""

    LEAST = "至少"
    MOST = "至多"
    EXACT = "恰为"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at text[start:end].

    A range 「五万元以上十万元以下」 is one quantity with `upper`. `chinese` says how it is printed.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    bound: Bound
    chinese: bool
    upper: Decimal | None = None

    @property
    def timed(self) -> bool:
        """Whether it measures time."""
        return self.unit in TIMES


@cache
def _ladders() -> dict[str, tuple[Decimal, ...]]:
    lines = (files("library") / "data" / "question_ladders.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return {unit: tuple(map(Decimal, values.split())) for unit, values in rows}


_NUMBER = rf"(?:\d+(?:\.\d+)?|{NUMERAL}+)"


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, _ladders()), key=len, reverse=True))
    return re.compile(
        rf"(?<![第\d.〔号款条项年{NUMERAL[1:-1]}])(?P<share>百分之)?(?P<number>{_NUMBER})"
        rf"(?P<myriad>万(?=元|平方米))?(?P<unit>{units})?"
    )


_NO_QUANTITY = re.compile(r"^(?:级以上人民|级人民|年(?:度|底|\d|[〇零一二三四五六七八九十]+月)|日(?:常|起|内容)|人民|人大|名称|次性|层次|级以上地方|月)")
_AFTER_LEAST = re.compile(r"^(?:及|（含[^）]*）)?以上")
_AFTER_MOST = re.compile(r"^(?:以下|以内|之内|内|前)")
_BEFORE_LEAST = re.compile(r"(?:至少|不得?少于|不得?低于|不得?小于|不得?短于|提前|最少)[^，。；]{0,8}$")
_BEFORE_MOST = re.compile(r"(?:不得?超过|最多|最长|不得?高于|不得?多于|不得?大于|不得?长于|至多)[^，。；]{0,6}$")


def quantities_in(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a sentence from left to right; dates and ordinals are none."""
    found = [q for match in _pattern().finditer(text) if (q := _quantity(text, match))]
    at = 0
    while at < len(found):
        one = found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        if other and _makes_range(text, one, other):
            yield Quantity(one.value, one.unit, one.start, other.end + 2, Bound.EXACT, one.chinese, other.value)
            at += 2
        else:
            yield one
            at += 1


def _makes_range(text: str, one: Quantity, other: Quantity) -> bool:
    return (
        one.unit == other.unit
        and text[one.end : other.start] == "以上"
        and text[other.end : other.end + 2] == "以下"
        and one.value < other.value
    )


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    unit = "%" if match["share"] else match["unit"]
    if unit is None or _NO_QUANTITY.match(text[match.start("unit") if match["unit"] else match.end() :]):
        return None
    if match["myriad"]:
        unit = "万" + unit
        if unit not in _ladders():
            return None
    try:
        value = _value(match["number"])
    except ValueError:
        return None
    before, after = text[: match.start()], text[match.end() :]
    if value <= 0 or before.endswith(("第", "同")) or (value == 1 and unit in {"人", "名", "次", "级", "层"} and "至少" not in before[-8:]):
        return None
    if unit in {"年", "日"} and value > 100:
        return None
    if unit == "日" and before.endswith("月"):
        return None
    return Quantity(value, unit, match.start(), match.end(), _bound(before, after), not match["number"][0].isdigit())


def _value(number: str) -> Decimal:
    if number[0].isdigit() and number.isascii():
        return Decimal(number)
    return Decimal(to_int(number))


def _bound(before: str, after: str) -> Bound:
    if _BEFORE_MOST.search(before):
        return Bound.MOST
    if _BEFORE_LEAST.search(before) or _AFTER_LEAST.match(after):
        return Bound.LEAST
    return Bound.MOST if _AFTER_MOST.match(after) else Bound.EXACT


def written(value: Decimal, like: Quantity) -> str:
    """Return the value with the unit, in the numerals of the other."""
    if not like.chinese or value != int(value):
        return f"{value:f}{like.unit}"
    number = to_chinese(int(value))
    if number == "二" and like.unit not in {"%", "级"}:
        number = "两" if like.unit in {"年", "个月", "小时", "个工作日", "人", "名", "次", "倍", "层", "天", "吨"} else "二"
    return f"百分之{number}" if like.unit == "%" else f"{number}{like.unit}"


def spellings(value: Decimal, unit: str) -> tuple[str, ...]:
    """Return how the quantity may be printed: 三日, 3日; 两人, 二人, 2人."""
    shown = [f"{value:f}{unit}"]
    if value == int(value) and value < 10000:
        number = to_chinese(int(value))
        names = {number, "两"} if number == "二" else {number}
        shown += [f"百分之{n}" if unit == "%" else f"{n}{unit}" for n in sorted(names)]
    return tuple(shown)


def alternatives(quantity: Quantity, *, above: bool = True, below: bool = True) -> list[Decimal]:
    """Return other values that are plausible for the unit, the nearest first."""
    ladder = _ladders().get(quantity.unit, ())
    own = quantity.value
    if not ladder or own > 20 * ladder[-1]:
        return []
    larger = [v for v in ladder if v > own][:4] if above else []
    smaller = [v for v in reversed(ladder) if v < own][:4] if below else []
    if above and len(larger) < 2:
        larger += [own * n for n in (2, 3) if own * n not in larger]
    order = sorted([*larger, *smaller], key=lambda v: (_distance(v, own), v))
    return order


def _distance(one: Decimal, other: Decimal) -> Decimal:
    return max(one, other) / min(one, other)
