"""Is the index up to date, and how is it brought up to date from the browser?"""

from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from corpus import CorpusError
from indexer import IndexerError, current
from library.errors import JobBusy
from library.jobs import Kind
from search import Settings, is_behind, open_store
from search.service import BEHIND
from web.service import accounts_of, jobs_of, service_of, settings_of
from web.templating import render
from web.visitors import user_of

__all__ = ["reindex", "start"]


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
    settings = settings_of(request)
    return render(
        request,
        "admin_reindex.html",
        status_code=409 if refused else 200,
        refused=refused,
        job=jobs_of(request).latest(Kind.REINDEX),
        busy=jobs_of(request).running(),
        index=_index(settings),
        held=_held(settings),
        behind=is_behind(settings),
        problems=[one for one in service_of(request).health().problems if one != BEHIND],
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
