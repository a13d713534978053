"""What may stand in a cell that a spreadsheet opens, and how does a list become CSV?"""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

__all__ = ["CONTROLS", "CSV_FORMULA", "FORMULA", "Value", "csv_bytes", "plain"]

Value = str | int | float | None

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With what a text begins that a spreadsheet takes for a formula."""
CSV_FORMULA = re.compile(r"'*\s*[=+\-@\t\r]")
"""The same in CSV, where an apostrophe makes it text; what has one already gets another."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000  # characters in one cell; Excel takes 32,767


def plain(value: Value) -> Value:
    """Return the value without what no cell can hold."""
    return CONTROLS.sub("\ufffd", value)[:_LONGEST] if isinstance(value, str) else value


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
