"""How do files come in through the browser, and what becomes of them before anything is changed?"""

from typing import Annotated, Any
from uuid import uuid4

from fastapi import File, Form, Request, Response, UploadFile
from fastapi.responses import JSONResponse, RedirectResponse

from corpus import Doubt, UnknownDocument
from corpus.readers.formats import FORMATS
from library.collection import LARGEST_DELIVERY, MOST_FILES, Delivery
from library.errors import DeliveryRefused, JobBusy
from library.jobs import Job, Kind
from search import is_behind, open_store
from web.form_tokens import token_expected
from web.service import accounts_of, jobs_of, settings_of, spool_of
from web.templating import render
from web.visitors import user_of

__all__ = ["LARGEST_UPLOAD", "confirm", "delivery", "discard", "receive", "rehearse", "start"]

LARGEST_UPLOAD = LARGEST_DELIVERY + 2**20
"""Bytes of one request: all files of a delivery and the form around them."""
_MIB = 2**20
_BY_SCRIPT = "X-Upload"
_MOST_DOUBTS = 100
"""So many documents of one report are asked for what is still doubtful of them."""
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
    spool, who = spool_of(request), user_of(request)
    refused, received = [], []
    for file in files:
        if not file.filename:  # a form sent without a file
            continue
        try:
            received.append(spool.receive(delivery, who.name, file.filename, file.file).name)
        except DeliveryRefused as error:
            refused.append(str(error))
    if received:
        accounts_of(request).audit(who, "上传文件", delivery, after=received)
    if _BY_SCRIPT in request.headers:
        status = 422 if refused else 200
        return JSONResponse({"received": received, "refused": refused}, status)
    if not received:
        return _start(request, refused or ["没有选择文件。"])
    return _rehearse(request, spool.get(delivery))


def delivery(request: Request, delivery: str, done: str = "") -> Response:
    """Show how far the files of one delivery are, and the report of what was made of them."""
    return _one(request, spool_of(request).get(delivery), done=_DONE.get(done, ""))


def rehearse(request: Request, delivery: str) -> Response:
    """Try what an import would do."""
    return _rehearse(request, spool_of(request).get(delivery))


def confirm(request: Request, delivery: str) -> Response:
    """Import what was tried."""
    found = spool_of(request).get(delivery)
    report = found.report()
    if report is None or report["imported"] or not found.waits:
        return _one(request, found, refused="请先试导入，看过结果后再确认。")
    return _begin(request, found, Kind.IMPORT)


def discard(request: Request, delivery: str) -> Response:
    """Remove the files that were brought; nothing of the collection changes."""
    spool = spool_of(request)
    found = spool.get(delivery)
    job = jobs_of(request).latest(subject=delivery)
    if job and not job.state.ended:
        return _one(request, found, refused="正在处理这一批文件，请先取消。")
    spool.discard(delivery)
    names = [file.name for file in found.files]
    accounts_of(request).audit(user_of(request), "放弃上传的文件", delivery, before=names)
    return RedirectResponse("/admin/import", 303)


def _rehearse(request: Request, found: Delivery) -> Response:
    if not found.waits:
        return _one(request, found, refused="这一批文件已经导入或没有收全，请重新上传。")
    return _begin(request, found, Kind.REHEARSAL)


def _begin(request: Request, found: Delivery, kind: Kind) -> Response:
    who = user_of(request)
    try:
        jobs_of(request).start(kind, found.delivery_id, who.name, who.address)
    except JobBusy as error:
        return _one(request, found, refused=str(error), status=409)
    names = [file.name for file in found.files]
    accounts_of(request).audit(who, kind.value, found.delivery_id, after=names)
    return RedirectResponse(f"/admin/import/{found.delivery_id}", 303)


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
    job = jobs_of(request).latest(subject=found.delivery_id)
    return {"found": found, "state": _state(found, job)}


def _state(found: Delivery, job: Job | None) -> str:
    """Say in a word how far a delivery is."""
    report = found.report()
    if job and not job.state.ended:
        return f"{job.kind.value}，{job.state.value}"
    if report is None:
        return "还没有试导入"
    return "已导入" if report["imported"] else "待确认"


def _one(
    request: Request, found: Delivery, *, refused: str = "", done: str = "", status: int = 400
) -> Response:
    job, report = jobs_of(request).latest(subject=found.delivery_id), found.report()
    imported = bool(report and report["imported"])
    return render(
        request,
        "admin_delivery.html",
        status_code=status if refused else 200,
        delivery=found,
        job=job,
        report=report,
        groups=_groups(report) if report else [],
        doubtful=_doubtful(request, report) if report and imported else [],
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


def _doubtful(request: Request, report: dict[str, Any]) -> list[tuple[str, str, tuple[Doubt, ...]]]:
    """Return number, title and doubts of the documents that are doubtful still."""
    found = []
    names = [file["document_id"] for file in report["files"] if file["doubts"]]
    with open_store(settings_of(request)) as store:
        for name in dict.fromkeys(names[:_MOST_DOUBTS]):
            try:
                document = store.get(name)
            except UnknownDocument:  # removed since
                continue
            if document.doubts:
                found.append((name, document.title, document.doubts))
    return found
