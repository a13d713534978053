"""How good is the search on the department's own questions, now and before, for a program?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import File, Form, Query, Request, UploadFile
from fastapi.responses import JSONResponse

from library.background import Work
from library.errors import SheetRejected
from search import Mode
from web.desk_schemas import PageParameters
from web.errors import ParameterRejected
from web.evaluation_runs import begin_run, running_of, runs_of
from web.evaluation_schemas import AgainstParameters, RunName
from web.links import link_pages, link_to
from web.moments import iso
from web.values import read_choice, read_number

if TYPE_CHECKING:
    from library.evaluation import Answer
    from library.evaluation.runs import Run

__all__ = ["again", "begin", "compared", "evaluation", "evaluations"]

_PER_PAGE, _LAST_PAGE = 20, 10_000


def evaluations(request: Request, parameters: Annotated[PageParameters, Query()]) -> JSONResponse:
    """Answer with one page of the runs, the latest first, and how far one under way is."""
    page, runs = read_number("page", parameters.page, 1, _LAST_PAGE), runs_of(request)
    names = runs.names()
    last = max(1, -(-len(names) // _PER_PAGE))
    shown = names[(page - 1) * _PER_PAGE : page * _PER_PAGE]
    answer = JSONResponse(
        {
            "total": len(names),
            "page": page,
            "evaluations": [_brief(runs.get(name)) for name in shown],
            "work": _work(running_of(request)),
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


def begin(
    request: Request,
    questions: Annotated[UploadFile, File()],
    mode: Annotated[str, Form()] = Mode.HYBRID.value,
) -> JSONResponse:
    """Begin a run over the questions sent; raise JobBusy, ParameterRejected."""
    title = Path((questions.filename or "").replace("\\", "/")).name[:100]
    if not title:
        raise ParameterRejected("questions", "questions 要是一个有文件名的查询表。")
    chosen = read_choice("mode", Mode, mode)
    try:
        return _begun(request, questions.file.read(), Path(title).suffix.lower(), title, chosen)
    except SheetRejected as error:
        raise ParameterRejected("questions", str(error)) from error


def again(request: Request, name: RunName) -> JSONResponse:
    """Ask the questions of an earlier run once more; raise JobBusy, SheetRejected."""
    runs = runs_of(request)
    path, run = runs.questions(name), runs.get(name)
    return _begun(request, path.read_bytes(), path.suffix, run.title, run.trial.mode)


def compared(
    request: Request, name: RunName, parameters: Annotated[AgainstParameters, Query()]
) -> JSONResponse:
    """Answer with a run beside an earlier one, question by question; raise SheetRejected."""
    from library.evaluation import compare  # noqa: PLC0415 - as above

    runs = runs_of(request)
    before, after = runs.get(parameters.against), runs.get(name)
    told = compare(before.trial, after.trial)
    return JSONResponse(
        {
            "before": _brief(before),
            "after": _brief(after),
            "better": [_changed(*pair) for pair in told.wins],
            "worse": [_changed(*pair) for pair in told.losses],
            "same": told.same,
            "unmatched": told.unmatched,
            "chance": told.chance,
        }
    )


def _changed(before: "Answer", after: "Answer") -> dict[str, Any]:
    return {"query": after.query, "before": before.first, "after": after.first}


def _work(work: Work | None) -> dict[str, Any] | None:
    if work is None:
        return None
    told = {"title": work.name, "running": work.running, "fault": work.fault}
    return told | {"done": work.done, "total": work.total}


def _begun(request: Request, content: bytes, suffix: str, title: str, mode: Mode) -> JSONResponse:
    name, over = begin_run(request, content, suffix, title, mode)
    return JSONResponse({"name": name, "title": title, "done": over})


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
