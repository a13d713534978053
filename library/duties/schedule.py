"""On which days does a duty fall due, as far as its document tells?"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from library.duties.finding import FoundDuty
from library.duties.records import Deadline, DeadlineKind, Duty

__all__ = ["Due", "due_days", "has_date"]

Rule = Mapping[str, str | int | tuple[int, ...]]

_DAY = re.compile(r"每(?P<period>年|月)(?:(?P<month>\d+)月)?(?P<day>\d+)日前")
_TIMES = re.compile(r"每(?P<number>\d*)(?P<period>年|半年|季度|月|周)")
_ENDS: Mapping[str, tuple[int, ...]] = {
    "年": (12,), "半年": (6, 12), "季度": (3, 6, 9, 12), "月": tuple(range(1, 13)),
}  # fmt: skip
_SOON, _PLANNED = 3, 14


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which something is due, and how it comes again.

    `rule` holds the parts of an RRULE of RFC 5545, None for a single day; `until` is the last day
    of the document's action. `note` says what the text leaves open, '' where it names the day
    itself; `ahead` is how many days before it a reminder is of use.
    """

    deadline: Deadline
    first: date
    rule: Rule | None
    until: date | None
    note: str
    ahead: int


def has_date(duty: Duty) -> bool:
    """Whether a duty names a day or a frequency, so that it may stand in a calendar."""
    return duty.modality.force != "可以" and any(d.kind in _READERS for d in duty.deadlines)


def due_days(found: FoundDuty, today: date) -> list[Due]:
    """Return when a duty falls due; nothing for what follows an event, or may be left undone.

    Recurrences begin with the document: the day on which it takes effect or is dated, in this year
    where neither is known. They end with its action.
    """
    if not has_date(found.duty):
        return []
    told = dict.fromkeys((each.normal, each.kind) for each in found.duty.deadlines)
    first = {(each.normal, each.kind): each for each in reversed(found.duty.deadlines)}
    dues = (_due(first[key], found, today) for key in told)
    return [due for due in dues if due and (due.until is None or due.first <= due.until)]


def _due(deadline: Deadline, found: FoundDuty, today: date) -> Due | None:
    read = _READERS.get(deadline.kind)
    document = found.document
    begin = document.effective_on or document.dated or date(today.year, 1, 1)
    try:
        return read(deadline, begin, found.until) if read else None
    except ValueError:  # a day that no calendar has
        return None


def _on_a_day(deadline: Deadline, begin: date, until: date | None) -> Due | None:
    """Place 每月18日前, 每年12月10日前; in a month without that day, on its last."""
    match = _DAY.fullmatch(deadline.normal)
    if match is None or (match["period"] == "年") is not bool(match["month"]):
        return None
    day, month = int(match["day"]), int(match["month"] or 0)
    if not 1 <= day <= 31 or not 0 <= month <= 12:
        return None
    days = tuple(range(28, day + 1)) if day > 28 else (day,)
    rule: dict[str, str | int | tuple[int, ...]] = {"FREQ": "YEARLY" if month else "MONTHLY"}
    rule |= {"BYMONTH": month} if month else {}
    rule |= {"BYMONTHDAY": days} | ({"BYSETPOS": -1} if day > 28 else {})
    months = (month,) if month else _ENDS["月"]
    first = next(d for d in _days(begin, months, day) if d >= begin)
    return Due(deadline, first, rule, until, "", _SOON)


def _each_period(deadline: Deadline, begin: date, until: date | None) -> Due | None:
    """Place 每年至少1次, 每半年…, 每周…: on the last day of each period."""
    match = _TIMES.match(deadline.normal)
    if match is None:
        return None
    period, number = match["period"], int(match["number"] or 1)
    note = (
        f"原文只写“{deadline.words}”，没有写哪一天，这里放在每{match['number']}{period}的最后一天。"
    )
    if period == "周":
        sunday = begin + timedelta(6 - begin.weekday())
        return Due(deadline, sunday, {"FREQ": "WEEKLY", "BYDAY": "SU"}, until, note, 1)
    rule: dict[str, str | int | tuple[int, ...]] = {"FREQ": "YEARLY", "BYMONTH": _ENDS[period]}
    rule |= {"BYMONTHDAY": -1} | ({"INTERVAL": number} if number > 1 else {})
    first = next(d for d in _days(begin, _ENDS[period], 31) if d >= begin)
    if number > 1:
        first = first.replace(year=first.year + number - 1)
    return Due(deadline, first, rule, until, note, _SOON if period == "月" else _PLANNED)


def _once(deadline: Deadline, begin: date, _: date | None) -> Due | None:
    """Place 2020年底前, 2022年12月10日前; 6月14日前 in the year of the document, or the next."""
    year, month, day = map(int, deadline.sort.split("-"))
    if year:
        return Due(deadline, date(year, month, day), None, None, "", _SOON)
    date(2000, month, day)  # a day that there is
    first = next(d for d in _days(begin, (month,), day) if d >= begin)
    note = f"原文没有写年份，这里按发文以后的第一个{month}月{day}日。"
    return Due(deadline, first, None, None, note, _SOON)


def _days(begin: date, months: tuple[int, ...], day: int) -> Iterator[date]:
    """Yield that day of these months from the year of `begin` on, their last where it is none."""
    for year in range(begin.year, begin.year + 3):
        for month in months:
            following = date(year + month // 12, month % 12 + 1, 1)
            yield min(date(year, month, min(day, 28)) + timedelta(max(day - 28, 0)),
                      following - timedelta(1))  # fmt: skip


_READERS: Mapping[DeadlineKind, Callable[[Deadline, date, date | None], Due | None]] = {
    DeadlineKind.RECURRING: _on_a_day,
    DeadlineKind.FREQUENCY: _each_period,
    DeadlineKind.DATE: _once,
}
