"""Which clauses answer a query, for a person?"""

import re
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Query, Request, Response
from markupsafe import Markup

from corpus.records import Status
from search.errors import QueryRejected
from search.excerpts import excerpt
from search.results import Hit, Mode, SearchRequest, SearchResults
from web.annotation import Annotations, inline_html
from web.errors import ParameterRejected, failure_of
from web.filters import (
    Option,
    active_filters,
    conditions,
    filter_groups,
    mode_options,
    sort_options,
    status_switch,
)
from web.pagination import pages_of
from web.parameters import query_pairs, read_request, search_url
from web.schemas import SearchParameters
from web.service import service_of
from web.templating import render

__all__ = ["search"]


def search(request: Request, parameters: Annotated[SearchParameters, Query()]) -> Response:
    """Show the results; a rejected query keeps its box, an empty one gets the bare form."""
    asked = SearchRequest(parameters.q.strip(), group=True)
    try:
        asked = read_request(parameters, grouped=True)
        if not asked.query:
            return _page(request, asked, None)
        return _page(request, asked, service_of(request).search(asked))
    except (ParameterRejected, QueryRejected) as error:
        return _page(request, asked, None, error)


def _page(
    request: Request,
    asked: SearchRequest,
    results: SearchResults | None,
    error: Exception | None = None,
) -> Response:
    failure = failure_of(error) if error else None
    return render(
        request,
        "search.html",
        status_code=failure.status if failure else 200,
        asked=asked,
        failure=failure,
        results=results,
        query=asked.query,
        kept=query_pairs(asked),
        modes_row=mode_options(asked),
        groups=filter_groups(asked, results.facets) if results else [],
        active=conditions(asked, results),
        sorts_row=sort_options(asked),
        meant=_meant(asked, results),
        status_switch=status_switch(asked),
        suggestions=_suggestions(asked),
        pages=pages_of(asked, results.total - results.folded if results else 0),
        more_url=lambda hit: search_url(replace(asked, within=hit.document_id, offset=0)),
        group_url=search_url(replace(asked, group=not asked.group, offset=0)),
        snippet=_snippet,
        shown_name=_shown_name,
        explain_url=search_url(replace(asked, explain=True)),
    )


@dataclass(frozen=True, slots=True)
class ShownName:
    """How a hit is headed: the title that its citation names, and where that is printed.

    `within` is empty where the title is the document's own; `path` does not repeat the title.
    """

    title: str
    within: str
    path: tuple[str, ...]


def _shown_name(hit: Hit) -> ShownName:
    """Head a hit by the part that is cited: of several texts in one file the cited one counts."""
    cited = re.match(r"《([^》]+)》", hit.citation)
    own = _plain(hit.title)
    title = hit.title if cited is None or _plain(cited[1]) == own else cited[1]
    path = hit.path[1:] if hit.path and _plain(hit.path[0]) in {own, _plain(title)} else hit.path
    return ShownName(title, "" if title == hit.title else hit.title, path)


def _plain(title: str) -> str:
    """Return a title without regard to its book marks, which a citation prints as 〈〉."""
    return re.sub(r"[《》〈〉\s]", "", title)


def _meant(asked: SearchRequest, results: SearchResults | None) -> list[Option]:
    """Return the queries that may have been meant."""
    return [
        Option(query, search_url(replace(asked, query=query, offset=0)))
        for query in (results.suggestions if results else ())
    ]


def _suggestions(asked: SearchRequest) -> list[Option]:
    """Return other searches worth a try where this one found nothing."""
    found = []
    bare = SearchRequest(asked.query, mode=asked.mode, group=True)
    if asked.within or any(True for _ in active_filters(asked)):
        found.append(Option("去掉全部筛选条件再检索", search_url(bare)))
    if asked.mode is not Mode.HYBRID:
        found.append(Option("改用综合检索", search_url(replace(asked, mode=Mode.HYBRID, offset=0))))
    if set(asked.statuses) != set(Status):
        found.append(status_switch(asked))
    return found


def _snippet(hit: Hit) -> Markup:
    """Return the snippet as it is read, with its hits marked."""
    shown = excerpt(hit)
    return inline_html(shown.text, 0, len(shown.text), Annotations.of(shown.marks))
