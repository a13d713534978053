"""What does a document say in full, for a program?"""

from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import JSONResponse

from search.results_json import document_json
from web.service import service_of

__all__ = ["document"]


def document(
    request: Request,
    document_id: Annotated[str, Path(description="文件编号", examples=["jiliang-2020-133"])],
) -> JSONResponse:
    """Answer with a document, its full text and its clauses."""
    return JSONResponse(document_json(*service_of(request).document(document_id)))
