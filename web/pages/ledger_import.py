"""How do lists come in from a workbook, with a word on every row?"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import File, Form, Request, Response, UploadFile

from corpus import Result
from corpus.errors import UnreadableFile
from library.errors import SheetRejected
from library.ledger import Kind
from web.ledgers import note_audit
from web.service import ledger_of
from web.templating import render
from web.visitors import user_of

__all__ = ["LARGEST_LISTS", "receive", "start"]

LARGEST_LISTS = 8 * 2**20
"""Bytes of a workbook."""


def start(request: Request) -> Response:
    """Show how to bring a workbook."""
    return _page(request)


def receive(
    request: Request, file: Annotated[UploadFile | None, File()] = None,
    trial: Annotated[str, Form(max_length=10)] = "",
) -> Response:  # fmt: skip
    """Import the workbook, or try to, and tell what became of each row."""
    from library.ledger.intake import import_file  # noqa: PLC0415 - a server starts without it

    name = (file.filename or "") if file else ""
    if file is None or not name.lower().endswith(".xlsx"):
        return _page(request, refused="请选择一个 .xlsx 文件。")
    with TemporaryDirectory(prefix="zhiku-ledger-") as folder:
        path = Path(folder) / "台账.xlsx"
        path.write_bytes(file.file.read())
        try:
            book = ledger_of(request)
            outcomes = import_file(book, user_of(request).name, path, trial=bool(trial))
        except (SheetRejected, UnreadableFile) as error:
            return _page(request, refused=str(error).replace(str(path), "这个文件"))
    counts = {one: sum(o.result is one for o in outcomes) for one in Result}
    told = {result.value: count for result, count in counts.items() if count}
    if not trial and outcomes:
        note_audit(request, "导入", "三个清单", told)
    return _page(request, outcomes=outcomes, counts=told, trial=bool(trial), name=name)


def _page(request: Request, *, refused: str = "", **values: object) -> Response:
    shown = {"outcomes": None, "counts": {}, "trial": False, "name": ""} | values
    return render(
        request, "ledger_import.html", status_code=400 if refused else 200, refused=refused,
        kinds=Kind, **shown,
    )  # fmt: skip
