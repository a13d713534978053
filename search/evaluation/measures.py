"""How are rankings and times measured?"""

import statistics
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

from search.errors import SearchError

__all__ = ["percentile", "ranking", "recall", "require_measures"]

Qrels = Mapping[str, Mapping[str, int]]
Run = Mapping[str, Mapping[str, float]]


def require_measures() -> None:
    """Raise SearchError where ir-measures is missing: before hours of work, not after."""
    if find_spec("ir_measures") is None:
        raise SearchError('评测需要 ir-measures：请运行 pip install "zhiku[eval]"。')


def ranking(qrels: Qrels, run: Run) -> tuple[float, float]:
    """Return MRR@10 and nDCG@10 over the judged queries."""
    from ir_measures import RR, calc_aggregate, nDCG  # noqa: PLC0415  (an extra)

    values = calc_aggregate([RR @ 10, nDCG @ 10], qrels, run)
    return round(float(values[RR @ 10]), 4), round(float(values[nDCG @ 10]), 4)


def recall(qrels: Qrels, run: Run) -> tuple[float, float]:
    """Return R@10 and R@100 over the judged queries."""
    from ir_measures import R, calc_aggregate  # noqa: PLC0415  (an extra)

    values = calc_aggregate([R @ 10, R @ 100], qrels, run)
    return round(float(values[R @ 10]), 4), round(float(values[R @ 100]), 4)


def percentile(times: Sequence[float], percent: int) -> float:
    """Return a percentile of times, rounded to a tenth; 0 without any."""
    if len(times) < 2:
        return round(sum(times), 1)
    return round(statistics.quantiles(times, n=100, method="inclusive")[percent - 1], 1)
