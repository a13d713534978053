"""How do experts come in from a sheet, with a word on every row, and how do they leave in one?"""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated

from fastapi import File, Form, Query, Request, Response, UploadFile

from corpus import Result
from corpus.errors import UnreadableFile
from library.errors import ExpertKeyMissing, ExpertKeyWrong, ExpertRejected, SheetRejected
from library.experts import (
    SHEET_SUFFIXES,
    Contact,
    Expert,
    RowOutcome,
    experts_as,
    template_bytes,
)
from search import today
from web.downloads import download
from web.expert_intake import import_file
from web.experts import FindParameters, read_asked, with_contacts
from web.service import accounts_of, experts_of
from web.templating import render
from web.visitors import user_of

__all__ = [
    "as_csv", "as_workbook", "receive", "start", "template", "whole",
]  # fmt: skip

Parameters = Annotated[FindParameters, Query()]


def start(request: Request) -> Response:
    """Show how to bring a sheet."""
    return _page(request)


def receive(
    request: Request, file: Annotated[UploadFile | None, File()] = None,
    trial: Annotated[str, Form(max_length=10)] = "",
) -> Response:  # fmt: skip
    """Import the sheet, or try to, and tell what became of each row."""
    if file is None or not file.filename:
        return _page(request, refused="请选择一个 .xlsx 或 .csv 文件。")
    try:
        outcomes = import_file(request, file, trial=bool(trial))
    except (SheetRejected, UnreadableFile) as error:
        return _page(request, refused=str(error))
    return _page(request, outcomes=outcomes, trial=bool(trial))


def template(request: Request) -> Response:
    """Give the empty sheet."""
    return download(template_bytes(experts_of(request).taxonomy), "专家库模板", ".xlsx")


def as_workbook(request: Request, parameters: Parameters) -> Response:
    """Give the experts asked for as a workbook, without contact data."""
    return _export(request, parameters, ".xlsx")


def as_csv(request: Request, parameters: Parameters) -> Response:
    """Give the experts asked for as CSV, without contact data."""
    return _export(request, parameters, ".csv")


def whole(
    request: Request, form: Annotated[FindParameters, Form()],
    purpose: Annotated[str, Form(max_length=200)] = "",
) -> Response:  # fmt: skip
    """Give the experts asked for with their contact data, each of whom the history notes."""
    experts = _wanted(request, form)
    try:
        contacts = with_contacts(request, experts, purpose)
    except (ExpertRejected, ExpertKeyMissing, ExpertKeyWrong) as error:
        return _page(request, refused=str(error))
    return _file(request, experts, ".xlsx", contacts)


def _export(request: Request, parameters: FindParameters, suffix: str) -> Response:
    return _file(request, _wanted(request, parameters), suffix, None)


def _wanted(request: Request, parameters: FindParameters) -> list[Expert]:
    """Return the experts of a filter by number; the phrase narrows by the specialty it means."""
    desk, asked = experts_of(request), read_asked(request, parameters)
    found = desk.finder.find(desk.pool, asked.shown["q"], asked.wanted, today(), 100_000)
    return sorted((one.expert for one in found.experts), key=lambda one: one.expert_id)


def _file(
    request: Request, experts: list[Expert], suffix: str, contacts: Mapping[int, Contact] | None
) -> Response:
    content = experts_as(suffix, experts, experts_of(request).taxonomy, contacts)
    if contacts is None:
        told = {"人数": len(experts)}
        accounts_of(request).audit(user_of(request), "专家：导出", "专家库", after=told)
    return download(content, "专家库（含联系方式）" if contacts is not None else "专家库", suffix)


def _page(
    request: Request, *, refused: str = "", outcomes: list[RowOutcome] | None = None,
    trial: bool = False,
) -> Response:  # fmt: skip
    counts = Counter(one.result for one in outcomes or ())
    return render(
        request,
        "expert_import.html",
        status_code=400 if refused else 200,
        refused=refused,
        outcomes=sorted(outcomes, key=lambda one: one.result is not Result.FAILED)
        if outcomes is not None
        else None,
        counts={result.value: counts[result] for result in Result if counts[result]},
        trial=trial,
        key_problem=experts_of(request).pool.vault.missing(),
        suffixes=SHEET_SUFFIXES,
    )
