"""`zhiku experts draw publish | sheet`: how does a draw leave as a record or as a printed sheet?"""

import time
from pathlib import Path
from typing import Annotated

import typer

from commands.context import AsJson, Home, print_json
from commands.expert_telling import check_target, opened_desk, write_file
from library.experts.drawing import attendance_sheet, draw_sheet, published
from library.printing import SHEET_SUFFIXES, sheet_bytes

__all__ = ["publish", "sheet"]

RequestId = Annotated[str, typer.Argument(metavar="申请编号", help="见 zhiku experts draw list")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="文件已经存在时，替换它")]


def publish(
    request_id: RequestId,
    to: Annotated[Path, typer.Option("-o", "--to", metavar="文件", help="写到这个 .json 文件")],
    auditor: Annotated[
        bool, typer.Option("--auditor", help="审计用：连同全部候选人的姓名和回避依据")
    ] = False,
    overwrite: Overwrite = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """写出公开记录，任何人可用 zhiku experts verify 重算。没有联系方式；密封期内没有姓名。"""
    check_target(to, (".json",), overwrite=overwrite)
    with opened_desk(home) as desk:
        content = published(desk.draws, request_id, int(time.time()), auditor=auditor)
        write_file(to, content, secret=auditor)
        digest = _digest(content)
        if as_json:
            print_json({"output": str(to), "digest": digest, "bytes": len(content)})
        else:
            typer.echo(f"已写出公开记录 {to}。摘要：{digest}")


def sheet(
    request_id: RequestId,
    to: Annotated[Path, typer.Option("-o", "--to", metavar="文件", help="写成 .docx 或 .pdf")],
    attendance: Annotated[
        bool, typer.Option("--attendance", help="写签到表；不写就是抽取记录")
    ] = False,
    overwrite: Overwrite = False,
    home: Home = None,
) -> None:
    """写出抽取记录或签到表，Word 或 PDF。"""
    check_target(to, tuple(SHEET_SUFFIXES), overwrite=overwrite)
    with opened_desk(home) as desk:
        going = desk.draws.going(request_id)
        openings = desk.draws.openings(request_id, going.last.number)
        now = int(time.time())
        if attendance:
            made = attendance_sheet(going, openings)
        else:
            digest = _digest(published(desk.draws, request_id, now))
            made = draw_sheet(going, openings, desk.draws.log.of(request_id), digest, now)
        write_file(to, sheet_bytes(made, to.suffix))
        typer.echo(f"已写出 {to}。")


def _digest(content: bytes) -> str:
    """Return the digest that a record states of itself; it stands first."""
    return content[len(b'{"digest":"') :][:64].decode()
