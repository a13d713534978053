"""Is the index up to date, and how is it brought up to date from the browser?"""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from library.errors import JobBusy
from library.jobs import Kind
from search import is_behind
from web.indexing import held_in, problems_of, serving_index, start_reindex
from web.service import jobs_of, settings_of
from web.templating import render

__all__ = ["reindex", "start"]


def reindex(request: Request) -> Response:
    """Show the state of the index, and the build that runs or ran last."""
    return _page(request)


def start(request: Request, full: Annotated[bool, Form()] = False) -> Response:
    """Begin to build a new generation in a process of its own."""
    try:
        start_reindex(request, full=full)
    except JobBusy as error:
        return _page(request, refused=str(error))
    return RedirectResponse("/admin/reindex", 303)


def _page(request: Request, refused: str = "") -> Response:
    settings = settings_of(request)
    return render(
        request,
        "admin_reindex.html",
        status_code=409 if refused else 200,
        refused=refused,
        job=jobs_of(request).latest(Kind.REINDEX),
        busy=jobs_of(request).running(),
        index=serving_index(settings),
        held=held_in(settings),
        behind=is_behind(settings),
        problems=problems_of(request),
    )
