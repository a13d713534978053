"""`zhiku gaps`: what is missing or doubtful in the collection, and what comes first?"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.context import (
    AsJson,
    Exit,
    Home,
    console,
    fail,
    nothing_held,
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from library.gaps import GapGroup, find_gaps, gap_tables, gaps_json
from library.tables import TABLE_SUFFIXES, write_tables
from search import open_store

__all__ = ["gaps"]


def gaps(
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="项数", help="每类最多显示几项，默认 10")
    ] = 10,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of", metavar="日期", formats=["%Y-%m-%d"], help="按哪一天的状态，默认今天"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="文件", help="把全部缺口写入这个 .xlsx 或 .md 文件"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出缺口：失效仍被引用、待核实、没有读出、缺原文、重复、著录不全、损坏，各附处理办法。"""
    if output and output.suffix.lower() not in TABLE_SUFFIXES:
        raise fail("--output 只能写成 .xlsx 或 .md 文件，请改扩展名。", Exit.BAD_USAGE)
    with reporting():
        settings = settings_for(home)
        day = as_of.date() if as_of else date.today()  # noqa: DTZ011 - the operator's own day
        with open_store(settings) as store:
            groups, held = find_gaps(store, day), store.counts()[0]
        if output and held:
            write_tables(output, gap_tables(groups))
        if as_json:
            told = {"home": str(settings.home), "as_of": day.isoformat(), "documents": held}
            print_json({**told, "groups": gaps_json(groups)})
        if not held:
            raise nothing_held(settings)
        if not as_json:
            _print(console(), groups, limit)
            typer.echo(f"\n{held} 份文件，截至 {day}。数据目录：{settings.home}")
            if output:
                typer.echo(f"全部缺口已写入 {output}。")


def _print(out: Console, groups: Sequence[GapGroup], limit: int) -> None:
    for group in groups:
        if not group.gaps:
            continue
        out.print(Text(f"\n{group.name}（{len(group.gaps)}）", "bold yellow"))
        print_indented(out, group.told, 2, "cyan")
        for gap in group.gaps[:limit]:
            name = f"{gap.subject}  {gap.document_id}" if gap.document_id else gap.subject
            print_indented(out, name, 2)
            print_indented(out, gap.detail, 4, "dim")
        if len(group.gaps) > limit:
            more = len(group.gaps) - limit
            out.print(Text(f"  ……另有 {more} 项；加 --output 缺口.xlsx 可写出全部", "dim"))
    well = [group.name for group in groups if not group.gaps]
    if well:
        out.print(Text(f"\n没有发现：{'、'.join(well)}。", "green"))
