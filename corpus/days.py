"""Which day does a Chinese text print: 2020年4月1日, 二〇二〇年四月一日?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.numerals import to_int

__all__ = ["DAY", "Day", "find_days", "read_day"]

_ZERO = "[〇○◯零OoＯ]"
_FULL = r"(?:19|20)\d\d|(?:一九|二[〇○◯零OoＯ])(?:[〇○◯零OoＯ一二三四五六七八九]){2}"
_SMALL = r"\d{1,2}|[元一二三四五六七八九十]{1,3}"
DAY = rf"(?:{_FULL})\s*年\s*(?:{_SMALL})\s*月\s*(?:{_SMALL})\s*日"
"""Pattern, without groups, of a day in NFKC text."""

_PARTS = re.compile(rf"({_FULL})\s*年\s*({_SMALL})\s*月\s*({_SMALL})\s*日?")


@dataclass(frozen=True, slots=True)
class Day:
    """A printed day: `day` is None where the calendar has no such day. [start, end) in the text."""

    printed: str
    day: date | None
    start: int
    end: int


def find_days(text: str) -> Iterator[Day]:
    """Yield the days of NFKC text from left to right."""
    for match in _PARTS.finditer(text):
        yield Day(match[0], _date(*match.groups()), *match.span())


def read_day(text: str) -> Day | None:
    """Return the day that NFKC text begins with, None where it begins with none."""
    match = _PARTS.match(text)
    return Day(match[0], _date(*match.groups()), *match.span()) if match else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(*(_number(part) for part in (year, month, day)))
    except ValueError:
        return None


def _number(part: str) -> int:
    return to_int(re.sub(_ZERO, "〇", part).replace("元", "一"))
