"""What do accidents teach, for a program?"""

from datetime import datetime
from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import JSONResponse

from library.cases import statistics
from library.cases.cases_json import (
    case_json,
    found_json,
    naming_json,
    similar_json,
    statistics_json,
)
from web.case_parameters import read_filter, read_order, read_page, read_query
from web.case_schemas import CaseFilterParameters, CaseListParameters, SimilarParameters
from web.links import link_pages
from web.service import cases_of
from web.values import read_number

__all__ = ["case", "cases", "cases_of_clause", "similar", "stats"]

CaseId = Annotated[str, Path(description="案例编号", examples=["case-20210613-7cbe0d18"])]


def cases(request: Request, parameters: Annotated[CaseListParameters, Query()]) -> JSONResponse:
    """Answer with one page of the cases that pass the filters."""
    query, order = read_query(parameters), read_order(parameters)
    page, wanted = read_page(parameters), read_filter(parameters)
    found = cases_of(request).find(wanted, query, order)
    answer = JSONResponse(found_json(found, found.cases[page], query, order))
    size = page.stop - page.start
    link_pages(request, answer, page.start // size + 1, max(1, -(-len(found.cases) // size)))
    return answer


def stats(request: Request, parameters: Annotated[CaseFilterParameters, Query()]) -> JSONResponse:
    """Answer with the tallies of the cases that pass the filters."""
    found = cases_of(request).find(read_filter(parameters), read_query(parameters))
    today = datetime.now().astimezone().date()
    return JSONResponse(statistics_json(statistics(found.cases, today)))


def case(request: Request, case_id: CaseId) -> JSONResponse:
    """Answer with one case in full."""
    library = cases_of(request)
    found, document = library.case(case_id)
    return JSONResponse(case_json(found, document, library.clauses(found)))


def similar(
    request: Request, case_id: CaseId, parameters: Annotated[SimilarParameters, Query()]
) -> JSONResponse:
    """Answer with the cases like one, each with the reasons."""
    limit = read_number("limit", parameters.limit, 5, 50)
    return JSONResponse(similar_json(case_id, cases_of(request).similar(case_id, limit)))


def cases_of_clause(
    request: Request,
    clause_id: Annotated[
        str, Path(description="条款编号", examples=["digest-城镇燃气管理条例:a35"])
    ],
) -> JSONResponse:
    """Answer with the cases that name a clause."""
    return JSONResponse(naming_json(clause_id, cases_of(request).naming(clause_id)))
