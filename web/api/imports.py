"""How do files come in for a program: sent, tried, looked at, imported or thrown away?"""

from typing import Annotated, Any
from uuid import uuid4

from fastapi import File, Request, UploadFile
from fastapi.responses import JSONResponse

from library.collection import Delivery
from library.errors import JobBusy
from web.api.jobs import told_job
from web.deliveries import (
    confirm_import,
    discard_delivery,
    latest_job,
    open_doubts,
    receive_files,
    rehearse_import,
    state_of,
)
from web.errors import ParameterRejected
from web.import_schemas import DeliveryId
from web.moments import iso
from web.service import spool_of

__all__ = ["confirm", "delivery", "discard", "imports", "receive", "rehearse"]


def imports(request: Request) -> JSONResponse:
    """Answer with what was brought lately, without the reports."""
    recent = spool_of(request).recent()
    return JSONResponse({"imports": [_brief(request, one) for one in recent]})


def receive(
    request: Request,
    files: Annotated[
        list[UploadFile], File(description="一个或多个文件，每个一段，段名都是 files")
    ],
) -> JSONResponse:
    """Keep the files and begin the trial; raise ParameterRejected where none is taken, JobBusy."""
    name = uuid4().hex
    received, refused = receive_files(request, name, files)
    if not received:
        raise ParameterRejected("files", "".join(refused) or "没有文件。")
    found = spool_of(request).get(name)
    try:
        rehearse_import(request, found)
    except JobBusy:
        discard_delivery(request, found)  # the program sends them again
        raise
    return _one(request, found)


def delivery(request: Request, delivery: DeliveryId) -> JSONResponse:
    """Answer with how far a delivery is and the report on it; raise UnknownDelivery."""
    return _one(request, spool_of(request).get(delivery))


def rehearse(request: Request, delivery: DeliveryId) -> JSONResponse:
    """Try once more what an import would do; raise UnknownDelivery, Conflict, JobBusy."""
    found = spool_of(request).get(delivery)
    rehearse_import(request, found)
    return _one(request, found)


def confirm(request: Request, delivery: DeliveryId) -> JSONResponse:
    """Begin to import what was tried; raise UnknownDelivery, Conflict, JobBusy."""
    found = spool_of(request).get(delivery)
    confirm_import(request, found)
    return _one(request, found)


def discard(request: Request, delivery: DeliveryId) -> JSONResponse:
    """Throw away what was brought; raise UnknownDelivery, Conflict."""
    discard_delivery(request, spool_of(request).get(delivery))
    return imports(request)


def _brief(request: Request, found: Delivery) -> dict[str, Any]:
    job = latest_job(request, found)
    return {
        "delivery": found.delivery_id,
        "who": found.who,
        "begun_at": iso(found.begun_at),
        "state": state_of(found, job),
        "files": [{"name": file.name, "size": file.size} for file in found.files],
        "refused": list(found.refused),
        "job": told_job(job) if job else None,
    }


def _one(request: Request, found: Delivery) -> JSONResponse:
    report = found.report()
    doubtful = [
        {
            "document_id": name,
            "title": title,
            "doubts": [
                {"field": one.field, "value": one.value, "reason": one.reason} for one in doubts
            ],
        }
        for name, title, doubts in open_doubts(request, report)
    ]
    return JSONResponse(_brief(request, found) | {"report": report, "doubtful": doubtful})
