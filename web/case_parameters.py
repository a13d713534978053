"""Which cases do the query parameters of the case library ask for?"""

from typing import Protocol

from library.cases import CHOICES, UNKNOWN, CaseFilter, CaseOrder
from search.query import LONGEST
from web.errors import ParameterRejected
from web.values import read_choice, read_count, read_number, read_period, read_values

__all__ = ["RawFilter", "RawPage", "read_filter", "read_order", "read_page", "read_query"]

_LARGEST_PAGE, _DEEPEST = 200, 10_000


class RawFilter(Protocol):
    """The filters as they came, all text; `web.case_schemas` holds what FastAPI fills."""

    q: str
    type: list[str]
    works: list[str]
    level: list[str]
    province: list[str]
    city: list[str]
    project: list[str]
    basis: list[str]
    quality: list[str]
    since: str
    until: str
    min_deaths: str
    max_deaths: str


class RawPage(Protocol):
    """Order and page as they came."""

    order: str
    page: str
    limit: str


def read_filter(raw: RawFilter) -> CaseFilter:
    """Return the filter that the parameters make; raise ParameterRejected."""
    since, until = read_period(raw.since, raw.until)
    return CaseFilter(
        types=_known("type", raw.type, "accident_type"),
        works=read_values("works", raw.works),
        levels=_known("level", raw.level, "level"),
        provinces=read_values("province", raw.province),
        cities=read_values("city", raw.city),
        project_types=read_values("project", raw.project),
        bases=_known("basis", raw.basis, "basis"),
        qualities=_known("quality", raw.quality, "source_quality"),
        since=since,
        until=until,
        least_deaths=read_count("min_deaths", raw.min_deaths),
        most_deaths=read_count("max_deaths", raw.max_deaths),
    )


def read_query(raw: RawFilter) -> str:
    """Return the words asked for, '' where there are none; raise ParameterRejected."""
    if len(raw.q) > LONGEST:
        raise ParameterRejected("q", f"检索词最长 {LONGEST} 个字，请缩短后再试。")
    return raw.q.strip()


def read_order(raw: RawPage) -> CaseOrder:
    """Return the order asked for; raise ParameterRejected."""
    return read_choice("order", CaseOrder, raw.order.strip() or CaseOrder.RELEVANCE)


def read_page(raw: RawPage) -> slice:
    """Return which of all cases the page shows; raise ParameterRejected."""
    limit = read_number("limit", raw.limit, 20, _LARGEST_PAGE)
    page = read_number("page", raw.page, 1, _DEEPEST // limit)
    return slice((page - 1) * limit, page * limit)


def _known(name: str, values: list[str], field: str) -> tuple[str, ...]:
    given, allowed = read_values(name, values), (*CHOICES[field], UNKNOWN)
    for value in given:
        if value not in allowed:
            raise ParameterRejected(name, f"参数 {name} 只能取：{'、'.join(allowed)}。")
    return given
