"""How are the results of a test laid out as tables, for Excel and CSV?"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from library.cells import Table, Value
from library.exams.figures import (
    GroupFigures,
    ItemFigures,
    best_of,
    by_group,
    item_figures,
    weak_clauses,
)
from library.exams.records import Exam, Sitting
from library.papers import plain_score

__all__ = [
    "FORGOTTEN",
    "RECORD_COLUMNS",
    "by_audience",
    "by_unit",
    "group_rows",
    "item_rows",
    "people_table",
    "record_rows",
    "result_tables",
]

FORGOTTEN = "（已删除）"
"""What stands in place of a name that was let go of."""
_GROUP = ("人数", "合格", "合格率", "待阅卷", "平均分")
RECORD_COLUMNS = ("季度", "考试", "人员类别", *_GROUP)


def result_tables(exam: Exam, sittings: Sequence[Sitting]) -> list[Table]:
    """Return all that is known of a test: its people, groups, questions and weak clauses."""
    figures = item_figures(exam, sittings)
    weak = [
        (one.citation, one.quote, one.questions, one.answers, _share(one.missed),
         "；".join(one.confused))
        for one in weak_clauses(figures)
    ]  # fmt: skip
    return [
        people_table(exam, sittings),
        Table("按单位", ("单位", *_GROUP), group_rows(by_unit(exam, sittings))),
        Table("按人员类别", ("人员类别", *_GROUP), group_rows(by_audience(exam, sittings))),
        Table("题目", _ITEM, item_rows(figures)),
        Table("薄弱条款", ("条款", "原文", "题数", "答题人次", "失分率", "错选最多的"), weak),
    ]


def people_table(exam: Exam, sittings: Iterable[Sitting]) -> Table:
    """Return who did how; of several attempts, the best is marked."""
    held = [one for one in sittings if one.submitted_at is not None]
    best = {one.number for one in best_of(held)}
    rows = [_person(exam, one, one.number in best) for one in held]
    columns = ("姓名", "单位", "人员类别", "第几次", "试卷", "得分", "满分", "结果", "待阅卷题数",
               "计入", "开始", "交卷")  # fmt: skip
    return Table("成绩", columns, rows)


def by_unit(exam: Exam, sittings: Iterable[Sitting]) -> list[GroupFigures]:
    """Return how each unit did."""
    return by_group(exam, sittings, lambda one: one.examinee.unit)


def by_audience(exam: Exam, sittings: Iterable[Sitting]) -> list[GroupFigures]:
    """Return how each audience did."""
    return by_group(exam, sittings, lambda one: one.examinee.audience)


def record_rows(
    exams: Iterable[Exam], sittings_of: Callable[[int], Sequence[Sitting]], quarter: str = ""
) -> list[tuple[Value, ...]]:
    """Return the training record: each test and audience with its pass rate, by quarter."""
    chosen = [exam for exam in exams if quarter in {"", exam.paper.quarter}]
    ordered = sorted(chosen, key=lambda exam: (exam.paper.quarter, exam.number), reverse=True)
    return [
        (exam.paper.quarter, exam.terms.title, *row)
        for exam in ordered
        for row in group_rows(by_audience(exam, sittings_of(exam.number)))
    ]


def group_rows(groups: Iterable[GroupFigures]) -> list[tuple[Value, ...]]:
    """Return the figures of groups as rows."""
    return [
        (one.name, one.people, one.passed, _share(one.rate), one.waiting,
         "—" if one.mean is None else plain_score(one.mean))
        for one in groups
    ]  # fmt: skip


_ITEM = ("题目编号", "题型", "题干", "依据", "答题人数", "全对", "难度（失分率）", "区分度",
         "错选", "说明")  # fmt: skip


def item_rows(figures: Iterable[ItemFigures]) -> list[tuple[Value, ...]]:
    """Return the figures of questions as rows."""
    return [
        (
            one.item.item_id, one.item.type.value, one.item.stem,
            "；".join(dict.fromkeys(source.citation for source in one.item.sources)),
            one.answers, one.right, _share(one.missed) if one.answers else "—",
            "—" if one.discrimination is None else f"{one.discrimination:.2f}",
            "；".join(f"{text}（{count}）" for text, count in one.wrong), one.remark,
        )
        for one in figures
    ]  # fmt: skip


def _person(exam: Exam, one: Sitting, best: bool) -> tuple[Value, ...]:
    who, total = one.examinee, exam.paper.blueprint.total
    passed = one.score >= exam.paper.blueprint.passing
    result = "合格" if passed else "待阅卷" if one.waiting else "不合格"
    return (
        who.name or FORGOTTEN, who.unit, who.audience, one.attempt, one.version,
        float(one.score), float(total), result, len(one.waiting), "是" if best else "否",
        _moment(one.began_at), _moment(one.submitted_at or one.began_at),
    )  # fmt: skip


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.0%}"


def _moment(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds).astimezone():%Y-%m-%d %H:%M}"
