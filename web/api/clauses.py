"""What does one clause say, for a program?"""

from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import JSONResponse

from search.results_json import clause_json
from web.service import service_of

__all__ = ["clause"]


def clause(
    request: Request,
    clause_id: Annotated[str, Path(description="条款编号", examples=["jiliang-2020-133:2.8"])],
) -> JSONResponse:
    """Answer with a clause, its citation and the standing of its document."""
    return JSONResponse(clause_json(*service_of(request).clause(clause_id)))
