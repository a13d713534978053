"""What does a document say in full, for a program?"""

from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import JSONResponse

from search.results_json import document_json
from web.parameters import AS_OF, read_as_of
from web.service import service_of

__all__ = ["document"]


def document(
    request: Request,
    document_id: Annotated[str, Path(description="文件编号", examples=["jiliang-2020-133"])],
    as_of: Annotated[str, Query(description=AS_OF)] = "",
) -> JSONResponse:
    """Answer with a document, its full text and its clauses."""
    service = service_of(request)
    dossier = service.dossier(document_id, read_as_of(as_of))
    return JSONResponse(document_json(*service.document(document_id), dossier))
