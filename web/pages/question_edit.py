"""How does a trainer give a question other words?"""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from library.errors import ItemRejected
from library.questions import LONGEST_NOTE, TOPICS, BankItem, Decision
from library.questions.revising import draft_of_item
from web.question_forms import Filled, draft_from, filled_with, local_page
from web.question_views import question_url, seen
from web.questioning import decide_questions, edit_question
from web.service import bank_of
from web.templating import render

__all__ = ["edit", "form"]

Words = Annotated[str, Form(max_length=40_000)]
Word = Annotated[str, Form(max_length=1_000)]


def form(request: Request, question: str, back: str = "") -> Response:
    """Show the form with the question as it stands."""
    held = bank_of(request).item(question)
    return _form(request, held, filled_with(draft_of_item(held.item)), back)


def edit(
    request: Request,
    question: str,
    stem: Words = "",
    option: Annotated[list[str], Form()] = [],  # noqa: B006
    right: Annotated[list[str], Form()] = [],  # noqa: B006
    answers: Words = "",
    explanation: Words = "",
    basis: Word = "",
    topic: Word = "",
    note: Word = "",
    back: Annotated[str, Form(max_length=4_000)] = "",
    do: Word = "",
) -> Response:
    """Keep the words where the gates let them through, else say why not, nothing lost.

    With `do` accept it is reviewed at once.
    """
    held = bank_of(request).item(question)
    draft = draft_from(held.item.type, stem, option, right, answers, explanation, basis, topic)
    try:
        made = edit_question(request, question, draft, note[:LONGEST_NOTE])
        if do == Decision.ACCEPT.value:
            decide_questions(request, [question], Decision.ACCEPT, note)
    except ItemRejected as error:
        options = tuple((text, str(at) in right) for at, text in enumerate(option))
        filled = Filled(stem, options, answers, explanation, basis, topic)
        return _form(request, held, filled, back, note=note, refused=str(error))
    if page := local_page(back, ""):
        return RedirectResponse(page, 303)
    done = "accept" if do == "accept" else "edited" if made != held.item else "same"
    return RedirectResponse(question_url(question, f"?{urlencode({'done': done})}"), 303)


def _form(
    request: Request, held: BankItem, filled: Filled, back: str, *, note: str = "",
    refused: str = "",
) -> Response:  # fmt: skip
    url = question_url(held.item.item_id)
    return render(
        request,
        "question_edit.html",
        status_code=400 if refused else 200,
        **seen(request, held),
        filled=filled,
        topics=dict.fromkeys([*TOPICS, filled.topic]),
        note=note,
        longest_note=LONGEST_NOTE,
        refused=refused,
        url=url,
        back=local_page(back, url),
    )
