"""`zhiku experts verify`: is a published record of a draw what the rules make of it?"""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from commands.context import AsJson, Exit, console, fail, print_json, reporting
from library.experts.drawing import Verified
from library.experts.drawing import verify as verify_record
from library.experts.experts_json import verified_json

__all__ = ["verify"]

_LARGEST = 2**28  # bytes; the record of a pool of 10,000 with every name has 6 MB


def verify(
    path: Annotated[Path, typer.Argument(metavar="文件", help="公开的抽取记录（.json）")],
    digest: Annotated[
        str, typer.Option(metavar="摘要", help="从别处得知的摘要或日志末条的散列，一并核对")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """重算一份公开的抽取记录，从承诺到名单、递补，逐步核对；不需要数据目录。不符时退出码为 1。"""
    with reporting():
        if path.is_file() and path.stat().st_size > _LARGEST:
            raise fail(f"{path} 太大，不是抽取记录。", Exit.BAD_USAGE)
        found = verify_record(path.read_bytes(), digest)
        if as_json:
            print_json(verified_json(found))
        else:
            _print(found)
        if not found.holds:
            raise typer.Exit(Exit.NOTHING_FOUND)


def _print(found: Verified) -> None:
    out = console()
    for check in found.checks:
        wrong = bool(check.found)
        out.print(Text(f"{'不符' if wrong else '相符'}　{check.name}", "bold red" if wrong else ""))
        if wrong:
            out.print(Text(f"　　　{check.found}", "red"))
    if not found.holds:
        out.print(Text("这份记录不可信。", "bold red"))
        return
    out.print(Text(f"申请 {found.request_id}：{found.stage}；共抽取 {found.draws} 次", "bold"))
    for number, name in enumerate(found.panel, 1):
        out.print(Text(f"  {number}  {name}"))
    for note in found.notes:
        out.print(Text(note, "yellow"))
    out.print(Text(f"记录的摘要：{found.digest}"))
    out.print(Text("请与纸质抽取记录或公告上的摘要对照（--digest）。", "dim"))
