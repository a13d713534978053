"""Does a draft cite what exists and holds, for a program?"""

from fastapi import Request
from fastapi.responses import JSONResponse

from library.citations import report_json
from web.drafts import check_draft
from web.parameters import read_as_of
from web.tool_schemas import DraftBody

__all__ = ["check"]


def check(request: Request, body: DraftBody) -> JSONResponse:
    """Answer with every citation of the draft and its verdict; nothing is kept."""
    return JSONResponse(report_json(check_draft(request, body.text, read_as_of(body.as_of))))
