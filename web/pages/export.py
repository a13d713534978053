"""How does a person take the results of a search along, as a workbook or as a document?"""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated
from urllib.parse import quote, urljoin

from fastapi import Query, Request, Response

from search import today
from search.results import SearchRequest
from web.filters import conditions
from web.parameters import read_request, search_url
from web.schemas import SearchParameters
from web.service import service_of
from web.templating import clause_url

__all__ = ["document", "workbook"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
_EXCEL, _WORD = f"{_OFFICE}.spreadsheetml.sheet", f"{_OFFICE}.wordprocessingml.document"
_LONGEST_NAME = 30
Parameters = Annotated[SearchParameters, Query()]


def workbook(request: Request, parameters: Parameters) -> Response:
    """Answer with the hits as `.xlsx`; raise ParameterRejected or QueryRejected."""
    from library.exporting import spreadsheet  # noqa: PLC0415 - a server starts without it

    return _file(request, parameters, spreadsheet, "xlsx", _EXCEL)


def document(request: Request, parameters: Parameters) -> Response:
    """Answer with the hits as `.docx`; raise ParameterRejected or QueryRejected."""
    from library.exporting import word_document  # noqa: PLC0415 - a server starts without it

    return _file(request, parameters, word_document, "docx", _WORD)


def _file(
    request: Request,
    parameters: SearchParameters,
    write: Callable[..., bytes],
    suffix: str,
    media_type: str,
) -> Response:
    from library.exporting import MOST, Listed, Listing  # noqa: PLC0415 - as above

    asked = read_request(parameters, grouped=True)
    wanted = replace(asked, limit=MOST, offset=0, explain=True)
    results = service_of(request).search(wanted)
    base = str(request.base_url)
    hits = [Listed(hit, _clause_url(base, hit.clause_id, asked)) for hit in results.hits]
    url = urljoin(base, search_url(replace(asked, offset=0, explain=False)))
    told = [option.label for option in conditions(asked, results)]
    listing = Listing(results, hits, told, asked.sort.label, url, made_on=today())
    named = _disposition(results.query, suffix)
    return Response(write(listing), media_type=media_type, headers={"Content-Disposition": named})


def _clause_url(base: str, clause_id: str, asked: SearchRequest) -> str:
    return urljoin(base, clause_url(clause_id, as_of=asked.as_of))


def _disposition(query: str, suffix: str) -> str:
    """Return the header that names the file in Chinese (RFC 6266, RFC 5987)."""
    words = "".join(char if char.isalnum() else " " for char in query)
    name = "-".join(["智库检索", *" ".join(words.split())[:_LONGEST_NAME].split(), f"{today()}"])
    plain = f"zhiku-{today()}.{suffix}"
    return (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(f'{name}.{suffix}', safe='')}"
    )
