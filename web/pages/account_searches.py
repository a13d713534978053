"""What did I search for, what do I keep an eye on, and what is new of it?"""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from library.accounts import LONGEST_SEARCH_NAME, MOST_REMEMBERED
from library.errors import AccountRejected
from web.errors import ParameterRejected
from web.saved_searches import feed_url, keep_search, read_kept, watched_searches
from web.saving import read_asked
from web.search_schemas import Number
from web.service import accounts_of, person_of
from web.templating import render
from web.visitors import user_of

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


def searches(request: Request, done: str = "") -> Response:
    """Show the searches of whoever is signed in, theirs alone."""
    return _page(request, done=_DONE.get(done, ""))


def save(
    request: Request, asked: Annotated[str, Form()] = "", name: Annotated[str, Form()] = ""
) -> Response:
    """Save a search under a name, by default its words."""
    try:
        keep_search(request, read_asked(asked), name)
    except (AccountRejected, ParameterRejected) as error:
        return _page(request, refused=str(error))
    return _back("saved")


def rename(request: Request, number: Number, name: Annotated[str, Form()] = "") -> Response:
    """Give a saved search another name."""
    try:
        searches = accounts_of(request).searches
        searches.rename(user_of(request), person_of(request), number, name)
    except AccountRejected as error:
        return _page(request, refused=str(error))
    return _back("renamed")


def remove(request: Request, number: Number) -> Response:
    """Forget a saved search."""
    accounts_of(request).searches.remove(user_of(request), person_of(request), number)
    return _back("removed")


def look(request: Request, number: Number) -> Response:
    """Note that the news were seen, and lead to the results."""
    saved = accounts_of(request).searches.look(person_of(request), number)
    return RedirectResponse(read_kept(saved.asked).url or _PAGE, 303)


def open_feed(request: Request, number: Number) -> Response:
    """Make an address for a feed reader and show it this once."""
    return _page(request, feed=feed_url(request, number))


def close_feed(request: Request, number: Number) -> Response:
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
    saved = watched_searches(request)
    return render(
        request,
        "account_searches.html",
        status_code=400 if refused else 200,
        refused=refused,
        done=done,
        feed=feed,
        saved=saved,
        most_named=_MOST_NAMED,
        history=[(read_kept(p.asked), p) for p in accounts.history.of(user.user_id)],
        kept_asked={one.saved.asked for one in saved},
        recording=accounts.history.is_on(user.user_id),
        most=MOST_REMEMBERED,
        longest=LONGEST_SEARCH_NAME,
    )
