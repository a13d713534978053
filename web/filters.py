"""Which filters can a reader switch on or off from a page of results, and where do they lead?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from corpus.records import Kind, Status
from search.results import Facets, Mode, SearchRequest, SearchResults, Sort
from web.parameters import search_url

__all__ = [
    "Group", "Option", "active_filters", "conditions", "filter_groups", "mode_options",
    "sort_options", "status_switch",
]  # fmt: skip

_NO_MARKS = str.maketrans("", "", "《》〈〉")


@dataclass(frozen=True, slots=True)
class Option:
    """A link that changes the search; `count` is None where it is not known."""

    label: str
    url: str
    selected: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The options of one facet, largest first, the selected ones always among them."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class _Facet:
    """A facet of the results and the field of the request that filters by it."""

    title: str
    name: str
    field: str
    label: Callable[[Any], str] = str
    choices: type[StrEnum] | None = None

    def chosen(self, request: SearchRequest) -> tuple[str, ...]:
        """Return the values in force; all statuses together are no filter to show one by one."""
        values: tuple[str, ...] = getattr(request, self.field)
        return () if self.choices is Status and _shows_all(request) else values

    def known(self, counts: Mapping[str, int]) -> list[str]:
        """Return the values that can be filtered by, unknown ones of a choice left out."""
        if self.choices is None:
            return [value for value in counts if value]
        return [self.choices(value) for value in counts if value in set(self.choices)]

    def toggled(self, request: SearchRequest, value: str) -> str:
        """Return the address of the search with the value switched on, or off again."""
        chosen = self.chosen(request)
        rest = tuple(other for other in chosen if other != value)
        changes: dict[str, Any] = {self.field: rest if value in chosen else (*chosen, value)}
        return search_url(replace(request, **changes))


_FACETS = (
    _Facet("时效状态", "status", "statuses", choices=Status),
    _Facet("文件类别", "kind", "kinds", lambda kind: Kind(kind).label, Kind),
    _Facet("发文机关", "issuer", "issuers"),
    _Facet("地区", "region", "regions"),
)


def mode_options(request: SearchRequest) -> list[Option]:
    """Return a link per mode."""
    return [
        Option(mode.label, search_url(replace(request, mode=mode)), request.mode is mode)
        for mode in Mode
    ]


def sort_options(request: SearchRequest) -> list[Option]:
    """Return a link per order, each to its first page."""
    return [
        Option(sort.label, search_url(replace(request, sort=sort, offset=0)), request.sort is sort)
        for sort in Sort
    ]


def filter_groups(request: SearchRequest, facets: Facets) -> list[Group]:
    """Return the facets that have something to choose."""
    groups = [
        Group(facet.title, tuple(_options(facet, request, facets.get(facet.name, {}))))
        for facet in _FACETS
    ]
    groups.append(Group("年份", tuple(_years(request, facets.get("year", {})))))
    return [group for group in groups if group.options]


def active_filters(request: SearchRequest) -> Iterator[Option]:
    """Yield one option per filter in force; its link takes the filter away."""
    for facet in _FACETS:
        for value in facet.chosen(request):
            yield Option(facet.label(value), facet.toggled(request, value), selected=True)
    if _shows_all(request):
        yield replace(status_switch(request), label="含已废止、被替代")
    if request.since or request.until:
        label = f"{request.since or '不限'} 至 {request.until or '不限'}"
        yield Option(label, search_url(replace(request, since=None, until=None)), selected=True)
    for words in request.also:
        rest = tuple(other for other in request.also if other != words)
        yield Option(f"再查：{words}", search_url(replace(request, also=rest)), selected=True)
    if request.as_of:
        url = search_url(replace(request, as_of=None))
        yield Option(f"按 {request.as_of} 的时效", url, selected=True)


def written_filters(request: SearchRequest, results: SearchResults) -> Iterator[Option]:
    """Yield the filters that are written into the query; each link leads to it without one."""
    for applied in results.filters:
        url = search_url(replace(request, query=applied.without, offset=0))
        yield Option(applied.label, url, selected=True)


def searched_document(request: SearchRequest, results: SearchResults | None) -> Iterator[Option]:
    """Yield the one document that is searched; the link leads to the search of all."""
    if request.within:
        title = results.hits[0].title if results and results.hits else request.within
        label = f"只看《{title.translate(_NO_MARKS)}》"
        yield Option(label, search_url(replace(request, within="", offset=0)), selected=True)


def conditions(request: SearchRequest, results: SearchResults | None) -> list[Option]:
    """Return every condition beside the words, each with the link that takes it away."""
    written = written_filters(request, results) if results else ()
    return [*written, *active_filters(request), *searched_document(request, results)]


def status_switch(request: SearchRequest) -> Option:
    """Return the link that shows, or hides again, what is repealed or replaced."""
    if _shows_all(request):
        url = search_url(replace(request, statuses=()))
        return Option("隐藏已废止、被替代的文件", url, selected=True)
    return Option(
        "同时显示已废止、被替代的文件", search_url(replace(request, statuses=tuple(Status)))
    )


def _options(facet: _Facet, request: SearchRequest, counts: Mapping[str, int]) -> Iterator[Option]:
    chosen = facet.chosen(request)
    for value in dict.fromkeys([*facet.known(counts), *chosen]):
        url = facet.toggled(request, value)
        yield Option(facet.label(value), url, value in chosen, counts.get(value))


def _years(request: SearchRequest, counts: Mapping[str, int]) -> Iterator[Option]:
    for year in sorted((year for year in counts if year.isdecimal()), reverse=True):
        first, last = date(int(year), 1, 1), date(int(year), 12, 31)
        selected = (request.since, request.until) == (first, last)
        since, until = (None, None) if selected else (first, last)
        url = search_url(replace(request, since=since, until=until))
        yield Option(f"{year}年", url, selected, counts[year])


def _shows_all(request: SearchRequest) -> bool:
    return set(request.statuses) == set(Status)
