"""Which days does a period written by hand span: 2018..2021, 2020年5月, 2019-06-01?"""

import calendar
import re
from datetime import date

from search.errors import QueryRejected

__all__ = ["read_period"]

_DAY = r"(?P<year>(?:19|20)\d\d)(?:[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?|月)?|年)?"
_ONE = re.compile(_DAY)
_YEARS = re.compile(r"((?:19|20)\d\d)年?-((?:19|20)\d\d)年?")
_RANGE = re.compile(r"\.{2,3}|~|至|到|—+|–|-(?=$)|(?<=^)-")


def read_period(label: str, values: list[str]) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period, None where it is open on that side.

    A year or a month spans all its days. Raise QueryRejected, naming the label and the value,
    for anything else and for a period that ends before it begins.
    """
    written = "".join(values)
    years = _YEARS.fullmatch(written)
    ends = list(years.groups()) if years else _RANGE.split(written)
    if len(values) > 1 or len(ends) > 2 or not any(ends):
        raise _rejected(label, "、".join(values))
    first, last = (_span(label, end) if end else (None, None) for end in (ends[0], ends[-1]))
    since, until = first[0], last[1]
    if since and until and since > until:
        raise QueryRejected(f"筛选“{label}:{written}”的起止颠倒了，{since} 晚于 {until}，请对调。")
    return since, until


def _span(label: str, written: str) -> tuple[date, date]:
    match = _ONE.fullmatch(written)
    if match is None:
        raise _rejected(label, written)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise _rejected(label, written) from None
    end_month = month or 12
    last_day = day or calendar.monthrange(first.year, end_month)[1]
    return first, date(first.year, end_month, last_day)


def _rejected(label: str, written: str) -> QueryRejected:
    return QueryRejected(
        f"筛选“{label}:{written}”不是日期或年份。"
        f"请写作 {label}:2020、{label}:2018..2021 或 {label}:2020-01-01..2020-06-30。"
    )
