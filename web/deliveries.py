"""How is what was brought tried, imported or thrown away, by a page or by a program?"""

from collections.abc import Sequence
from typing import Any

from fastapi import Request, UploadFile

from corpus import Doubt, UnknownDocument
from library.collection import LARGEST_DELIVERY, Delivery
from library.errors import DeliveryRefused
from library.jobs import Job, Kind
from search import open_store
from web.errors import Conflict
from web.service import accounts_of, jobs_of, settings_of, spool_of
from web.visitors import user_of

__all__ = [
    "LARGEST_UPLOAD", "confirm_import", "discard_delivery", "latest_job", "open_doubts",
    "receive_files", "rehearse_import", "state_of",
]  # fmt: skip

LARGEST_UPLOAD = LARGEST_DELIVERY + 2**20
"""Bytes of one request: all files of a delivery and the form around them."""
_MOST_DOUBTS = 100
"""So many documents of one report are asked for what is still doubtful of them."""


def receive_files(
    request: Request, delivery_id: str, files: Sequence[UploadFile]
) -> tuple[list[str], list[str]]:
    """Keep the files; return the names of those received, and of the others why not."""
    spool, who = spool_of(request), user_of(request)
    refused, received = [], []
    for file in files:
        if not file.filename:  # a form sent without a file
            continue
        try:
            received.append(spool.receive(delivery_id, who.name, file.filename, file.file).name)
        except DeliveryRefused as error:
            refused.append(str(error))
    if received:
        accounts_of(request).audit(who, "上传文件", delivery_id, after=received)
    return received, refused


def rehearse_import(request: Request, found: Delivery) -> Job:
    """Begin to try what an import would do; raise Conflict, JobBusy."""
    if not found.waits:
        raise Conflict("这一批文件已经导入或没有收全，请重新上传。")
    return _begun(request, found, Kind.REHEARSAL)


def confirm_import(request: Request, found: Delivery) -> Job:
    """Begin to import what was tried; raise Conflict, JobBusy."""
    report = found.report()
    if report is None or report["imported"] or not found.waits:
        raise Conflict("请先试导入，看过结果后再确认。")
    return _begun(request, found, Kind.IMPORT)


def discard_delivery(request: Request, found: Delivery) -> None:
    """Remove the files that were brought; raise Conflict while they are worked on."""
    job = latest_job(request, found)
    if job and not job.state.ended:
        raise Conflict("正在处理这一批文件，请先取消。")
    spool_of(request).discard(found.delivery_id)
    accounts_of(request).audit(
        user_of(request), "放弃上传的文件", found.delivery_id, before=_names(found)
    )


def latest_job(request: Request, found: Delivery) -> Job | None:
    """Return what is, or was last, done with a delivery."""
    return jobs_of(request).latest(subject=found.delivery_id)


def state_of(found: Delivery, job: Job | None) -> str:
    """Say in a word how far a delivery is."""
    report = found.report()
    if job and not job.state.ended:
        return f"{job.kind.value}，{job.state.value}"
    if report is None:
        return "还没有试导入"
    return "已导入" if report["imported"] else "待确认"


def open_doubts(
    request: Request, report: dict[str, Any] | None
) -> list[tuple[str, str, tuple[Doubt, ...]]]:
    """Return number, title and doubts of what was imported and is doubtful still."""
    if report is None or not report["imported"]:
        return []
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


def _begun(request: Request, found: Delivery, kind: Kind) -> Job:
    who = user_of(request)
    job = jobs_of(request).start(kind, found.delivery_id, who.name, who.address)
    accounts_of(request).audit(who, kind.value, found.delivery_id, after=_names(found))
    return job


def _names(found: Delivery) -> list[str]:
    return [file.name for file in found.files]
