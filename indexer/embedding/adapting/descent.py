"""How do rows follow their gradient without forgetting what they knew?

Adam (Kingma and Ba 2015, arXiv:1412.6980) on the rows that a step touches, as in torch's
SparseAdam, and a pull of these rows back to where they began, apart from the gradient, as AdamW
does with its decay towards zero (arXiv:1711.05101; a pull towards the start is L2-SP,
arXiv:1802.01483).
"""

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.adapting.contrast import Step

__all__ = ["Descent"]

_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8


class Descent:
    """Changes `rows` in place."""

    def __init__(self, rows: NDArray[np.float32], anchor: float):
        """Take the rows, and which share of its way from the start a row loses at full rate."""
        self.rows, self._start, self._anchor = rows, rows.copy(), anchor
        self._mean, self._square = np.zeros_like(rows), np.zeros_like(rows)
        self._steps = 0

    def follow(self, step: Step, rate: float, share: float) -> None:
        """Move the present rows by about `rate` in each coordinate; `share` of the full anchor."""
        self._steps += 1
        at, slope = step.present, step.gradient
        mean = _FIRST * self._mean[at] + (1 - _FIRST) * slope
        square = _SECOND * self._square[at] + (1 - _SECOND) * slope**2
        self._mean[at], self._square[at] = mean, square
        mean = mean / (1 - _FIRST**self._steps)
        square = square / (1 - _SECOND**self._steps)
        moved = self.rows[at] - np.float32(rate) * mean / (np.sqrt(square) + _TINY)
        self.rows[at] = moved - np.float32(self._anchor * share) * (moved - self._start[at])
