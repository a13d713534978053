"""Does searching work, for a monitor?"""

from dataclasses import asdict

from fastapi import Request
from fastapi.responses import JSONResponse

from web.service import service_of

__all__ = ["health"]


def health(request: Request) -> JSONResponse:
    """服务状况：能检索时为 200，不能检索时为 503；problems 写明问题和处理办法."""
    state = service_of(request).health()
    content = {"version": request.app.version, **asdict(state)}
    return JSONResponse(content, 200 if state.searchable else 503)
