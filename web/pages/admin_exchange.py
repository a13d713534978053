"""How do moderators work through what the public asks?"""

from typing import Annotated
from urllib.parse import quote

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from library.errors import ExchangeRejected, StateRefused
from library.exchange import (
    LONGEST_ANSWER,
    LONGEST_ENQUIRY,
    LONGEST_REASON,
    LONGEST_TITLE,
    LONGEST_UNIT,
    Contact,
    Enquiry,
    EnquiryState,
    review_of,
)
from web.errors import ParameterRejected
from web.exchange_forms import Number, uncollected_in
from web.exchanging import (
    Writing,
    answer_enquiry,
    cited_in,
    decide_enquiry,
    go_on_writing,
    staff_of,
)
from web.service import accounts_of, exchange_of, service_of
from web.templating import render
from web.values import read_choice
from web.visitors import user_of

__all__ = ["answer", "contact", "decide", "enquiries", "enquiry"]

Seen = Annotated[str, Form(max_length=16)]
"""The mark of what the form showed."""
_DONE = {
    "answered": "答复已保存，凭回执号可以看到。",
    "publish": "已发布为常见问答。更新索引之后可以检索到。",
    "take_down": "已撤下。更新索引之后检索里也不再有。",
    "close": "已记为不予公开，凭回执号可以看到理由。",
}


def enquiries(request: Request, state: str = EnquiryState.WAITING) -> Response:
    """List what was asked, first what waits."""
    refused, wanted = "", None
    try:
        wanted = read_choice("state", EnquiryState, state) if state else None
    except ParameterRejected as error:
        refused = str(error)
    kept = exchange_of(request).enquiries
    kept.forget_contacts()
    return render(
        request,
        "admin_exchange.html",
        status_code=400 if refused else 200,
        refused=refused,
        found=[(one, _review(request, one)) for one in kept.all(wanted)],
        counts=kept.counts(),
        asked=state,
        behind=uncollected_in(request),
    )


def _review(request: Request, one: Enquiry) -> str:
    """Say why what readers see must be examined again; '' where it need not, or nobody sees it."""
    if one.state is not EnquiryState.PUBLISHED:
        return ""
    return review_of(one, service_of(request))


def enquiry(request: Request, number: Number, done: str = "") -> Response:
    """Show what was asked, the answer, and what may be done."""
    return _one(request, number, done=_DONE.get(done, ""))


def answer(
    request: Request,
    number: Number,
    text: Annotated[str, Form()] = "",
    unit: Annotated[str, Form()] = "",
    find: Annotated[str, Form(max_length=500)] = "",
    pick: Annotated[str, Form()] = "",
    do: Annotated[str, Form()] = "",
    seen: Seen = "",
) -> Response:
    """Keep the answer, or go on writing it."""
    writing = Writing(text, find)
    if do != "save":
        more = go_on_writing(request, do, writing, pick)
        return _one(request, number, writing=more, unit=unit, seen=seen)
    try:
        answer_enquiry(request, number, text, unit, seen)
    except (ExchangeRejected, StateRefused) as error:
        return _one(
            request, number, writing=go_on_writing(request, "check", writing), unit=unit,
            error=error,
        )  # fmt: skip
    return RedirectResponse(_url(number, "answered"), 303)


def contact(request: Request, number: Number) -> Response:
    """Show by what the asker can be reached; that somebody looked is noted in the log."""
    kept = exchange_of(request).enquiries
    found = kept.contact(kept.get(number).number)
    if found:
        accounts_of(request).audit(user_of(request), "查看联系方式", f"提问 {number}")
    return _one(request, number, reached=found)


def decide(
    request: Request,
    number: Number,
    decision: Annotated[str, Form()] = "",
    title: Annotated[str, Form()] = "",
    asked: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    seen: Seen = "",
) -> Response:
    """Publish the answer for all, take it back, or settle that it is not published."""
    try:
        decide_enquiry(
            request, number, decision, title=title, asked=asked, reason=reason, seen=seen
        )
    except (ExchangeRejected, ParameterRejected, StateRefused) as error:
        return _one(request, number, error=error, typed=(title, asked))
    return RedirectResponse(_url(number, decision), 303)


def _one(
    request: Request, number: int, *, done: str = "", unit: str = "",
    writing: Writing | None = None, error: Exception | None = None,
    reached: Contact | None = None, typed: tuple[str, str] = ("", ""),
    seen: str = "",
) -> Response:  # fmt: skip
    exchange = exchange_of(request)
    found = exchange.enquiries.get(number)
    status = 200 if error is None else 409 if isinstance(error, StateRefused) else 400
    return render(
        request,
        "admin_enquiry.html",
        status_code=status,
        refused=str(error) if error else "",
        done=done,
        one=found,
        seen=seen or found.seen,
        cited=cited_in(request, found.about),
        reached=reached,
        writing=writing or Writing(found.answer),
        unit=unit or found.unit or exchange.interpretations.unit_of(staff_of(request)),
        title=typed[0] or found.title,
        asked=typed[1] or found.asked or found.text,
        states=EnquiryState,
        url=f"/admin/exchange/{number}",
        longest=LONGEST_ANSWER,
        longest_unit=LONGEST_UNIT,
        longest_reason=LONGEST_REASON,
        longest_title=LONGEST_TITLE,
        longest_asked=LONGEST_ENQUIRY,
    )


def _url(number: int, done: str) -> str:
    return f"/admin/exchange/{number}?done={quote(done)}"
