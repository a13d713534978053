"""`zhiku search`: which clauses answer this?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.context import (
    DAYS,
    AsJson,
    Exit,
    Home,
    console,
    day_of,
    fail,
    print_json,
    reporting,
    settings_for,
)
from corpus import Kind, Status
from search import Hit, Mode, SearchRequest, SearchResults, Sort, as_json, excerpt, open_service

__all__ = ["search"]


def _listed(choices: Iterable[str]) -> str:
    return "、".join(choices)


def _kind(value: str) -> Kind:
    """Return the kind meant by its value or by the word that staff use for it."""
    for kind in Kind:
        if value in (kind.value, kind.label):
            return kind
    allowed = ", ".join(f"'{kind.value}'" for kind in Kind)
    raise typer.BadParameter(f"'{value}' is not one of {allowed}.")


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="查询", help="词语（空格隔开）、文号、第N条，或一句话")
    ],
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            metavar="类别",
            parser=_kind,
            help=f"只看这些类别，可以重复：{_listed(f'{kind} {kind.label}' for kind in Kind)}",
        ),
    ] = None,
    status: Annotated[
        list[Status] | None,
        typer.Option(
            metavar="状态",
            help=f"只看这些状态，可以重复：{_listed(Status)}；不给时隐去当日已废止、被替代和尚未发布的",
        ),
    ] = None,
    issuer: Annotated[
        list[str] | None, typer.Option(metavar="机关", help="发文机关，可以只写一部分，可以重复")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(metavar="地区", help="地区，可以只写一部分，可以重复")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--from", metavar="日期", formats=DAYS, help="此日起，如 2020-05-01"),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", metavar="日期", formats=DAYS, help="到此日止")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of", metavar="日期", formats=DAYS, help="按这一天的时效状态检索，不给时为今天"
        ),
    ] = None,
    mode: Annotated[
        Mode,
        typer.Option(metavar="方式", help="hybrid 综合（默认），keyword 关键词，semantic 语义"),
    ] = Mode.HYBRID,
    limit: Annotated[
        int,
        typer.Option(min=1, max=200, metavar="条数", help="最多显示几条，1 到 200，默认 10"),
    ] = 10,
    within: Annotated[
        str, typer.Option("--within", metavar="文件编号", help="只在这份文件里检索")
    ] = "",
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also", metavar="词语", help="在结果中再查：只留下逐字含有它的条款，可以重复"
        ),
    ] = None,
    sort: Annotated[
        Sort,
        typer.Option(metavar="次序", help="relevance 按相关（默认），date 按日期，新的在前"),
    ] = Sort.RELEVANCE,
    group: Annotated[
        bool | None,
        typer.Option(
            "--group/--flat",
            help="同一文件只列前几条，其余只计数；--flat 逐条排列。不给时合并，--json 时逐条",
        ),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="说明怎样理解查询、怎样排序")] = False,
    home: Home = None,
    json_: AsJson = False,
) -> None:
    """按关键词和语义检索条款，每条都带可直接引用的出处。没有找到时退出码为 1。"""
    if since and until and since > until:
        raise fail("--from 的日期晚于 --to 的日期，请对调。", Exit.BAD_USAGE)
    request = SearchRequest(
        " ".join(words), mode, tuple(kind or ()), tuple(status or ()), tuple(issuer or ()),
        tuple(region or ()), day_of(since), day_of(until), limit, explain=explain,
        as_of=day_of(as_of), group=not json_ if group is None else group, within=within,
        sort=sort, also=tuple(also or ()),
    )  # fmt: skip
    with reporting():
        results = open_service(settings_for(home)).search(request)
        if json_:
            print_json(as_json(results))
        else:
            _print(console(), results)
        if not results.total:
            raise typer.Exit(Exit.NOTHING_FOUND)


def _print(out: Console, results: SearchResults) -> None:
    for notice in results.notices:
        out.print(Text(notice, style="yellow"))
    if results.suggestions:
        out.print(Text(f"您是不是要找：{'、'.join(results.suggestions)}", style="yellow"))
    if results.filters:
        out.print(Text(f"筛选：{'；'.join(f.label for f in results.filters)}", style="dim"))
    if results.explanation:
        out.print(Text(f"索引 {results.explanation.generation}", style="dim"))
        for step in results.explanation.steps:
            out.print(Text(f"· {step}", style="dim"))
    for hit in results.hits:
        _print_hit(out, hit)
    if not results.total:
        out.print(
            "没有找到。可以换用更短、更常见的词，去掉筛选条件，或运行 zhiku stats 查看收录范围。"
        )
    else:
        shown = f"显示 {len(results.hits)} 条，" if results.total > len(results.hits) else ""
        shown += f"另有 {results.folded} 条并入同一文件，" if results.folded else ""
        out.print(
            Text(
                f"\n共 {results.total} 条，{shown}{results.mode.label}检索，"
                f"截至 {results.as_of}，用时 {results.took_ms:.0f} 毫秒。",
                style="dim",
            )
        )


def _print_hit(out: Console, hit: Hit) -> None:
    head = Text(f"\n{hit.rank:>2}. ", style="bold")
    head.append(hit.citation, style="bold cyan")
    if hit.kind is not Kind.CASE:  # an accident has no standing
        head.append(f"  {hit.status}", style="green" if hit.status is Status.IN_FORCE else "yellow")
    if not hit.verbatim and "非原文" not in hit.citation and hit.kind.own_words not in hit.citation:
        head.append(f"  {hit.kind.own_words}，非原文", style="magenta")
    out.print(head)
    facts = [hit.issuer, _day(hit), " › ".join(hit.path)]
    out.print(Text("    " + "　".join(fact for fact in facts if fact), style="dim"))
    if hit.kind is not Kind.CASE:
        out.print(Text(f"    {hit.status_basis}", style="dim"))
    out.print(_snippet(hit))
    for note in hit.notes:
        out.print(Text(f"    注意：{note}", style="yellow"))
    out.print(Text(f"    {hit.clause_id}", style="dim"))
    if hit.more:
        told = f"本文件另有 {hit.more} 条也相关，加 --within {hit.document_id} 可看"
        out.print(Text(f"    {told}", style="cyan"))
    if hit.reasons:
        out.print(Text(f"    {'；'.join(hit.reasons)}", style="dim"))


def _day(hit: Hit) -> str:
    day = hit.issued_on or hit.published_on
    return day.isoformat() if day else ""


def _snippet(hit: Hit) -> Text:
    shown = excerpt(hit)
    line = Text("    " + shown.text)
    for start, stop in shown.marks:
        line.stylize("bold red", start + 4, stop + 4)
    return line
