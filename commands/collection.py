"""`zhiku init`, `zhiku import`: how do documents come into the home?"""

import errno
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from commands.context import (
    AsJson,
    Exit,
    Home,
    console,
    fail,
    print_json,
    progress_bar,
    reporting,
    settings_for,
)
from commands.import_report import print_report
from corpus import (
    BUILTIN,
    ImportReport,
    Outcome,
    Result,
    file_key,
    files_under,
)
from corpus.composing import import_records
from indexer import writing
from library.collection import import_into, report_json, totals
from library.collection.tables import report_tables
from library.priority import yield_to_searches
from library.tables import TABLE_SUFFIXES, write_tables
from search import Settings, open_store

__all__ = ["import_", "init", "run_import"]

_CHANGING = (Result.NEW, Result.UPDATED, Result.REPLACED)


def init(home: Home = None, as_json: AsJson = False) -> None:
    """建立数据目录，装入自带的通知、事故案例、标准卡片、法规要点和阈值表。可以重复运行：有新版本就更新。"""
    with reporting():
        settings = settings_for(home)
        with _builtin() as folder:
            # Their keys do not depend on where the product is installed, nor on its version.
            report = run_import(
                settings,
                sorted(folder.rglob("*.md")),
                quiet=as_json,
                key_of=lambda path: BUILTIN + path.relative_to(folder).as_posix(),
            )
            report = ImportReport((*report.outcomes, *_import_records(settings, folder)))
        _print(report, settings, as_json=as_json)


def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="路径…", help="文件或文件夹，可以给多个")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="试导入：照样全部读一遍并报告，但什么也不写入")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="重新读取：没有变化的文件也再读一遍")
    ] = False,
    report_to: Annotated[
        Path | None,
        typer.Option("--report", metavar="文件", help="把完整报告写入这个 .xlsx 或 .md 文件"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """导入文件、整个文件夹或压缩包（办公文档、PDF、OFD、网页、表格、文本），并逐个报告结果。"""
    if report_to and report_to.suffix.lower() not in TABLE_SUFFIXES:
        raise fail("--report 只能写成 .xlsx 或 .md 文件，请改扩展名。", Exit.BAD_USAGE)
    with reporting():
        settings = settings_for(home)
        if report_to and not report_to.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "", str(report_to))
        chosen = list(files_under(paths))
        report = run_import(settings, chosen, quiet=as_json, dry_run=dry_run, again=again)
        if report_to:
            write_tables(report_to, report_tables(report))
        root = paths[0] if len(paths) == 1 and paths[0].is_dir() else None
        _print(report, settings, as_json=as_json, dry_run=dry_run, root=root)
        if report_to and not as_json:
            typer.echo(f"完整报告已写入 {report_to}。")
        if report.count(Result.FAILED):
            raise typer.Exit(Exit.BROKEN)
        if report.count(Result.SKIPPED) == len(report.outcomes):
            raise typer.Exit(Exit.NOTHING_FOUND)


def _import_records(settings: Settings, folder: Path) -> list[Outcome]:
    with writing(settings.home, "装入自带的记录"), open_store(settings) as store:
        return import_records(store, folder)


def _builtin() -> AbstractContextManager[Path]:
    return as_file(files("corpus").joinpath("documents"))


def run_import(
    settings: Settings,
    paths: Sequence[Path],
    *,
    quiet: bool,
    key_of: Callable[[Path], str] = file_key,
    dry_run: bool = False,
    again: bool = False,
) -> ImportReport:
    """Import the files into the home as its one writer, with a progress bar unless `quiet`.

    With `dry_run` the same is done in a copy that is thrown away, and the home stays as it is.
    """
    yield_to_searches()
    with progress_bar(visible=not quiet) as progress:
        task = progress.add_task("导入", total=len(paths))

        def advance(done: int, total: int, name: str) -> None:
            shown = escape(f"{'试导入' if dry_run else '导入'} {name}"[:40])
            progress.update(task, completed=done, total=total, description=shown)

        return import_into(
            settings, paths, advance, key_of=key_of, dry_run=dry_run, again=again,
            keeps=key_of is file_key,  # what the product ships with is in the product itself
        )  # fmt: skip


def _print(
    report: ImportReport, settings: Settings, *, as_json: bool, dry_run: bool = False,
    root: Path | None = None,
) -> None:  # fmt: skip
    if as_json:
        print_json({"home": str(settings.home), "dry_run": dry_run, **report_json(report)})
        return
    if not report.outcomes:
        typer.echo("没有找到文件。请核对路径。", err=True)
        return
    print_report(console(), report, root)
    typer.echo(f"\n{totals(report)}数据目录：{settings.home}")
    if dry_run:
        typer.echo("这是试导入，什么也没有写入。去掉 --dry-run 即正式导入。")
    elif any(report.count(result) for result in _CHANGING):
        typer.echo("运行 zhiku reindex 后，新内容即可检索。")
