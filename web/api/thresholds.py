"""How hazardous are works, how grave is an accident, for a program?"""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from library.thresholds import (
    LEVELS_CLAUSE,
    accident_json,
    cited_clause,
    consequences,
    decision_json,
)
from web.service import service_of
from web.works import AccidentParameters, WorksParameters, level_of, scale_of

__all__ = ["accident", "thresholds"]


def thresholds(request: Request, asked: Annotated[WorksParameters, Query()]) -> JSONResponse:
    """Answer with the scale of works, the rows that decide, and what follows."""
    found = scale_of(request, asked)
    return JSONResponse(decision_json(found, consequences(service_of(request), found)))


def accident(request: Request, asked: Annotated[AccidentParameters, Query()]) -> JSONResponse:
    """Answer with the level of an accident and the numbers that decide."""
    basis = cited_clause(service_of(request), "事故等级", LEVELS_CLAUSE)
    return JSONResponse(accident_json(level_of(asked), basis))
