"""How are questions made and brought in, and what was set aside on the way?"""

from collections import Counter
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Query, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from library.background import Work
from library.errors import JobBusy
from library.questions import TOPICS, ItemType, Wish
from library.questions.formats import IMPORT_SUFFIXES
from web.downloads import download
from web.errors import ParameterRejected
from web.pagination import turned
from web.parameters import read_document
from web.question_results import Brought, Made
from web.question_schemas import AsideParameters
from web.question_views import question_url, titles_of
from web.questioning import begin_import, begin_making, work_of
from web.service import bank_of
from web.templating import render
from web.values import read_choice, read_count, read_number, read_values

__all__ = ["aside", "bring", "bringing", "make", "making", "template"]

_AGAIN = {"Refresh": "3"}
_PER_PAGE, _SHOWN, _USUAL = 50, 30, 100
Word = Annotated[str, Form(max_length=300)]


def making(request: Request) -> Response:
    """Show the form, how far the making is, and what was made last."""
    return _making(request)


def make(
    request: Request,
    topic: Annotated[list[str], Form()] = [],  # noqa: B006
    type: Annotated[list[str], Form()] = [],  # noqa: A002, B006 - the name of the field
    count: Word = "",
    seed: Word = "",
    document: Word = "",
) -> Response:
    """Begin to make questions; few are made when the page comes back."""
    try:
        begin_making(request, _wish(request, topic, type, count, seed, document))
    except (ParameterRejected, JobBusy) as error:
        return _making(request, error)
    return RedirectResponse("/questions/generate", 303)


def bringing(request: Request) -> Response:
    """Show where a file is put, and what came of the last."""
    return _bringing(request)


def bring(
    request: Request, file: UploadFile | None = None, trial: Annotated[str, Form()] = ""
) -> Response:
    """Begin to bring the questions of a file in."""
    try:
        if file is None or not file.filename:
            raise ParameterRejected("file", "请选一个题目文件。")
        begin_import(request, file, dry_run=bool(trial))
    except (ParameterRejected, JobBusy) as error:
        return _bringing(request, error)
    return RedirectResponse("/questions/import", 303)


def template(request: Request) -> Response:  # noqa: ARG001 - as every handler
    """Give the empty workbook to fill in."""
    from library.questions.formats.sheet import template_bytes  # noqa: PLC0415

    return download(template_bytes(), "题目模板", ".xlsx")


def aside(request: Request, parameters: Annotated[AsideParameters, Query()]) -> Response:
    """List what was set aside, by gate and reason."""
    bank, gate = bank_of(request), parameters.gate.strip()
    number = read_number("page", parameters.page, 1, 200_000)
    failed = bank.failed(gate)
    last = max(1, -(-len(failed) // _PER_PAGE))
    part = slice((number - 1) * _PER_PAGE, number * _PER_PAGE)

    def url(page: int) -> str:
        pairs = {"gate": gate, "page": str(page) if page > 1 else ""}
        told = urlencode({name: value for name, value in pairs.items() if value})
        return f"/questions/aside?{told}" if told else "/questions/aside"

    return render(
        request,
        "question_aside.html",
        gate=gate,
        counts=bank.counts().set_aside,
        total=len(failed),
        failed=failed[part],
        reasons=Counter(each.reason for each in failed).most_common(8) if gate else (),
        pages=turned(number, last, url),
    )


def _wish(
    request: Request, topics: list[str], types: list[str], count: str, seed: str, document: str
) -> Wish:
    named = read_values("topic", topics)
    if unknown := [name for name in named if name not in TOPICS]:
        raise ParameterRejected("topic", f"没有“{unknown[0]}”这个主题。")
    wanted = tuple(read_choice("type", ItemType, value) for value in read_values("type", types))
    number = read_count("count", count)
    name = read_document(document)
    if name and name not in titles_of(request):
        raise ParameterRejected("document", f"没有编号为“{name}”的文件。")
    return Wish(named, wanted, _USUAL if number is None else number, seed.strip() or "1", name)


def _making(request: Request, error: Exception | None = None) -> Response:
    work = work_of(request)
    made = work.result if work and isinstance(work.result, Made) else None
    answer = render(
        request,
        "question_generate.html",
        status_code=_status(error),
        refused=str(error) if error else "",
        work=work,
        made=made,
        shown=made.items[:_SHOWN] if made else (),
        topics=TOPICS,
        types=list(ItemType),
        documents=sorted(titles_of(request).items(), key=lambda pair: pair[1]),
        usual=_USUAL,
        question_url=question_url,
    )
    return _refreshing(answer, work)


def _bringing(request: Request, error: Exception | None = None) -> Response:
    work = work_of(request)
    answer = render(
        request,
        "question_import.html",
        status_code=_status(error),
        refused=str(error) if error else "",
        work=work,
        brought=work.result if work and isinstance(work.result, Brought) else None,
        suffixes=IMPORT_SUFFIXES,
        question_url=question_url,
    )
    return _refreshing(answer, work)


def _refreshing(answer: Response, work: Work | None) -> Response:
    if work and work.running:
        answer.headers.update(_AGAIN)
    return answer


def _status(error: Exception | None) -> int:
    if error is None:
        return 200
    return 409 if isinstance(error, JobBusy) else 400
