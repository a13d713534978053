"""What may stand in a cell that a spreadsheet opens, and how does a list become CSV?"""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

__all__ = ["CONTROLS", "FORMULA", "Value", "csv_text", "plain"]

Value = str | int | float | None

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With what a text begins that a spreadsheet takes for a formula."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000  # characters in one cell; Excel takes 32,767


def plain(value: Value) -> Value:
    """Return the value without what no cell can hold."""
    return CONTROLS.sub("\ufffd", value)[:_LONGEST] if isinstance(value, str) else value


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return CSV that Excel opens as UTF-8; what looks like a formula gets a 「'」 before it."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_literal(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _literal(value: Value) -> Value:
    formula = isinstance(value, str) and (value.startswith(FORMULA) or value.lstrip()[:1] in "=+-@")
    return f"'{plain(value)}" if formula and value else plain(value)
