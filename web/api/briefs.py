"""What is a decision brief, for a program?"""

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from library.brief import Brief, SavedBrief, brief_json
from web.brief_schemas import BriefBody, BriefNumber
from web.briefs import briefs_of, index_is_kept, keep, made, made_again
from web.briefs import remove as remove_brief
from web.moments import iso

__all__ = ["again", "brief", "briefs", "make", "remove"]

_MOST = 200


def briefs(request: Request) -> JSONResponse:
    """Answer with the saved briefs."""
    with briefs_of(request) as kept:
        heads, total = kept.all(_MOST), kept.count()
    return JSONResponse({"total": total, "briefs": [_head(one) for one in heads]})


def make(request: Request, body: BriefBody) -> JSONResponse:
    """Make a brief and keep it; raise ParameterRejected, NotSearchable and ModelFailed."""
    told = made(request, body.subject, body.as_of, summary=body.summary)
    return JSONResponse(_whole(request, keep(request, told), told))


def brief(request: Request, number: BriefNumber) -> JSONResponse:
    """Answer with a brief as it was saved; raise UnknownBrief."""
    with briefs_of(request) as kept:
        head, told = kept.head(number), kept.read(number)
    return JSONResponse(_whole(request, head, told))


def again(request: Request, number: BriefNumber) -> JSONResponse:
    """Make a brief anew and say what changed; raise UnknownBrief."""
    head, remade = made_again(request, number)
    return JSONResponse(
        {
            "brief": _whole(request, head, remade.brief),
            "changes": list(remade.changes),
            "reproduced": remade.reproduced,
        }
    )


def remove(request: Request, number: BriefNumber) -> JSONResponse:
    """Remove a brief and answer with those left; raise UnknownBrief or Forbidden."""
    remove_brief(request, number)
    return briefs(request)


def _head(one: SavedBrief) -> dict[str, Any]:
    return {
        "number": one.number,
        "subject": one.subject,
        "headline": one.headline,
        "as_of": one.as_of.isoformat(),
        "generation": one.generation,
        "made_at": iso(one.made_at),
        "made_by": one.made_by,
        "again_of": one.again_of,
    }


def _whole(request: Request, head: SavedBrief, told: Brief) -> dict[str, Any]:
    return {**_head(head), "index_kept": index_is_kept(request, told), **brief_json(told)}
