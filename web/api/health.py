"""Does searching work, for a monitor?"""

from dataclasses import asdict

from fastapi import Request
from fastapi.responses import JSONResponse

from web.service import service_of

__all__ = ["health"]


def health(request: Request) -> JSONResponse:
    """Answer 200 where searches can be answered, 503 where not, with the problems."""
    state = service_of(request).health()
    content = {"version": request.app.version, **asdict(state)}
    return JSONResponse(content, 200 if state.searchable else 503)
