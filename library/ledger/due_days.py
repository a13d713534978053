"""When is the next report of the three-year action due?

昌吉, 四（六）: 每月18日前报送进展情况及统计表；每年12月10日前报送当年总结。
"""

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["DueDay", "next_due_days"]

_MONTHLY, _YEARLY = 18, (12, 10)


@dataclass(frozen=True, slots=True)
class DueDay:
    """What is to be sent, by which day, how many days are left, and what asks for it."""

    what: str
    day: date
    left: int
    rule: str


def next_due_days(today: date) -> list[DueDay]:
    """Return the next monthly and the next yearly report, the earlier first; today still counts."""
    month = today.replace(day=_MONTHLY)
    if today > month:
        month = (month + timedelta(days=31)).replace(day=_MONTHLY)
    year = date(today.year, *_YEARLY)
    if today > year:
        year = date(today.year + 1, *_YEARLY)
    found = [
        DueDay("阶段性进展情况及统计表", month, (month - today).days, "每月18日前"),
        DueDay("当年专项整治行动总结", year, (year - today).days, "每年12月10日前"),
    ]
    return sorted(found, key=lambda due: due.day)
