"""What is new, for a feed reader? All new documents, or those that a saved search found."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from corpus.records import Document
from library.accounts import Accounts, Permission, SavedSearch
from library.atom import Entry, Feed, atom_bytes, lasting_id
from library.errors import UnknownUser
from web.errors import ParameterRejected
from web.parameters import search_url
from web.saving import read_asked
from web.service import accounts_of, changes_of, service_of
from web.templating import document_url
from web.watching import look_again

__all__ = ["found", "newest"]

_MOST = 50


def newest(request: Request) -> Response:
    """Answer with the documents that came in last."""
    log, collection = changes_of(request)
    dated = [(change.document_id, change.at) for change in log.newest(_MOST)]
    entries = _entries(request, dated, collection.documents)
    base = str(request.base_url)
    name = lasting_id(f"feed:{base}new")
    updated = max((at for _, at in dated), default=0.0)
    return _answer(request, Feed(name, "智库：新收录的文件", "", base, updated, entries))


def found(request: Request, secret: str) -> Response:
    """Answer with what a saved search found, the latest first; 404 for a secret that is none."""
    accounts = accounts_of(request)
    saved = accounts.searches.by_feed(secret)
    if saved is None or not _may(accounts, saved):
        raise HTTPException(404)
    look_again(service_of(request), accounts, saved.user_id)
    dated = [(d.document_id, d.found_at) for d in accounts.searches.found(saved.search_id)[:_MOST]]
    entries = _entries(request, dated, service_of(request).documents())
    name = lasting_id(f"feed:{saved.feed}")
    page = urljoin(str(request.base_url), _page_of(saved))
    feed = Feed(name, f"智库：{saved.name}", "", page, saved.created_at, entries)
    return _answer(request, feed)


def _may(accounts: Accounts, saved: SavedSearch) -> bool:
    """Tell whether whoever made the feed may still search; the feed ends with the account."""
    try:
        user = accounts.users.get(saved.user_id)
    except UnknownUser:
        return False
    return not user.disabled and user.may(Permission.READ)


def _page_of(saved: SavedSearch) -> str:
    try:
        return search_url(read_asked(saved.asked))
    except ParameterRejected:
        return "/account/searches"


def _entries(
    request: Request, dated: Iterable[tuple[str, float]], documents: Iterable[Document]
) -> list[Entry]:
    """Return an entry for each document that is held, in the order given."""
    moments = dict(dated)
    held = {d.document_id: d for d in documents if d.document_id in moments}
    return [_entry(request, held[name], at) for name, at in moments.items() if name in held]


def _entry(request: Request, document: Document, at: float) -> Entry:
    url = urljoin(str(request.base_url), document_url(document.document_id))
    name = lasting_id(f"document:{document.document_id}")
    return Entry(name, document.title or document.document_id, url, at, _summary(document))


def _summary(document: Document) -> str:
    day = document.dated
    told = (
        document.kind.label,
        document.doc_no,
        document.issuer,
        f"{day.year}年{day.month}月{day.day}日" if day else None,
        document.region,
    )
    return "，".join(one for one in told if one)


def _answer(request: Request, feed: Feed) -> Response:
    content = atom_bytes(replace(feed, url=str(request.url)))
    return Response(content, media_type="application/atom+xml; charset=utf-8")
