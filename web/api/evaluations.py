"""How good was the search on the department's own questions, for a program?"""

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from web.desk_schemas import PageParameters, RunName
from web.evaluation_runs import runs_of
from web.links import link_pages, link_to
from web.moments import iso
from web.values import read_number

if TYPE_CHECKING:
    from library.evaluation.runs import Run

__all__ = ["evaluation", "evaluations"]

_PER_PAGE, _LAST_PAGE = 20, 10_000


def evaluations(request: Request, parameters: Annotated[PageParameters, Query()]) -> JSONResponse:
    """Answer with one page of the runs and their figures, the latest first."""
    page, runs = read_number("page", parameters.page, 1, _LAST_PAGE), runs_of(request)
    names = runs.names()
    last = max(1, -(-len(names) // _PER_PAGE))
    shown = names[(page - 1) * _PER_PAGE : page * _PER_PAGE]
    answer = JSONResponse(
        {
            "total": len(names),
            "page": page,
            "evaluations": [_brief(runs.get(name)) for name in shown],
            "next": link_to(request, page=str(page + 1)) if page < last else None,
        }
    )
    link_pages(request, answer, page, last)
    return answer


def evaluation(request: Request, name: RunName) -> JSONResponse:
    """Answer with one run, question by question; raise SheetRejected for none of this name."""
    from library.evaluation import trial_json  # noqa: PLC0415 - a server starts without it

    run = runs_of(request).get(name)
    told = trial_json(run.trial)
    parts = {part: told[part] for part in ("by_style", "answers", "bad_rows")}
    return JSONResponse(_brief(run) | parts)


def _brief(run: "Run") -> dict[str, Any]:
    from library.evaluation import trial_json  # noqa: PLC0415 - a server starts without it

    told = trial_json(run.trial)
    return {
        "name": run.name,
        "title": run.title,
        "who": run.who,
        "at": iso(run.at),
        "about": dict(run.about),
        "mode": told["mode"],
        "generation": told["generation"],
        "as_of": told["as_of"],
        "figures": told["figures"],
    }
