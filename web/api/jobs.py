"""How does a program bring the index up to date, and follow or call off what is being done?"""

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from library.jobs import Job, Kind
from search import is_behind
from web.exchange_forms import uncollected_in
from web.import_schemas import JobId, ReindexBody
from web.indexing import cancel_job, held_in, problems_of, serving_index, start_reindex
from web.moments import iso
from web.service import jobs_of, settings_of

__all__ = ["cancel", "job", "reindex", "start", "told_job"]


def reindex(request: Request) -> JSONResponse:
    """Answer with the state of the index, and the build that runs or ran last."""
    settings, jobs = settings_of(request), jobs_of(request)
    documents, clauses = held_in(settings)
    last, running = jobs.latest(Kind.REINDEX), jobs.running()
    return JSONResponse(
        {
            "behind": is_behind(settings) or uncollected_in(request),
            "documents": documents,
            "clauses": clauses,
            "index": serving_index(settings),
            "problems": problems_of(request),
            "job": told_job(last) if last else None,
            "running": told_job(running) if running else None,
        }
    )


def start(request: Request, body: ReindexBody) -> JSONResponse:
    """Begin to build a new generation; raise JobBusy."""
    return JSONResponse(told_job(start_reindex(request, full=body.full)))


def job(request: Request, job: JobId) -> JSONResponse:
    """Answer with how far something is; raise UnknownJob."""
    return JSONResponse(told_job(jobs_of(request).get(job)))


def cancel(request: Request, job: JobId) -> JSONResponse:
    """Call something off and answer with how far it is; raise UnknownJob."""
    cancel_job(request, job)
    return JSONResponse(told_job(jobs_of(request).get(job)))


def told_job(job: Job) -> dict[str, Any]:
    """Return a job as programs read it."""
    return {
        "job": job.job_id,
        "kind": job.kind.value,
        "subject": job.subject,
        "who": job.who,
        "created_at": iso(job.created_at),
        "state": job.state.value,
        "ended": job.state.ended,
        "said": job.message if job.state.ended else job.progress,
        "done": job.done,
        "total": job.total,
        "ended_at": None if job.ended_at is None else iso(job.ended_at),
    }
