"""How do staff write interpretations, examine those of others, and compare the versions?"""

from typing import Annotated
from urllib.parse import quote

from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from corpus.errors import UnknownDocument
from corpus.records import Clause, Document
from library.editions import Piece, Wording
from library.errors import ExchangeRejected, StateRefused
from library.exchange import (
    LONGEST_INTERPRETATION,
    LONGEST_REASON,
    LONGEST_UNIT,
    Interpretation,
    State,
    Version,
    review_of,
)
from web.errors import ParameterRejected
from web.exchange_forms import Number, uncollected_in
from web.exchanging import (
    Writing,
    begin_interpretation,
    decide_interpretation,
    go_on_writing,
    revise_interpretation,
    staff_of,
    submit_interpretation,
)
from web.service import exchange_of, service_of
from web.templating import render
from web.values import read_choice

__all__ = ["begin", "decide", "interpretation", "interpretations", "new", "revise", "submit"]

_DONE = {
    "saved": "已保存为新的版本。",
    "submitted": "已提交，请另一个人审核。",
    "publish": "已发布。更新索引之后可以检索到。",
    "send_back": "已退回。",
    "withdraw": "已撤回。更新索引之后检索里也不再有。",
}
_LIMITS = {
    "longest": LONGEST_INTERPRETATION,
    "longest_unit": LONGEST_UNIT,
    "longest_reason": LONGEST_REASON,
}
Text = Annotated[str, Form()]
Unit = Annotated[str, Form()]
Upon = Annotated[int, Form(ge=0, le=2**31)]
"""The version that the form showed."""


def interpretations(request: Request, state: str = "") -> Response:
    """List all interpretations, those that must be examined again marked."""
    refused, wanted = "", None
    try:
        wanted = read_choice("state", State, state) if state else None
    except ParameterRejected as error:
        refused = str(error)
    service = service_of(request)
    found = exchange_of(request).interpretations.all(wanted)
    return render(
        request,
        "admin_interpretations.html",
        status_code=400 if refused else 200,
        refused=refused,
        found=[(one, review_of(one, service)) for one in found],
        states=State,
        asked=state,
        behind=uncollected_in(request),
    )


def new(
    request: Request, clause: str = "", q: Annotated[str, Query(max_length=500)] = ""
) -> Response:
    """Show the form for a clause, or where to look for one."""
    return _new(request, clause, Writing("", q), "find" if q.strip() else "")


def begin(
    request: Request,
    clause: Annotated[str, Form()] = "",
    text: Text = "",
    unit: Unit = "",
    find: Annotated[str, Form(max_length=500)] = "",
    pick: Annotated[str, Form()] = "",
    do: Annotated[str, Form()] = "",
) -> Response:
    """Keep a first draft, or go on writing it."""
    if do != "save":
        return _new(request, clause, Writing(text, find), do, pick, unit=unit)
    try:
        made = begin_interpretation(request, clause, text, unit)
    except ExchangeRejected as error:
        return _new(request, clause, Writing(text, find), refused=str(error), unit=unit)
    return RedirectResponse(_url(made.number, "saved"), 303)


def interpretation(request: Request, number: Number, done: str = "", against: str = "") -> Response:
    """Show one with its versions, what may be done with it, and the form for another version."""
    return _one(request, number, done=_DONE.get(done, ""), against=against)


def revise(
    request: Request,
    number: Number,
    text: Text = "",
    unit: Unit = "",
    upon: Upon = 0,
    find: Annotated[str, Form(max_length=500)] = "",
    pick: Annotated[str, Form()] = "",
    do: Annotated[str, Form()] = "",
) -> Response:
    """Keep another version, or go on writing it."""
    writing = Writing(text, find)
    if do != "save":
        more = go_on_writing(request, do, writing, pick)
        return _one(request, number, writing=more, unit=unit, upon=upon)
    try:
        revise_interpretation(request, number, text, unit, upon)
    except (ExchangeRejected, StateRefused, UnknownDocument) as error:
        return _one(request, number, writing=writing, unit=unit, error=error)
    return RedirectResponse(_url(number, "saved"), 303)


def submit(request: Request, number: Number) -> Response:
    """Let the draft be examined."""
    try:
        submit_interpretation(request, number)
    except (ExchangeRejected, StateRefused) as error:
        return _one(request, number, error=error)
    return RedirectResponse(_url(number, "submitted"), 303)


def decide(
    request: Request,
    number: Number,
    decision: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    upon: Upon = 0,
) -> Response:
    """Publish it, send it back or withdraw it."""
    try:
        decide_interpretation(request, number, decision, reason, upon)
    except (ExchangeRejected, ParameterRejected, StateRefused) as error:
        return _one(request, number, error=error)
    return RedirectResponse(_url(number, decision), 303)


def _new(
    request: Request, clause_id: str, writing: Writing, do: str = "", pick: str = "", *,
    refused: str = "", unit: str = "",
) -> Response:  # fmt: skip
    held = service_of(request).clause(clause_id) if clause_id.strip() else (None, None)
    document, clause = held
    if do:
        writing = go_on_writing(request, do, writing, pick)
    return render(
        request,
        "admin_interpretation_new.html",
        status_code=400 if refused else 200,
        refused=refused,
        document=document,
        clause=clause,
        writing=writing,
        unit=unit or exchange_of(request).interpretations.unit_of(staff_of(request)),
        **_LIMITS,
    )


def _one(
    request: Request, number: int, *, done: str = "", against: str = "", unit: str = "",
    writing: Writing | None = None, error: Exception | None = None, upon: int = 0,
) -> Response:  # fmt: skip
    kept, person = exchange_of(request).interpretations, staff_of(request)
    found = kept.get(number)
    document, clause = _held(request, found.clause_id)
    version = found.shown or found.latest
    older = _older(found, against)
    return render(
        request,
        "admin_interpretation.html",
        status_code=_status(error),
        refused=str(error) if error else "",
        done=done,
        one=found,
        upon=upon or found.latest.number,
        document=document,
        clause=clause,
        review=review_of(found, service_of(request)),
        clause_pieces=_pieces(request, version.clause_text, clause.text) if clause else (),
        older=older,
        pieces=_pieces(request, older.text, found.latest.text) if older else (),
        writing=writing or Writing(found.latest.text),
        unit=unit or kept.unit_of(person) or found.latest.unit,
        own=any(one.author_id == person.user_id for one in found.unpublished),
        states=State,
        url=f"/admin/interpretations/{number}",
        **_LIMITS,
    )


def _held(request: Request, clause_id: str) -> tuple[Document | None, Clause | None]:
    try:
        return service_of(request).clause(clause_id)
    except UnknownDocument:
        return None, None


def _older(one: Interpretation, against: str) -> Version | None:
    """Return the version to compare the newest with: the one asked for, else the one before."""
    before = one.versions[:-1]
    chosen = next((version for version in before if str(version.number) == against), None)
    return chosen or (before[-1] if before else None)


def _pieces(request: Request, old: str, new: str) -> tuple[Piece, ...]:
    if old == new:
        return ()
    return Wording(service_of(request).terms(f"{old}\n{new}")).pieces(old, new)


def _status(error: Exception | None) -> int:
    if error is None:
        return 200
    return 409 if isinstance(error, StateRefused) else 400


def _url(number: int, done: str) -> str:
    return f"/admin/interpretations/{number}?done={quote(done)}"
