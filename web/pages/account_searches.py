"""What did I search for, what do I keep an eye on, and what is new of it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from corpus.records import Document
from library.accounts import (
    LONGEST_SEARCH_NAME,
    MOST_REMEMBERED,
    PastSearch,
    SavedSearch,
)
from library.errors import AccountRejected
from search.errors import NotSearchable
from web.errors import ParameterRejected
from web.parameters import search_url
from web.saving import asked_of, described, read_asked
from web.service import accounts_of, person_of, service_of
from web.templating import document_url, render
from web.visitors import user_of
from web.watching import look_again

__all__ = [
    "clear_history", "close_feed", "look", "open_feed", "remove", "rename", "save", "searches",
    "switch_history",
]  # fmt: skip

_PAGE = "/account/searches"
_MOST_NAMED = 5
_DONE = {
    "saved": "已保存。以后有新的文件符合时，这里和页面上方会提示。",
    "renamed": "名称已修改。",
    "removed": "已删除，订阅地址随之失效。",
    "closed": "订阅地址已停用。",
    "cleared": "检索历史已清空。",
    "on": "从现在起记录检索历史。",
    "off": "已停止记录，原有的历史已清空。",
}


@dataclass(frozen=True, slots=True)
class ShownSearch:
    """A search as the page lists it; '' as `url` means that it can no longer be made."""

    words: str
    conditions: Sequence[str]
    url: str
    asked: str


@dataclass(frozen=True, slots=True)
class ShownSaved(ShownSearch):
    """A saved one, with the documents that are new and how many more there are."""

    saved: SavedSearch
    news: Sequence[tuple[str, str]]
    more: int


def searches(request: Request, done: str = "") -> Response:
    """Show the searches of whoever is signed in, theirs alone."""
    return _page(request, done=_DONE.get(done, ""))


def save(
    request: Request, asked: Annotated[str, Form()] = "", name: Annotated[str, Form()] = ""
) -> Response:
    """Save a search under a name, by default its words."""
    accounts, user = accounts_of(request), person_of(request)
    try:
        wanted = read_asked(asked)
        name = name.strip() or wanted.query[:LONGEST_SEARCH_NAME]
        accounts.searches.keep(user_of(request), user, name, asked_of(wanted))
        look_again(service_of(request), accounts, user.user_id)  # what is there now is no news
    except (AccountRejected, ParameterRejected) as error:
        return _page(request, refused=str(error))
    return _back("saved")


def rename(request: Request, number: int, name: Annotated[str, Form()] = "") -> Response:
    """Give a saved search another name."""
    try:
        searches = accounts_of(request).searches
        searches.rename(user_of(request), person_of(request), number, name)
    except AccountRejected as error:
        return _page(request, refused=str(error))
    return _back("renamed")


def remove(request: Request, number: int) -> Response:
    """Forget a saved search."""
    accounts_of(request).searches.remove(user_of(request), person_of(request), number)
    return _back("removed")


def look(request: Request, number: int) -> Response:
    """Note that the news were seen, and lead to the results."""
    saved = accounts_of(request).searches.look(person_of(request), number)
    return RedirectResponse(_shown(saved.asked).url or _PAGE, 303)


def open_feed(request: Request, number: int) -> Response:
    """Make an address for a feed reader and show it this once."""
    searches = accounts_of(request).searches
    secret = searches.open_feed(user_of(request), person_of(request), number)
    return _page(request, feed=f"{request.base_url}feeds/{secret}.atom")


def close_feed(request: Request, number: int) -> Response:
    """Make that address worthless."""
    accounts_of(request).searches.close_feed(user_of(request), person_of(request), number)
    return _back("closed")


def clear_history(request: Request) -> Response:
    """Forget what was searched for."""
    accounts_of(request).history.clear(person_of(request).user_id)
    return _back("cleared")


def switch_history(request: Request, on: Annotated[str, Form()] = "") -> Response:
    """Remember searches from now on, or no longer."""
    accounts_of(request).history.switch(person_of(request).user_id, on=on == "true")
    return _back("on" if on == "true" else "off")


def _back(done: str) -> Response:
    return RedirectResponse(f"{_PAGE}?done={done}", 303)


def _page(request: Request, *, refused: str = "", done: str = "", feed: str = "") -> Response:
    accounts, user = accounts_of(request), person_of(request)
    look_again(service_of(request), accounts, user.user_id)
    saved = accounts.searches.of(user.user_id)
    return render(
        request,
        "account_searches.html",
        status_code=400 if refused else 200,
        refused=refused,
        done=done,
        feed=feed,
        saved=list(_saved(request, saved)),
        history=[_past(past) for past in accounts.history.of(user.user_id)],
        kept_asked={one.asked for one in saved},
        recording=accounts.history.is_on(user.user_id),
        most=MOST_REMEMBERED,
        longest=LONGEST_SEARCH_NAME,
    )


def _past(past: PastSearch) -> tuple[ShownSearch, PastSearch]:
    return _shown(past.asked), past


def _shown(asked: str) -> ShownSearch:
    try:
        wanted = read_asked(asked)
    except ParameterRejected:
        return ShownSearch("这次检索的条件已不能使用", (), "", asked)
    return ShownSearch(wanted.query, described(wanted), search_url(wanted), asked)


def _saved(request: Request, saved: Sequence[SavedSearch]) -> Iterator[ShownSaved]:
    """Yield the saved searches with what is new; documents that are gone are not named."""
    searches = accounts_of(request).searches
    fresh = {s.search_id: [d for d in searches.found(s.search_id) if d.fresh] for s in saved}
    held = _held(request, {d.document_id for found in fresh.values() for d in found})
    for one in saved:
        named = [held[d.document_id] for d in fresh[one.search_id] if d.document_id in held]
        news = [(d.title, document_url(d.document_id)) for d in named[:_MOST_NAMED]]
        shown = _shown(one.asked)
        yield ShownSaved(
            shown.words, shown.conditions, shown.url, one.asked, one, news, len(named) - len(news)
        )


def _held(request: Request, wanted: set[str]) -> dict[str, Document]:
    """Return the documents by id, as far as they are held; none while nothing is searchable."""
    try:
        documents = service_of(request).documents() if wanted else ()
    except NotSearchable:
        return {}
    return {d.document_id: d for d in documents if d.document_id in wanted}
