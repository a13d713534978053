"""Which rows may be shown under the given filters, and how many fall under each facet value?"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.records import Document, Status
from search.results import Facets, SearchRequest

__all__ = ["HIDDEN", "Columns"]

HIDDEN = frozenset({Status.REPEALED, Status.REPLACED})
"""What a search leaves out unless it asks for it."""

_FACETS: dict[str, Callable[[Document], str]] = {
    "kind": lambda document: document.kind.value,
    "status": lambda document: document.status.value,
    "issuer": lambda document: document.issuer or "未载明",
    "region": lambda document: document.region or "未载明",
    "year": lambda document: str(document.dated.year) if document.dated else "未载明",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The documents of a generation, and for each row the number of its document."""

    documents: Sequence[Document]
    of_row: NDArray[np.int32]

    @classmethod
    def of(cls, documents: Sequence[Document], clause_ids: Iterable[str]) -> "Columns":
        """Number the rows' documents; a clause id is 「document_id:address」."""
        number = {document.document_id: n for n, document in enumerate(documents)}
        rows = [number[clause_id.rpartition(":")[0]] for clause_id in clause_ids]
        return cls(documents, np.array(rows, dtype=np.int32))

    def document(self, row: int) -> Document:
        """Return the document of a row."""
        return self.documents[int(self.of_row[row])]

    def allowed(self, request: SearchRequest, *, hide: bool = True) -> NDArray[np.bool_]:
        """Return, per row, whether its document passes the filters of the request.

        With `hide`, what is in `HIDDEN` passes only where its status is asked for.
        """
        passing = [_passes(document, request, hide) for document in self.documents]
        return np.array(passing, dtype=bool)[self.of_row]

    def rows_of(self, document_numbers: Iterable[int]) -> NDArray[np.bool_]:
        """Return, per row, whether it belongs to one of the documents."""
        return np.isin(self.of_row, list(document_numbers))

    def facets(self, rows: NDArray[np.int64]) -> Facets:
        """Count the rows by the values of each facet, largest first."""
        counts = np.bincount(self.of_row[rows], minlength=len(self.documents))
        present = np.flatnonzero(counts)
        result: dict[str, dict[str, int]] = {}
        for name, value_of in _FACETS.items():
            counter: Counter[str] = Counter()
            for number in present.tolist():
                counter[value_of(self.documents[number])] += int(counts[number])
            result[name] = dict(counter.most_common())
        return result


def _passes(document: Document, request: SearchRequest, hide: bool) -> bool:
    if request.statuses:
        if document.status not in request.statuses:
            return False
    elif hide and document.status in HIDDEN:
        return False
    return (
        (not request.kinds or document.kind in request.kinds)
        and _named(document.issuer, request.issuers)
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
