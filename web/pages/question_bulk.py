"""How is the same decided on many questions at once, after a second look?"""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import parse_qs, urlsplit

from fastapi import Form, Request, Response

from library.errors import ItemRejected
from library.questions import LONGEST_NOTE, REASONS, Decided, Decision
from web.errors import ParameterRejected
from web.question_forms import local_page
from web.question_parameters import read_asked
from web.question_schemas import QuestionParameters
from web.question_views import find_questions, question_url
from web.questioning import decide_questions
from web.service import bank_of
from web.templating import render
from web.values import read_choice

__all__ = ["LARGEST_CHOICE", "bulk"]

LARGEST_CHOICE = 2**20
"""Bytes of a form with all that was ticked."""
_MOST, _SHOWN = 5_000, 50


def bulk(
    request: Request,
    decision: Annotated[str, Form()] = "",
    item: Annotated[list[str], Form()] = [],  # noqa: B006
    everything: Annotated[str, Form()] = "",
    here: Annotated[str, Form(max_length=4_000)] = "",
    reason: Annotated[str, Form(max_length=200)] = "",
    confirmed: Annotated[str, Form()] = "",
) -> Response:
    """Ask whether it is meant for all that was ticked, then do it."""
    chosen, back = read_choice("decision", Decision, decision), local_page(here, "/questions")
    names = _all_of(request, back) if everything else list(dict.fromkeys(item))
    if len(names) > _MOST:
        told = f"一次最多 {_MOST} 道，现在是 {len(names)} 道，请加筛选条件。"
        raise ParameterRejected("item", told)
    if not confirmed or not names:
        return _page(request, chosen, names, back)
    try:
        decided = decide_questions(request, names, chosen, reason)
    except ItemRejected as error:
        return _page(request, chosen, names, back, refused=str(error))
    return _page(request, chosen, names, back, decided=decided)


def _all_of(request: Request, here: str) -> list[str]:
    """Return all questions of the list, whatever its page."""
    asked = read_asked(_parameters(here))
    return [gist.item_id for gist in find_questions(request, asked).passing]


def _parameters(here: str) -> QuestionParameters:
    given = parse_qs(urlsplit(here).query)
    many = {"topic", "type", "state", "rule", "origin"}
    fields = {
        name: values if name in many else values[0]
        for name, values in given.items()
        if name in QuestionParameters.model_fields
    }
    return QuestionParameters.model_validate(fields)


def _page(
    request: Request, decision: Decision, names: Sequence[str], back: str, *, refused: str = "",
    decided: Decided | None = None,
) -> Response:  # fmt: skip
    bank = bank_of(request)
    return render(
        request,
        "question_bulk.html",
        status_code=400 if refused else 200,
        refused=refused,
        decision=decision,
        names=names,
        shown=[bank.item(name) for name in names[:_SHOWN]],
        decided=decided,
        asks_why=decision is Decision.REJECT,
        reasons=REASONS,
        longest_note=LONGEST_NOTE,
        question_url=question_url,
        back=back,
    )
