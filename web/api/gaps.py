"""What is missing or doubtful in the collection, for a program?"""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from web.desk_schemas import GapParameters
from web.gap_counts import Asked, counted_gaps

__all__ = ["gaps"]


def gaps(request: Request, parameters: Annotated[GapParameters, Query()]) -> JSONResponse:
    """Answer with the gaps asked for; raise Unready while they are counted, NotSearchable."""
    from library.gaps import gaps_json  # noqa: PLC0415 - a server starts without it

    asked = Asked(parameters.kind.strip(), parameters.q.strip(), parameters.as_of.strip())
    groups = counted_gaps(request, asked)
    return JSONResponse({"as_of": asked.day.isoformat(), "groups": gaps_json(groups)})
