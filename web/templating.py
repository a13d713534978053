"""How does a page become HTML? Autoescaped Jinja templates, and the few filters they use."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.corrections import LABELS
from corpus.records import Status
from library.accounts import Accounts
from library.errors import AccountsBroken
from library.papers import key_of, letters_of, plain_score
from search.query import LONGEST
from web.administration import desks_of
from web.form_tokens import form_field, keep_form
from web.navigation import places_of
from web.security import DRAWING
from web.visitors import Visitor, user_of

__all__ = [
    "WEB_FOLDER",
    "case_url",
    "clause_url",
    "compare_url",
    "document_url",
    "followed",
    "moment",
    "render",
    "render_svg",
]

WEB_FOLDER = Path(__file__).parent

_TONES = {
    Status.IN_FORCE: "good",
    Status.REPEALED: "bad",
    Status.REPLACED: "bad",
    Status.EXPIRED: "bad",
}


def render(
    request: Request, template: str, *, status_code: int = 200, **values: object
) -> HTMLResponse:
    """Return the page; what `layout.html` shows is known to every template."""
    visitor = user_of(request)
    places = places_of(visitor)
    context = {
        "version": request.app.version,
        "query": "",
        "kept": (),
        "address": request.url.path,
        "visitor": visitor,
        "sign_in": request.app.state.accounts is not None,
        "desks": desks_of(visitor),
        "places": places,
        "at_places": {place.label for place in places if place.holds(request.url.path)},
        "csrf_field": partial(form_field, request),
        "news": _news(request, visitor),
        **values,
    }
    html = _environment().get_template(template).render(context)
    response = HTMLResponse(html, status_code)
    keep_form(request, response)
    return response


def render_svg(template: str, **values: object) -> Response:
    """Return a picture that stands alone."""
    drawn = _environment().get_template(template).render(alone=True, **values)
    return Response(drawn, media_type="image/svg+xml", headers=DRAWING)


def _news(request: Request, visitor: Visitor) -> int:
    """Return how many documents the saved searches of whoever is signed in found anew."""
    if visitor.user is None:
        return 0
    accounts: Accounts = request.app.state.accounts
    try:
        return accounts.searches.fresh_count(visitor.user.user_id)
    except AccountsBroken:  # no page is lost for a number in its head
        return 0


def document_url(
    document_id: str, query: str = "", address: str | None = None, *, as_of: date | None = None
) -> str:
    """Return the address of a document's page on a day: at a clause, a query's hits marked."""
    anchor = f"#{quote(address, safe='.~-')}" if address else ""
    return f"/documents/{quote(document_id, safe='')}{_asked(query, as_of)}{anchor}"


def clause_url(clause_id: str, query: str = "", *, as_of: date | None = None) -> str:
    """Return the lasting address of a clause, which leads into its document."""
    return f"/clauses/{quote(clause_id, safe=':')}{_asked(query, as_of)}"


def case_url(case_id: str) -> str:
    """Return the address of a case's page."""
    return f"/cases/{quote(case_id, safe='')}"


def followed(source: str) -> str | None:
    """Return a source where it is an address that is safe to follow, else None."""
    return source if re.fullmatch(r"https?://[^\s<>\"']+", source) else None


def compare_url(document_id: str, other_id: str, **values: str) -> str:
    """Return the address where two documents are compared; `values` are view and same."""
    asked = urlencode({"with": other_id, **values}, quote_via=quote, safe="")
    return f"/documents/{quote(document_id, safe='')}/compare?{asked}"


def _asked(query: str, as_of: date | None) -> str:
    pairs = [("q", query), ("as_of", as_of.isoformat() if as_of else "")]
    told = urlencode([pair for pair in pairs if pair[1]], quote_via=quote, safe="")
    return f"?{told}" if told else ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(WEB_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=_day, tone=_tone, number=_number, figure=_figure, trail=_trail, moment=moment
    )
    environment.globals.update(
        case_url=case_url,
        clause_url=clause_url,
        compare_url=compare_url,
        document_url=document_url,
        followed=followed,
        field_name=lambda name: {**LABELS, "text": "正文"}.get(name, name),
        key_of=key_of,
        letters_of=letters_of,
        longest_query=LONGEST,
        plain_score=plain_score,
    )
    return environment


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "未载明"


def moment(seconds: float | None) -> str:
    """Return when something happened, by the clock of the server; seconds are since 1970, UTC."""
    if seconds is None:
        return "从未"
    return f"{datetime.fromtimestamp(seconds).astimezone():%Y-%m-%d %H:%M:%S}"


def _tone(status: Status) -> str:
    """Return the class of a badge; the word itself always stands in it."""
    return _TONES.get(status, "open")


def _figure(value: object, column: str = "") -> object:
    """Return a measure with as many decimals as its column has; what is no fraction stays."""
    if not isinstance(value, float):
        return value
    return f"{value:.1f}" if "毫秒" in column else f"{value:.3f}"


def _number(value: int) -> str:
    return f"{value:,}"


def _trail(path: Sequence[str]) -> str:
    return " › ".join(path)
