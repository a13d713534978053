"""Which pages of results can be turned to?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search.results import SearchRequest
from web.parameters import DEEPEST, search_url

__all__ = ["Page", "Pages", "pages_of", "turned"]

_NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A numbered page; a gap in the row of numbers has no url."""

    number: int
    url: str | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """The row of numbers with the pages before and after this one."""

    current: int
    last: int
    row: tuple[Page, ...]
    previous: str | None
    following: str | None


def pages_of(request: SearchRequest, total: int) -> Pages:
    """Return the pages of `total` results; none beyond what `web.parameters` lets through."""
    last = max(1, -(-min(total, DEEPEST) // request.limit))
    if last * request.limit > DEEPEST:
        last = DEEPEST // request.limit
    current = request.offset // request.limit + 1
    return turned(current, last, lambda page: search_url(request, page))


def turned(current: int, last: int, address: Callable[[int], str]) -> Pages:
    """Return the pages up to `last` of any list; `address` leads to one by its number."""
    return Pages(
        current,
        last,
        tuple(_row(current, last, address)),
        address(min(current - 1, last)) if current > 1 else None,
        address(current + 1) if current < last else None,
    )


def _row(current: int, last: int, address: Callable[[int], str]) -> Iterator[Page]:
    near = range(current - _NEIGHBOURS, current + _NEIGHBOURS + 1)
    before = 0
    for number in sorted({1, last, *near}):
        if not 1 <= number <= last:
            continue
        if number > before + 1:
            yield Page(0, None)
        yield Page(number, address(number), number == current)
        before = number
