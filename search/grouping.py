"""Which clauses of a document stand in a list of results, and which are folded behind them?

One document that speaks of a thing in twenty clauses must not hide what others say of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from search.ranking import Ranking

__all__ = ["MOST_SHOWN", "Grouped", "arrange", "current_first"]

MOST_SHOWN = 3
"""Clauses of one document that are listed while other documents answer too."""

_FULL = 10
"""A list shorter than this has room for more of each."""

Numbers = NDArray[np.int32]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grouped:
    """A ranking with what is listed before what is folded.

    `listed` counts the first places, which keep their order; `clauses` counts, by the number of
    each document of which some are folded, all its clauses that answer.
    """

    ranking: Ranking
    listed: int
    clauses: dict[int, int]


def arrange(ranking: Ranking, of_row: Numbers, *, fold: bool) -> Grouped:
    """Fold all but the first clauses of each document; `of_row` numbers the documents of rows.

    Without `fold` everything is listed as it is ranked.

    As many of each are listed as it takes for a full page, MOST_SHOWN at least: where few
    documents answer, nothing is hidden for the sake of others.
    """
    if not fold:
        return Grouped(ranking, len(ranking.rows), {})
    numbers = of_row[ranking.rows]
    turn = _turns(numbers)
    most = MOST_SHOWN
    while (turn < most).sum() < min(_FULL, len(turn)):
        most += 1
    listed, rest = np.flatnonzero(turn < most), np.flatnonzero(turn >= most)
    behind, counts = np.unique(numbers[rest], return_counts=True)
    clauses = dict(zip(behind.tolist(), (counts + most).tolist(), strict=True))
    return Grouped(ranking.at(np.concatenate((listed, rest))), len(listed), clauses)


def current_first(
    ranking: Ranking,
    of_row: Numbers,
    shown: NDArray[np.bool_],
    others: Callable[[int], Sequence[int]],
) -> Ranking:
    """Return the ranking with editions that have ended behind the current one of the same text.

    `shown` is false for the documents that have ended, `others` gives the other editions of one.
    """
    numbers = of_row[ranking.rows]
    if shown[numbers].all():
        return ranking
    held, first = np.unique(numbers, return_index=True)
    begins = dict(zip(held.tolist(), first.tolist(), strict=True))
    places = np.arange(len(numbers), dtype=np.float64)
    for number in held[~shown[held]].tolist():
        current = [begins[n] for n in others(number) if n in begins and shown[n]]
        if current:
            own = np.flatnonzero(numbers == number)
            places[own] = np.maximum(places[own], min(current) + 0.5)
    moved = np.argsort(places, kind="stable")
    order = np.maximum.accumulate(ranking.order[moved][::-1])[::-1]
    return replace(ranking.at(moved), order=order)


def _turns(numbers: Numbers) -> Places:
    """Return of each place how many before it belong to the same document."""
    turns = np.empty(len(numbers), dtype=np.int64)
    by_document = np.argsort(numbers, kind="stable")
    _, first, counts = np.unique(numbers[by_document], return_index=True, return_counts=True)
    turns[by_document] = np.arange(len(numbers)) - np.repeat(first, counts)
    return turns
