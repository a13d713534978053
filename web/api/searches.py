"""What does a person keep an eye on, for their programs?"""

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from web.moments import iso
from web.saved_searches import Watched, feed_url, keep_search, read_kept, watched_searches
from web.saving import read_asked
from web.search_schemas import HistoryBody, NameBody, Number, SavedSearchBody
from web.service import accounts_of, person_of
from web.visitors import user_of

__all__ = [
    "clear_history", "close_feed", "history", "look", "open_feed", "remove", "rename", "save",
    "searches", "switch_history",
]  # fmt: skip


def searches(request: Request) -> JSONResponse:
    """Answer with the saved searches of whoever asks."""
    return JSONResponse({"searches": [_saved(one) for one in watched_searches(request)]})


def save(request: Request, body: SavedSearchBody) -> JSONResponse:
    """Save a search; raise ParameterRejected or AccountRejected."""
    return _one(request, keep_search(request, read_asked(body.asked), body.name).search_id)


def rename(request: Request, number: Number, body: NameBody) -> JSONResponse:
    """Give a saved search another name; raise UnknownSearch or AccountRejected."""
    kept = accounts_of(request).searches
    kept.rename(user_of(request), person_of(request), number, body.name)
    return _one(request, number)


def look(request: Request, number: Number) -> JSONResponse:
    """Note that the news were seen; raise UnknownSearch."""
    accounts_of(request).searches.look(person_of(request), number)
    return _one(request, number)


def remove(request: Request, number: Number) -> JSONResponse:
    """Forget a saved search; raise UnknownSearch."""
    accounts_of(request).searches.remove(user_of(request), person_of(request), number)
    return searches(request)


def open_feed(request: Request, number: Number) -> JSONResponse:
    """Make an address for a feed reader; raise UnknownSearch."""
    return JSONResponse({"url": feed_url(request, number)})


def close_feed(request: Request, number: Number) -> JSONResponse:
    """Make that address worthless; raise UnknownSearch."""
    accounts_of(request).searches.close_feed(user_of(request), person_of(request), number)
    return _one(request, number)


def history(request: Request) -> JSONResponse:
    """Answer with what was searched for in the pages."""
    kept, user = accounts_of(request).history, person_of(request)
    return JSONResponse(
        {
            "recording": kept.is_on(user.user_id),
            "searches": [
                {
                    "asked": past.asked,
                    "url": read_kept(past.asked).url,
                    "at": iso(past.at),
                    "total": past.total,
                }
                for past in kept.of(user.user_id)
            ],
        }
    )


def switch_history(request: Request, body: HistoryBody) -> JSONResponse:
    """Remember searches from now on, or no longer."""
    accounts_of(request).history.switch(person_of(request).user_id, on=body.recording)
    return history(request)


def clear_history(request: Request) -> JSONResponse:
    """Forget what was searched for."""
    accounts_of(request).history.clear(person_of(request).user_id)
    return history(request)


def _one(request: Request, number: int) -> JSONResponse:
    found = (one for one in watched_searches(request) if one.saved.search_id == number)
    return JSONResponse(_saved(next(found)))


def _saved(one: Watched) -> dict[str, Any]:
    return {
        "number": one.saved.search_id,
        "name": one.saved.name,
        "asked": one.saved.asked,
        "conditions": list(one.asked.conditions),
        "url": one.asked.url,
        "created_at": iso(one.saved.created_at),
        "feed": one.saved.feed is not None,
        "new": [
            {"document_id": d.document_id, "title": d.title, "found_at": iso(at)}
            for d, at in one.news
        ],
    }
