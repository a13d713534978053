"""Which charts show at a glance how well a search does?"""

from collections.abc import Sequence

from library.charts import Bars, draw
from library.evaluation.trial import Figures, Trial, figures_of

__all__ = ["charts"]

Rows = dict[str, Sequence[float | None]]

_RANKS = (("第1条", 1, 1), ("第2–3条", 2, 3), ("第4–10条", 4, 10), ("第11–100条", 11, 100))


def charts(trials: Sequence[Trial]) -> list[str]:
    """Return charts as SVG elements: quality, quality by kind, ranks, and times.

    Needs pygal.
    """
    return [_quality(trials), *([_styles(trials)] if _styled(trials) else []), _ranks(trials),
            _times(trials)]  # fmt: skip


def _quality(trials: Sequence[Trial]) -> str:
    rows: Rows = {
        trial.name: [
            figures.success_1, figures.success_3, figures.mrr_10, figures.ndcg_10, figures.silence
        ]
        for trial in trials for figures in (figures_of(trial.answers),)
    }  # fmt: skip
    return _bars(
        "质量", ["第一条就对", "前三条有", "MRR@10", "nDCG@10", "无答案时什么也没给"], rows, 1
    )


def _styles(trials: Sequence[Trial]) -> str:
    names = list(dict.fromkeys(style for trial in trials for style in trial.by_style()))
    rows: Rows = {trial.name: [_three(trial.by_style().get(n)) for n in names] for trial in trials}
    return _bars(
        "各类查询：前三条有（无答案的：什么也没给）", [name or "未分类" for name in names], rows, 1
    )


def _three(figures: Figures | None) -> float | None:
    if figures is None:
        return None
    return figures.silence if figures.success_3 is None else figures.success_3


def _ranks(trials: Sequence[Trial]) -> str:
    rows: Rows = {}
    for trial in trials:
        places = [answer.first for answer in trial.answers if answer.expected]
        counts = [sum(low <= (p or 0) <= high for p in places) for _, low, high in _RANKS]
        rows[trial.name] = [*counts, places.count(None)]
    return _bars("正确条款出现在", [*(name for name, _, _ in _RANKS), "没有找到"], rows)


def _times(trials: Sequence[Trial]) -> str:
    rows: Rows = {trial.name: _deciles([a.took_ms for a in trial.answers]) for trial in trials}
    return _bars(
        "延迟（毫秒）：从快到慢，第 10、20…100 百分位", [f"{n}0%" for n in range(1, 11)], rows
    )


def _deciles(times: Sequence[float]) -> Sequence[float]:
    ordered = sorted(times) or [0.0]
    return [ordered[max(0, round(n / 10 * len(ordered)) - 1)] for n in range(1, 11)]


def _styled(trials: Sequence[Trial]) -> bool:
    return len({answer.style for trial in trials for answer in trial.answers}) > 1


def _bars(title: str, labels: Sequence[str], rows: Rows, top: float | None = None) -> str:
    return draw(Bars(labels, rows, title, top=top))
