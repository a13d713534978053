"""What may a person be about to type, for a search box?"""

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from search.suggest import LONGEST_PREFIX, MOST_SUGGESTED
from web.service import service_of
from web.values import read_number

__all__ = ["suggest"]


def suggest(
    request: Request,
    q: Annotated[
        str,
        Query(description=f"已输入的开头；超过 {LONGEST_PREFIX} 个字时没有联想", examples=["危大"]),
    ] = "",
    limit: Annotated[
        str,
        Query(
            description=f"最多几个，1 到 {MOST_SUGGESTED}",
            json_schema_extra={
                "type": "integer",
                "minimum": 1,
                "maximum": MOST_SUGGESTED,
                "default": 10,
            },
        ),
    ] = "10",
) -> JSONResponse:
    """Answer with queries that begin with `q`; nothing typed begins nothing."""
    found = service_of(request).suggest(q, read_number("limit", limit, 10, MOST_SUGGESTED))
    return JSONResponse({"suggestions": [asdict(suggestion) for suggestion in found]})
