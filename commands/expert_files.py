"""`zhiku experts import | export | template | sample | key`: how do experts come in and go out?"""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from commands.context import AsJson, Exit, Home, console, fail, print_json, reporting, settings_for
from commands.expert_telling import check_target, write_file
from commands.users import operator
from corpus import Result
from library.experts import (
    SHEET_SUFFIXES,
    ExpertDesk,
    ExpertFilter,
    ExpertKey,
    RowOutcome,
    State,
    experts_as,
    import_rows,
    read_rows,
    sample_experts,
    taxonomy_in,
    template_bytes,
)
from library.experts.experts_json import outcome_json

__all__ = ["export", "import_", "key", "sample", "template"]

_TO = "、".join(SHEET_SUFFIXES)
Overwrite = Annotated[bool, typer.Option("--overwrite", help="文件已经存在时，替换它")]
To = Annotated[Path, typer.Option("-o", "--to", metavar="文件", help=f"写到这个文件：{_TO}")]


def import_(
    path: Annotated[Path, typer.Argument(metavar="文件", help=f"填好的表格：{_TO}")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="试导入：照样逐行检查并报告，但什么也不写入")
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """从表格导入专家，逐行报告：新增、更新、未变、失败及原因。有失败的行时退出码为 3。"""
    with reporting(), ExpertDesk(settings_for(home)) as desk:
        today = datetime.now().astimezone().date()
        outcomes = import_rows(
            desk.pool,
            operator().name,
            read_rows(path),
            desk.taxonomy,
            today,
            rules=desk.rules,
            dry_run=dry_run,
        )
        if as_json:
            print_json({"dry_run": dry_run, "rows": [outcome_json(one) for one in outcomes]})
        else:
            _print_rows(outcomes, dry_run=dry_run)
        if any(one.result is Result.FAILED for one in outcomes):
            raise typer.Exit(Exit.BROKEN)
        if not outcomes:
            raise typer.Exit(Exit.NOTHING_FOUND)


def export(
    to: To,
    contacts: Annotated[
        bool,
        typer.Option("--contacts", help="连同联系方式和身份证号；每人的变更记录里记下这次导出"),
    ] = False,
    region: Annotated[str, typer.Option(metavar="地区", help="地区里含有的文字")] = "",
    state: Annotated[
        State | None, typer.Option(metavar="状态", help="在聘、暂停、取消、到期；不写为全部")
    ] = None,
    overwrite: Overwrite = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把专家导出成表格，改好后再导入就是更新。不带联系方式，除非写明。没有专家时退出码为 1。"""
    check_target(to, SHEET_SUFFIXES, overwrite=overwrite)
    with reporting(), ExpertDesk(settings_for(home)) as desk:
        today = datetime.now().astimezone().date()
        rows, total = desk.pool.listed(ExpertFilter(region=region, state=state), today)
        if not rows:
            raise fail("没有专家可以导出。", Exit.NOTHING_FOUND)
        found = sorted((expert for expert, _ in rows), key=lambda one: one.expert_id)
        who = operator().name
        held = (
            {one.expert_id: desk.pool.contact(who, one.expert_id, "导出") for one in found}
            if contacts
            else None
        )
        content = experts_as(to.suffix.lower(), found, desk.taxonomy, held)
        write_file(to, content, secret=contacts)
        if as_json:
            print_json({"output": str(to), "experts": total, "contacts": contacts})
            return
        typer.echo(
            f"已导出 {total} 位专家到 {to}{'，含联系方式，请妥善保管' if contacts else ''}。"
        )


def template(to: To, overwrite: Overwrite = False, home: Home = None) -> None:
    """写出填报专家用的 Excel 模板，带填写说明、专业目录和下拉列表。"""
    check_target(to, (".xlsx",), overwrite=overwrite)
    with reporting():
        write_file(to, template_bytes(taxonomy_in(settings_for(home).home)))
    typer.echo(f"已写出模板 {to}。填好后运行 zhiku experts import {to}")


def sample(
    to: To,
    count: Annotated[int, typer.Option(min=1, max=10_000, metavar="人数", help="默认 50")] = 50,
    overwrite: Overwrite = False,
    home: Home = None,
) -> None:
    """写出一份示例专家表（专家0001、示例单位001），都是虚构的，供试用。"""
    check_target(to, SHEET_SUFFIXES, overwrite=overwrite)
    with reporting():
        taxonomy = taxonomy_in(settings_for(home).home)
        today = datetime.now().astimezone().date()
        found = [expert for expert, _ in sample_experts(count, taxonomy, today)]
        write_file(to, experts_as(to.suffix.lower(), found, taxonomy))
    typer.echo(f"已写出 {count} 位虚构的专家到 {to}。试用：zhiku experts import {to}")


def key(
    to: Annotated[
        Path | None, typer.Option("-o", "--to", metavar="文件", help="把密钥另存一份，只有本人可读")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """说明联系方式的密钥在哪里、能不能用，或者另存一份。密钥不在备份里，丢了就无法解密。"""
    with reporting(), ExpertDesk(settings_for(home)) as desk:
        vault = desk.pool.vault
        problem = vault.missing()
        if to is not None and vault.path is not None:
            check_target(to, (), overwrite=False)
            ExpertKey.read(vault.path)
            write_file(to, vault.path.read_bytes(), secret=True)
        told = {"path": str(vault.path), "fingerprint": vault.fingerprint(), "problem": problem,
                "copy": str(to) if to else None}  # fmt: skip
        if as_json:
            print_json(told)
        else:
            typer.echo(f"密钥文件：{vault.path}\n指纹：{told['fingerprint'] or '还没有用过密钥'}")
            if to:
                typer.echo(f"已另存到 {to}。请放在与备份不同的受控地方。")
            typer.echo(problem or "备份里没有这个文件；恢复备份后要把它放回原处，权限 0600。")
        if problem:
            raise typer.Exit(Exit.BROKEN)


def _print_rows(outcomes: list[RowOutcome], *, dry_run: bool) -> None:
    out = console()
    shown = [one for one in outcomes if one.result is Result.FAILED or one.message]
    for one in shown[:50]:
        who = f"{one.name}　" if one.name else ""
        style = "red" if one.result is Result.FAILED else ""
        out.print(Text(f"第 {one.number} 行　{one.result}　{who}{one.message}", style))
    if len(shown) > 50:
        out.print(Text(f"…… 另有 {len(shown) - 50} 行，用 --json 查看全部", "dim"))
    counted = Counter(one.result for one in outcomes)
    totals = "，".join(f"{result} {count}" for result, count in counted.items())
    typer.echo(
        f"共 {len(outcomes)} 行：{totals or '没有填写的行'}{'（试导入）' if dry_run else ''}。"
    )
