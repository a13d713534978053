"""Do the lines drawn on a page show a table?

A table of a page is read line by line: which cell stands below which is not certain, and a
reader must be told so.
"""

from collections.abc import Iterable

__all__ = ["Box", "shows_table"]

Box = tuple[float, float, float, float]
"""What a drawn path covers: two corners (x, y), in any unit."""

_THIN, _LONG = 0.004, 0.03  # as parts of the page's height
_LINES = 3  # each way, so that two columns and two rows stand between them


def shows_table(drawn: Iterable[Box], height: float) -> bool:
    """Tell a grid of lines or of frames from underlines, a frame around the page, a signature."""
    rows, columns = set[int](), set[int]()
    thin, long = _THIN * height, _LONG * height
    for x, y, other_x, other_y in drawn:
        wide, high = abs(other_x - x), abs(other_y - y)
        if wide > long and (high <= thin or high > long / 2):
            rows |= {round(y / max(thin, 1e-9)), round(other_y / max(thin, 1e-9))}
        if high > long / 2 and (wide <= thin or wide > long):
            columns |= {round(x / max(thin, 1e-9)), round(other_x / max(thin, 1e-9))}
    return _distinct(rows) >= _LINES and _distinct(columns) >= _LINES


def _distinct(places: set[int]) -> int:
    """Count places, those side by side once: both edges of one line."""
    return sum(place - 1 not in places for place in places)
