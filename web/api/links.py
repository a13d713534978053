"""What hangs together with a document or a clause, and what to review, for a program?"""

from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import JSONResponse

from library.links import impact_json, links_json
from web.service import impact_for, links_of, service_of

__all__ = ["impact", "links_of_clause", "links_of_document"]

_DOCUMENT = Path(description="文件编号", examples=["digest-安全生产法"])


def links_of_document(request: Request, document_id: Annotated[str, _DOCUMENT]) -> JSONResponse:
    """Answer with every link of a document."""
    return JSONResponse(links_json(links_of(request, document_id)))


def links_of_clause(
    request: Request,
    clause_id: Annotated[str, Path(description="条款编号", examples=["digest-安全生产法:a41"])],
) -> JSONResponse:
    """Answer with the links of one clause."""
    _, clause = service_of(request).clause(clause_id)
    found = links_of(request, clause.document_id)
    return JSONResponse(links_json(found, found.at(clause.address)))


def impact(
    request: Request,
    document_id: Annotated[str, Path(description="文件编号", examples=["card-JGJ-46-2005"])],
) -> JSONResponse:
    """Answer with what to review as a document has ended."""
    return JSONResponse(impact_json(impact_for(request, document_id)))
