"""Is the index up to date, and how is it brought up to date from the browser?"""

import time
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from corpus import CorpusError
from indexer import IndexerError, current
from library.errors import JobBusy
from library.jobs import Job, Kind, State
from search import Settings, is_behind, open_store
from search.service import BEHIND, WORDS_CHANGED
from web.service import accounts_of, jobs_of, service_of, settings_of
from web.templating import render
from web.visitors import user_of

__all__ = ["reindex", "start"]

_AGAIN = {"Refresh": "2"}
_TAKEN_OVER = 60.0
"""Seconds after which a new index that does not serve yet will not do so by itself."""


def reindex(request: Request) -> Response:
    """Show the state of the index, and the build that runs or ran last."""
    return _page(request)


def start(request: Request, full: Annotated[bool, Form()] = False) -> Response:
    """Begin to build a new generation in a process of its own."""
    who, subject = user_of(request), "全部重建" if full else "只处理有变化的"
    try:
        jobs_of(request).start(Kind.REINDEX, subject, who.name, who.address, {"full": full})
    except JobBusy as error:
        return _page(request, refused=str(error))
    accounts_of(request).audit(who, Kind.REINDEX.value, subject)
    return RedirectResponse("/admin/reindex", 303)


def _page(request: Request, refused: str = "") -> Response:
    settings, health = settings_of(request), service_of(request).health()
    index, job = _index(settings), jobs_of(request).latest(Kind.REINDEX)
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
        held=_held(settings),
        changed=[
            what
            for what, has in (
                ("资料库", is_behind(settings)),
                ("词典或同义词", WORDS_CHANGED in health.problems),
            )
            if has
        ],
        problems=[one for one in health.problems if one not in {BEHIND, WORDS_CHANGED}],
    )
    answer.headers.update(_AGAIN if waits else {})
    return answer


def _just_built(job: Job | None) -> bool:
    """Tell whether the server may not have taken over yet what was built."""
    return bool(
        job and job.state is State.DONE and time.time() - (job.ended_at or 0.0) < _TAKEN_OVER
    )


def _index(settings: Settings) -> dict[str, Any] | None:
    """Return what is known of the serving generation, None where there is none to be read."""
    try:
        found = current(settings.home)
        manifest = found.manifest() if found else None
    except IndexerError:
        return None
    if found is None or manifest is None:
        return None
    return {
        "name": found.name,
        "built": manifest.created[:16].replace("T", " "),
        "documents": manifest.documents,
        "clauses": manifest.clauses,
    }


def _held(settings: Settings) -> tuple[int, int]:
    """Return how many documents and clauses the collection holds."""
    if not settings.database.is_file():
        return 0, 0
    try:
        with open_store(settings) as store:
            return store.counts()
    except CorpusError:
        return 0, 0
