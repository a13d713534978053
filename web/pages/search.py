"""Which clauses answer a query, for a person?"""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from corpus.records import Status
from library.errors import AccountsBroken
from search.errors import QueryRejected
from search.results import Mode, SearchRequest, SearchResults
from web.errors import ParameterRejected, failure_of
from web.filters import (
    Option,
    conditions,
    filter_groups,
    mode_options,
    sort_options,
    status_switch,
)
from web.hits import shower_of
from web.pagination import pages_of
from web.parameters import DEEPEST, query_pairs, read_request, search_url
from web.saving import asked_of
from web.schemas import SearchPageParameters
from web.service import accounts_of, service_of
from web.templating import render
from web.values import read_number
from web.visitors import user_of

__all__ = ["search"]


def search(request: Request, parameters: Annotated[SearchPageParameters, Query()]) -> Response:
    """Show the results; a rejected query keeps its box, an empty one gets the bare form."""
    asked = SearchRequest(parameters.q.strip(), group=True)
    try:
        asked = read_request(parameters, grouped=True)
        if not asked.query:
            return _page(request, asked, None)
        opened = read_number("why", parameters.why, 0, DEEPEST)
        results = service_of(request).search(asked)
        _remember(request, asked, results.total)
        return _page(request, asked, _Found(results, _unfiltered(request, asked, results), opened))
    except (ParameterRejected, QueryRejected) as error:
        return _page(request, asked, None, error)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found; where that is nothing, `unfiltered` counts what the words alone find.

    `opened` is the rank of the hit whose reasons are open, 0 for none.
    """

    results: SearchResults
    unfiltered: int = 0
    opened: int = 0


def _unfiltered(request: Request, asked: SearchRequest, results: SearchResults) -> int:
    bare = _bare(asked)
    if results.total or bare == replace(asked, offset=0):
        return 0
    return service_of(request).search(bare).total


def _bare(asked: SearchRequest) -> SearchRequest:
    """Return the search for the same words without any condition."""
    return SearchRequest(asked.query, asked.mode, group=True)


def _page(
    request: Request,
    asked: SearchRequest,
    found: _Found | None,
    error: Exception | None = None,
) -> Response:
    failure = failure_of(error) if error else None
    results = found.results if found else None
    pages = pages_of(asked, results.total - results.folded if results else 0)
    cases = request.app.state.links.cases_by_clause() if results and results.hits else {}
    shown = shower_of(asked, pages.current, found.opened if found else 0, cases)
    return render(
        request,
        "search.html",
        status_code=failure.status if failure else 200,
        asked=asked,
        failure=failure,
        results=results,
        hits=[shown(hit) for hit in results.hits] if results else [],
        unfiltered=found.unfiltered if found else 0,
        opened=found.opened if found else 0,
        query=asked.query,
        kept=query_pairs(replace(asked, also=())),  # other words are not searched within these
        all_kept=query_pairs(asked),
        modes_row=mode_options(asked),
        sorts_row=sort_options(asked),
        groups=filter_groups(asked, results.facets) if results else [],
        active=conditions(asked, results),
        meant=_meant(asked, results),
        status_switch=status_switch(asked),
        suggestions=_suggestions(asked, results),
        bare_url=search_url(_bare(asked)),
        pages=pages,
        group_url=search_url(replace(asked, group=not asked.group, offset=0)),
        explain_url=search_url(replace(asked, explain=True), pages.current),
        exports=_exports(asked),
        saving=_saving(request, asked),
    )


@dataclass(frozen=True, slots=True)
class _Saving:
    """What is kept where the search is saved, and whether it is."""

    asked: str
    kept: bool


def _saving(request: Request, asked: SearchRequest) -> _Saving:
    text, user = asked_of(asked), user_of(request).user
    if user is None:
        return _Saving(text, kept=False)
    saved = accounts_of(request).searches.of(user.user_id)
    return _Saving(text, any(one.asked == text for one in saved))


def _remember(request: Request, asked: SearchRequest, total: int) -> None:
    """Put a search into the history of whoever is signed in: its first page, once read."""
    user = user_of(request).user
    if user is None or asked.offset or request.method != "GET":
        return
    with suppress(AccountsBroken):  # a full disk must not keep anybody from reading
        accounts_of(request).history.add(user.user_id, asked_of(asked), total)


def _meant(asked: SearchRequest, results: SearchResults | None) -> list[Option]:
    """Return the queries that may have been meant."""
    return [
        Option(query, search_url(replace(asked, query=query, offset=0)))
        for query in (results.suggestions if results else ())
    ]


def _suggestions(asked: SearchRequest, results: SearchResults | None) -> list[Option]:
    """Return other searches worth a try where this one found nothing."""
    found = [
        Option(
            f"去掉“{applied.label}”", search_url(replace(asked, query=applied.without, offset=0))
        )
        for applied in (results.filters if results else ())
    ]
    if asked.mode is not Mode.HYBRID:
        found.append(Option("改用综合检索", search_url(replace(asked, mode=Mode.HYBRID, offset=0))))
    if set(asked.statuses) != set(Status):
        found.append(status_switch(asked))
    return found


def _exports(asked: SearchRequest) -> list[Option]:
    """Return the links that take the results along."""
    pairs = urlencode(query_pairs(replace(asked, explain=False)))
    kinds = (("Excel", "xlsx"), ("Word", "docx"))
    return [Option(label, f"/search/export.{suffix}?{pairs}") for label, suffix in kinds]
