"""What has been explained and answered for everybody? The lists of interpretations and of FAQ."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from library.exchange import Enquiry, Interpretation
from web.answered import Explained, common_questions, interpretations_shown
from web.errors import ParameterRejected
from web.pagination import turned
from web.templating import render
from web.values import read_number

__all__ = ["faq", "interpretations"]

_PER_PAGE = 20
Asked = Annotated[str, Query(max_length=200)]


def interpretations(request: Request, q: Asked = "", page: str = "") -> Response:
    """List the published interpretations, the newest first."""
    return _list(request, "interpretations.html", interpretations_shown(request, q), q, page)


def faq(request: Request, q: Asked = "", page: str = "") -> Response:
    """List the common questions, the newest first."""
    return _list(request, "faq.html", common_questions(request, q), q, page)


def _list(
    request: Request,
    template: str,
    found: Sequence[Interpretation | Enquiry],
    q: str,
    page: str,
) -> Response:
    refused, number = "", 1
    try:
        number = read_number("page", page, 1, 10_000)
    except ParameterRejected as error:
        refused = str(error)
    last = max(1, -(-len(found) // _PER_PAGE))
    number = min(number, last)
    path = request.url.path
    first = (number - 1) * _PER_PAGE
    return render(
        request,
        template,
        status_code=400 if refused else 200,
        refused=refused,
        asked=q.strip(),
        total=len(found),
        shown=[Explained.of(request, one) for one in found[first : first + _PER_PAGE]],
        pages=turned(number, last, lambda turned_to: _url(path, q.strip(), turned_to)),
    )


def _url(path: str, q: str, page: int) -> str:
    pairs = ({"q": q} if q else {}) | ({"page": str(page)} if page > 1 else {})
    return f"{path}?{urlencode(pairs)}" if pairs else path
