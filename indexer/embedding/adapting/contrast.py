"""By how much must each row change, so that what belongs together lies together?

The loss is that of `indexer.embedding.training.model`: InfoNCE both ways over the pairs of a
batch, on unit sums of rows. Its gradient is written out here, so that a department needs no torch;
a test holds loss and gradient equal to torch's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.training.vocabulary import Ragged

__all__ = ["Step", "contrast"]

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Step:
    """The loss, which rows were present (rising numbers), and its gradient by each of them."""

    loss: float
    present: NDArray[np.int64]
    gradient: Matrix


def contrast(
    rows: Matrix, bags: Ragged, scale: float, same: NDArray[np.bool_] | None = None
) -> Step:
    """Return loss and gradient for bags of which the first half asks and the second answers.

    Question i belongs to answer i; where `same[i, j]` (shape: half by half) the two are alike by
    their nature, and answer j says nothing about question i, nor the other way round.
    """
    present, counts = _table(bags)
    sums = counts @ rows[present]
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    units = sums / lengths
    half = len(bags) // 2
    loss, pull = _pull(units[:half], units[half:], scale, same)
    across = pull - np.einsum("ij,ij->i", pull, units)[:, None] * units
    return Step(loss, present, counts.T @ (across / lengths))


def _pull(
    questions: Matrix, answers: Matrix, scale: float, same: NDArray[np.bool_] | None
) -> tuple[float, Matrix]:
    """Return the loss and its gradient by the unit vectors, questions first."""
    scores = questions @ answers.T * np.float32(scale)
    if same is not None:
        scores[same & ~np.eye(len(scores), dtype=bool)] = -np.inf
    forwards, backwards = _log_softmax(scores), _log_softmax(scores.T).T
    loss = -(np.trace(forwards) + np.trace(backwards)) / (2 * len(scores))
    slope = np.exp(forwards) + np.exp(backwards)
    slope[np.diag_indices_from(slope)] -= 2
    slope *= np.float32(scale / (2 * len(scores)))
    return float(loss), np.concatenate([slope @ answers, slope.T @ questions])


def _log_softmax(scores: Matrix) -> Matrix:
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), np.float32)


def _table(bags: Ragged) -> tuple[NDArray[np.int64], Matrix]:
    """Return the features that occur, and how often each occurs in each bag."""
    present, columns = np.unique(bags.ids, return_inverse=True)
    of_bag = np.repeat(np.arange(len(bags)), np.diff(bags.starts))
    size = len(bags) * len(present)
    counts = np.bincount(of_bag * len(present) + columns, minlength=size)
    return present, counts.reshape(len(bags), len(present)).astype(np.float32)
