"""`zhiku thresholds`: are works 危大, how grave is an accident, and by which row or number?"""

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from commands.context import (
    AsJson,
    Home,
    console,
    print_fields,
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from library.cases.levels import Assessment, Bounds, assess
from library.hazard_table import HazardRow
from library.thresholds import (
    DIMENSIONS,
    LEVELS_CLAUSE,
    Consequence,
    Decision,
    State,
    accident_json,
    cited_clause,
    consequences,
    decision_json,
    judge,
    read_count,
    read_loss,
    rows_in,
)
from search import open_service

__all__ = ["thresholds"]

ACCIDENT = "事故"
_COLOURS = {State.MET: "bold red", State.NOT_MET: "green", State.OPEN: "yellow"}
_STATES = {State.MET: "达到", State.NOT_MET: "未达到", State.OPEN: "未定"}


def _size(name: str, english: str, help_: str) -> Any:
    return typer.Option(f"--{english}", f"--{name}", metavar="大小", help=help_)


def thresholds(
    works: Annotated[
        str, typer.Argument(metavar="工程", help="工程的名称或俗称，如 基坑；或者 事故")
    ],
    depth: Annotated[str, _size("深度", "depth", "开挖深度，如 4.8、4.8m、4800mm")] = "",
    height: Annotated[str, _size("高度", "height", "搭设、提升或施工高度")] = "",
    span: Annotated[str, _size("跨度", "span", "跨度")] = "",
    load: Annotated[str, _size("总荷载", "load", "施工总荷载设计值，kN/m²")] = "",
    line_load: Annotated[str, _size("线荷载", "line-load", "集中线荷载设计值，kN/m")] = "",
    point_load: Annotated[str, _size("集中荷载", "point-load", "单点集中荷载，kN")] = "",
    weight: Annotated[str, _size("重量", "weight", "起吊重量、起重量或结构重量，kN 或 t")] = "",
    base: Annotated[str, _size("基础标高", "base", "搭设基础标高")] = "",
    condition: Annotated[
        list[str] | None,
        typer.Option(metavar="回答", help="回答数字说不了的条件：1=是、2=否，可以重复"),
    ] = None,
    region: Annotated[str, typer.Option(metavar="地区", help="用这个地区的增补规定")] = "",
    deaths: Annotated[str, typer.Option(metavar="人数", help="事故的死亡人数")] = "",
    injured: Annotated[str, typer.Option(metavar="人数", help="事故的重伤人数，含急性中毒")] = "",
    loss: Annotated[str, typer.Option(metavar="金额", help="直接经济损失，不写单位时为万元")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """判定危大工程和超过一定规模的危大工程，或者事故等级，写明依据哪一行、还缺什么。"""
    with reporting():
        settings = settings_for(home)
        service = open_service(settings)
        if works.strip() == ACCIDENT:
            level = assess(
                Bounds.of(read_count("死亡人数", deaths)),
                Bounds.of(read_count("重伤人数", injured)),
                Bounds.of(read_loss(loss)),
            )
            basis = cited_clause(service, "事故等级", LEVELS_CLAUSE)
            if as_json:
                print_json(accident_json(level, basis))
            else:
                _print_accident(console(), level, basis)
            return
        sizes = (depth, height, span, load, line_load, point_load, weight, base)
        stated = dict(zip(DIMENSIONS, sizes, strict=True))
        found = judge(rows_in(settings.home), works, stated, condition or (), region)
        following = consequences(service, found)
        if as_json:
            print_json(decision_json(found, following))
        else:
            _print_decision(console(), found, following)


def _print_decision(out: Console, found: Decision, following: list[Consequence]) -> None:
    out.print(Text(f"{found.works.name}：{found.text}", style="bold cyan"))
    if deciding := found.deciding:
        out.print(Text(f"{deciding.reason}。"))
        print_fields(out, _basis(deciding.row))
    out.print()
    for one in found.judged:
        line = f"{one.row.level}：{_STATES[one.state]}。{one.reason}（{one.row.clause or '—'}）"
        out.print(Text(line, style=_COLOURS[one.state]))
    if found.missing and not found.certain:
        out.print(Text(f"请补充：{'、'.join(found.missing)}。", style="yellow"))
    for condition in found.open:
        out.print(Text(f"另须核对 {condition.number}：{condition.text}。"))
        out.print(
            Text(f"  --condition {condition.number}=是 或 {condition.number}=否", style="dim")
        )
    for note in found.notes:
        out.print(Text(f"注意：{note}", style="yellow"))
    if following:
        out.print(Text("\n应当做的", style="bold"))
    for due in following:
        print_indented(out, f"{due.what}　{due.citation}{'' if due.clause else '［未收录］'}", 2)


def _basis(row: HazardRow) -> list[tuple[str, str | Text]]:
    return [
        ("依据", f"{row.document or '未核实'} {row.clause or ''}"),
        ("原表", row.rule),
        ("地区", row.region or "未核实"),
        ("施行日期", str(row.effective_on) if row.effective_on else "未核实"),
    ]


def _print_accident(out: Console, level: Assessment, basis: Consequence) -> None:
    out.print(Text(f"事故等级：{level.text}", style="bold cyan"))
    out.print(Text(f"{level.reason}。"))
    out.print(Text(f"依据：{basis.citation}{'' if basis.clause else '［未收录］'}", style="dim"))
