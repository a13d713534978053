"""What has been explained and answered, for a program, and how does one write and decide?"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from library.exchange import EnquiryState, Interpretation, review_of
from web.answered import Explained, common_questions, interpretations_shown
from web.exchange_forms import Number
from web.exchange_json import enquiry_json, faq_json, interpretation_json, record_json
from web.exchange_schemas import (
    AnswerBody,
    EnquiryDecisionBody,
    EnquiryParameters,
    FaqParameters,
    InterpretationParameters,
    NoteDecisionBody,
    NoteDraftBody,
    NoteVersionBody,
)
from web.exchanging import (
    answer_enquiry,
    begin_interpretation,
    decide_enquiry,
    decide_interpretation,
    revise_interpretation,
    submit_interpretation,
)
from web.links import link_pages, link_to
from web.service import exchange_of, service_of
from web.values import read_choice, read_number

__all__ = [
    "answer", "begin", "decide", "decide_note", "enquiries", "enquiry", "faq", "interpretation",
    "interpretations", "revise", "submit",
]  # fmt: skip

_PER_PAGE, _LAST_PAGE = 50, 10_000
_One = TypeVar("_One")


def interpretations(
    request: Request, parameters: Annotated[InterpretationParameters, Query()]
) -> JSONResponse:
    """Answer with one page of what readers see, the last published first."""
    found = interpretations_shown(
        request, parameters.q,
        clause_id=parameters.clause_id, document_id=parameters.document_id,
    )  # fmt: skip
    return _paged(
        request, "interpretations", found, parameters.page,
        lambda one: interpretation_json(Explained.of(request, one)),
    )  # fmt: skip


def faq(request: Request, parameters: Annotated[FaqParameters, Query()]) -> JSONResponse:
    """Answer with one page of the common questions, the last published first."""
    found = common_questions(request, parameters.q)
    return _paged(
        request, "faq", found, parameters.page, lambda one: faq_json(Explained.of(request, one))
    )


def interpretation(request: Request, number: Number) -> JSONResponse:
    """Answer with all versions of one; raise UnknownInterpretation."""
    return _record(request, exchange_of(request).interpretations.get(number))


def begin(request: Request, body: NoteDraftBody) -> JSONResponse:
    """Keep a first draft; raise ExchangeRejected or UnknownDocument."""
    return _record(request, begin_interpretation(request, body.clause_id, body.text, body.unit))


def revise(request: Request, number: Number, body: NoteVersionBody) -> JSONResponse:
    """Keep another version; raise ExchangeRejected, StateRefused or UnknownDocument."""
    made = revise_interpretation(request, number, body.text, body.unit, body.upon)
    return _record(request, made)


def submit(request: Request, number: Number) -> JSONResponse:
    """Let a draft be examined; raise ExchangeRejected or StateRefused."""
    return _record(request, submit_interpretation(request, number))


def decide_note(request: Request, number: Number, body: NoteDecisionBody) -> JSONResponse:
    """Publish, send back or withdraw; raise ExchangeRejected or StateRefused."""
    made = decide_interpretation(request, number, body.decision, body.reason, body.upon)
    return _record(request, made)


def enquiries(request: Request, parameters: Annotated[EnquiryParameters, Query()]) -> JSONResponse:
    """Answer with one page of the questions."""
    state = parameters.state.strip()
    wanted = read_choice("state", EnquiryState, state) if state else None
    found = exchange_of(request).enquiries.all(wanted)
    return _paged(request, "enquiries", found, parameters.page, enquiry_json)


def enquiry(request: Request, number: Number) -> JSONResponse:
    """Answer with one question; raise UnknownEnquiry."""
    return JSONResponse(enquiry_json(exchange_of(request).enquiries.get(number)))


def answer(request: Request, number: Number, body: AnswerBody) -> JSONResponse:
    """Keep an answer; raise ExchangeRejected, StateRefused or UnknownEnquiry."""
    made = answer_enquiry(request, number, body.text, body.unit, body.seen)
    return JSONResponse(enquiry_json(made))


def decide(request: Request, number: Number, body: EnquiryDecisionBody) -> JSONResponse:
    """Publish, take down or close; raise ExchangeRejected or StateRefused."""
    made = decide_enquiry(
        request,
        number,
        body.decision,
        title=body.title,
        asked=body.question,
        reason=body.reason,
        seen=body.seen,
    )
    return JSONResponse(enquiry_json(made))


def _record(request: Request, one: Interpretation) -> JSONResponse:
    return JSONResponse(record_json(one, review_of(one, service_of(request))))


def _paged(
    request: Request,
    name: str,
    found: Sequence[_One],
    page: str,
    told: Callable[[_One], dict[str, Any]],
) -> JSONResponse:
    number = read_number("page", page, 1, _LAST_PAGE)
    last = max(1, -(-len(found) // _PER_PAGE))
    shown = found[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    answer = JSONResponse(
        {
            "total": len(found),
            "page": number,
            name: [told(one) for one in shown],
            "next": link_to(request, page=str(number + 1)) if number < last else None,
        }
    )
    link_pages(request, answer, number, last)
    return answer
