"""How large is what a person wrote: 4.8, 4.8米, 4800mm, 10t? In the unit of the table, exactly.

A bare number is in the unit of the limit; one that would be absurd in it is asked back.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from corpus.normalise import nfkc
from library.errors import MeasureRejected

__all__ = ["Measure", "read_answers", "read_count", "read_loss", "read_measure"]

_NUMBER = re.compile(
    r"(?P<number>[+-]?\d{1,9}(?:,\d{3})*(?:\.\d{1,6})?|[+-]?\.\d{1,6})\s*(?P<unit>\D*2?)"
)
_LENGTH = {
    "m": "1",
    "米": "1",
    "mm": "0.001",
    "毫米": "0.001",
    "cm": "0.01",
    "厘米": "0.01",
    "km": "1000",
    "公里": "1000",
}
_FORCE = {
    "kn": "1", "千牛": "1", "n": "0.001", "牛": "0.001", "牛顿": "0.001", "mn": "1000",
    "t": "9.80665", "吨": "9.80665", "kg": "0.00980665", "千克": "0.00980665", "公斤": "0.00980665",
}  # fmt: skip
_PER_METRE = ("/m", "/米", "每米")
_PER_AREA = ("/m2", "/平方米", "/㎡", "每平方米")
_MONEY = {
    "元": "0.0001",
    "万元": "1",
    "万": "1",
    "百万元": "100",
    "千万元": "1000",
    "亿元": "10000",
    "亿": "10000",
}
_YES = frozenset({"是", "yes", "y", "true"})
_ANSWER = re.compile(
    r"(?:(?P<number>\d{1,2})\s*[=:]\s*)?(?P<answer>是|否|yes|no|y|n|true|false)", re.IGNORECASE
)
_NAMES = {"m": "米", "kN": "千牛", "kN/m": "千牛/米", "kN/m²": "千牛/平方米"}


class Measure(NamedTuple):
    """A size in `unit`; `written` is what the person wrote, `note` how it was converted."""

    value: Decimal
    unit: str
    written: str
    note: str = ""

    @property
    def shown(self) -> str:
        """The size in the unit of the table: 4.8m."""
        return f"{_plain(self.value)}{self.unit}"


def read_measure(name: str, text: str, unit: str, largest: float) -> Measure:
    """Return the size; raise MeasureRejected naming it.

    `unit` is m, kN, kN/m or kN/m²; `largest` is the greatest limit that it will be held against.
    """
    number, written = _number(name, text)
    if not written:
        if number > Decimal(str(largest)) * 20:
            raise MeasureRejected(f"{name} {_plain(number)} {_NAMES[unit]}？请写明单位")
        return Measure(number, unit, text.strip())
    factor = _units(unit).get(written.lower().replace(" ", ""))
    if factor is None:
        raise MeasureRejected(f"{name}的单位应为 {unit}，不能是“{written}”")
    value = number * Decimal(factor)
    weighed = "9.80665" in factor or "0.00980665" in factor
    note = f"按 1 t＝9.80665 kN 折算为 {_plain(value)} {unit}，临近界限时请复核" if weighed else ""
    return Measure(value, unit, text.strip(), note)


def read_count(name: str, text: str) -> int | None:
    """Return a number of people, None for none given; raise MeasureRejected."""
    plain = nfkc(text).text.strip().removesuffix("人").strip()
    if not plain:
        return None
    if not re.fullmatch(r"\d{1,6}", plain):
        raise MeasureRejected(f"{name}应为不小于 0 的整数，不能是“{text.strip()[:20]}”")
    return int(plain)


def read_answers(texts: Iterable[str], count: int) -> dict[int, bool]:
    """Return answers to conditions by their number: 1=是, 2=否; 是 alone answers the only one.

    `count` is how many conditions there are. Raise MeasureRejected.
    """
    found: dict[int, bool] = {}
    for text in filter(str.strip, texts):
        match = _ANSWER.fullmatch(nfkc(text).text.strip())
        if match is None:
            raise MeasureRejected(f"“{text.strip()[:20]}”读不懂，请写成 1=是 或 1=否")
        if not match["number"] and count != 1:
            raise MeasureRejected(
                f"有 {count} 个条件可答，请写明是第几个，如 1=是" if count else "没有条件可答"
            )
        found[int(match["number"] or 1)] = match["answer"].lower() in _YES
    return found


def read_loss(text: str) -> float | None:
    """Return a loss in 万元, which is the unit of a bare number; raise MeasureRejected."""
    if not text.strip():
        return None
    number, unit = _number("直接经济损失", text, least=None)
    if number < 0:
        raise MeasureRejected("直接经济损失不能是负数")
    if (unit or "万元") not in _MONEY:
        raise MeasureRejected(f"直接经济损失的单位应为万元，不能是“{unit}”")
    return float(number * Decimal(_MONEY[unit or "万元"]))


def _number(name: str, text: str, least: int | None = 0) -> tuple[Decimal, str]:
    plain = nfkc(text).text.strip().replace("−", "-")
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise MeasureRejected(f"{name}“{plain[:20]}”读不懂，请写成数字和单位，如 4.8m")
    number = Decimal(match["number"].replace(",", ""))
    if least is not None and number <= least:
        raise MeasureRejected(f"{name}应当大于 0，不能是 {plain}")
    return number, match["unit"].strip()


def _units(unit: str) -> dict[str, str]:
    """Return what may be written for a unit of the table, with its factor."""
    if unit == "m":
        return _LENGTH
    if unit == "kN":
        return _FORCE
    below = _PER_AREA if unit == "kN/m²" else _PER_METRE
    found = {force + per: factor for force, factor in _FORCE.items() for per in below}
    return {**found, "kpa": "1", "千帕": "1"} if unit == "kN/m²" else found


def _plain(value: Decimal) -> str:
    text = format(value.quantize(Decimal("0.0001")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
