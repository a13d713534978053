"""Which rows may be shown under the given filters, and how many fall under each facet value?"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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

_FACETS: dict[str, Callable[[Document, Standing], str]] = {
    "kind": lambda document, _: document.kind.value,
    "status": lambda _, standing: standing.status.value,
    "issuer": lambda document, _: document.issuer or "未载明",
    "region": lambda document, _: document.region or "未载明",
    "year": lambda document, _: str(document.dated.year) if document.dated else "未载明",
}


@dataclass(frozen=True, slots=True)
class Day:
    """Where every document stands on one day, in the order of the documents.

    `shown` is true for what a search shows unasked: neither ended nor still to be issued.
    """

    standings: Sequence[Standing]
    shown: Mask


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

    def document(self, row: int) -> Document:
        """Return the document of a row."""
        return self.documents[int(self.of_row[row])]

    def standing(self, row: int, as_of: date) -> Standing:
        """Return where the document of a row stands on a day."""
        return self.on(as_of).standings[int(self.of_row[row])]

    def allowed(self, request: SearchRequest, as_of: date, *, hide: bool = True) -> Mask:
        """Return, per row, whether its document passes the filters of the request.

        With `hide`, what had ended or was not issued yet passes only where statuses are asked for.
        """
        day = self.on(as_of)
        passing = day.shown.copy() if hide else np.ones(len(self.documents), dtype=bool)
        if request.statuses:
            wanted = set(request.statuses)
            passing = np.array(
                [standing.status in wanted for standing in day.standings], dtype=bool
            )
        if _restricts(request):
            for number in np.flatnonzero(passing).tolist():
                passing[number] = _passes(self.documents[number], request)
        return passing[self.of_row]

    def rows_of(self, document_numbers: Iterable[int]) -> Mask:
        """Return, per row, whether it belongs to one of the documents."""
        return np.isin(self.of_row, list(document_numbers))

    def documents_in(self, rows: Mask) -> int:
        """Return how many documents the rows belong to."""
        return len(np.unique(self.of_row[rows]))

    def facets(self, rows: NDArray[np.int64], as_of: date) -> Facets:
        """Count the rows by the values of each facet, largest first."""
        standings = self.on(as_of).standings
        counts = np.bincount(self.of_row[rows], minlength=len(self.documents))
        present = np.flatnonzero(counts)
        result: dict[str, dict[str, int]] = {}
        for name, value_of in _FACETS.items():
            counter: Counter[str] = Counter()
            for number in present.tolist():
                value = value_of(self.documents[number], standings[number])
                counter[value] += int(counts[number])
            result[name] = dict(counter.most_common())
        return result


def _day(life: LifeCycles, as_of: date) -> Day:
    standings = life.on(as_of)
    return Day(standings, np.array([not standing.hidden for standing in standings], dtype=bool))


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
        name in value if value is not None else name == "未载明" for name in wanted
    )


def _dated(day: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since or day) <= day <= (until or day)
