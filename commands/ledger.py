"""`zhiku ledger list | import | export | form`: how do the three lists look, and how do they move?

Steps are taken on the pages, where everybody signs in with their own name.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.chinese import ChineseCommand, ChineseGroup
from commands.context import (
    DAYS,
    AsJson,
    Exit,
    Home,
    console,
    day_of,
    fail,
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from commands.users import operator
from library.accounts import Accounts
from library.errors import LedgerRejected, SheetRejected
from library.ledger import (
    OPEN_STATES,
    Form,
    Grade,
    Item,
    ItemFilter,
    Kind,
    Ledger,
    State,
    fill_form,
    form_json,
    form_printed,
    form_totals,
    item_json,
    item_tables,
    lists_sheet,
    next_due_days,
    read_period,
)
from library.printing import SHEET_SUFFIXES, sheet_bytes

__all__ = ["ledger"]

ledger = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    help="安全生产台账：问题隐患、整改措施、企业主体责任三个清单和统计表。办理在网页上。",
    no_args_is_help=True,
)
_FILES = (".xlsx", *SHEET_SUFFIXES)
_TOLD = "、".join(_FILES)
_STATES = {"open": OPEN_STATES} | {state.value: frozenset({state}) for state in State}
KindOption = Annotated[
    Kind | None, typer.Option("--kind", metavar="清单", help=f"只看这个清单：{'、'.join(Kind)}")
]
StateOption = Annotated[
    str,
    typer.Option(
        "--state", metavar="状态", help="open 未办结、pending、doing、review、closed、void"
    ),
]
RegionOption = Annotated[str, typer.Option("--region", metavar="地区", help="地区名称的一部分")]
UnitOption = Annotated[str, typer.Option("--unit", metavar="单位", help="责任单位名称的一部分")]
OverdueOption = Annotated[bool, typer.Option("--overdue", help="只看逾期未办结的")]
To = Annotated[Path, typer.Option("-o", "--to", metavar="文件", help=f"写到这个文件：{_TOLD}")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="文件已经存在时，替换它")]


def list_(
    words: Annotated[list[str] | None, typer.Argument(metavar="词语", help="内容里的词语")] = None,
    kind: KindOption = None,
    state: StateOption = "",
    grade: Annotated[
        Grade | None, typer.Option("--grade", metavar="等级", help="隐患等级：一般、重大")
    ] = None,
    region: RegionOption = "",
    unit: UnitOption = "",
    due: Annotated[
        datetime | None,
        typer.Option("--due", metavar="日期", formats=DAYS, help="完成时限不晚于这一天"),
    ] = None,
    overdue: OverdueOption = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出台账，未办结的在前，时限早的在前。没有找到时退出码为 1。"""
    wanted = ItemFilter(
        (kind,) if kind else (), _states(state), grade or "", unit, region,
        " ".join(words or ()), day_of(due), overdue,
    )  # fmt: skip
    with reporting(), Ledger(settings_for(home).ledger) as book:
        found = book.items(wanted)
        if as_json:
            told = [item_json(item, book.today) for item in found]
            print_json({"total": len(found), "items": told})
        else:
            _print_items(console(), book, found)
        if not found:
            raise typer.Exit(Exit.NOTHING_FOUND)


def import_(
    path: Annotated[
        Path, typer.Argument(metavar="文件", help="填好的 .xlsx，模板见网页或空的导出")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="试导入：照样逐行检查并报告，但什么也不写入")
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """从 Excel 导入三个清单，逐行报告：新增、更新、未变、失败及原因。有失败的行时退出码为 3。"""
    from library.ledger.intake import import_file  # noqa: PLC0415 - openpyxl is slow to load

    with reporting(), Ledger(settings_for(home).ledger) as book:
        try:
            outcomes = import_file(book, operator().name, path, trial=dry_run)
        except SheetRejected as error:
            raise fail(str(error), Exit.BAD_USAGE) from error
        counts = Counter(one.result.value for one in outcomes)
        if outcomes and not dry_run:
            with Accounts(settings_for(home).accounts) as accounts:
                accounts.audit(operator(), "台账：导入", "三个清单", after=dict(counts))
        rows = [
            {
                "list": one.kind.list_name, "row": one.line, "result": one.result.value,
                "number": one.number, "message": one.message,
            }
            for one in outcomes
        ]  # fmt: skip
        if as_json:
            print_json({"dry_run": dry_run, "counts": dict(counts), "rows": rows})
        else:
            for row in rows:
                typer.echo("{list} 第{row}行  {result}  {number}  {message}".format(**row))
            said = "，".join(f"{result} {count}" for result, count in counts.items())
            trial = "这是试导入，什么也没有写入。" if dry_run else ""
            typer.echo(f"{said}。{trial}" if said else "表格里没有填好的行。")
        if counts["失败"]:
            raise typer.Exit(Exit.BROKEN)
        if not outcomes:
            raise typer.Exit(Exit.NOTHING_FOUND)


def export(
    to: To,
    kind: KindOption = None,
    state: StateOption = "",
    region: RegionOption = "",
    unit: UnitOption = "",
    overdue: OverdueOption = False,
    overwrite: Overwrite = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """导出台账：.xlsx 改好后可再导入，.docx、.pdf 供打印。台账为空时 .xlsx 就是模板。"""
    _check(to, overwrite=overwrite)
    wanted = ItemFilter((kind,) if kind else (), _states(state), "", unit, region, overdue=overdue)
    with reporting(), Ledger(settings_for(home).ledger) as book:
        found, kinds = book.items(wanted), [kind] if kind else list(Kind)
        if to.suffix.lower() == ".xlsx":
            from library.ledger.sheets import tables_bytes  # noqa: PLC0415 - as above

            to.write_bytes(tables_bytes(item_tables(book, found, kinds)))
        else:
            to.write_bytes(sheet_bytes(lists_sheet(book, found, kinds), to.suffix))
    if as_json:
        print_json({"total": len(found), "file": str(to)})
    else:
        typer.echo(f"已导出 {len(found)} 项到 {to}。")


def form(
    period: Annotated[
        str, typer.Argument(metavar="月份", help="如 2026-11，或年份 2026；不写时为本月")
    ] = "",
    region: Annotated[
        str, typer.Option("--region", metavar="地区", help="地区，要与台账里写的相同")
    ] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="日期", help="累计从哪一天起算，默认 2020-05-01")
    ] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="填报单位，照写在表上")] = "",
    to: Annotated[
        Path | None, typer.Option("-o", "--to", metavar="文件", help=f"写到这个文件：{_TOLD}")
    ] = None,
    overwrite: Overwrite = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """由台账填《安全生产专项整治三年行动统计表》，整改率附分子分母。"""
    if to:
        _check(to, overwrite=overwrite)
    with reporting(), Ledger(settings_for(home).ledger) as book:
        try:
            filled = fill_form(book, read_period(period, book.today, since), region)
        except LedgerRejected as error:
            raise fail(str(error), Exit.BAD_USAGE) from error
        day = book.today.isoformat()
        if to and to.suffix.lower() == ".xlsx":
            from library.ledger.form_sheet import form_workbook  # noqa: PLC0415 - as above

            to.write_bytes(form_workbook(filled, unit, day))
        elif to:
            to.write_bytes(sheet_bytes(form_printed(filled, unit, day), to.suffix))
        if as_json:
            print_json(form_json(filled))
        else:
            _print_form(console(), book, filled)
            if to:
                typer.echo(f"已写入 {to}。")


def _states(value: str) -> tuple[State, ...]:
    if value and value not in _STATES:
        raise fail(f"--state 只能取：{'、'.join(_STATES)}。", Exit.BAD_USAGE)
    return tuple(_STATES[value]) if value else ()


def _check(path: Path, *, overwrite: bool) -> None:
    if path.suffix.lower() not in _FILES:
        raise fail(f"{path.name}：只能写成 {_TOLD} 文件。", Exit.BAD_USAGE)
    if path.exists() and not overwrite:
        raise fail(f"{path} 已经存在。换个名字，或加 --overwrite 替换它。", Exit.BAD_USAGE)


def _print_items(out: Console, book: Ledger, found: Sequence[Item]) -> None:
    for item in found:
        late = "，逾期" if item.is_overdue(book.today) else ""
        marks = "，".join(m for m in (item.grade, "挂牌督办" if item.supervised else "") if m)
        head = f"{item.number}  {item.label}{late}{f'（{marks}）' if marks else ''}"
        out.print(Text(head, style="bold red" if late else "bold cyan"))
        print_indented(out, item.text, 2)
        where = "，".join(part for part in (item.region, item.company, item.project) if part)
        due = f"时限 {item.due_on or '未定'}"
        print_indented(out, "  ".join(p for p in (where, item.unit, due) if p), 2, "dim")
    overdue = sum(item.is_overdue(book.today) for item in found)
    out.print(Text(f"共 {len(found)} 项，逾期 {overdue} 项。", style="dim"))


def _print_form(out: Console, book: Ledger, filled: Form) -> None:
    where = filled.region or "全部地区"
    out.print(Text(f"安全生产专项整治三年行动统计表　{where}　{filled.period.label}", style="bold"))
    print_indented(out, form_totals(filled), 2)
    for row in filled.aspects:
        print_indented(out, f"{row.aspect}：{row.shows} —— {row.done}", 2)
    for due in next_due_days(book.today):
        out.print(Text(f"{due.day} 前报{due.what}（{due.rule}），还有 {due.left} 天", style="dim"))


_COMMANDS: dict[str, Callable[..., None]] = {
    "list": list_,
    "import": import_,
    "export": export,
    "form": form,
}
for _name, _command in _COMMANDS.items():
    ledger.command(_name, cls=ChineseCommand)(_command)
