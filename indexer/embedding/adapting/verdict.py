"""Is the new model better than the old one, beyond what chance would give?

Both answer the same queries. The mean difference of reciprocal ranks (0 beyond rank 10) is
bootstrapped over queries (Efron 1979; percentile interval, 95 %).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.adapting.examination import GENERAL, QUESTIONS

__all__ = ["ALL_HELD", "Ranks", "Score", "Verdict", "judge"]

ALL_HELD = "留出部分合计"
_DRAWS, _INTERVAL = 2000, (2.5, 97.5)

_ALLOWED = 0.01
"""Of MRR over general words: so many queries would show any change, however small."""

Ranks = NDArray[np.int64]
"""From 1, one for each query."""


@dataclass(frozen=True, slots=True)
class Score:
    """Measures of one subject, before and after; `low` and `high` bound the difference of MRR."""

    subject: str
    queries: int
    mrr_10: tuple[float, float]
    recall_10: tuple[float, float]
    recall_100: tuple[float, float]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The scores, and whether the new model is to be kept, with the reason in Chinese."""

    scores: tuple[Score, ...]
    better: bool
    reason: str


def judge(before: Mapping[str, Ranks], after: Mapping[str, Ranks], seed: int) -> Verdict:
    """Keep the new model where it is surely better at something and worse at nothing.

    Better counts over all queries that were kept back, or over the department's own questions.
    """
    held = [name for name in before if name not in {GENERAL, QUESTIONS}]
    pooled = [np.concatenate([ranks[name] for name in held]) for ranks in (before, after)]
    rng = np.random.default_rng(seed)
    scores = [_score(ALL_HELD, pooled[0], pooled[1], rng)]
    scores += [_score(name, before[name], after[name], rng) for name in before]
    worse = [s.subject for s in scores if _is_worse(s)]
    gained = [s.subject for s in scores if s.low > 0 and s.subject in {ALL_HELD, QUESTIONS}]
    return Verdict(tuple(scores), bool(gained) and not worse, _reason(gained, worse))


def _is_worse(score: Score) -> bool:
    """Tell what is surely worse; of general words, what may be worse by more than is allowed."""
    return score.low < -_ALLOWED if score.subject == GENERAL else score.high < 0


def _reason(gained: Sequence[str], worse: Sequence[str]) -> str:
    if worse:
        return f"“{'、'.join(worse)}”变差了"
    if gained:
        return f"“{'、'.join(gained)}”变好，超出偶然的范围，其余没有变差"
    return "差别在偶然的范围之内"


def _score(name: str, before: Ranks, after: Ranks, rng: np.random.Generator) -> Score:
    difference = _reciprocal(after) - _reciprocal(before)
    drawn = rng.integers(0, len(difference), (_DRAWS, len(difference)))
    low, high = np.percentile(difference[drawn].mean(axis=1), _INTERVAL).tolist()
    return Score(
        name,
        len(before),
        (_mean(_reciprocal(before)), _mean(_reciprocal(after))),
        (_mean(before <= 10), _mean(after <= 10)),
        (_mean(before <= 100), _mean(after <= 100)),
        round(low, 4),
        round(high, 4),
    )


def _reciprocal(ranks: Ranks) -> NDArray[np.float64]:
    return np.where(ranks <= 10, 1 / ranks, 0.0)


def _mean(values: NDArray[np.float64] | NDArray[np.bool_]) -> float:
    return round(float(np.mean(values)), 4)
