"""What may stand in a cell that a spreadsheet opens, and how does a list become CSV?"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

__all__ = ["CSV_FORMULA", "FORMULA", "Table", "Value", "csv_bytes", "plain", "printable"]

Value = str | int | float | None

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With what a text begins that a spreadsheet takes for a formula."""
CSV_FORMULA = re.compile(r"'*\s*[=+\-@\t\r]")
"""The same in CSV, where an apostrophe makes it text; what has one already gets another."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000  # characters in one cell; Excel takes 32,767


@dataclass(frozen=True, slots=True)
class Table:
    """A named list: its columns, and one row of values for each entry."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def plain(value: Value) -> Value:
    """Return the value without what no cell can hold."""
    return printable(value)[:_LONGEST] if isinstance(value, str) else value


def printable(text: str) -> str:
    """Return the text with a sign for each character that a file of Office must not hold."""
    return _CONTROLS.sub("\ufffd", text)


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return the rows as CSV that Excel reads as UTF-8 and computes nothing of."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([_literal(name) for name in columns])
    writer.writerows([_literal(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _literal(value: Value) -> Value:
    held = plain(value)
    return f"'{held}" if isinstance(held, str) and CSV_FORMULA.match(held) else held
