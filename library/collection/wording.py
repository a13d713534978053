"""How is it said what became of the files of an import, and kept for whoever asks later?"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import Changes, ImportReport, Outcome, Result, label_of, plain_words
from indexer import BuildReport

__all__ = ["build_in_words", "changes_in_words", "path_text", "percent", "report_json", "totals"]

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


def totals(report: ImportReport) -> str:
    """Return the counts in one sentence; what did not happen is left out."""
    counts = [f"{result.value} {n}" for result in Result if (n := report.count(result))]
    doubts = sum(len(outcome.doubts) for outcome in report.doubtful)
    said = f"；其中存疑 {len(report.doubtful)} 份，共 {doubts} 处" if doubts else ""
    return f"共 {len(report.outcomes)} 个文件：{'，'.join(counts)}{said}。"


def build_in_words(report: BuildReport) -> str:
    """Say in one sentence what a build of the index did."""
    return (
        f"索引已更新：新增 {report.added} 条，更新 {report.changed} 条，"
        f"移除 {report.removed} 条，未变 {report.unchanged} 条，用时 {report.seconds:.1f} 秒。"
    )


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
