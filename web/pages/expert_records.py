"""How does a draw leave as a record that anybody can compute again, and how is one checked?"""

from typing import Annotated

from fastapi import File, Form, Request, Response, UploadFile

from library.experts.drawing import attendance_sheet, draw_sheet, verify
from web.downloads import download
from web.expert_draws import record_of
from web.service import accounts_of, experts_of
from web.templating import render
from web.visitors import user_of

__all__ = [
    "LARGEST_RECORD", "attendance_pdf", "attendance_word", "auditors", "check", "form", "record",
    "record_pdf", "record_word",
]  # fmt: skip

LARGEST_RECORD = 16 * 2**20
"""Bytes of a record; that of a pool of 10,000 with every name has 6 MB."""


def record(request: Request, draw: str) -> Response:
    """Give the published record; raise UnknownRequest."""
    return download(record_of(request, draw)[0], f"抽取记录 {draw}", ".json")


def auditors(request: Request, draw: str) -> Response:
    """Give the record with all candidates, for an audit; raise DrawRejected while sealed."""
    content, digest = record_of(request, draw, auditor=True)
    told = {"摘要": digest}
    subject = f"抽取申请 {draw}"
    accounts_of(request).audit(user_of(request), "专家抽取：审计用记录", subject, None, told)
    return download(content, f"抽取记录（审计用） {draw}", ".json")


def record_word(request: Request, draw: str) -> Response:
    """Give the record for the file as Word."""
    return _record(request, draw, ".docx")


def record_pdf(request: Request, draw: str) -> Response:
    """Give the record for the file as PDF."""
    return _record(request, draw, ".pdf")


def attendance_word(request: Request, draw: str) -> Response:
    """Give the sheet on which people sign as Word; it names the panel."""
    return _attendance(request, draw, ".docx")


def attendance_pdf(request: Request, draw: str) -> Response:
    """Give the sheet on which people sign as PDF; it names the panel."""
    return _attendance(request, draw, ".pdf")


def form(request: Request) -> Response:
    """Show where a record is checked."""
    return render(request, "expert_verify.html", found=None, refused="", announced="")


def check(
    request: Request, file: Annotated[UploadFile | None, File()] = None,
    digest: Annotated[str, Form(max_length=100)] = "",
) -> Response:  # fmt: skip
    """Compute the record again, and say of each step whether it holds; nothing is kept."""
    content = file.file.read() if file and file.filename else b""
    refused = "" if content else "请选择一份抽取记录（.json）。"
    return render(
        request,
        "expert_verify.html",
        status_code=400 if refused else 200,
        refused=refused,
        found=verify(content, digest) if content else None,
        announced=digest,
    )


def _record(request: Request, draw: str, suffix: str) -> Response:
    from library.printing import sheet_bytes  # noqa: PLC0415 - a server starts without it

    desk = experts_of(request)
    going = desk.draws.going(draw)
    openings = desk.draws.openings(draw, going.last.number)
    _, digest = record_of(request, draw)
    at = int(desk.pool.now())
    sheet = draw_sheet(going, openings, desk.draws.log.of(draw), digest, at)
    return download(sheet_bytes(sheet, suffix), f"专家抽取记录 {draw}", suffix)


def _attendance(request: Request, draw: str, suffix: str) -> Response:
    from library.printing import sheet_bytes  # noqa: PLC0415 - as above

    desk = experts_of(request)
    going = desk.draws.going(draw)
    sheet = attendance_sheet(going, desk.draws.openings(draw, going.last.number))
    return download(sheet_bytes(sheet, suffix), f"签到表 {draw}", suffix)
