"""How does a trainer judge question after question, fast, and come back to the same place?"""

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from library.errors import ItemRejected, UnknownItem
from library.questions import REASONS, BankItem, Decision, ItemState
from web.errors import Conflict, ParameterRejected
from web.question_filters import active_filters
from web.question_forms import local_page
from web.question_parameters import QuestionsAsked, read_asked
from web.question_schemas import QuestionParameters
from web.question_views import find_questions, question_url, seen, titles_of
from web.questioning import decide_questions
from web.service import bank_of
from web.templating import render
from web.values import read_choice

__all__ = ["decide", "judge", "review"]

_OPEN = (ItemState.DRAFT, ItemState.REVIEWED)


class _ReviewParameters(QuestionParameters):
    """The filters, the question that is looked at, and the one that was decided on before."""

    at: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the row of questions one stands; numbers are from 1, ids '' where there is none."""

    item_id: str
    number: int
    total: int
    previous: str
    following: str


def review(request: Request, parameters: Annotated[_ReviewParameters, Query()]) -> Response:
    """Show one question of those to be judged, by default the first draft that is not marked."""
    asked = _to_judge(read_asked(parameters))
    return _page(request, asked, parameters.at.strip(), parameters.last.strip())


def judge(
    request: Request,
    question: Annotated[str, Form()],
    decision: Annotated[str, Form()],
    here: Annotated[str, Form(max_length=4_000)] = "",
    reason: Annotated[str, Form(max_length=200)] = "",
    other: Annotated[str, Form(max_length=200)] = "",
    following: Annotated[str, Form()] = "",
) -> Response:
    """Decide on a question and go on to the one that follows it."""
    chosen = read_choice("decision", Decision, decision)
    decided = decide_questions(request, [question], chosen, other.strip() or reason)
    if not decided.done:
        raise Conflict(decided.refused.get(question) or "这道题没有改动。")
    back = chosen is Decision.DRAFT  # undone: it is looked at once more
    pairs = {"at": question} if back else {"at": following, "last": question}
    page = local_page(here, "/questions/review")
    return RedirectResponse(f"{page}{'&' if '?' in page else '?'}{urlencode(pairs)}", 303)


def decide(
    request: Request,
    question: str,
    decision: Annotated[str, Form()],
    reason: Annotated[str, Form(max_length=200)] = "",
    other: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Decide on the question whose page is open."""
    chosen = read_choice("decision", Decision, decision)
    try:
        decided = decide_questions(request, [question], chosen, other.strip() or reason)
    except ItemRejected as error:
        raise ParameterRejected("reason", str(error)) from error
    if not decided.done:
        raise Conflict(decided.refused.get(question) or "这道题没有改动。")
    return RedirectResponse(question_url(question, f"?done={chosen.value}"), 303)


def _to_judge(asked: QuestionsAsked) -> QuestionsAsked:
    """Return what is judged where the address does not say which states and marks."""
    wanted = asked.wanted
    flagged = bool(wanted.flagged)
    states = wanted.states or (_OPEN if flagged else (ItemState.DRAFT,))
    return replace(asked, wanted=replace(wanted, states=states, flagged=flagged))


def _page(request: Request, asked: QuestionsAsked, at: str, last: str) -> Response:
    passing = [gist.item_id for gist in find_questions(request, asked).passing]
    place = _place(passing, at)
    bank = bank_of(request)
    held = bank.item(place.item_id) if place else None
    return render(
        request,
        "question_review.html",
        asked=asked,
        place=place,
        here=asked.url("/questions/review"),
        flagged=bool(asked.wanted.flagged),
        flags=bank.counts().flagged,
        active=[o for o in active_filters(asked, titles_of(request)) if _told(o.label)],
        reasons=REASONS,
        last=_last(request, last),
        **(seen(request, held) if held else {}),
    )


def _last(request: Request, item_id: str) -> BankItem | None:
    """Return the question that was decided on before, so that the decision can be taken back."""
    try:
        return bank_of(request).item(item_id) if item_id else None
    except UnknownItem:
        return None


def _told(label: str) -> bool:
    """Whether a filter says more than what this page is for."""
    return label not in {ItemState.DRAFT.value, ItemState.REVIEWED.value, "待复核", "不必复核"}


def _place(row: list[str], at: str) -> Place | None:
    """Return where `at` stands in the row, the first where it does not."""
    if not row:
        return None
    here = row.index(at) if at in row else 0
    return Place(
        row[here], here + 1, len(row),
        row[here - 1] if here else "", row[here + 1] if here + 1 < len(row) else "",
    )  # fmt: skip
