"""How is it seen in a browser how far something in the background has come, and called off?"""

import asyncio
import json
import time
from collections.abc import AsyncIterator

from fastapi import Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from library.errors import UnknownJob
from library.jobs import Job, Jobs, Kind
from web.indexing import cancel_job
from web.service import jobs_of

__all__ = ["cancel", "events"]

_DESKS = {Kind.REINDEX: "/admin/reindex", Kind.BACKUP: "/admin/backup"}
"""Where a job is shown that is about no delivery."""
_EVERY, _HEARTBEAT, _LONGEST = 0.5, 15.0, 600.0
"""Seconds between two looks, between two signs of life, and of one connection."""


def events(request: Request, job: str) -> Response:
    """Send how far a job has come whenever that changes, and end with it; raise UnknownJob.

    A browser comes again by itself where the connection ends before the job does.
    """
    jobs = jobs_of(request)
    jobs.get(job)
    headers = {"X-Accel-Buffering": "no"}  # or nginx would keep it back
    return StreamingResponse(_told(jobs, job), media_type="text/event-stream", headers=headers)


def cancel(request: Request, job: str) -> Response:
    """Call a job off, and go back to where it is shown; raise UnknownJob."""
    found = cancel_job(request, job)
    home = _DESKS.get(found.kind) or f"/admin/import/{found.subject}"
    return RedirectResponse(home, 303)


async def _told(jobs: Jobs, job_id: str) -> AsyncIterator[str]:
    began = heard = time.monotonic()
    said = ""
    while time.monotonic() - began < _LONGEST:
        try:
            job = await asyncio.to_thread(jobs.get, job_id)
        except UnknownJob:
            return
        saying = _event(job)
        if saying != said:
            said, heard = saying, time.monotonic()
            yield saying
        elif time.monotonic() - heard > _HEARTBEAT:
            heard = time.monotonic()
            yield ": \n\n"
        if job.state.ended:
            return
        await asyncio.sleep(_EVERY)


def _event(job: Job) -> str:
    told = {
        "state": job.state.value,
        "ended": job.state.ended,
        "said": job.message if job.state.ended else job.progress,
        "done": job.done,
        "total": job.total,
    }
    return f"event: progress\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"
