"""How do query parameters ask for cases, and how are cases asked for by an address again?"""

from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlencode

from library.cases import CHOICES, UNKNOWN, CaseFilter, CaseOrder
from search.query import LONGEST
from web.errors import ParameterRejected
from web.values import read_choice, read_count, read_number, read_period, read_values

__all__ = [
    "CasesAsked", "RawFilter", "RawPage", "read_asked", "read_filter", "read_order", "read_page",
    "read_query",
]  # fmt: skip

_PAGE, _LARGEST_PAGE, _DEEPEST = 20, 200, 10_000
_ALL = CaseFilter()
_FIELDS = {
    "type": "types", "level": "levels", "province": "provinces", "city": "cities",
    "works": "works", "project": "project_types", "basis": "bases", "quality": "qualities",
}  # fmt: skip


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


class RawPage(RawFilter, Protocol):
    """The filters with order and page, as they came."""

    order: str
    page: str
    limit: str


@dataclass(frozen=True, slots=True)
class CasesAsked:
    """A list of cases as a page asks for it: words, filters, order, and which part of it.

    `path` is the page that shows it.
    """

    query: str = ""
    wanted: CaseFilter = _ALL
    order: CaseOrder = CaseOrder.RELEVANCE
    page: int = 1
    limit: int = _PAGE
    path: str = "/cases"

    @property
    def part(self) -> slice:
        """Which of all cases stand on the page."""
        return slice((self.page - 1) * self.limit, self.page * self.limit)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters that ask for this list, defaults and the page left out."""
        wanted = self.wanted
        pairs = [("q", self.query)] if self.query else []
        for name, field in _FIELDS.items():
            pairs += [(name, value) for value in getattr(wanted, field)]
        days = (("from", wanted.since), ("to", wanted.until))
        pairs += [(name, day.isoformat()) for name, day in days if day]
        limits = (("min_deaths", wanted.least_deaths), ("max_deaths", wanted.most_deaths))
        pairs += [(name, str(number)) for name, number in limits if number is not None]
        if self.order is not CaseOrder.RELEVANCE:
            pairs.append(("order", self.order.value))
        return pairs + ([("limit", str(self.limit))] if self.limit != _PAGE else [])

    def url(self, path: str = "", page: int = 1, **more: str) -> str:
        """Return the address of a page of this list, or of another view of the same cases."""
        pairs = [*self.pairs(), *([("page", str(page))] if page > 1 else []), *more.items()]
        return f"{path or self.path}?{urlencode(pairs)}" if pairs else path or self.path

    def filtered(self, **changes: object) -> "CasesAsked":
        """Return the first page of the list with other filters."""
        return replace(self, wanted=replace(self.wanted, **changes), page=1)  # type: ignore[arg-type]


def read_asked(raw: RawPage) -> CasesAsked:
    """Return the list that the parameters ask for; raise ParameterRejected."""
    part = read_page(raw)
    limit = part.stop - part.start
    return CasesAsked(
        read_query(raw), read_filter(raw), read_order(raw), part.start // limit + 1, limit
    )


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
    limit = read_number("limit", raw.limit, _PAGE, _LARGEST_PAGE)
    page = read_number("page", raw.page, 1, _DEEPEST // limit)
    return slice((page - 1) * limit, page * limit)


def _known(name: str, values: list[str], field: str) -> tuple[str, ...]:
    given, allowed = read_values(name, values), (*CHOICES[field], UNKNOWN)
    for value in given:
        if value not in allowed:
            raise ParameterRejected(name, f"参数 {name} 只能取：{'、'.join(allowed)}。")
    return given
