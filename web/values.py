"""What does the value of one query parameter mean, and what is said where it means nothing?"""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from web.errors import ParameterRejected

__all__ = [
    "read_choice", "read_count", "read_flag", "read_last_day", "read_number", "read_period",
    "read_values",
]  # fmt: skip

MOST_VALUES = 20

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_period(since: str, until: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of `from` and `to`; raise ParameterRejected."""
    first, last = _day("from", since, _first_day), _day("to", until, _last_day)
    if first and last and first > last:
        raise ParameterRejected("from", "起始日期晚于截止日期，请对调后再试。")
    return first, last


def read_last_day(name: str, value: str) -> date | None:
    """Return a day; a year or a month alone means its last day; raise ParameterRejected."""
    return _day(name, value, _last_day)


def read_choice(name: str, choices: type[_Choice], value: str) -> _Choice:
    """Return the choice; raise ParameterRejected."""
    try:
        return choices(value)
    except ValueError:
        known = "、".join(choice.value for choice in choices)
        raise ParameterRejected(name, f"参数 {name} 只能取：{known}。") from None


def read_values(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return the filled values once each, in order; raise ParameterRejected."""
    kept = tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
    if len(kept) > MOST_VALUES or any(len(value) > 100 for value in kept):
        raise ParameterRejected(name, f"参数 {name} 最多 {MOST_VALUES} 个值，每个最长 100 个字。")
    return kept


def read_number(name: str, value: str, default: int, largest: int) -> int:
    """Return a whole number from 1 to `largest`; raise ParameterRejected."""
    if not value.strip():
        return default
    if not re.fullmatch(r"[0-9]{1,6}", value.strip()) or not 1 <= int(value) <= largest:
        raise ParameterRejected(name, f"参数 {name} 应为 1 到 {largest} 之间的整数。")
    return int(value)


def read_count(name: str, value: str) -> int | None:
    """Return a whole number from 0, None where none is given; raise ParameterRejected."""
    if not value.strip():
        return None
    if not re.fullmatch(r"[0-9]{1,6}", value.strip()):
        raise ParameterRejected(name, f"参数 {name} 应为不小于 0 的整数。")
    return int(value)


def read_flag(name: str, value: str) -> bool:
    """Return whether it is true; raise ParameterRejected."""
    known = {"": False, "0": False, "false": False, "1": True, "true": True}
    if value.strip().lower() not in known:
        raise ParameterRejected(name, f"参数 {name} 只能取：true、false。")
    return known[value.strip().lower()]


def _day(name: str, value: str, fill: Callable[[int, int | None], date]) -> date | None:
    """Read YYYY-MM-DD; a year or a month alone means its first or its last day."""
    if not value.strip():
        return None
    match = _DAY.fullmatch(value.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(group or 0) for group in match.groups())
        return date(year, month, day) if match[3] else fill(year, month if match[2] else None)
    except ValueError:
        shown = value.strip()[:20]
        message = f"“{shown}”应为日期，如 2020-05-01，也可以只写年份 2020（参数 {name}）。"
        raise ParameterRejected(name, message) from None


def _first_day(year: int, month: int | None) -> date:
    return date(year, month or 1, 1)


def _last_day(year: int, month: int | None) -> date:
    month = month or 12
    return date(year, month, calendar.monthrange(year, month)[1])
