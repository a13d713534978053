"""`zhiku init`, `zhiku import`: how do documents come into the home?"""

import os
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
    print_json,
    progress_bar,
    reporting,
    settings_for,
)
from corpus import BUILTIN, ImportReport, Originals, file_key, file_name, files_under, import_files
from indexer import writing
from search import Settings, open_store

__all__ = ["import_", "init", "run_import"]

_RESULTS = ("新增", "更新", "未变", "失败", "略过")


def init(home: Home = None, as_json: AsJson = False) -> None:
    """建立数据目录，装入自带的文件（五份通知）。可以重复运行：自带文件有新版本就更新，其余不动。"""
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
        _print(report, settings, as_json)


def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="路径…", help="文件或文件夹，可以给多个")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """导入文件、整个文件夹或压缩包（办公文档、PDF、OFD、网页、表格、文本）。最后逐个列出结果。"""
    with reporting():
        settings = settings_for(home)
        report = run_import(settings, list(files_under(paths)), quiet=as_json)
        _print(report, settings, as_json)
        if report.count("失败"):
            raise typer.Exit(Exit.BROKEN)
        if report.count("略过") == len(report.outcomes):
            raise typer.Exit(Exit.NOTHING_FOUND)


def _builtin() -> AbstractContextManager[Path]:
    return as_file(files("corpus").joinpath("documents"))


def run_import(
    settings: Settings,
    paths: Sequence[Path],
    *,
    quiet: bool,
    key_of: Callable[[Path], str] = file_key,
) -> ImportReport:
    """Import the files into the home as its one writer, with a progress bar unless `quiet`."""
    with (
        writing(settings.home, "导入文件"),
        open_store(settings) as store,
        progress_bar(visible=not quiet) as progress,
    ):
        task = progress.add_task("导入", total=len(paths))

        def advance(done: int, total: int, name: str) -> None:
            shown = escape(f"导入 {name}"[:40])
            progress.update(task, completed=done, total=total, description=shown)

        # What the product ships with is in the product itself.
        kept = settings.keeps_originals and key_of is file_key
        originals = Originals(settings.originals) if kept else None
        return import_files(store, paths, advance, key_of=key_of, originals=originals)


def _print(report: ImportReport, settings: Settings, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "home": str(settings.home),
                "counts": {name: report.count(name) for name in _RESULTS},
                "files": [
                    {
                        "path": os.fsencode(outcome.path).decode("utf-8", "replace"),
                        "result": outcome.result,
                        "document_id": outcome.document_id,
                        "message": outcome.message,
                    }
                    for outcome in report.outcomes
                ],
            }
        )
        return
    if not report.outcomes:
        typer.echo("没有找到文件。请核对路径。", err=True)
        return
    for outcome in report.outcomes:
        typer.echo(f"{outcome.result}  {file_name(outcome.path)}：{outcome.message}")
    counts = "，".join(f"{name} {report.count(name)}" for name in _RESULTS)
    typer.echo(f"\n{counts}。数据目录：{settings.home}")
    if report.count("新增") or report.count("更新"):
        typer.echo("运行 zhiku reindex 后，新内容即可检索。")
