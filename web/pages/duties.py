"""Who must do what, by when, for a person, and how do duties leave as a file or a calendar?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Annotated
from urllib.parse import urljoin

from fastapi import Query, Request, Response

from corpus.errors import UnknownDocument
from corpus.standing import Standing
from library.cells import csv_bytes
from library.duties import DutyOrder, FoundDuties, FoundDuty, duty_table, has_date
from search import today
from search.errors import QueryRejected
from web.downloads import download
from web.duty_filters import active_filters, filter_groups, order_options
from web.duty_parameters import DutiesAsked, read_asked
from web.duty_schemas import DutyParameters
from web.errors import ParameterRejected, failure_of
from web.pagination import turned
from web.service import duties_of
from web.templating import clause_url, render

__all__ = ["EXAMPLES", "as_calendar", "as_csv", "as_document", "as_workbook", "duties"]

Parameters = Annotated[DutyParameters, Query()]
EXAMPLES = ("应急演练", "危大工程", "隐患排查", "专项施工方案", "报送")
_MOST_ROWS, _MOST_PRINTED = 10_000, 1_000
_LONGEST_QUOTE = 120  # characters of a duty that its document marks


@dataclass(frozen=True, slots=True)
class Row:
    """A duty as the page shows it; `url` leads to its words, marked."""

    found: FoundDuty
    standing: Standing | None
    url: str


@dataclass(frozen=True, slots=True)
class Party:
    """The duties on the page that bind the same parties; no `name` where they stand by deadline."""

    name: str
    rows: tuple[Row, ...]


def duties(request: Request, parameters: Parameters) -> Response:
    """Show one page of the duties asked for; what has no meaning is said above the bare form."""
    asked = DutiesAsked(parameters.q.strip())
    try:
        asked = read_asked(parameters)
        return _page(request, *_found(request, asked))
    except (ParameterRejected, QueryRejected, UnknownDocument) as error:
        return _page(request, asked, None, error)


def as_csv(request: Request, parameters: Parameters) -> Response:
    """Return all duties asked for as CSV, whatever the page."""
    _, found = _found(request, read_asked(parameters))
    table = duty_table(found.duties, found.standings)
    return download(csv_bytes(table.columns, table.rows), "义务清单", ".csv")


def as_workbook(request: Request, parameters: Parameters) -> Response:
    """Return all duties asked for as a workbook, whatever the page."""
    from library.tables import workbook_bytes  # noqa: PLC0415 - a server starts without it

    _, found = _few(request, parameters, _MOST_ROWS)
    content = workbook_bytes([duty_table(found.duties, found.standings)])
    return download(content, "义务清单", ".xlsx")


def as_document(request: Request, parameters: Parameters) -> Response:
    """Return all duties asked for as a document for Word, whatever the page."""
    from library.duties.sheet import duty_sheet  # noqa: PLC0415 - a server starts without it
    from library.printing import word_bytes  # noqa: PLC0415 - as above

    asked, found = _few(request, parameters, _MOST_PRINTED)
    told = [
        ("主题", asked.query or "全部"),
        ("筛选条件", "；".join(_conditions(asked, found)) or "无"),
        ("网址", urljoin(str(request.base_url), asked.url())),
    ]
    return download(word_bytes(duty_sheet(found, told, today())), "义务清单", ".docx")


def as_calendar(request: Request, parameters: Parameters) -> Response:
    """Return the dated and recurring ones of the duties, for a calendar to subscribe to."""
    from library.duties.calendar import calendar_bytes  # noqa: PLC0415 - a server starts without it

    asked, found = _found(request, read_asked(parameters))
    base = str(request.base_url)
    name = "智库义务" + (f"：{asked.query}" if asked.query else "")
    content = calendar_bytes(
        found.duties,
        name,
        datetime.now().astimezone(),
        lambda one: urljoin(base, clause_url(one.duty.clause_id)),
    )
    return download(content, "义务日历", ".ics")


def _found(request: Request, asked: DutiesAsked) -> tuple[DutiesAsked, FoundDuties]:
    """Return what was asked for, its parties by their one name, and what was found."""
    found = duties_of(request).find(asked.query, asked.wanted, asked.order)
    return replace(asked, wanted=found.wanted), found


def _few(
    request: Request, parameters: DutyParameters, most: int
) -> tuple[DutiesAsked, FoundDuties]:
    """Return what was found; raise ParameterRejected where a file would take too long to write."""
    asked, found = _found(request, read_asked(parameters))
    if len(found.duties) > most:
        raise ParameterRejected(
            "q",
            f"这样的义务有 {len(found.duties)} 条，这种文件最多 {most} 条。"
            "请加上主题或筛选条件，或者导出 CSV。",
        )
    return asked, found


def _conditions(asked: DutiesAsked, found: FoundDuties) -> Iterator[str]:
    for option in active_filters(asked, _title(asked, found)):
        if option.label != f"“{asked.query}”":
            yield option.label


def _title(asked: DutiesAsked, found: FoundDuties | None) -> str:
    """Return the title of the one document asked for, its id where it has no duty."""
    answering = found.answering if found else ()
    return answering[0].document.title if answering else asked.wanted.document_id


def _page(
    request: Request,
    asked: DutiesAsked,
    found: FoundDuties | None,
    error: Exception | None = None,
) -> Response:
    failure = failure_of(error) if error else None
    duties = found.duties if found else ()
    last = max(1, -(-len(duties) // asked.limit))
    shown = duties[asked.part]
    return render(
        request,
        "duties.html",
        status_code=failure.status if failure else 200,
        asked=asked,
        failure=failure,
        notices=found.notices if found else (),
        total=len(duties),
        parties=_parties(asked, shown, found) if found else [],
        dated=sum(has_date(one.duty) for one in duties),
        groups=filter_groups(asked, found) if found else [],
        active=list(active_filters(asked, _title(asked, found))),
        orders=order_options(asked),
        pages=turned(asked.page, last, lambda page: asked.url(page=page)),
        examples=EXAMPLES,
        subscription=urljoin(str(request.base_url), asked.url("/duties.ics")),
    )


def _parties(asked: DutiesAsked, shown: Sequence[FoundDuty], found: FoundDuties) -> list[Party]:
    rows = [
        Row(one, found.standings.get(one.duty.document_id), _marked(one, asked)) for one in shown
    ]
    if asked.order is DutyOrder.DEADLINE:
        return [Party("", tuple(rows))] if rows else []
    grouped = groupby(rows, key=lambda row: "、".join(row.found.duty.parties))
    return [Party(name, tuple(group)) for name, group in grouped]


def _marked(found: FoundDuty, asked: DutiesAsked) -> str:
    """Return the address of the clause, the words of the duty marked as a phrase is."""
    line = found.text.partition("\n")[0].replace('"', " ")[:_LONGEST_QUOTE]
    return clause_url(found.duty.clause_id, f'"{line}"', as_of=asked.wanted.as_of)
