"""What changed between two editions, for a program?"""

from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import JSONResponse

from library.editions import comparison_json
from web.comparing import compare_documents
from web.service import service_of

__all__ = ["comparison"]


def comparison(
    request: Request,
    document_id: Annotated[str, Path(description="文件编号", examples=["law-29beec36d3b0"])],
    other_id: Annotated[
        str,
        Query(
            alias="with",
            description="与哪一份文件对照，给出文件编号；日期早的作为旧版本",
            examples=["law-de6142b062cb"],
        ),
    ] = "",
) -> JSONResponse:
    """Answer with every clause of both documents and what became of it."""
    found = compare_documents(service_of(request), document_id, other_id)
    return JSONResponse(comparison_json(found))
