"""How does a row of the table of 危大工程 name the works and their limits?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from corpus import Clause, Document
from library.questions.records import Source
from library.questions.rules.quantities import Bound, Quantity, alternatives
from library.questions.rules.statement import source_of

__all__ = [
    "GRAVER",
    "LESSER",
    "LEVELS",
    "Limit",
    "Row",
    "above",
    "below",
    "limits_in",
    "placed_at",
    "rule_of",
    "works_of",
]  # fmt: skip

_LIMIT = re.compile(r"(?P<name>[^≥；，]+)≥(?P<number>[\d.]+)(?P<unit>[^；，（\s]+)")
LESSER, GRAVER = "危险性较大", "超过一定规模"
LEVELS = {
    LESSER: "危险性较大的分部分项工程",
    GRAVER: "超过一定规模的危险性较大的分部分项工程",
}
_BY_ANOTHER_LINE = frozenset({"非常规起重设备、方法的吊装"})
"""Items that 采用起重机械进行安装的工程 may hold as well, which are of the level at any size."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Limit:
    """From what size on works are of the level of the row, and where the row stands."""

    works: str
    name: str
    number: Decimal
    unit: str
    row: Row
    source: Source

    @property
    def open_below(self) -> bool:
        """Whether smaller works may be of the level all the same, by another line of the table."""
        return self.row["level"] == LESSER and self.row["item"] in _BY_ANOTHER_LINE

    @property
    def measured(self) -> tuple[str, str, str]:
        """What the limits of both levels have in common."""
        return self.works, self.name, self.unit

    def at(self, size: Decimal) -> str:
        """Return the size in words: 「开挖深度为5m」."""
        return f"{self.name}为{size:f}{self.unit}"


def placed_at(document: Document, clauses: Sequence[Clause], row: Row) -> Source | None:
    """Return where the row stands in the table, None where it is not printed."""
    line = re.compile(
        rf"^\| {re.escape(row['item'])} \| {re.escape(row['level'])} \| .*\|$", re.MULTILINE
    )
    match = line.search(document.text)
    clause = next((c for c in clauses if match and c.start <= match.start() < c.end), None)
    return source_of(document, clause, *match.span()) if match and clause else None


def limits_in(row: Row, source: Source) -> Iterator[Limit]:
    """Yield the limits of the row; one that holds of two works in a row's name, once of each."""
    for found in _LIMIT.finditer(row["limits"]):
        name = found["name"].strip()
        named = _names().get((row["item"], name)) or [(works_of(row), name)]
        for works, measured in named:
            yield Limit(works, measured, Decimal(found["number"]), found["unit"], row, source)


def works_of(row: Row) -> str:
    """Return the works as a stem names them."""
    if named := _names().get((row["item"], "")):
        return named[0][0]
    item = re.sub("（.*?）", "", row["item"])
    return item if item.endswith("工程") else f"{item}工程"


@cache
def _names() -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    """Item and measure of the table → the works as one says them, and what is measured."""
    lines = (files("library") / "data" / "hazard_works_names.tsv").read_text("utf-8")
    names: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for item, measure, works, measured in (row.split("\t") for row in lines.splitlines()[1:]):
        names.setdefault((item, measure), []).append((works, measured))
    return names


def rule_of(row: Row) -> str:
    """Return what an explanation says of the row."""
    return f"{row['document']}{row['clause']}：{row['item']}，{row['level']}的范围是：{row['rule']}"


def below(limit: Decimal, unit: str) -> Decimal:
    """Return the next usual size under the limit."""
    quantity = Quantity(limit, unit, 0, 0, Bound.LEAST, chinese=False)
    return next(iter(alternatives(quantity, above=False)), limit / 2)


def above(limit: Decimal) -> Decimal:
    """Return a whole size a fifth over the limit: near it, and yet one that is built."""
    return (limit * 6 / 5).to_integral_value(ROUND_CEILING)
