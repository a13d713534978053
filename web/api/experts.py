"""How does a program look experts up, keep them, and learn how one is reached?"""

from collections import Counter
from dataclasses import asdict
from typing import Annotated

from fastapi import File, Form, Query, Request, UploadFile
from fastapi.responses import JSONResponse

from corpus.errors import UnreadableFile
from library.errors import SheetRejected
from library.experts.experts_json import outcome_json, statistics_json
from search import today
from web.errors import ParameterRejected
from web.expert_intake import import_file
from web.expert_schemas import ApiFindParameters, ExpertNumber, PurposeBody
from web.experts import (
    ExpertEdit,
    ExpertForm,
    find,
    found_told,
    person_told,
    read_asked,
    reveal,
)
from web.experts import add as add_expert
from web.experts import change as change_expert
from web.moments import iso
from web.service import experts_of
from web.values import read_number

__all__ = ["add", "contact", "edit", "expert", "experts", "import_sheet", "statistics"]

_LIMIT, _MOST = 20, 1000


def experts(
    request: Request,
    parameters: Annotated[ApiFindParameters, Query()],
) -> JSONResponse:
    """Answer with the specialties that are meant, and the experts of them."""
    most = read_number("limit", parameters.limit, _LIMIT, _MOST)
    found = find(request, read_asked(request, parameters), most)
    return JSONResponse(found_told(request, found, experts_of(request)))


def expert(request: Request, number: ExpertNumber) -> JSONResponse:
    """Answer with an expert; raise UnknownExpert."""
    return _told(request, number)


def add(request: Request, body: ExpertForm) -> JSONResponse:
    """Keep a new expert; raise ExpertRejected."""
    return _told(request, add_expert(request, body).expert_id)


def edit(request: Request, number: ExpertNumber, body: ExpertEdit) -> JSONResponse:
    """Change fields; raise UnknownExpert, ExpertRejected, EntryChanged."""
    change_expert(request, number, body)
    return _told(request, number)


def contact(request: Request, number: ExpertNumber, body: PurposeBody) -> JSONResponse:
    """Answer with contact data, which is noted; raise UnknownExpert, ExpertRejected."""
    return JSONResponse(asdict(reveal(request, number, body.purpose)))


def import_sheet(
    request: Request,
    file: Annotated[UploadFile, File(description="专家表，.xlsx 或 .csv")],
    trial: Annotated[bool, Form(description="true 时试导入，什么也不写入")] = False,
) -> JSONResponse:
    """Import a sheet and answer with what became of each row; raise ParameterRejected."""
    try:
        rows = import_file(request, file, trial=trial)
    except (SheetRejected, UnreadableFile) as error:
        raise ParameterRejected("file", str(error)) from error
    counts = dict(Counter(one.result.value for one in rows))
    told = [outcome_json(one) for one in rows]
    return JSONResponse({"trial": trial, "counts": counts, "rows": told})


def statistics(request: Request) -> JSONResponse:
    """Answer with the statistics of the pool."""
    return JSONResponse(statistics_json(experts_of(request).statistics(today())))


def _told(request: Request, number: int) -> JSONResponse:
    told = person_told(request, experts_of(request).pool.get(number))
    for entry in told.get("history", ()):
        entry["at"] = iso(entry["at"])
    return JSONResponse(told)
