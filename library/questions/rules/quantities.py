"""Which numbers with a unit stand in a sentence, how bounded, and what might stand instead?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib.resources import files

from corpus.numerals import NUMERAL, to_chinese, to_int

__all__ = [
    "Bound",
    "Quantity",
    "alternatives",
    "between",
    "other_ranges",
    "quantities_in",
    "spellings",
    "written",
]

_MYRIAD = 10_000
_COUNTED = frozenset({"元", "万元", "%", "倍", "平方米", "万平方米", "人", "名", "年", "日"})
"""Units of which a multiple is as usual as the number; 660厘米 is not."""
_FAR = 5
"""More than so many times the right value, or less than its part, nobody takes for right."""
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
        rf"(?:(?<![第\d.点〔号款条项年{NUMERAL[1:-1]}])|(?=百分之))(?P<share>百分之)?(?P<number>{_NUMBER})"
        rf"(?P<myriad>万(?=元|平方米))?(?P<unit>{units})?"
    )


_NO_QUANTITY = re.compile(
    r"^(?:级以上人民|级人民|年(?:度|底|\d|[〇零一二三四五六七八九十]+月)|日(?:常|起|内容|一)|小时(?:不间断|服务|值班|值守|接受|开通|电话|热线)|人民|人大|名称|次性|层次|级以上地方|次(?:供水|污染|利用|装修|装饰|灾害|衍生|开发|搬|扬尘|开挖|包装|转|加压|结构|挖)|月|年(?:行动|规划|计划|制|龄))"
)
_TWICE = re.compile("至(?![少多])|（含|[及或]二层")
"""After a number that is told once more: 「二层（含二层）以上」."""
_AFTER_LEAST = re.compile(r"^(?:(?:及|（含[^）]*）)?以上|之?前)")
_AFTER_MOST = re.compile(r"^(?:以下|以内|之内|内)")
_NOT = "不(?:得|应|宜|能|可)?"
_BEFORE_LEAST = re.compile(
    f"(?:至少|最少|提前|{_NOT}(?:少于|低于|小于|短于)|(?<!不)(?<!不[得应宜能可])(?:超过|高于|大于|多于|达到|经过|满)|逾期|停用|停产)"
    "[^，。；]{0,8}$"
)
_BEFORE_MOST = re.compile(
    f"(?:最多|最长|至多|{_NOT}(?:超过|高于|多于|大于|长于)|(?<!不)(?<!不[得应宜能可])(?:少于|低于|小于|不足|不满|未满))"
    "[^，。；]{0,6}$"
)


def quantities_in(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a sentence from left to right; dates and ordinals are none."""
    found = [q for match in _pattern().finditer(text) if (q := _quantity(text, match))]
    at = 0
    while at < len(found):
        one = found[at]
        other = _in_unit(found[at + 1], one.unit) if at + 1 < len(found) else None
        if other and _makes_range(text, one, other):
            yield Quantity(
                one.value, one.unit, one.start, other.end + 2, Bound.EXACT, one.chinese, other.value
            )
            at += 2
        else:
            yield one
            at += 1


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    """Return 二万元 as 20000 元 where the unit is 元."""
    if (unit, quantity.unit) != ("元", "万元"):
        return quantity
    return replace(quantity, unit=unit, value=quantity.value * _MYRIAD)


def _makes_range(text: str, one: Quantity, other: Quantity) -> bool:
    return (
        one.unit == other.unit
        and text[one.end : other.start] == "以上"
        and text[other.end : other.end + 2] == "以下"
        and one.value < other.value
    )


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    """Return the quantity that was met, None where it is a date, an ordinal or trivial."""
    unit = "%" if match["share"] else ("万" if match["myriad"] else "") + (match["unit"] or "")
    before, after = text[: match.start()], text[match.end() :]
    from_unit = text[match.start("unit") :] if match["unit"] else after
    if unit not in _ladders() or _NO_QUANTITY.match(from_unit):
        return None
    if re.search("(?:[第同至含逆]|(?<!以)上)$", before) or _TWICE.match(after):
        return None  # an ordinal, 上一年, or one end of a range that is told in another way
    try:
        value = _value(match["number"])
    except ValueError:
        return None
    if (
        _part_of_unit(unit, match["number"], after)
        or value <= 0
        or _dates(value, unit, before)
        or _only_one(value, unit, before)
    ):
        return None
    chinese = not match["number"][0].isdigit()
    return Quantity(value, unit, match.start(), match.end(), _bound(before, after), chinese)


def _part_of_unit(unit: str, number: str, after: str) -> bool:
    """Whether the unit is but a part of what is printed: the m of m³, the 伏 of 十千伏."""
    cut = re.match("[A-Za-z²³/]", after) and unit[-1:].isascii()
    return bool(cut) or (unit in {"伏", "米"} and number.endswith("千"))


def _dates(value: Decimal, unit: str, before: str) -> bool:
    """Whether it is a year, or the day of a month."""
    return unit in {"年", "日"} and (value > 100 or (unit == "日" and before.endswith("月")))


def _only_one(value: Decimal, unit: str, before: str) -> bool:
    """Whether 一人, 一次 are said as an article is, and not as a number that binds."""
    return value == 1 and unit in {"人", "名", "次", "层"} and "至少" not in before[-8:]


def _value(number: str) -> Decimal:
    if number[0].isdigit() and number.isascii():
        return Decimal(number)
    return Decimal(to_int(number))


def _bound(before: str, after: str) -> Bound:
    if before.endswith("每") or _BEFORE_MOST.search(before):
        return Bound.MOST  # 每三年: who does it every two years does it every three
    if _AFTER_MOST.match(after):
        return Bound.MOST  # whatever stands before: 「期满后一年内」 is no 「满一年」
    least = _BEFORE_LEAST.search(before) or _AFTER_LEAST.match(after)
    return Bound.LEAST if least else Bound.EXACT


def written(value: Decimal, like: Quantity) -> str:
    """Return the value with the unit, in the numerals of the other."""
    if like.unit == "元" and value % _MYRIAD == 0:
        myriads = int(value / _MYRIAD)
        return f"{to_chinese(myriads) if like.chinese else myriads}万元"
    if not like.chinese or value != int(value):
        return f"{value.normalize():f}{like.unit}"
    number = to_chinese(int(value))
    if number == "二" and like.unit != "%":
        number = (
            "两"
            if like.unit
            in {"年", "个月", "小时", "个工作日", "人", "名", "次", "倍", "层", "天", "吨"}
            else "二"
        )
    return f"百分之{number}" if like.unit == "%" else f"{number}{like.unit}"


def spellings(value: Decimal, unit: str) -> tuple[str, ...]:
    """Return how the quantity may be printed: 三日, 3日; 两人, 二人, 2人."""
    shown = [f"{value:f}{unit}"]
    if value == int(value) and value < 10000:
        number = to_chinese(int(value))
        names = {number, "两"} if number == "二" else {number}
        shown += [f"百分之{n}" if unit == "%" else f"{n}{unit}" for n in sorted(names)]
    return tuple(shown)


_RANGES = [
    (Decimal(a), Decimal(b))
    for a, b in ((1, 3), (1, 5), (2, 5), (2, 10), (3, 10), (5, 10), (5, 20), (10, 20), (10, 50),
                 (20, 50), (20, 100), (30, 100), (50, 100), (50, 200), (100, 200), (100, 500),
                 (100, 1000), (200, 500), (200, 2000), (500, 1000), (500, 2000), (500, 5000),
                 (1000, 3000), (1000, 5000), (2000, 5000), (1000, 10000), (2000, 20000),
                 (5000, 10000), (5000, 20000), (5000, 50000), (10000, 50000))
]  # fmt: skip


def alternatives(quantity: Quantity, *, above: bool = True, below: bool = True) -> list[Decimal]:
    """Return other values that are plausible for the unit, the nearest first.

    They are usual values of the unit, or else multiples, none more than five times as far.
    """
    ladder, own = _ladders().get(quantity.unit, ()), quantity.value
    usual = [value for value in ladder if value != own and _distance(value, own) <= _FAR]
    multiples: list[Decimal] = []
    if quantity.unit in _COUNTED:
        multiples = [own * n for n in (2, 3, 4)] + [own / n for n in (2, 3) if own % n == 0]
    larger = sorted(value for value in usual if value > own)[:4] if above else []
    smaller = sorted((value for value in usual if value < own), reverse=True)[:4] if below else []
    found = [*larger, *smaller]
    for value in multiples:
        if len(found) < 3 and value not in found and (above if value > own else below):
            found.append(value)
    return sorted(found, key=lambda value: (_distance(value, own), value))


def between(text: str, quantity: Quantity, all_: Sequence[Quantity]) -> tuple[Decimal, Decimal]:
    """Return what the value must be above and below: 「（　　）以上五万元以下」 is below 五万元."""
    low, high = Decimal(0), Decimal("Infinity")
    for other in all_:
        if other.unit != quantity.unit:
            continue
        if re.fullmatch("以上[^，。；]{0,4}", text[quantity.end : other.start]):
            high = other.value
        elif re.fullmatch("以上[^，。；]{0,4}", text[other.end : quantity.start]):
            low = other.value
    return low, high


def other_ranges(quantity: Quantity) -> list[tuple[Decimal, Decimal]]:
    """Return other ranges that are usual for the size of a range; [] for a single number."""
    if quantity.upper is None:
        return []
    low, high = quantity.value, quantity.upper
    return [
        (a, b)
        for a, b in _RANGES
        if not (quantity.unit == "%" and b > 100)
        and (a, b) != (low, high)
        and low / 5 <= a <= low * 5
        and high / 5 <= b <= high * 5
    ]


def _distance(one: Decimal, other: Decimal) -> Decimal:
    return max(one, other) / min(one, other)
