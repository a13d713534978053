"""What does the report of an import hold, for a program and for a spreadsheet?"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import Changes, ImportReport, Outcome, Result, label_of, plain_words
from library.doubt_sheet import doubt_table
from library.tables import Table

__all__ = ["changes_in_words", "path_text", "percent", "report_json", "report_tables"]

_SHOWN = 8


def path_text(path: Path) -> str:
    """Return a path as text that can be shown; a name need not be text."""
    return os.fsencode(path).decode("utf-8", "replace")


def report_json(report: ImportReport) -> dict[str, Any]:
    """Return the whole report: counts, and for each file what became of it."""
    return {
        "counts": {result.value: report.count(result) for result in Result},
        "doubtful": len(report.doubtful),
        "files": [_file_json(outcome) for outcome in report.outcomes],
    }


def _file_json(outcome: Outcome) -> dict[str, Any]:
    changes = outcome.changes
    return {
        "path": path_text(outcome.path),
        "result": outcome.result.value,
        "document_id": outcome.document_id,
        "title": outcome.title,
        "message": outcome.message,
        "notes": list(outcome.notes),
        "changes": {
            "fields": [
                {"field": change.field, "before": change.before, "now": change.now}
                for change in changes.fields
            ],
            "clauses_added": list(changes.added),
            "clauses_removed": list(changes.removed),
            "clauses_changed": list(changes.reworded),
            "other": changes.other,
        },
        "doubts": [
            {"field": doubt.field, "value": doubt.value, "reason": doubt.reason}
            for doubt in outcome.doubts
        ],
        "similar": [
            {"document_id": near.document_id, "title": near.title, "share": round(near.share, 4),
             "advice": near.advice}
            for near in outcome.similar
        ],
    }  # fmt: skip


def report_tables(report: ImportReport) -> list[Table]:
    """Return the whole report as lists: totals, files, what to confirm, what may be twice."""
    return [
        Table("合计", ("结果", "文件数"), [*_totals(report)]),
        Table(
            "文件",
            ("文件", "结果", "编号", "标题", "变化", "结果说明", "文件说明", "存疑处数"),
            [_file_row(outcome) for outcome in report.outcomes],
        ),
        doubt_table((o.document_id or "", o.title, o.doubts) for o in report.doubtful),
        Table(
            "内容相近",
            ("编号", "标题", "相近的编号", "相近的标题", "文字相同", "建议"),
            [
                (outcome.document_id, outcome.title, near.document_id, near.title,
                 percent(near.share), near.advice)
                for outcome in report.outcomes for near in outcome.similar
            ],
        ),
    ]  # fmt: skip


def changes_in_words(changes: Changes, shown: int = _SHOWN) -> Iterator[str]:
    """Yield a line for each changed value, then one on the clauses, the first addresses named."""
    for change in changes.fields:
        name = label_of(change.field)
        yield f"{name}：{plain_words(change.before)} → {plain_words(change.now)}"
    clauses = [
        _addresses(word, found, shown)
        for word, found in (
            ("新增", changes.added), ("减少", changes.removed), ("改动", changes.reworded),
        )
        if found
    ]  # fmt: skip
    if clauses:
        yield f"条款：{'；'.join(clauses)}"
    if changes.other:
        yield "著录和条款文字不变，说明、标注、存疑之处或与其他文件的关系有更新"


def percent(share: float) -> str:
    """Return a share rounded down: 100 % is said only of what is the same."""
    return f"{int(share * 100)} %"


def _addresses(word: str, found: tuple[str, ...], shown: int) -> str:
    more = " 等" if len(found) > shown else ""
    return f"{word} {len(found)} 条（{'、'.join(found[:shown])}{more}）"


def _file_row(outcome: Outcome) -> tuple[str | int | None, ...]:
    return (
        path_text(outcome.path), outcome.result.value, outcome.document_id, outcome.title,
        "\n".join(changes_in_words(outcome.changes, 1000)), outcome.message,
        "\n".join(outcome.notes), len(outcome.doubts),
    )  # fmt: skip


def _totals(report: ImportReport) -> Iterator[tuple[str, int]]:
    for result in Result:
        yield result.value, report.count(result)
    yield "存疑", len(report.doubtful)
    yield "文件总数", len(report.outcomes)
