"""How good is the search on the department's own questions, now and before?"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from corpus import CorpusError
from library.cells import Table
from library.errors import JobBusy, LibraryError
from search import Mode, SearchError
from web.downloads import download
from web.evaluation_runs import begin_run, running_of, runs_of
from web.pagination import turned
from web.service import settings_of
from web.templating import render
from web.values import read_choice, read_number

if TYPE_CHECKING:
    from library.evaluation import Comparison
    from library.evaluation.runs import Run, Runs

__all__ = ["again", "evaluation", "one", "report", "template", "upload"]

_PER_PAGE, _FARTHEST = 20, 10_000
_ANSWERS = 100
"""Questions on one page."""
_KINDS = {"xlsx": "Excel", "html": "HTML 报告", "json": "JSON"}
_AGAIN = {"Refresh": "5"}


def evaluation(request: Request, page: str = "") -> Response:
    """List the runs, the latest first, with the form for a new one."""
    return _list(request, read_number("page", page, 1, _FARTHEST))


def upload(
    request: Request, questions: UploadFile | None = None, mode: Annotated[str, Form()] = ""
) -> Response:
    """Begin a run over an uploaded set; a small one is over when the page comes back."""
    if questions is None or not questions.filename:
        return _list(request, refused="请选一个查询表文件（.xlsx、.tsv、.csv）。")
    title = Path(questions.filename.replace("\\", "/")).name[:100]
    return _begin(request, questions.file.read(), Path(title).suffix.lower(), title, mode)


def again(request: Request, name: str) -> Response:
    """Ask the questions of an earlier run once more."""
    runs = runs_of(request)
    try:
        path, run = runs.questions(name), runs.get(name)
    except (LibraryError, CorpusError) as error:
        return _list(request, refused=str(error))
    return _begin(request, path.read_bytes(), path.suffix, run.title, run.trial.mode.value)


def one(request: Request, name: str, against: str = "", show: str = "", page: str = "") -> Response:
    """Show a run question by question, or those that went wrong; and beside an earlier one."""
    from library.evaluation import report_tables  # noqa: PLC0415 - a server starts without it

    runs, number = runs_of(request), read_number("page", page, 1, _FARTHEST)
    try:
        run = runs.get(name)
        comparison = _compared(runs, run, against)
    except (LibraryError, CorpusError) as error:
        return _list(request, refused=str(error), status=404)
    wrong = [answer for answer in run.trial.answers if not answer.right]
    shown = replace(run.trial, answers=tuple(wrong)) if show == "wrong" else run.trial
    answers = report_tables([shown], None)[2]
    changes = report_tables([run.trial], comparison)[3] if comparison else None
    last = max(1, -(-len(answers.rows) // _ANSWERS))
    number = min(number, last)
    part = slice((number - 1) * _ANSWERS, number * _ANSWERS)

    def url(**values: str | int) -> str:
        pairs = {"against": against, "show": show} | values
        told = urlencode({key: value for key, value in pairs.items() if value})
        return f"/admin/evaluation/{name}?{told}" if told else f"/admin/evaluation/{name}"

    return render(
        request,
        "admin_evaluation_run.html",
        run=run,
        figures=_table_of_figures(run),
        answers=replace(answers, rows=answers.rows[part]),
        asked=len(answers.rows),
        wrong=len(wrong),
        bad=run.trial.bad,
        comparison=comparison,
        changes=changes,
        others=_others(runs, name),
        against=against,
        show=show,
        url=url,
        kinds=_KINDS,
        pages=turned(number, last, lambda page: url(page=page)),
    )


def report(request: Request, name: str, kind: str = "", against: str = "") -> Response:
    """Give a run as a file: a workbook, a page with charts, or what `zhiku eval` compares with."""
    from library.evaluation import require_charts, write_report  # noqa: PLC0415

    runs, suffix = runs_of(request), f".{kind if kind in _KINDS else 'xlsx'}"
    try:
        run = runs.get(name)
        comparison = _compared(runs, run, against)
        if suffix == ".html":
            require_charts()
    except (LibraryError, CorpusError) as error:
        return _list(request, refused=str(error), status=404)
    trials = [comparison.before, run.trial] if comparison else [run.trial]
    with TemporaryDirectory(prefix="zhiku-") as folder:
        path = Path(folder) / f"report{suffix}"
        write_report(path, trials, comparison)
        return download(path.read_bytes(), f"检索评测 {run.title}", suffix)


def template(request: Request) -> Response:
    """Give the empty set to fill in."""
    from library.evaluation import write_template  # noqa: PLC0415

    settings_of(request)
    with TemporaryDirectory(prefix="zhiku-") as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path)
        return download(path.read_bytes(), "检索评测模板", ".xlsx")


def _begin(request: Request, content: bytes, suffix: str, title: str, mode: str) -> Response:
    chosen = read_choice("mode", Mode, mode or Mode.HYBRID)
    try:
        name, over = begin_run(request, content, suffix, title, chosen)
    except JobBusy as error:
        return _list(request, refused=str(error), status=409)
    except (LibraryError, CorpusError, SearchError) as error:
        return _list(request, refused=str(error))
    return RedirectResponse(f"/admin/evaluation/{name}" if over else "/admin/evaluation", 303)


def _compared(runs: "Runs", run: "Run", against: str) -> "Comparison | None":
    """Return the run beside the one that it is compared with, None where none is named."""
    from library.evaluation import compare  # noqa: PLC0415

    return compare(runs.get(against).trial, run.trial) if against else None


def _others(runs: "Runs", name: str) -> Sequence["Run"]:
    return [runs.get(other) for other in runs.names()[:_PER_PAGE] if other != name]


def _list(request: Request, number: int = 1, *, refused: str = "", status: int = 400) -> Response:
    runs, work = runs_of(request), running_of(request)
    names = runs.names()
    last = max(1, -(-len(names) // _PER_PAGE))
    number = min(number, last)
    shown = [runs.get(name) for name in names[(number - 1) * _PER_PAGE : number * _PER_PAGE]]
    answer = render(
        request,
        "admin_evaluation.html",
        status_code=status if refused else 200,
        refused=refused,
        runs=[(run, dict(_figures(run))) for run in shown],
        total=len(names),
        work=work,
        modes=list(Mode),
        pages=turned(number, last, lambda page: f"/admin/evaluation?page={page}"),
    )
    answer.headers.update(_AGAIN if work and work.running else {})
    return answer


def _figures(run: "Run") -> list[tuple[str, object]]:
    """Return the figures of a run by their names."""
    from library.evaluation import FIGURE_NAMES, figure_cells, figures_of  # noqa: PLC0415

    return list(zip(FIGURE_NAMES, figure_cells(figures_of(run.trial.answers)), strict=True))


def _table_of_figures(run: "Run") -> Table:
    """Return the figures over all questions, and over each kind where there are several."""
    from library.evaluation import FIGURE_NAMES, figure_cells, figures_of  # noqa: PLC0415

    styles = run.trial.by_style()
    rows = {"全部": figures_of(run.trial.answers), **(styles if len(styles) > 1 else {})}
    cells = [(name or "（未分类）", *figure_cells(figures)) for name, figures in rows.items()]
    return Table("指标", ("分类", *FIGURE_NAMES), cells)
