"""Who did what, and when, for a program of an administrator?"""

import json
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from library.accounts import AuditEntry, AuditQuery
from web.links import link_pages, link_to
from web.moments import iso
from web.service import accounts_of
from web.user_schemas import AuditParameters
from web.values import read_number, read_period

__all__ = ["audit"]

_PER_PAGE, _MOST, _LAST_PAGE = 50, 500, 100_000


def audit(request: Request, parameters: Annotated[AuditParameters, Query()]) -> JSONResponse:
    """Answer with one page of the entries that pass the filter, the newest first."""
    trail = accounts_of(request).trail
    period = read_period(parameters.since, parameters.until)
    wanted = AuditQuery(parameters.who, parameters.action, *period)
    page = read_number("page", parameters.page, 1, _LAST_PAGE)
    limit = read_number("limit", parameters.limit, _PER_PAGE, _MOST)
    total = trail.count(wanted)
    last = max(1, -(-total // limit))
    answer = JSONResponse(
        {
            "total": total,
            "page": page,
            "entries": [_told(e) for e in trail.entries(wanted, limit, (page - 1) * limit)],
            "next": link_to(request, page=str(page + 1)) if page < last else None,
        }
    )
    link_pages(request, answer, page, last)
    return answer


def _told(entry: AuditEntry) -> dict[str, Any]:
    return {
        "number": entry.entry_id,
        "at": iso(entry.at),
        "who": entry.who,
        "address": entry.address,
        "action": entry.action,
        "object": entry.object,
        "before": _value(entry.before),
        "after": _value(entry.after),
    }


def _value(kept: str) -> Any:
    """Return what was kept; JSON that was cut, having been too long, as the text it is."""
    try:
        return json.loads(kept) if kept else None
    except ValueError:
        return kept
