"""Which rows may be shown under the given filters, and how many fall under each facet value?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from corpus.issuers import full_names
from corpus.records import Document
from corpus.standing import LifeCycles, Standing
from search.results import Facets, SearchRequest

__all__ = ["Columns", "Day"]

Mask = NDArray[np.bool_]

_DAYS = 16
"""So many days are kept; most searches ask for today, some for the day of an accident."""

_FILTERS = 16
"""Rows that pass the filters used last are kept for so many sets of filters."""

_UNSTATED = "未载明"

_FACETS: dict[str, Callable[[Document], str]] = {
    "kind": lambda document: document.kind.value,
    "issuer": lambda document: document.issuer or _UNSTATED,
    "region": lambda document: document.region or _UNSTATED,
    "year": lambda document: str(document.dated.year) if document.dated else _UNSTATED,
}
"""Facets whose values are the same on every day."""


@dataclass(frozen=True, slots=True)
class Day:
    """Where every document stands on one day, in the order of the documents.

    `shown` is true for what a search shows unasked: neither ended nor still to be issued.
    """

    standings: Sequence[Standing]
    shown: Mask
    statuses: "_Facet"


@dataclass(frozen=True, slots=True)
class _Facet:
    """The values of a facet, and for each document which of them is its own."""

    values: Sequence[str]
    of_document: NDArray[np.int64]

    @classmethod
    def of(cls, values: Iterable[str]) -> "_Facet":
        """Number the values of the documents."""
        number: dict[str, int] = {}
        numbers = [number.setdefault(value, len(number)) for value in values]
        return cls(list(number), np.array(numbers, dtype=np.int64))

    def count(self, counts: NDArray[np.int64], present: NDArray[np.int64]) -> dict[str, int]:
        """Add up the counts of the documents that are present by value, largest first.

        Equal ones stand in the order of the documents.
        """
        own = self.of_document[present]
        sums = np.bincount(own, counts[present], minlength=len(self.values)).astype(np.int64)
        first = np.full(len(self.values), len(self.of_document))
        first[own[::-1]] = present[::-1]  # what is written last is the first
        order = np.lexsort((first, -sums))[: np.count_nonzero(sums)]
        return {self.values[n]: int(sums[n]) for n in order.tolist()}


@dataclass(frozen=True, slots=True)
class _Filters:
    """What decides which documents pass."""

    request: SearchRequest
    as_of: date
    hide: bool


class Columns:
    """The documents of a generation, and for each row the number of its document."""

    def __init__(
        self, documents: Sequence[Document], clause_ids: Iterable[str], life: LifeCycles
    ) -> None:
        """Number the rows' documents; a clause id is 「document_id:address」."""
        number = {document.document_id: n for n, document in enumerate(documents)}
        rows = [number[clause_id.rpartition(":")[0]] for clause_id in clause_ids]
        self.documents = documents
        self.numbers = number
        self.of_row: NDArray[np.int32] = np.array(rows, dtype=np.int32)
        self.on = lru_cache(_DAYS)(lambda as_of: _day(life, as_of))
        self._days = np.array([_ordinal(document.dated) for document in documents], dtype=np.int32)
        spread = _spreader(self.of_row, len(documents))
        self._spread = spread
        passing = partial(_passing, documents, self.on)
        # The caches do not know `self`: no cycle keeps a replaced generation in memory.
        self._allowed = lru_cache(_FILTERS)(lambda filters: _fixed(spread(passing(filters))))
        self._facets = {n: _Facet.of(map(value, documents)) for n, value in _FACETS.items()}

    def select(self, request: SearchRequest, as_of: date) -> list[tuple[Document, Standing]]:
        """Return the documents that pass the filters, those that ended too, as they stand then."""
        filters = {name: getattr(request, name) for name in _FILTERING}
        wanted = _Filters(SearchRequest("", **filters), as_of, hide=False)
        chosen = np.flatnonzero(_passing(self.documents, self.on, wanted)).tolist()
        standings = self.on(as_of).standings
        return [(self.documents[number], standings[number]) for number in chosen]

    def document(self, row: int) -> Document:
        """Return the document of a row."""
        return self.documents[int(self.of_row[row])]

    def standing(self, row: int, as_of: date) -> Standing:
        """Return where the document of a row stands on a day."""
        return self.on(as_of).standings[int(self.of_row[row])]

    def allowed(self, request: SearchRequest, as_of: date, *, hide: bool = True) -> Mask:
        """Return, per row, whether its document passes the filters; not to be changed.

        With `hide`, what had ended or was not issued yet passes only where statuses are asked for.
        """
        filters = {name: getattr(request, name) for name in _FILTERING}
        return self._allowed(_Filters(SearchRequest("", **filters), as_of, hide))

    def rows_of(self, document_numbers: Iterable[int]) -> Mask:
        """Return, per row, whether it belongs to one of the documents."""
        wanted = np.zeros(len(self.documents), dtype=bool)
        wanted[list(document_numbers)] = True
        return self._spread(wanted)

    def newest_first(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places of the rows by the day of their document, the newest first.

        Those of one day stay in their order; those of no known day stand last.
        """
        return np.argsort(-self._days[self.of_row[rows]], kind="stable")

    def documents_in(self, rows: Mask) -> int:
        """Return how many documents the rows belong to."""
        held = np.zeros(len(self.documents), dtype=bool)
        held[self.of_row[rows]] = True
        return int(np.count_nonzero(held))

    def facets(self, rows: NDArray[np.int64], as_of: date) -> Facets:
        """Count the rows by the values of each facet, largest first."""
        counts = np.bincount(self.of_row[rows], minlength=len(self.documents))
        present = np.flatnonzero(counts)
        by_name = self._facets | {"status": self.on(as_of).statuses}
        return {name: by_name[name].count(counts, present) for name in _ORDER}


_FILTERING = ("kinds", "statuses", "issuers", "regions", "since", "until")
_ORDER = ("kind", "status", "issuer", "region", "year")


def _spreader(of_row: NDArray[np.int32], documents: int) -> Callable[[Mask], Mask]:
    """Return what gives each row the value of its document; rows of one mostly lie together."""
    if (of_row[1:] < of_row[:-1]).any():
        return lambda values: values[of_row]
    counts = np.bincount(of_row, minlength=documents)
    return lambda values: np.repeat(values, counts)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _fixed(mask: Mask) -> Mask:
    mask.flags.writeable = False
    return mask


def _day(life: LifeCycles, as_of: date) -> Day:
    standings = life.on(as_of)
    shown = np.array([not standing.hidden for standing in standings], dtype=bool)
    return Day(standings, shown, _Facet.of(standing.status.value for standing in standings))


def _passing(documents: Sequence[Document], on: Callable[[date], Day], filters: _Filters) -> Mask:
    """Return, per document, whether it passes."""
    request, day = filters.request, on(filters.as_of)
    passing = day.shown.copy() if filters.hide else np.ones(len(documents), dtype=bool)
    if request.statuses:
        wanted = set(request.statuses)
        passing = np.array([standing.status in wanted for standing in day.standings], dtype=bool)
    if _restricts(request):
        for number in np.flatnonzero(passing).tolist():
            passing[number] = _passes(documents[number], request)
    return passing


def _restricts(request: SearchRequest) -> bool:
    named = request.kinds or request.issuers or request.regions
    return bool(named or request.since or request.until)


def _passes(document: Document, request: SearchRequest) -> bool:
    return (
        (not request.kinds or document.kind in request.kinds)
        and _named(document.issuer, [*request.issuers, *map(full_names, request.issuers)])
        and _named(document.region, request.regions)
        and _dated(document.dated, request.since, request.until)
    )


def _named(value: str | None, wanted: Sequence[str]) -> bool:
    """Match a part of the name, so that 昌吉 finds 昌吉回族自治州; 未载明 finds None."""
    return not wanted or any(
        name in value if value is not None else name == _UNSTATED for name in wanted
    )


def _dated(day: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since or day) <= day <= (until or day)
