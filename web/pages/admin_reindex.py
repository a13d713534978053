"""Is the index up to date, and how is it brought up to date from the browser?"""

import time
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from library.errors import JobBusy
from library.jobs import Job, Kind, State
from search import is_behind
from search.service import WORDS_CHANGED
from web.exchange_forms import uncollected_in
from web.indexing import held_in, problems_of, serving_index, start_reindex
from web.service import jobs_of, service_of, settings_of
from web.templating import render

__all__ = ["reindex", "start"]

_AGAIN = {"Refresh": "2"}
_TAKEN_OVER = 60.0
"""Seconds after which a new index that does not serve yet will not do so by itself."""


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
    settings, health = settings_of(request), service_of(request).health()
    index, job = serving_index(settings), jobs_of(request).latest(Kind.REINDEX)
    waits = index is not None and index["name"] != health.generation and _just_built(job)
    answer = render(
        request,
        "admin_reindex.html",
        status_code=409 if refused else 200,
        refused=refused,
        job=job,
        busy=jobs_of(request).running(),
        index=index,
        waits=waits,
        held=held_in(settings),
        changed=[
            what
            for what, has in (
                ("资料库", is_behind(settings)),
                ("解读与问答", uncollected_in(request)),
                ("词典或同义词", WORDS_CHANGED in health.problems),
            )
            if has
        ],
        problems=[one for one in problems_of(request) if one != WORDS_CHANGED],
    )
    answer.headers.update(_AGAIN if waits else {})
    return answer


def _just_built(job: Job | None) -> bool:
    """Tell whether the server may not have taken over yet what was built."""
    return bool(
        job and job.state is State.DONE and time.time() - (job.ended_at or 0.0) < _TAKEN_OVER
    )
