"""`zhiku cases read | template | import | export`: how do cases come in and go out as files?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.case_filters import CaseWords, filtered
from commands.case_printing import print_draft, print_rows
from commands.context import AsJson, Exit, Home, console, fail, print_json, reporting, settings_for
from corpus import Document, DocumentStore, Kind, Result, rehearsal
from corpus.cataloguing import read_document
from corpus.places import place_of
from indexer import writing
from library.cases import CaseFilter, CaseOrder, as_record, cases_among
from library.cases.cases_json import report_json
from library.cases.columns import SHEET_SUFFIXES
from library.cases.filters import holds, ordered
from library.cases.intake import RowOutcome, import_rows
from library.cases.record import LABELS
from library.cases.report import ReadReport, read_report
from library.cases.sheet_reading import read_rows
from library.cases.sheet_writing import write_cases, write_template
from library.tables import Table
from search import Settings, open_store

__all__ = ["export", "import_cases", "read", "template"]

_TO = "、".join(SHEET_SUFFIXES)
Overwrite = Annotated[bool, typer.Option("--overwrite", help="文件已经存在时，替换它")]


def read(
    path: Annotated[
        Path, typer.Argument(metavar="文件", help="事故调查报告或通报，任何能导入的格式")
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            "-o", "--to", metavar="文件", help="写成一行表格，核对后可导入：.xlsx 或 .jsonl"
        ),
    ] = None,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """从调查报告里读出一起事故，每个值附原文和位置；没有找到的列出来请人补充。不写入资料库。"""
    if to:
        _check_target(to, (".xlsx", ".jsonl"), overwrite=overwrite)
    with reporting():
        document, _ = read_document(path)
        found = read_report(document.text)
        # The text of a document is masked already, so that the offsets are the document's.
        places = [_place(document, finding.start) for finding in found.findings]
        if as_json:
            print_json(report_json(found, places))
        else:
            print_draft(console(), found, places)
        if to:
            write_cases(to, [("", found.record)], [_evidence(found, places)])
            typer.echo(f"已写入 {to}。核对、补充后运行 zhiku cases import {to}", err=True)


def template(
    to: Annotated[Path, typer.Option("-o", "--to", metavar="文件", help="写到这个 .xlsx 文件")],
    overwrite: Overwrite = False,
) -> None:
    """写出填报案例用的 Excel 模板，带填写说明和下拉列表。"""
    _check_target(to, (".xlsx",), overwrite=overwrite)
    with reporting():
        write_template(to)
    typer.echo(f"已写出模板 {to}。填好后运行 zhiku cases import {to}")


def import_cases(
    path: Annotated[Path, typer.Argument(metavar="文件", help=f"填好的表格：{_TO}")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="试导入：照样逐行检查并报告，但什么也不写入")
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """从表格导入案例，逐行报告：新增、更新、未变、失败及原因。有失败的行时退出码为 3。"""
    with reporting():
        settings = settings_for(home)
        rows = read_rows(path)
        with _store(settings, dry_run=dry_run) as store:
            outcomes = import_rows(store, rows, datetime.now().astimezone().date())
        if as_json:
            print_json(_outcomes_json(settings, outcomes, dry_run=dry_run))
        else:
            print_rows(console(), outcomes)
            typer.echo(_totals(outcomes, dry_run=dry_run))
        if any(outcome.result is Result.FAILED for outcome in outcomes):
            raise typer.Exit(Exit.BROKEN)
        if not outcomes:
            raise typer.Exit(Exit.NOTHING_FOUND)


@filtered
def export(
    *,
    wanted: CaseFilter,
    to: Annotated[Path, typer.Option("-o", "--to", metavar="文件", help=f"写到这个文件：{_TO}")],
    words: CaseWords = None,
    overwrite: Overwrite = False,
    home: Home = None,
) -> None:
    """把资料库里的案例导出成表格，可以筛选；改好后再导入就是更新。没有找到时退出码为 1。"""
    _check_target(to, SHEET_SUFFIXES, overwrite=overwrite)
    with reporting():
        query = " ".join(words or ())
        with open_store(settings_for(home)) as store:
            documents = [document for document in store.documents() if document.kind is Kind.CASE]
        held, notices = cases_among(documents)
        chosen = [c for c in held if wanted.passes(c) and (not query or holds(c, query))]
        for notice in notices:
            typer.echo(notice, err=True)
        if not chosen:
            raise fail("没有符合条件的案例，没有写文件。", Exit.NOTHING_FOUND)
        newest = ordered(chosen, CaseOrder.DATE)
        write_cases(to, [(case.case_id, as_record(case)) for case in newest])
    typer.echo(f"已导出 {len(chosen)} 起到 {to}。")


def _check_target(path: Path, suffixes: Sequence[str], *, overwrite: bool) -> None:
    if path.suffix.lower() not in suffixes:
        raise fail(f"{path.name}：只能写成 {'、'.join(suffixes)} 文件。", Exit.BAD_USAGE)
    if path.exists() and not overwrite:
        raise fail(f"{path} 已经存在。换个名字，或加 --overwrite 替换它。", Exit.BAD_USAGE)


@contextmanager
def _store(settings: Settings, *, dry_run: bool) -> Iterator[DocumentStore]:
    """Open the home for the one writer, or a copy of it that is thrown away."""
    if dry_run:
        with rehearsal(settings.database) as copy:
            yield copy
    else:
        with writing(settings.home, "导入案例"), open_store(settings) as store:
            yield store


def _place(document: Document, offset: int) -> str:
    """Return page, paragraph or row in the original, else the line of the text."""
    line = document.text.count("\n", 0, offset) + 1
    return place_of(document, offset) or f"第{line}行"


def _evidence(found: ReadReport, places: Sequence[str]) -> Table:
    rows = [
        (
            LABELS[finding.field], str(finding.value),
            " ".join(found.text[finding.start : finding.end].split()), place,
        )
        for finding, place in zip(found.findings, places, strict=True)
    ]  # fmt: skip
    rows += [
        (
            LABELS[asked.field], "请核对",
            f"{asked.reason}：{'；'.join(found.text[f.start : f.end] for f in asked.findings)}", "",
        )
        for asked in found.questions
    ]  # fmt: skip
    rows += [(name, "请人工补充", "报告里没有找到", "") for name in found.missing]
    return Table("读出的依据", ("栏目", "值", "原文", "位置"), rows)


def _totals(outcomes: Sequence[RowOutcome], *, dry_run: bool) -> str:
    if not outcomes:
        return "表格里没有填好的行。"
    counts = Counter(outcome.result.value for outcome in outcomes)
    said = "，".join(f"{result} {count}" for result, count in counts.items())
    if dry_run:
        return f"\n{said}。这是试导入，什么也没有写入。去掉 --dry-run 即正式导入。"
    changed = counts["新增"] + counts["更新"]
    return f"\n{said}。" + ("运行 zhiku reindex 后，新内容即可查到。" if changed else "")


def _outcomes_json(
    settings: Settings, outcomes: Sequence[RowOutcome], *, dry_run: bool
) -> dict[str, object]:
    return {
        "home": str(settings.home),
        "dry_run": dry_run,
        "counts": dict(Counter(outcome.result.value for outcome in outcomes)),
        "rows": [
            {
                "row": outcome.number,
                "result": outcome.result.value,
                "case_id": outcome.case_id,
                "name": outcome.name,
                "message": outcome.message,
            }
            for outcome in outcomes
        ],
    }
