"""`zhiku duties`: who must do what about a topic, by when, and where does it stand?"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
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
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from library.cells import csv_bytes
from library.duties import (
    DutyFilter,
    DutyLibrary,
    DutyOrder,
    FoundDuties,
    FoundDuty,
    Modality,
    duties_json,
    duty_table,
    has_date,
)
from search import open_service, today

__all__ = ["duties"]

_SUFFIXES = (".xlsx", ".docx", ".csv", ".md", ".ics")


def duties(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="主题", help="如 应急演练、危大工程；不给时列出全部义务"),
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", metavar="主体", help="只看这个主体的，如 施工单位，可以重复"),
    ] = None,
    modality: Annotated[
        list[Modality] | None,
        typer.Option("--modality", metavar="情态", help=f"{'、'.join(Modality)}，可以重复"),
    ] = None,
    within: Annotated[
        str, typer.Option("--within", metavar="文件编号", help="只看这份文件的义务")
    ] = "",
    timed: Annotated[
        bool | None,
        typer.Option(
            "--timed/--untimed", help="只看写明期限或频次的，或只看没有写明的", show_default=False
        ),
    ] = None,
    order: Annotated[
        DutyOrder,
        typer.Option("--order", metavar="次序", help="party 按主体（默认），deadline 按期限"),
    ] = DutyOrder.PARTY,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=1000, metavar="条数", help="最多显示几条，默认 50")
    ] = 50,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="文件", help=f"全部写入这个文件：{'、'.join(_SUFFIXES)}"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出义务：谁、应当做什么、什么期限、出自哪一条。从条文里按规则读出，没有写明的写“未指明”。"""
    if export and export.suffix.lower() not in _SUFFIXES:
        raise fail(f"--export 只能写成 {'、'.join(_SUFFIXES)} 文件，请改扩展名。", Exit.BAD_USAGE)
    with reporting():
        wanted = DutyFilter(tuple(actor or ()), tuple(modality or ()), within, timed)
        query = " ".join(words or ())
        found = DutyLibrary(open_service(settings_for(home))).find(query, wanted, order)
        if export and found.duties:
            _write(export, query, found)
        if as_json:
            shown = duties_json(found.duties[:limit], found.standings)
            told = {"query": query, "order": order.value, "total": len(found.duties)}
            print_json({**told, "duties": shown, "notices": list(found.notices)})
        else:
            for notice in found.notices:
                typer.echo(f"提示：{notice}", err=True)
            _print(console(), found.duties, limit, order)
            if export and found.duties:
                typer.echo(_written(export, found))
        if not found.duties:
            raise typer.Exit(Exit.NOTHING_FOUND)


def _write(path: Path, query: str, found: FoundDuties) -> None:
    """Write all duties; what writes a kind of file takes long to load."""
    match path.suffix.lower():
        case ".ics":
            from library.duties.calendar import calendar_bytes  # noqa: PLC0415

            name = f"智库义务：{query}" if query else "智库义务"
            path.write_bytes(calendar_bytes(found.duties, name, datetime.now().astimezone()))
        case ".docx":
            from library.duties.sheet import duty_sheet  # noqa: PLC0415
            from library.printing import word_bytes  # noqa: PLC0415

            path.write_bytes(word_bytes(duty_sheet(found, [("主题", query or "全部")], today())))
        case ".csv":
            table = duty_table(found.duties, found.standings)
            path.write_bytes(csv_bytes(table.columns, table.rows))
        case _:
            from library.tables import write_tables  # noqa: PLC0415

            write_tables(path, [duty_table(found.duties, found.standings)])


def _written(path: Path, found: FoundDuties) -> str:
    if path.suffix.lower() != ".ics":
        return f"全部义务已写入 {path}。"
    dated = sum(has_date(one.duty) for one in found.duties)
    return f"有日期或频次的 {dated} 条已写入 {path}，可以导入日历。"


def _print(out: Console, found: Sequence[FoundDuty], limit: int, order: DutyOrder) -> None:
    if not found:
        out.print("没有找到义务。可以换用别的词，或去掉筛选条件。")
        return
    if order is DutyOrder.PARTY:
        for parties, group in groupby(found[:limit], key=lambda each: each.duty.parties):
            out.print(Text(f"\n{'、'.join(parties)}", style="bold cyan"))
            for each in group:
                _print_duty(out, each, "")
    else:
        for each in found[:limit]:
            _print_duty(out, each, f"{'、'.join(each.duty.parties)}  ")
    part = f"，显示 {limit} 条" if limit < len(found) else ""
    out.print(Text(f"\n共 {len(found)} 条{part}。按规则从条文读出，请对照原文。", style="dim"))


def _print_duty(out: Console, each: FoundDuty, parties: str) -> None:
    time = f"【{each.duty.deadline}】" if each.duty.deadline else ""
    print_indented(out, f"{parties}{each.duty.modality} {each.duty.action}{time}", 2)
    print_indented(out, each.duty.citation, 4, "dim")
