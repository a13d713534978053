"""How does a row of the table of 危大工程 name the works and their limits?"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from corpus import Clause, Document
from library.questions.digest_wording import spelled_out
from library.questions.quantities import Bound, Quantity, alternatives
from library.questions.records import Source
from library.questions.statement import source_of

__all__ = ["LEVELS", "Row", "below", "limits_of", "placed_at", "works_of"]

_LIMIT = re.compile(r"(?P<name>[^≥；，]+)≥(?P<number>[\d.]+)(?P<unit>[^；，（\s]+)")
LEVELS = {
    "危险性较大": "危险性较大的分部分项工程",
    "超过一定规模": "超过一定规模的危险性较大的分部分项工程",
}
Row = Mapping[str, Any]


def placed_at(document: Document, clauses: Sequence[Clause], row: Row) -> Source | None:
    """Return where the row stands in the table, None where it is not printed."""
    line = re.compile(
        rf"^\| {re.escape(row['item'])} \| {re.escape(row['level'])} \| .*\|$", re.MULTILINE
    )
    match = line.search(document.text)
    clause = next((c for c in clauses if match and c.start <= match.start() < c.end), None)
    return source_of(document, clause, *match.span()) if match and clause else None


def limits_of(row: Row) -> list[tuple[str, Decimal, str]]:
    """Return what is measured, the least number, and its unit, of each limit of the row."""
    return [
        (m["name"].strip(), Decimal(m["number"]), m["unit"]) for m in _LIMIT.finditer(row["limits"])
    ]


def works_of(row: Row) -> str:
    """Return the works as a stem names them."""
    category, item = row["category"], spelled_out(re.sub("（.*?）", "", row["item"]))
    if category == "基坑工程":
        return f"基坑工程（{item}）"
    return item if item.endswith("工程") else f"{item}工程"


def below(limit: Decimal, unit: str) -> Decimal:
    """Return the next usual size under the limit."""
    smaller = alternatives(Quantity(limit, unit, 0, 0, Bound.LEAST, chinese=False), above=False)
    return smaller[0] if smaller else limit / 2
