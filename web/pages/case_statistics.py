"""How many accidents and deaths are in the library, by what, and how does a chart show it?"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from fastapi import HTTPException, Query, Request, Response

from library.cases import Case, CaseFilter
from library.cells import csv_bytes
from web.case_charts import MEASURES, Chart, charts_of, drawn
from web.case_filters import active_filters, filter_groups
from web.case_parameters import CasesAsked, read_filter, read_query
from web.case_schemas import CaseStatisticsParameters
from web.downloads import download
from web.errors import ParameterRejected
from web.security import DRAWING
from web.service import cases_of
from web.templating import render

__all__ = ["drawing", "statistics", "table"]

PATH = "/cases/statistics"
Parameters = Annotated[CaseStatisticsParameters, Query()]


def statistics(request: Request, parameters: Parameters) -> Response:
    """Show every chart of the cases that pass, each with the table of its numbers."""
    asked, year = _read(parameters)
    answering = _answering(request, asked)
    found, charts = charts_of(answering, asked.wanted, year, _today())
    return render(
        request,
        "case_statistics.html",
        asked=asked,
        found=found,
        charts=charts.values(),
        measures=MEASURES,
        groups=filter_groups(asked, answering),
        active=list(active_filters(asked)),
        years=sorted({case.date.year for case in answering if asked.wanted.passes(case)})[::-1],
        more={"year": str(year)} if year else {},
    )


def drawing(request: Request, chart: str, parameters: Parameters) -> Response:
    """Return one drawing as SVG; it may style itself and load nothing."""
    measure = parameters.measure or "cases"
    if measure not in MEASURES:
        raise ParameterRejected("measure", f"参数 measure 只能取：{'、'.join(MEASURES)}。")
    found = _chart(request, chart, parameters)
    return Response(drawn(found, measure), media_type="image/svg+xml", headers=DRAWING)


def table(request: Request, chart: str, parameters: Parameters) -> Response:
    """Return the numbers of one chart as CSV, the very table of the page."""
    found = _chart(request, chart, parameters).table
    return download(csv_bytes(found.columns, found.rows), f"事故案例{found.name}", ".csv")


def _chart(request: Request, name: str, parameters: CaseStatisticsParameters) -> Chart:
    asked, year = _read(parameters)
    _, charts = charts_of(_answering(request, asked), asked.wanted, year, _today())
    if name not in charts:
        raise HTTPException(404)
    return charts[name]


def _read(parameters: CaseStatisticsParameters) -> tuple[CasesAsked, int | None]:
    asked = CasesAsked(read_query(parameters), read_filter(parameters), path=PATH)
    year = parameters.year.strip()
    if year and not re.fullmatch(r"[12][0-9]{3}", year):
        raise ParameterRejected("year", "参数 year 应为四位的年份，如 2020。")
    return asked, int(year) if year else None


def _answering(request: Request, asked: CasesAsked) -> Sequence[Case]:
    return cases_of(request).find(CaseFilter(), asked.query).cases


def _today() -> date:
    return datetime.now().astimezone().date()
