"""How does a trainer assemble a paper, look at it, change it and take it along?"""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from corpus.errors import UnreadableFile
from library.errors import (
    BlueprintRejected,
    NoChineseFont,
    PaperLacking,
    PaperRejected,
    StateRefused,
    UnknownItem,
    UnknownPaper,
)
from library.papers import VERSIONS, Paper, Verified, Wishes, presets, variant
from library.questions import TOPICS, ItemFilter, ItemState, ItemType
from web.downloads import download
from web.errors import Conflict
from web.form_fields import texts_in
from web.paper_plans import ROWS, filled_from, plan_in, this_quarter, uploaded_plan
from web.papering import (
    FILES,
    file_of,
    make_paper,
    swap_question,
    verify_paper,
    withdraw_paper,
)
from web.service import exams_of, papers_of
from web.templating import render

__all__ = ["assemble", "file", "new", "paper", "papers", "swap", "verify", "withdraw"]

_DONE = {"made": "试卷已组成。", "swap": "已换题，两卷和答案都已随之改变。"}
_MOST_CHOICES = 60


def papers(request: Request, done: str = "") -> Response:
    """List the papers, the newest quarter first."""
    exams = exams_of(request)
    found = [(one, exams.of_paper(one.paper_id)) for one in papers_of(request).papers.papers()]
    told = "试卷已收回，其中的题目重新可用。" if done == "withdrawn" else ""
    return render(request, "papers.html", found=found, done=told, usable=_usable(request))


def new(request: Request, preset: str = "") -> Response:
    """Show the form for a blueprint, filled in from a preset."""
    settings, rows = filled_from(preset)
    return _form(request, settings, rows, preset=preset)


def assemble(
    request: Request,
    quarter: Annotated[str, Form()] = "",
    seed: Annotated[str, Form()] = "",
    pick: Annotated[str, Form()] = "",
    without: Annotated[str, Form()] = "",
    file: UploadFile | None = None,
) -> Response:
    """Assemble a paper of the blueprint that was filled in, or brought as a file."""
    fields = texts_in(request)
    settings = {
        name: fields.get(name, "") for name in ("名称", "及格", "时间", "间隔季度", "少选每项得分")
    }
    rows = [
        {
            name: fields.get(f"{name}{at}", "")
            for name in ("题型", "主题", "难度", "题数", "每题分值")
        }
        for at in range(1, ROWS + 1)
    ]
    try:
        plan = uploaded_plan(file) if file and file.filename else plan_in(settings, rows)
        wishes = Wishes(tuple(pick.split()), tuple(without.split()))
        made = make_paper(request, plan, quarter, seed.strip() or "1", wishes)
    except (BlueprintRejected, PaperLacking, PaperRejected, StateRefused, UnreadableFile) as error:
        typed = {"quarter": quarter, "seed": seed, "pick": pick, "without": without}
        return _form(request, settings, rows, typed=typed, error=error)
    return RedirectResponse(f"{_url(made.paper_id)}?done=made", 303)


def paper(request: Request, paper: str, version: str = "A", done: str = "") -> Response:
    """Show a paper with its keys, one version at a time; raise UnknownPaper."""
    return _one(request, papers_of(request).papers.paper(paper), version, done=_DONE.get(done, ""))


def swap(
    request: Request,
    paper: str,
    item: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
    version: Annotated[str, Form()] = "A",
    do: Annotated[str, Form()] = "",
) -> Response:
    """Put another question in place of one, by chance or by hand; or show what may take it."""
    held = papers_of(request).papers.paper(paper)
    if do == "choose":
        return _one(request, held, version, choosing=item)
    try:
        swap_question(request, paper, item, by)
    except (PaperRejected, StateRefused) as error:
        return _one(request, held, version, error=error, choosing=item if by else "")
    return RedirectResponse(f"{_url(paper)}?version={_known(version)}&done=swap#q", 303)


def verify(request: Request, paper: str) -> Response:
    """Print it, read it back and compare all keys with the bank."""
    held = papers_of(request).papers.paper(paper)
    return _one(request, held, "A", verified=verify_paper(request, paper))


def withdraw(request: Request, paper: str) -> Response:
    """Let go of a paper that was not used."""
    try:
        withdraw_paper(request, paper)
    except StateRefused as error:
        return _one(request, papers_of(request).papers.paper(paper), "A", error=error)
    return RedirectResponse("/papers?done=withdrawn", 303)


def file(request: Request, paper: str, file: str) -> Response:
    """Give one of the files of a paper; raise UnknownPaper for any other name."""
    held = papers_of(request).papers.paper(paper)
    try:
        content = file_of(held, file)
    except NoChineseFont as error:
        raise Conflict(str(error)) from error
    if content is None:
        raise UnknownPaper(file)
    stem, _, suffix = file.partition(".")
    return download(content, f"{held.title}-{held.quarter}-{stem}", f".{suffix}")


def _one(
    request: Request, held: Paper, version: str, *, done: str = "", choosing: str = "",
    error: Exception | None = None, verified: Verified | None = None,
) -> Response:  # fmt: skip
    desk, known = papers_of(request), _known(version)
    shown = variant(held, known)
    fitting = desk.fitting(held, choosing) if choosing else []
    return render(
        request, "paper.html", status_code=_status(error), refused=str(error) if error else "",
        done=done, paper=held, shown=shown, versions=VERSIONS, files=FILES,
        tests=exams_of(request).of_paper(held.paper_id), choosing=choosing,
        fitting=fitting[:_MOST_CHOICES], more=max(0, len(fitting) - _MOST_CHOICES),
        verified=verified, states={one: _state(request, one) for one in _ids(held)},
    )  # fmt: skip


def _form(
    request: Request, settings: Mapping[str, str], rows: list[dict[str, str]], *,
    preset: str = "", typed: Mapping[str, str] | None = None, error: Exception | None = None,
) -> Response:  # fmt: skip
    given = {"quarter": this_quarter(), "seed": "1", "pick": "", "without": ""} | dict(typed or {})
    problems = getattr(error, "problems", None) or getattr(error, "shortages", None)
    return render(
        request, "paper_new.html", status_code=_status(error), error=error,
        problems=list(problems or ()), settings=settings, rows=rows, preset=preset,
        presets=presets(), typed=given, types=ItemType, topics=TOPICS, usable=_usable(request),
    )  # fmt: skip


def _status(error: Exception | None) -> int:
    if error is None:
        return 200
    return 409 if isinstance(error, PaperLacking | StateRefused) else 400


def _usable(request: Request) -> Mapping[str, int]:
    """Return how many reviewed, sound questions there are of each type."""
    bank = papers_of(request).bank
    return {
        kind.value: bank.count(
            ItemFilter(types=(kind,), states=(ItemState.REVIEWED,), flagged=False)
        )
        for kind in ItemType
    }


def _ids(held: Paper) -> list[str]:
    return [item.item_id for item in held.items]


def _state(request: Request, item_id: str) -> str:
    """Return why a question should be looked at again before the paper is used, '' where not."""
    bank = papers_of(request).bank
    try:
        return bank.item(item_id).reconsider
    except UnknownItem:
        return "题库里已没有这一题"


def _known(version: str) -> str:
    return version if version in VERSIONS else VERSIONS[0]


def _url(paper_id: str) -> str:
    return f"/papers/{quote(paper_id, safe='')}"
