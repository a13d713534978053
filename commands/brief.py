"""`zhiku brief`: what must a chief know about a matter, shortly and with every sentence cited?"""

import getpass
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.context import (
    DAYS,
    AsJson,
    Exit,
    Home,
    console,
    day_of,
    fail,
    print_fields,
    print_json,
    reporting,
    settings_for,
)
from indexer import kept
from library.brief import (
    BRIEF_SUFFIXES,
    Brief,
    Briefs,
    SavedBrief,
    brief_bytes,
    brief_json,
    brief_markdown,
    compose,
    remake,
    summarised,
)
from library.experts import ExpertDesk
from library.experts.for_briefs import BriefExperts
from library.language_model import model_of
from library.thresholds import rows_in
from search import Settings, open_service, today

__all__ = ["brief"]


def brief(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="情况", help="主题、工程或一段情况；不给时列出存下的研判单"),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=DAYS, metavar="日期", help="按哪一天的时效，默认当天"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写成 .docx、.pdf、.md 或 .json 文件"),
    ] = None,
    show: Annotated[int | None, typer.Option(metavar="编号", help="照存下的原样显示一份")] = None,
    again: Annotated[
        int | None, typer.Option(metavar="编号", help="按原来的情况和日期重做一份，并说明有何变化")
    ] = None,
    remove: Annotated[int | None, typer.Option(metavar="编号", help="删去存下的一份")] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="另请语言模型起草摘要（内容会发送给它），须人工审核")
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """研判单：判断、各方职责、类似事故、需要的专业、缺口和依据清单，句句有出处；存下并给出编号。"""
    if output and output.suffix.lower() not in BRIEF_SUFFIXES:
        raise fail(f"-o 只能写成 {'、'.join(BRIEF_SUFFIXES)} 文件，请改扩展名。", Exit.BAD_USAGE)
    if len([one for one in (words, show, again, remove) if one]) > 1:
        raise fail("情况、--show、--again、--remove 只能给一样。", Exit.BAD_USAGE)
    with reporting():
        settings = settings_for(home)
        with Briefs(settings.briefs) as briefs:
            if show:
                head, told = briefs.head(show), briefs.read(show)
                _hand_over(head, told, output, as_json=as_json)
                _tell_of_index(settings, told)
            elif again:
                _again(settings, briefs, again, output, as_json=as_json)
            elif remove:
                typer.echo(f"已删去第 {briefs.remove(remove).number} 号研判单。")
            elif words:
                made = _made(settings, " ".join(words), as_of, summary=summary)
                _hand_over(briefs.save(made, getpass.getuser()), made, output, as_json=as_json)
            else:
                _list(briefs.all(), as_json=as_json)


def _made(settings: Settings, subject: str, as_of: datetime | None, *, summary: bool) -> Brief:
    model = model_of(settings)
    if summary and model is None:
        raise fail("没有设置语言模型（ZHIKU_LLM_URL），不能起草摘要。", Exit.BAD_USAGE)
    day = day_of(as_of) or today()
    service = open_service(settings)
    with ExpertDesk(settings, service) as desk:
        table, pool = rows_in(settings.home), BriefExperts(desk)
        made = compose(service, subject, day, table, pool=pool)
    if summary and model:
        typer.echo(f"研判单的条文和要点正发送给语言模型（{model.host}）。", err=True)
        return summarised(made, model)
    return made


def _again(
    settings: Settings, briefs: Briefs, number: int, output: Path | None, *, as_json: bool
) -> None:
    before = briefs.read(number)
    service = open_service(settings)
    with ExpertDesk(settings, service) as desk:
        table, pool = rows_in(settings.home), BriefExperts(desk)
        made = remake(service, settings, before, table, pool)
    head = briefs.save(made.brief, getpass.getuser(), number)
    _hand_over(head, made.brief, output, as_json=as_json, changes=made.changes)
    if as_json:
        return
    typer.echo(made.told)
    typer.echo(f"与第 {number} 号相比，有 {len(made.changes)} 处变化：" if made.changes else
               f"与第 {number} 号相比没有变化。")  # fmt: skip
    for change in made.changes:
        typer.echo(f"  {change}")


def _hand_over(
    head: SavedBrief,
    told: Brief,
    output: Path | None,
    *,
    as_json: bool,
    changes: tuple[str, ...] | None = None,
) -> None:
    """Write the brief to its file, or print it."""
    if output:
        output.write_bytes(brief_bytes(told, output.suffix))
    if as_json:
        more = {} if changes is None else {"changes": list(changes)}
        print_json({"number": head.number, "again_of": head.again_of, **brief_json(told), **more})
        return
    if not output:
        typer.echo(brief_markdown(told))
    where = f"，写入 {output}" if output else ""
    typer.echo(f"第 {head.number} 号研判单{where}。{told.headline}。")


def _tell_of_index(settings: Settings, told: Brief) -> None:
    if told.generation not in kept(settings.home):
        typer.echo(f"注意：当时的索引 {told.generation} 已不在，以上是当时存下的内容。", err=True)


def _list(found: list[SavedBrief], *, as_json: bool) -> None:
    if as_json:
        print_json([{**asdict(one), "as_of": one.as_of.isoformat()} for one in found])
        return
    if not found:
        typer.echo('还没有研判单。用 zhiku brief "深基坑" 做一份。')
        raise typer.Exit(Exit.NOTHING_FOUND)
    print_fields(
        console(),
        [(str(one.number), f"{one.as_of}　{one.subject}　{one.headline}") for one in found],
    )
