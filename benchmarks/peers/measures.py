"""How good are the answers of one engine to one set, and how fast did they come?"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

__all__ = ["Quality", "percentile", "quality", "reciprocal_ranks"]

Answers = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the questions, 0 to 1."""

    hit_1: float
    mrr_10: float
    recall_10: float
    recall_100: float


def quality(answers: Answers, found: Answers) -> Quality:
    """Judge what was found for each question, the best first; what is missing counts as nothing."""
    ranks = [_ranks(set(right), found.get(question, ())) for question, right in answers.items()]
    firsts = reciprocal_ranks(answers, found).values()
    totals = [len(set(right)) for right in answers.values()]
    return Quality(
        fmean(float(1 in places) for places in ranks),
        fmean(firsts),
        _recall(ranks, totals, 10),
        _recall(ranks, totals, 100),
    )


def reciprocal_ranks(answers: Answers, found: Answers) -> dict[str, float]:
    """Return for each question one over the rank of the first answer, 0 beyond ten."""
    ranks = {name: _ranks(set(right), found.get(name, ())) for name, right in answers.items()}
    return {name: 1 / at[0] if at and at[0] <= 10 else 0.0 for name, at in ranks.items()}


def percentile(times: Sequence[float], percent: int) -> float:
    """Return a percentile of times in the same unit; 0 without any."""
    if len(times) < 2:
        return sum(times)
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


def _ranks(right: set[str], found: Sequence[str]) -> list[int]:
    """Return the ranks of right answers, 1 for the first; an answer given twice counts once."""
    return [rank for rank, name in enumerate(dict.fromkeys(found), 1) if name in right]


def _recall(ranks: Sequence[Sequence[int]], totals: Sequence[int], depth: int) -> float:
    pairs = zip(ranks, totals, strict=True)
    return fmean(sum(rank <= depth for rank in places) / total for places, total in pairs)
