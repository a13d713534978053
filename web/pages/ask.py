"""How does anybody ask, or point out a mistake, and how do they see what became of it?"""

from typing import Annotated
from urllib.parse import quote

from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from corpus.errors import UnknownDocument
from corpus.records import Clause
from library.errors import ExchangeRejected
from library.exchange import KEPT_DAYS, LONGEST_CONTACT, LONGEST_ENQUIRY, EnquiryState, Matter
from web.errors import ParameterRejected
from web.exchanging import ask as keep
from web.exchanging import cited_in
from web.service import exchange_of, service_of
from web.templating import render
from web.values import read_choice
from web.visitors import user_of

__all__ = ["form", "receipt", "send"]

_NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def form(
    request: Request,
    clause: str = "",
    matter: str = "",
    receipt: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Show where to ask; with a receipt, go to what became of it."""
    if receipt.strip():
        return RedirectResponse(f"/ask/{quote(receipt.strip(), safe='')}", 303)
    chosen = Matter.CORRECTION if matter == Matter.CORRECTION else Matter.QUESTION
    return _page(request, {"matter": chosen, "clause": clause})


def send(
    request: Request,
    matter: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    clause: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    contact: Annotated[str, Form()] = "",
    website: Annotated[str, Form()] = "",
) -> Response:
    """Keep what was asked and lead to its receipt; only robots see, and fill, `website`."""
    typed = {"matter": matter, "text": text, "clause": clause, "name": name, "contact": contact}
    try:
        if website:
            raise ExchangeRejected("没有收到：像是程序填写的。请直接在本页填写后提交。")
        wanted = read_choice("matter", Matter, matter)
        visitor = user_of(request)
        who = visitor.user.name if visitor.user else visitor.address
        if wait := exchange_of(request).enquiries.pace.attempt(who):
            return _too_many(request, typed, wait)
        made = keep(request, wanted, text, _clause(request, clause), name, contact)
    except (ExchangeRejected, ParameterRejected) as error:
        return _page(request, typed, refused=str(error), status=400)
    return RedirectResponse(f"/ask/{made}?new=1", 303)


def receipt(request: Request, receipt: str, new: str = "") -> Response:
    """Show to whoever holds the receipt where the question stands; raise UnknownEnquiry."""
    found = exchange_of(request).enquiries.by_receipt(receipt)
    answer = render(
        request,
        "receipt.html",
        enquiry=found,
        receipt=receipt,
        new=bool(new),
        states=EnquiryState,
        cited=cited_in(request, found.about),
        kept_days=KEPT_DAYS,
    )
    answer.headers.update(_NOT_KEPT)
    return answer


def _too_many(request: Request, typed: dict[str, str], wait: int) -> Response:
    told = f"这一小时提交的已经很多，请在 {-(-wait // 60)} 分钟后再试。写好的内容还在下面。"
    answer = _page(request, typed, refused=told, status=429)
    answer.headers["Retry-After"] = str(wait)
    return answer


def _clause(request: Request, clause_id: str) -> Clause | None:
    try:
        return service_of(request).clause(clause_id)[1] if clause_id.strip() else None
    except UnknownDocument:
        return None


def _page(
    request: Request, typed: dict[str, str], *, refused: str = "", status: int = 200
) -> Response:
    asked = {"matter": "", "text": "", "clause": "", "name": "", "contact": ""} | typed
    return render(
        request,
        "ask.html",
        status_code=status,
        asked=asked,
        clause=_clause(request, asked["clause"]),
        refused=refused,
        matters=Matter,
        longest=LONGEST_ENQUIRY,
        longest_contact=LONGEST_CONTACT,
        kept_days=KEPT_DAYS,
    )
