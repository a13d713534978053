"""Which clauses hold each term? Counted clauses, turned about in memory."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Inversion", "Postings", "join_postings"]


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one field: those of `terms[i]`, rising, are [starts[i], starts[i + 1]).

    `terms` is in order; `clauses` and `counts` have one entry per posting.
    """

    terms: Sequence[bytes]
    starts: NDArray[np.int64]
    clauses: NDArray[np.int32]
    counts: NDArray[Any]


class Inversion:
    """Collects the counted terms of one field, clause by clause in rising order."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._terms, self._clauses, self._counts = array("I"), array("i"), array("I")

    def add(self, clause: int, counts: dict[str, int]) -> None:
        """Take the terms of a clause."""
        number = self._number
        self._terms.extend([number.setdefault(term, len(number)) for term in counts])
        self._counts.extend(counts.values())
        self._clauses.extend(chain.from_iterable([[clause] * len(counts)]))

    def postings(self) -> Postings:
        """Return what was collected; counts take the fewest bytes that hold them."""
        terms = sorted((term.encode(), number) for term, number in self._number.items())
        rank = np.empty(len(terms), np.uint32)
        rank[[number for _, number in terms]] = np.arange(len(terms))
        of_posting = rank[np.frombuffer(self._terms, np.uint32)] if terms else rank
        order = np.argsort(of_posting, kind="stable")
        counts = np.frombuffer(self._counts, np.uint32)[order]
        return Postings(
            [term for term, _ in terms],
            _starts(of_posting, len(terms)),
            np.frombuffer(self._clauses, np.int32)[order],
            counts.astype(np.min_scalar_type(int(counts.max(initial=0)))),
        )


def join_postings(parts: Sequence[Postings]) -> Postings:
    """Return the postings of several parts as one; each part has higher clauses than those before.

    Every part's postings of a term go behind those of the parts before it: nothing is sorted.
    """
    terms = sorted({term for part in parts for term in part.terms})
    place = {term: at for at, term in enumerate(terms)}
    places = [np.array([place[term] for term in part.terms], np.int64) for part in parts]
    sizes = [np.diff(part.starts) for part in parts]
    starts = np.zeros(len(terms) + 1, np.int64)
    for at, size in zip(places, sizes, strict=True):
        starts[at + 1] += size
    np.cumsum(starts, out=starts)
    clauses = np.empty(int(starts[-1]), np.int32)
    counts = np.empty(len(clauses), np.result_type(*(part.counts for part in parts)))
    free = starts[:-1].copy()
    for part, at, size in zip(parts, places, sizes, strict=True):
        target = np.repeat(free[at] - part.starts[:-1], size)
        target += np.arange(len(target))
        clauses[target], counts[target] = part.clauses, part.counts
        free[at] += size
    return Postings(terms, starts, clauses, counts)


def _starts(of_posting: NDArray[Any], terms: int) -> NDArray[np.int64]:
    starts = np.zeros(terms + 1, np.int64)
    np.cumsum(np.bincount(of_posting, minlength=terms), out=starts[1:])
    return starts
