"""What does one clause say, for a program?"""

from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import JSONResponse

from search.results_json import clause_json
from web.parameters import AS_OF, read_as_of
from web.service import service_of

__all__ = ["clause"]


def clause(
    request: Request,
    clause_id: Annotated[str, Path(description="条款编号", examples=["jiliang-2020-133:2.8"])],
    as_of: Annotated[str, Query(description=AS_OF)] = "",
) -> JSONResponse:
    """Answer with a clause, its citation and the standing of its document."""
    service = service_of(request)
    document, clause = service.clause(clause_id)
    dossier = service.dossier(document.document_id, read_as_of(as_of))
    return JSONResponse(clause_json(document, clause, dossier))
