"""Which clauses answer a query, for a program?"""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from search.results_json import as_json
from web.links import link_pages
from web.pagination import pages_of
from web.parameters import read_request
from web.schemas import SearchParameters
from web.service import service_of

__all__ = ["search"]


def search(request: Request, parameters: Annotated[SearchParameters, Query()]) -> JSONResponse:
    """Answer a search with the object that `search --json` prints too."""
    asked = read_request(parameters)
    results = service_of(request).search(asked)
    answer = JSONResponse(as_json(results))
    pages = pages_of(asked, results.total - results.folded)
    link_pages(request, answer, pages.current, pages.last)
    return answer
