"""Which accidents are in the library, for a person, and how do they leave as a table?"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query, Request, Response

from library.cases import Case, CaseFilter, as_record
from search.errors import QueryRejected
from web.case_filters import active_filters, filter_groups, order_options
from web.case_parameters import CasesAsked, read_asked
from web.case_schemas import CaseListParameters
from web.downloads import download
from web.errors import ParameterRejected, failure_of
from web.pagination import turned
from web.service import cases_of
from web.templating import render

__all__ = ["as_csv", "as_workbook", "cases"]

Parameters = Annotated[CaseListParameters, Query()]


def cases(request: Request, parameters: Parameters) -> Response:
    """Show one page of the cases asked for; what has no meaning is said above the bare list."""
    try:
        asked = read_asked(parameters)
        return _page(request, asked, *_found(request, asked))
    except (ParameterRejected, QueryRejected) as error:
        asked = CasesAsked()
        return _page(request, asked, *_found(request, asked), error)


def as_csv(request: Request, parameters: Parameters) -> Response:
    """Return all cases asked for as CSV, whatever the page."""
    return _sheet(request, parameters, ".csv")


def as_workbook(request: Request, parameters: Parameters) -> Response:
    """Return all cases asked for as a workbook, whatever the page."""
    return _sheet(request, parameters, ".xlsx")


def _found(request: Request, asked: CasesAsked) -> tuple[Sequence[Case], Sequence[str]]:
    """Return the cases that answer the words, before any filter, for the numbers at the options."""
    found = cases_of(request).find(CaseFilter(), asked.query, asked.order)
    return found.cases, found.notices


def _page(
    request: Request,
    asked: CasesAsked,
    answering: Sequence[Case],
    notices: Sequence[str],
    error: Exception | None = None,
) -> Response:
    failure = failure_of(error) if error else None
    found = [case for case in answering if asked.wanted.passes(case)]
    last = max(1, -(-len(found) // asked.limit))
    return render(
        request,
        "cases.html",
        status_code=failure.status if failure else 200,
        asked=asked,
        failure=failure,
        notices=notices,
        held=len(answering),
        total=len(found),
        shown=found[asked.part],
        groups=filter_groups(asked, answering),
        active=list(active_filters(asked)),
        orders=order_options(asked),
        pages=turned(asked.page, last, lambda page: asked.url(page=page)),
    )


def _sheet(request: Request, parameters: CaseListParameters, suffix: str) -> Response:
    from library.cases.sheet_writing import cases_as  # noqa: PLC0415 - a server starts without it

    asked = read_asked(parameters)
    found = cases_of(request).find(asked.wanted, asked.query, asked.order)
    records = [(case.case_id, as_record(case)) for case in found.cases]
    return download(cases_as(suffix, records), "事故案例", suffix)
