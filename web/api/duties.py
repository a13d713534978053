"""Who must do what, by when, for a program?"""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from library.duties import duties_json
from web.duty_parameters import read_asked
from web.duty_schemas import DutyParameters
from web.links import link_pages
from web.service import duties_of

__all__ = ["duties"]


def duties(request: Request, parameters: Annotated[DutyParameters, Query()]) -> JSONResponse:
    """Answer with one page of the duties that pass the filters."""
    asked = read_asked(parameters)
    found = duties_of(request).find(asked.query, asked.wanted, asked.order)
    answer = JSONResponse(
        {
            "query": asked.query,
            "order": asked.order.value,
            "total": len(found.duties),
            "duties": duties_json(found.duties[asked.part], found.standings),
            "notices": list(found.notices),
        }
    )
    link_pages(request, answer, asked.page, max(1, -(-len(found.duties) // asked.limit)))
    return answer
