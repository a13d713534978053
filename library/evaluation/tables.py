"""Which lists tell a person how the search did, question by question?"""

from collections.abc import Iterator, Sequence

from library.evaluation.comparison import Comparison
from library.evaluation.trial import Answer, Figures, Trial, figures_of
from library.tables import Table

__all__ = ["FIGURE_NAMES", "figure_cells", "in_words", "report_tables"]

FIGURE_NAMES = (
    "查询数", "第一条就对", "前三条有", "前十条有", "MRR@10", "nDCG@10", "无答案的查询",
    "其中什么也没给", "p50 毫秒", "p95 毫秒",
)  # fmt: skip
_UNMEASURED = "—"


def report_tables(trials: Sequence[Trial], comparison: Comparison | None) -> list[Table]:
    """Return totals, figures by kind, every question with its ranks, wins and losses, bad rows."""
    return [
        Table("合计", ("方式（索引）", *FIGURE_NAMES), [
            (trial.name, *figure_cells(figures_of(trial.answers))) for trial in trials
        ]),
        Table("分类", ("方式（索引）", "分类", *FIGURE_NAMES), [
            (trial.name, style or "（未分类）", *figure_cells(figures))
            for trial in trials for style, figures in trial.by_style().items()
        ]),
        *(
            Table(_sheet(number, trials), _ANSWER_COLUMNS, list(_answers(trial)))
            for number, trial in enumerate(trials)
        ),
        *([_changes(comparison)] if comparison else []),
        Table("没有计入的行", ("行", "查询", "原因"), [
            (row.row, row.query, row.reason) for row in trials[-1].bad
        ]),
    ]  # fmt: skip


def figure_cells(figures: Figures) -> tuple[str | int | float, ...]:
    """Return the figures under `FIGURE_NAMES`; — where there was nothing to measure."""
    measured = (
        figures.success_1, figures.success_3, figures.success_10, figures.mrr_10, figures.ndcg_10
    )  # fmt: skip
    cells = [_UNMEASURED if value is None else round(value, 3) for value in measured]
    silence = _UNMEASURED if figures.silence is None else round(figures.silence, 3)
    return (
        figures.questions, *cells, figures.unanswerable, silence, figures.p50_ms, figures.p95_ms
    )  # fmt: skip


def in_words(answer: Answer) -> str:
    """Return what became of a question: the first right rank, or what was given in vain."""
    if answer.expected:
        return f"第 {answer.first} 条" if answer.first else "没有找到"
    return f"给了 {answer.total} 条" if answer.total else "什么也没给"


_ANSWER_COLUMNS = (
    "编号", "查询", "分类", "结果", "预期", "各项预期的名次",
    "实际的第一条", "第一条的编号", "毫秒", "备注",
)  # fmt: skip


def _answers(trial: Trial) -> Iterator[tuple[str | float | None, ...]]:
    """Yield a row for each question, the worst first."""
    for answer in sorted(trial.answers, key=lambda a: a.right):
        clause, citation = answer.hits[0] if answer.hits else ("", "")
        ranks = "；".join(str(rank) if rank else "无" for rank in answer.ranks)
        yield (
            answer.name, answer.query, answer.style, in_words(answer),
            "；".join(answer.expected) or "无", ranks,
            citation, clause, answer.took_ms, answer.note,
        )  # fmt: skip


def _sheet(number: int, trials: Sequence[Trial]) -> str:
    return "逐条" if len(trials) == 1 else f"逐条 {number + 1} {trials[number].mode.label}"


def _changes(comparison: Comparison) -> Table:
    rows = [
        (said, after.name, after.query, in_words(before), in_words(after))
        for said, pairs in (("变好", comparison.wins), ("变差", comparison.losses))
        for before, after in pairs
    ]
    return Table(
        "胜负", ("变化", "编号", "查询", comparison.before.name, comparison.now.name), rows
    )
