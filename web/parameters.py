"""How do query parameters become a SearchRequest, and a SearchRequest an address again?"""

from datetime import date
from typing import Protocol
from urllib.parse import urlencode

from corpus.records import Kind, Status
from search.query import LONGEST
from search.results import Mode, SearchRequest, Sort
from web.errors import ParameterRejected
from web.values import (
    read_choice,
    read_flag,
    read_last_day,
    read_number,
    read_period,
    read_values,
)

__all__ = [
    "AS_OF",
    "DEEPEST",
    "PAGE_SIZE",
    "RawParameters",
    "query_pairs",
    "read_as_of",
    "read_document",
    "read_request",
    "search_url",
]

PAGE_SIZE = 10
DEEPEST = 10_000
"""No page goes beyond this many results: nobody reads on, and each page costs a whole search."""
LARGEST_PAGE = 200
_LONGEST_ID = 300
ALL_STATUSES = "全部"
AS_OF = "按哪一天的时效状态，YYYY-MM-DD；不写时为当天"


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
    as_of: str
    page: str
    limit: str
    explain: str
    group: str
    document: str
    sort: str
    also: list[str]


def read_request(raw: RawParameters, *, grouped: bool = False) -> SearchRequest:
    """Return the search that the parameters ask for; raise ParameterRejected.

    `grouped` says whether clauses of one document are folded where `group` is not given.
    """
    if len(raw.q) > LONGEST:
        raise ParameterRejected("q", f"检索词最长 {LONGEST} 个字，请缩短后再试。")
    since, until = read_period(raw.since, raw.until)
    limit = read_number("limit", raw.limit, PAGE_SIZE, LARGEST_PAGE)
    page = read_number("page", raw.page, 1, DEEPEST // limit)
    return SearchRequest(
        query=raw.q.strip(),
        mode=read_choice("mode", Mode, raw.mode or Mode.HYBRID),
        kinds=tuple(read_choice("kind", Kind, value) for value in read_values("kind", raw.kind)),
        statuses=_statuses(raw.status),
        issuers=read_values("issuer", raw.issuer),
        regions=read_values("region", raw.region),
        since=since,
        until=until,
        limit=limit,
        offset=(page - 1) * limit,
        explain=read_flag("explain", raw.explain),
        as_of=read_as_of(raw.as_of),
        group=read_flag("group", raw.group) if raw.group.strip() else grouped,
        within=read_document(raw.document),
        sort=read_choice("sort", Sort, raw.sort or Sort.RELEVANCE),
        also=read_values("also", raw.also),
    )


def read_as_of(value: str) -> date | None:
    """Return the day on which documents must stand, None for today; raise ParameterRejected.

    A year or a month alone means its last day.
    """
    return read_last_day("as_of", value)


def query_pairs(request: SearchRequest) -> list[tuple[str, str]]:
    """Return the parameters of the page that shows this search, without its number.

    Defaults of a page are left out.
    """
    all_statuses = set(request.statuses) == set(Status)
    pairs = [("q", request.query)]
    if request.mode is not Mode.HYBRID:
        pairs.append(("mode", request.mode.value))
    pairs += [("kind", kind.value) for kind in request.kinds]
    pairs += [("status", s) for s in ((ALL_STATUSES,) if all_statuses else request.statuses)]
    pairs += [("issuer", issuer) for issuer in request.issuers]
    pairs += [("region", region) for region in request.regions]
    days = (("from", request.since), ("to", request.until), ("as_of", request.as_of))
    pairs += [(name, day.isoformat()) for name, day in days if day]
    if request.within:
        pairs.append(("document", request.within))
    pairs += [("also", words) for words in request.also]
    if request.sort is not Sort.RELEVANCE:
        pairs.append(("sort", request.sort.value))
    if not request.group:
        pairs.append(("group", "false"))
    if request.limit != PAGE_SIZE:
        pairs.append(("limit", str(request.limit)))
    if request.explain:
        pairs.append(("explain", "true"))
    return pairs


def search_url(request: SearchRequest, page: int = 1) -> str:
    """Return the address of a page of this search."""
    pairs = query_pairs(request) + ([("page", str(page))] if page > 1 else [])
    return f"/search?{urlencode(pairs)}"


def read_document(value: str) -> str:
    """Return the id of a document, '' for none; raise ParameterRejected."""
    if len(value) > _LONGEST_ID:
        raise ParameterRejected("document", f"参数 document 是文件编号，最长 {_LONGEST_ID} 个字。")
    return value.strip()


def _statuses(values: list[str]) -> tuple[Status, ...]:
    given = read_values("status", values)
    if ALL_STATUSES in given:
        return tuple(Status)
    return tuple(read_choice("status", Status, value) for value in given)
