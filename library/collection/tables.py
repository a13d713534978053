"""What does the report of an import hold for a spreadsheet?"""

from collections.abc import Iterator

from corpus import ImportReport, Outcome, Result
from library.collection.wording import changes_in_words, path_text, percent
from library.doubt_sheet import doubt_table
from library.tables import Table

__all__ = ["report_tables"]


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
