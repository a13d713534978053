"""Which questions are in the bank, what does each look like, and how do they leave as a file?"""

from datetime import datetime
from typing import Annotated

from fastapi import Query, Request, Response

from library.questions import REASONS, Decision
from library.questions.formats import Format, question_bytes
from web.downloads import download
from web.errors import ParameterRejected, failure_of
from web.pagination import turned
from web.question_filters import active_filters, filter_groups
from web.question_forms import local_page
from web.question_parameters import QuestionsAsked, read_asked
from web.question_schemas import ExportParameters, QuestionParameters
from web.question_views import find_questions, question_url, seen, titles_of
from web.service import bank_of
from web.templating import render
from web.values import read_choice

__all__ = ["DONE", "export", "question", "questions"]

MOST_EXPORTED = 20_000
DONE = {
    Decision.ACCEPT.value: "已通过。",
    Decision.REJECT.value: "已停用。",
    Decision.DRAFT.value: "已放回草稿。",
    Decision.UPHOLD.value: "已记下：仍然成立。",
    "edited": "已保存，状态是草稿，请再审一次。",
    "same": "没有改动。",
}
_FORMS = {
    Format.EXCEL: "Excel", Format.CSV: "CSV", Format.GIFT: "GIFT", Format.MOODLE: "Moodle XML",
    Format.QTI: "QTI 2.1",
}  # fmt: skip


def questions(request: Request, parameters: Annotated[QuestionParameters, Query()]) -> Response:
    """Show one page of the questions asked for; what has no meaning is said above all of them."""
    try:
        asked = read_asked(parameters)
    except ParameterRejected as error:
        return _page(request, QuestionsAsked(), error)
    return _page(request, asked)


def question(request: Request, question: str, done: str = "", back: str = "") -> Response:
    """Show a question with its key, its clause and what became of it."""
    bank = bank_of(request)
    held = bank.item(question)
    return render(
        request,
        "question.html",
        **seen(request, held),
        done=DONE.get(done, ""),
        history=bank.history(question),
        uses=bank.uses(question),
        reasons=REASONS,
        url=question_url(question),
        back=local_page(back, "/questions"),
    )


def export(request: Request, parameters: Annotated[ExportParameters, Query()]) -> Response:
    """Give all questions asked for as a file, whatever the page."""
    form = read_choice("format", Format, parameters.format.strip() or Format.EXCEL)
    passing = find_questions(request, read_asked(parameters)).passing
    if len(passing) > MOST_EXPORTED:
        told = f"这样的题有 {len(passing)} 道，一次最多导出 {MOST_EXPORTED} 道，请加筛选条件。"
        raise ParameterRejected("format", told)
    bank = bank_of(request)
    content = question_bytes([bank.item(gist.item_id).item for gist in passing], form)
    return download(content, f"题库{datetime.now().astimezone():%Y%m%d}", form.suffix)


def _page(
    request: Request, asked: QuestionsAsked, error: ParameterRejected | None = None
) -> Response:
    found = find_questions(request, asked)
    titles, bank = titles_of(request), bank_of(request)
    last = max(1, -(-len(found.passing) // asked.limit))
    return render(
        request,
        "questions.html",
        status_code=400 if error else 200,
        failure=failure_of(error) if error else None,
        asked=asked,
        total=len(found.passing),
        empty=not found.answering and not asked.pairs(),
        rows=[bank.item(gist.item_id) for gist in found.passing[asked.part]],
        question_url=question_url,
        groups=filter_groups(asked, found.answering, titles),
        active=list(active_filters(asked, titles)),
        forms=[(name, asked.url("/questions/export", format=f)) for f, name in _FORMS.items()],
        here=asked.url(page=asked.page),
        pages=turned(asked.page, last, lambda page: asked.url(page=page)),
    )
