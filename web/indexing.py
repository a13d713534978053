"""Is the index up to date, and how is work in the background begun or called off?"""

from typing import Any

from fastapi import Request

from corpus import CorpusError
from indexer import IndexerError, current
from library.jobs import Job, Kind
from search import Settings, open_store
from search.service import BEHIND
from web.service import accounts_of, jobs_of, service_of
from web.visitors import user_of

__all__ = ["cancel_job", "held_in", "problems_of", "serving_index", "start_backup", "start_reindex"]


def start_reindex(request: Request, *, full: bool) -> Job:
    """Begin to build a new generation in a process of its own; raise JobBusy."""
    who, subject = user_of(request), "全部重建" if full else "只处理有变化的"
    job = jobs_of(request).start(Kind.REINDEX, subject, who.name, who.address, {"full": full})
    accounts_of(request).audit(who, Kind.REINDEX.value, subject)
    return job


def start_backup(request: Request) -> Job:
    """Begin to make a backup in a process of its own; raise JobBusy."""
    who = user_of(request)
    job = jobs_of(request).start(Kind.BACKUP, "", who.name, who.address)
    accounts_of(request).audit(who, Kind.BACKUP.value, "")
    return job


def cancel_job(request: Request, job_id: str) -> Job:
    """Call a job off, unless it has ended; return it as it was. Raise UnknownJob."""
    found = jobs_of(request).get(job_id)
    if not found.state.ended:
        jobs_of(request).cancel(job_id)
        accounts_of(request).audit(user_of(request), f"取消{found.kind.value}", found.subject)
    return found


def serving_index(settings: Settings) -> dict[str, Any] | None:
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
        "built": manifest.created,
        "documents": manifest.documents,
        "clauses": manifest.clauses,
    }


def held_in(settings: Settings) -> tuple[int, int]:
    """Return how many documents and clauses the collection holds."""
    if not settings.database.is_file():
        return 0, 0
    try:
        with open_store(settings) as store:
            return store.counts()
    except CorpusError:
        return 0, 0


def problems_of(request: Request) -> list[str]:
    """Return what is wrong with the service, besides that the index is behind."""
    return [one for one in service_of(request).health().problems if one != BEHIND]
