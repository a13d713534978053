"""How do the page and the API read and save the searches of whoever asks?"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from fastapi import Request

from corpus.records import Document
from library.accounts import LONGEST_SEARCH_NAME, SavedSearch
from search.errors import NotSearchable
from search.results import SearchRequest
from web.errors import ParameterRejected
from web.parameters import search_url
from web.saving import asked_of, described, read_asked
from web.service import accounts_of, person_of, service_of
from web.visitors import user_of
from web.watching import look_again

__all__ = ["Asked", "Watched", "feed_url", "keep_search", "read_kept", "watched_searches"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A search that was kept; '' as `url` means that it can no longer be made."""

    words: str
    conditions: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Watched:
    """A saved search with the documents that are new to its owner, and when each was found."""

    saved: SavedSearch
    asked: Asked
    news: Sequence[tuple[Document, float]]


def read_kept(asked: str) -> Asked:
    """Return what is shown of a search that was kept."""
    try:
        wanted = read_asked(asked)
    except ParameterRejected:
        return Asked("这次检索的条件已不能使用", (), "")
    return Asked(wanted.query, described(wanted), search_url(wanted))


def keep_search(request: Request, wanted: SearchRequest, name: str) -> SavedSearch:
    """Save a search, by default under its words; what is there now is no news.

    Raise AccountRejected.
    """
    accounts, user = accounts_of(request), person_of(request)
    name = name.strip() or wanted.query[:LONGEST_SEARCH_NAME]
    saved = accounts.searches.keep(user_of(request), user, name, asked_of(wanted))
    look_again(service_of(request), accounts, user.user_id)
    return saved


def watched_searches(request: Request) -> list[Watched]:
    """Return the saved searches of whoever asks; documents that are gone are not named."""
    accounts, user = accounts_of(request), person_of(request)
    look_again(service_of(request), accounts, user.user_id)
    fresh = [
        (saved, [d for d in accounts.searches.found(saved.search_id) if d.fresh])
        for saved in accounts.searches.of(user.user_id)
    ]
    held = _held(request, {d.document_id for _, found in fresh for d in found})
    return [
        Watched(
            saved,
            read_kept(saved.asked),
            [(held[d.document_id], d.found_at) for d in found if d.document_id in held],
        )
        for saved, found in fresh
    ]


def feed_url(request: Request, number: int) -> str:
    """Return a new address for a feed reader, which ends a former one; raise UnknownSearch."""
    searches = accounts_of(request).searches
    secret = searches.open_feed(user_of(request), person_of(request), number)
    return urljoin(str(request.base_url), f"/feeds/{secret}.atom")


def _held(request: Request, wanted: set[str]) -> dict[str, Document]:
    """Return the documents by id, as far as they are held; none while nothing is searchable."""
    try:
        documents = service_of(request).documents() if wanted else ()
    except NotSearchable:
        return {}
    return {d.document_id: d for d in documents if d.document_id in wanted}
