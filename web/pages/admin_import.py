"""How do files come in through the browser, and what becomes of them before anything is changed?"""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import uuid4

from fastapi import File, Form, Request, Response, UploadFile
from fastapi.responses import JSONResponse, RedirectResponse

from corpus.readers.formats import FORMATS
from library.collection import LARGEST_DELIVERY, MOST_FILES, Delivery
from library.errors import JobBusy
from library.jobs import Job
from search import is_behind
from web.deliveries import (
    confirm_import,
    discard_delivery,
    latest_job,
    open_doubts,
    receive_files,
    rehearse_import,
    state_of,
)
from web.errors import Conflict
from web.form_tokens import token_expected
from web.service import settings_of, spool_of
from web.templating import render

__all__ = ["confirm", "delivery", "discard", "receive", "rehearse", "start"]

_MIB = 2**20
_BY_SCRIPT = "X-Upload"
_DONE = {"doubt": "已保存，并记入审计日志。更新索引后，检索结果随之更新。"}


def start(request: Request) -> Response:
    """Show where files are put, what is taken, and what came lately."""
    return _start(request)


def receive(
    request: Request,
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006
    delivery: Annotated[str, Form()] = "",
) -> Response:
    """Keep the files; from a plain form go on to the trial, a script is told of each."""
    received, refused = receive_files(request, delivery, files)
    if _BY_SCRIPT in request.headers:
        status = 422 if refused else 200
        return JSONResponse({"received": received, "refused": refused}, status)
    if not received:
        return _start(request, refused or ["没有选择文件。"])
    return rehearse(request, delivery)


def delivery(request: Request, delivery: str, done: str = "") -> Response:
    """Show how far the files of one delivery are, and the report of what was made of them."""
    return _one(request, spool_of(request).get(delivery), done=_DONE.get(done, ""))


def rehearse(request: Request, delivery: str) -> Response:
    """Try what an import would do."""
    return _begin(request, delivery, rehearse_import)


def confirm(request: Request, delivery: str) -> Response:
    """Import what was tried."""
    return _begin(request, delivery, confirm_import)


def discard(request: Request, delivery: str) -> Response:
    """Remove the files that were brought; nothing of the collection changes."""
    found = spool_of(request).get(delivery)
    try:
        discard_delivery(request, found)
    except Conflict as error:
        return _one(request, found, refused=str(error))
    return RedirectResponse("/admin/import", 303)


def _begin(request: Request, delivery: str, begin: Callable[[Request, Delivery], Job]) -> Response:
    found = spool_of(request).get(delivery)
    try:
        begin(request, found)
    except (Conflict, JobBusy) as error:
        return _one(request, found, refused=str(error))
    return RedirectResponse(f"/admin/import/{delivery}", 303)


def _start(request: Request, refused: list[str] | None = None) -> Response:
    return render(
        request,
        "admin_import.html",
        status_code=400 if refused else 200,
        refused=refused or [],
        delivery=uuid4().hex,
        formats=[(form.name, form.suffixes, form.largest // _MIB) for form in FORMATS.values()],
        accepted=",".join(suffix for form in FORMATS.values() for suffix in form.suffixes),
        largest={s: form.largest for form in FORMATS.values() for s in form.suffixes},
        total=LARGEST_DELIVERY,
        most=MOST_FILES,
        token=token_expected(request) or "",
        deliveries=[_row(request, one) for one in spool_of(request).recent()],
    )


def _row(request: Request, found: Delivery) -> dict[str, Any]:
    return {"found": found, "state": state_of(found, latest_job(request, found))}


def _one(request: Request, found: Delivery, *, refused: str = "", done: str = "") -> Response:
    job, report = latest_job(request, found), found.report()
    imported = report is not None and bool(report["imported"])
    return render(
        request,
        "admin_delivery.html",
        status_code=409 if refused else 200,
        delivery=found,
        job=job,
        report=report,
        groups=_groups(report) if report else [],
        doubtful=open_doubts(request, report),
        behind=imported and is_behind(settings_of(request)),
        refused=refused,
        done=done,
    )


def _groups(report: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the files by what became of them, what needs a person first."""
    order = ("失败", "替代", "略过", "新增", "更新", "重复", "未变")
    by_result: dict[str, list[dict[str, Any]]] = {}
    for file in report["files"]:
        by_result.setdefault(file["result"], []).append(file)
    return [(result, by_result[result]) for result in order if result in by_result]
