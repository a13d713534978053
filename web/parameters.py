"""How do query parameters become a SearchRequest, and a SearchRequest an address again?"""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from corpus.records import Kind, Status
from search.query import LONGEST
from search.results import Mode, SearchRequest
from web.errors import ParameterRejected

__all__ = ["DEEPEST", "RawParameters", "query_pairs", "read_request", "search_url"]

PAGE_SIZE = 10
DEEPEST = 10_000
"""No page goes beyond this many results: nobody reads on, and each page costs a whole search."""
LARGEST_PAGE = 200
MOST_VALUES = 20
ALL_STATUSES = "全部"

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_Choice = TypeVar("_Choice", bound=StrEnum)


class RawParameters(Protocol):
    """The parameters as they came, all text; `web.schemas` holds the one that FastAPI fills."""

    q: str
    mode: str
    kind: list[str]
    status: list[str]
    issuer: list[str]
    region: list[str]
    since: str
    until: str
    page: str
    limit: str
    explain: str


def read_request(raw: RawParameters) -> SearchRequest:
    """Return the search that the parameters ask for; raise ParameterRejected."""
    if len(raw.q) > LONGEST:
        raise ParameterRejected("q", f"检索词最长 {LONGEST} 个字，请缩短后再试。")
    since = _day("from", raw.since, _first_day)
    until = _day("to", raw.until, _last_day)
    if since and until and since > until:
        raise ParameterRejected("from", "起始日期晚于截止日期，请对调后再试。")
    limit = _number("limit", raw.limit, PAGE_SIZE, LARGEST_PAGE)
    page = _number("page", raw.page, 1, DEEPEST // limit)
    return SearchRequest(
        query=raw.q.strip(),
        mode=_choice("mode", Mode, raw.mode or Mode.HYBRID),
        kinds=tuple(_choice("kind", Kind, value) for value in _values("kind", raw.kind)),
        statuses=_statuses(raw.status),
        issuers=_values("issuer", raw.issuer),
        regions=_values("region", raw.region),
        since=since,
        until=until,
        limit=limit,
        offset=(page - 1) * limit,
        explain=_flag("explain", raw.explain),
    )


def query_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the parameters that ask for this search, without page; defaults are left out."""
    all_statuses = set(request.statuses) == set(Status)
    pairs = [("q", request.query)]
    if request.mode is not Mode.HYBRID:
        pairs.append(("mode", request.mode.value))
    pairs += [("kind", kind.value) for kind in request.kinds]
    pairs += [("status", s) for s in ((ALL_STATUSES,) if all_statuses else request.statuses)]
    pairs += [("issuer", issuer) for issuer in request.issuers]
    pairs += [("region", region) for region in request.regions]
    days = (("from", request.since), ("to", request.until))
    pairs += [(name, day.isoformat()) for name, day in days if day]
    if request.limit != PAGE_SIZE:
        pairs.append(("limit", str(request.limit)))
    if request.explain:
        pairs.append(("explain", "true"))
    return pairs


def search_url(request: SearchRequest, page: int = 1) -> str:
    """Return the address of a page of this search."""
    pairs = query_pairs(request) + ([("page", str(page))] if page > 1 else [])
    return f"/search?{urlencode(pairs)}"


def _choice(name: str, choices: type[_Choice], value: str) -> _Choice:
    try:
        return choices(value)
    except ValueError:
        known = "、".join(choice.value for choice in choices)
        raise ParameterRejected(name, f"参数 {name} 只能取：{known}。") from None


def _statuses(values: list[str]) -> tuple[Status, ...]:
    given = _values("status", values)
    if ALL_STATUSES in given:
        return tuple(Status)
    return tuple(_choice("status", Status, value) for value in given)


def _values(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return the filled values once each, in order."""
    kept = tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
    if len(kept) > MOST_VALUES or any(len(value) > 100 for value in kept):
        raise ParameterRejected(name, f"参数 {name} 最多 {MOST_VALUES} 个值，每个最长 100 个字。")
    return kept


def _number(name: str, value: str, default: int, largest: int) -> int:
    if not value.strip():
        return default
    if not re.fullmatch(r"[0-9]{1,6}", value.strip()) or not 1 <= int(value) <= largest:
        raise ParameterRejected(name, f"参数 {name} 应为 1 到 {largest} 之间的整数。")
    return int(value)


def _flag(name: str, value: str) -> bool:
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
        message = f"参数 {name} 应为日期，如 2020-05-01，也可以只写年份 2020。"
        raise ParameterRejected(name, message) from None


def _first_day(year: int, month: int | None) -> date:
    return date(year, month or 1, 1)


def _last_day(year: int, month: int | None) -> date:
    month = month or 12
    return date(year, month, calendar.monthrange(year, month)[1])
