"""How full can a paper be at best, when no two of its questions may give each other away?

An integer program: maximise the questions that have a place, at most so many in a cell, each once,
never two that are in each other's way. There are too many pairs to name them all, so those of the
questions that a solution uses are added until a solution uses none (lazy constraints).
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from highspy import HighsModelStatus, HighsOptions, HighsVarType, ObjSense, kHighsInf
from highspy._core import _Highs  # the class over it prints a banner to standard output

from library.errors import PaperRejected
from library.papers.conflicts import Profile, gives_away

__all__ = ["fill"]

_SECONDS = 20.0
_DONE = frozenset({HighsModelStatus.kOptimal, HighsModelStatus.kTimeLimit})


def fill(
    candidates: Sequence[Sequence[int]],
    counts: Sequence[int],
    profiles: Sequence[Profile],
    weights: Sequence[float],
    picked: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """Return the questions chosen for each cell, as many as can be; `weights` break ties.

    Questions are places in `profiles`, weights 0 to 1; `picked` are cells and questions that must
    stand. Raise PaperRejected where no answer came in time.
    """
    program = _Program(candidates, counts, weights, picked)
    compared: set[int] = set()
    while True:
        chosen = program.solve()
        taken = sorted({at for cell in chosen for at in cell})
        clashes = [
            pair for pair in combinations(taken, 2) if gives_away(*(profiles[at] for at in pair))
        ]
        if not clashes:
            return chosen
        for at in {at for pair in clashes for at in pair} - compared:
            program.forbid(at, [n for n in program.places if _clash(profiles, at, n)])
            compared.add(at)


def _clash(profiles: Sequence[Profile], one: int, other: int) -> bool:
    return one != other and gives_away(profiles[one], profiles[other])


class _Program:
    """The program as it grows; a column for each question in each cell that takes it."""

    def __init__(
        self,
        candidates: Sequence[Sequence[int]],
        counts: Sequence[int],
        weights: Sequence[float],
        picked: Sequence[tuple[int, int]],
    ) -> None:
        self._columns = [(cell, at) for cell, held in enumerate(candidates) for at in held]
        self._cells = len(candidates)
        self._highs = _quiet()
        self.places: defaultdict[int, list[int]] = defaultdict(list)
        kept = set(picked)
        for column, (cell, at) in enumerate(self._columns):
            self._highs.addVar(1.0 if (cell, at) in kept else 0.0, 1.0)
            self._highs.changeColCost(column, 1 + weights[at] / (2 * sum(counts)))
            self._highs.changeColIntegrality(column, HighsVarType.kInteger)
            self.places[at].append(column)
        for cell, count in enumerate(counts):
            self._at_most(count, [n for n, (of, _) in enumerate(self._columns) if of == cell])
        for columns in self.places.values():
            self._at_most(1, columns)
        self._highs.changeObjectiveSense(ObjSense.kMaximize)

    def forbid(self, at: int, others: Sequence[int]) -> None:
        """Let no solution hold a question and any of the others."""
        for other in others:
            self._at_most(1, [*self.places[at], *self.places[other]])

    def solve(self) -> list[list[int]]:
        """Return the questions of each cell; raise PaperRejected where none came in time."""
        chosen: list[list[int]] = [[] for _ in range(self._cells)]
        if not self._columns:
            return chosen
        self._highs.run()
        values = self._highs.getSolution().col_value
        if self._highs.getModelStatus() not in _DONE or not len(values):
            raise PaperRejected("没有在限定的时间里算出能不能组卷，请减少题数或放宽要求后再试。")
        for (cell, at), value in zip(self._columns, values, strict=True):
            if value > 0.5:
                chosen[cell].append(at)
        return chosen

    def _at_most(self, most: float, columns: Sequence[int]) -> None:
        if columns:
            ones = np.ones(len(columns))
            named = np.array(columns, np.int32)
            self._highs.addRow(-kHighsInf, float(most), len(columns), named, ones)


def _quiet() -> _Highs:
    """Return a solver that prints nothing and gives the same answer each time."""
    highs, options = _Highs(), HighsOptions()
    options.output_flag, options.log_to_console = False, False
    options.threads, options.time_limit, options.random_seed = 1, _SECONDS, 7
    options.mip_rel_gap = 1e-6
    highs.passOptions(options)
    return highs
