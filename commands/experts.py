"""`zhiku experts …`: who is in the pool, who of them knows this, who carries how much?"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.chinese import ChineseCommand, ChineseGroup
from commands.context import (
    AsJson,
    Exit,
    Home,
    console,
    fail,
    print_fields,
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from commands.expert_draws import draw
from commands.expert_files import export, import_, key, sample, template
from commands.expert_records import verify
from commands.users import operator
from library.errors import UnknownExpert
from library.experts import Expert, ExpertDesk, ExpertFilter, FoundExperts, PoolStatistics, State
from library.experts.experts_json import expert_json, found_json, statistics_json
from search import open_service

__all__ = ["experts"]

experts = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    help="专家库：查找专家，抽取论证专家并可由任何人重算核对，统计，导入导出。",
    no_args_is_help=True,
)


def find(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="专业", help="日常说法，如 深基坑支护、盾构")
    ] = None,
    region: Annotated[str, typer.Option(metavar="地区", help="地区里含有的文字")] = "",
    title: Annotated[str, typer.Option(metavar="职称", help="职称里含有的文字")] = "",
    state: Annotated[
        State, typer.Option(metavar="状态", help="在聘（默认）、暂停、取消、到期")
    ] = State.ENGAGED,
    most: Annotated[
        int | None, typer.Option(min=0, metavar="次数", help="最近一年论证不超过几次")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="人数", help="默认 20")] = 20,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """按专业的日常说法查找专家，说明理由；同样相符的，近来论证少的在前。没有找到时退出码为 1。"""
    with reporting():
        settings, day = settings_for(home), datetime.now().astimezone().date()
        with ExpertDesk(settings, open_service(settings)) as desk:
            wanted = ExpertFilter(region=region, title=title, state=state, most=most)
            found = desk.finder.find(desk.pool, " ".join(words or ()), wanted, day, limit)
            if as_json:
                print_json(found_json(found, desk.taxonomy, day))
            else:
                _print_found(console(), found, desk)
        if not found.experts:
            raise typer.Exit(Exit.NOTHING_FOUND)


def show(
    expert_id: Annotated[
        int, typer.Argument(metavar="编号", help="专家编号，见 zhiku experts find")
    ],
    contacts: Annotated[
        bool, typer.Option("--contacts", help="连同联系方式；查看记入这位专家的变更记录")
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """显示一位专家的记录、论证和变更。联系方式只在写明时显示。"""
    with reporting(), ExpertDesk(settings_for(home)) as desk:
        day = datetime.now().astimezone().date()
        try:
            one = desk.pool.get(expert_id)
        except UnknownExpert as error:
            raise fail(str(error), Exit.NOTHING_FOUND) from error
        values = expert_json(one, desk.taxonomy, day)
        values["reviews"] = [
            {"day": r.day.isoformat(), "request_id": r.request_id, "project": r.project,
             "conclusion": r.conclusion}
            for r in desk.pool.reviews(expert_id)
        ]  # fmt: skip
        if contacts:
            seen = desk.pool.contact(operator().name, expert_id, "命令行查看")
            values["contact"] = {name: getattr(seen, name) for name in seen.given()}
        values["history"] = [
            {"at": e.at, "who": e.who, "action": e.action, "before": e.before, "after": e.after}
            for e in desk.pool.history(expert_id)
        ]
        if as_json:
            print_json(values)
        else:
            _print_expert(console(), one, values)


def stats(home: Home = None, as_json: AsJson = False) -> None:
    """统计：各状态人数、每人论证次数、缺人的专业、将到期的聘期。一位专家也没有时退出码为 1。"""
    with reporting(), ExpertDesk(settings_for(home)) as desk:
        found = desk.statistics(datetime.now().astimezone().date())
        if as_json:
            print_json(statistics_json(found))
        else:
            _print_statistics(console(), found)
        if not found.total:
            raise typer.Exit(Exit.NOTHING_FOUND)


_COMMANDS: dict[str, Callable[..., None]] = {
    "find": find,
    "show": show,
    "stats": stats,
    "template": template,
    "sample": sample,
    "import": import_,
    "export": export,
    "key": key,
    "verify": verify,
}
for _name, _command in _COMMANDS.items():
    experts.command(_name, cls=ChineseCommand)(_command)
experts.add_typer(draw, name="draw")


def _print_found(out: Console, found: FoundExperts, desk: ExpertDesk) -> None:
    for match in found.matches[:3]:
        mark = "（建议的专业，非法定）" if match.specialty.suggested else ""
        out.print(Text(f"{match.specialty.name}{mark}：{match.reason}", style="bold cyan"))
    if not found.matches and not found.experts:
        typer.echo("没有找到。请换一种说法，或查看 zhiku experts stats 列出的专业。", err=True)
    for one in found.experts:
        expert = one.expert
        names = "、".join(desk.taxonomy.name(code) for code in expert.specialties)
        out.print(Text(f"{expert.expert_id}  {expert.name}　{expert.title}　{expert.unit}"))
        print_indented(out, f"{names}　{expert.region}　最近一年论证 {one.recent} 次", 4, "dim")
    if found.total > len(found.experts):
        out.print(Text(f"共 {found.total} 位，显示 {len(found.experts)} 位。", style="dim"))


def _print_expert(out: Console, one: Expert, values: dict[str, object]) -> None:
    listed = "、".join(each["name"] for each in values["specialties"])  # type: ignore[attr-defined]
    fields = [
        ("编号", str(one.expert_id)),
        ("姓名", f"{one.name} {one.sex}"),
        ("职称", one.title),
        ("单位", one.unit),
        ("专业", listed),
        ("地区", one.region),
        ("聘期", f"{one.term_start} 至 {one.term_end}（{values['state']}）"),
        ("资格", "；".join(one.qualifications)),
        ("诚信记录", "；".join(one.integrity)),
        ("曾任职单位", "；".join(former.text for former in one.former_units)),
        ("回避单位", "；".join(one.avoid_units)),
        ("回避人员", "；".join(one.avoid_persons)),
        ("备注", one.note),
    ]
    contact = values.get("contact")
    fields += [(n, str(v)) for n, v in contact.items()] if isinstance(contact, dict) else []
    print_fields(out, [(name, value) for name, value in fields if value.strip()])
    for review in values["reviews"]:  # type: ignore[attr-defined]
        out.print(Text(f"论证 {review['day']}　{review['project']}　{review['conclusion']}"))
    for entry in values["history"]:  # type: ignore[attr-defined]
        moment = datetime.fromtimestamp(entry["at"]).astimezone()
        named = "、".join(entry["after"]) if entry["action"] != "新增" else ""
        out.print(
            Text(f"{moment:%Y-%m-%d %H:%M}　{entry['who']}　{entry['action']}　{named}", "dim")
        )


def _print_statistics(out: Console, found: PoolStatistics) -> None:
    states = "，".join(f"{state} {count}" for state, count in found.states if count)
    out.print(Text(f"专家 {found.total} 位：{states or '无'}", style="bold"))
    out.print(Text(f"最近一年论证 {found.reviews} 人次，{found.unused} 位在聘专家没有参加过。"))
    lacking = [one for one in found.coverage if one.lacking]
    if lacking:
        out.print(Text("\n缺人的专业（按一组专家和候补计）", style="bold"))
        for one in lacking:
            said = f"{one.specialty.name}：在聘 {one.engaged}，宜有 {one.wanted}"
            print_indented(out, f"{said}，缺 {one.lacking}", 2)
    if found.load:
        out.print(Text("\n论证最多的", style="bold"))
        for expert, count in found.load[:10]:
            print_indented(out, f"{expert.expert_id}  {expert.name}（{expert.unit}） {count} 次", 2)
    if found.ending:
        out.print(Text(f"\n聘期将满的（{len(found.ending)} 位）", style="bold"))
        for expert in found.ending[:20]:
            print_indented(out, f"{expert.expert_id}  {expert.name} {expert.term_end}", 2)
