"""Which documents are held, for a program?"""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from corpus.records import Document
from corpus.standing import Standing
from search import today
from search.results_json import listed_json
from web.links import link_pages, link_to
from web.parameters import read_request
from web.schemas import SearchParameters
from web.service import service_of
from web.sharing_schemas import DocumentListParameters
from web.values import read_number

__all__ = ["documents"]

_PER_PAGE, _MOST = 50, 200
_LAST_PAGE = 100_000


def documents(
    request: Request, parameters: Annotated[DocumentListParameters, Query()]
) -> JSONResponse:
    """Answer with one page of the documents that pass the filters, the newest first."""
    limit = read_number("limit", parameters.limit, _PER_PAGE, _MOST)
    page = read_number("page", parameters.page, 1, _LAST_PAGE)
    filters = parameters.model_dump(by_alias=True, exclude={"page", "limit"})
    wanted = read_request(SearchParameters.model_validate(filters))
    found = service_of(request).collection().select(wanted)
    found.sort(key=_newest_first)
    last = max(1, -(-len(found) // limit))
    shown = found[(page - 1) * limit : page * limit]
    answer = JSONResponse(
        {
            "as_of": (wanted.as_of or today()).isoformat(),
            "total": len(found),
            "page": page,
            "documents": [listed_json(*one) for one in shown],
            "next": link_to(request, page=str(page + 1)) if page < last else None,
        }
    )
    link_pages(request, answer, page, last)
    return answer


def _newest_first(found: tuple[Document, Standing]) -> tuple[int, str]:
    document, _ = found
    return -(document.dated.toordinal() if document.dated else 0), document.document_id
