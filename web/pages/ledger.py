"""Which hazards, measures and responsibilities are there, and how do the lists leave?"""

from typing import Annotated

from fastapi import Query, Request, Response

from library.accounts import Permission
from library.ledger import (
    OPEN_STATES,
    Grade,
    Kind,
    State,
    item_tables,
    lists_sheet,
    next_due_days,
    state_label,
)
from web.downloads import download
from web.errors import ParameterRejected
from web.ledgers import Asked, ItemParameters, read_asked
from web.pagination import turned
from web.service import ledger_of
from web.templating import render
from web.values import read_number
from web.visitors import user_of

__all__ = ["as_pdf", "as_word", "as_workbook", "ledger", "template"]

_PER_PAGE, _FARTHEST = 50, 10_000
Parameters = Annotated[ItemParameters, Query()]


def ledger(request: Request, parameters: Parameters) -> Response:
    """Show a page of the items asked for; what has no meaning is said above all of them."""
    refused, number = "", 1
    try:
        asked = read_asked(parameters)
        number = read_number("page", parameters.page, 1, _FARTHEST)
    except ParameterRejected as error:
        refused, asked = str(error), read_asked(ItemParameters())
    book = ledger_of(request)
    everything, today = book.items(), book.today
    found = [item for item in everything if asked.wanted.takes(item, today)]
    last = max(1, -(-len(found) // _PER_PAGE))
    number = min(number, last)
    states = [("open", "未办结"), *((state.value, state_label(state)) for state in State)]
    return render(
        request,
        "ledger.html",
        status_code=400 if refused else 200,
        refused=refused,
        asked=asked,
        kinds=Kind,
        grades=Grade,
        states=states,
        total=len(found),
        held=len(everything),
        tallies=[
            (
                kind,
                sum(item.kind is kind and item.state in OPEN_STATES for item in everything),
                sum(item.kind is kind and item.is_overdue(today) for item in everything),
            )
            for kind in Kind
        ],
        shown=found[(number - 1) * _PER_PAGE : number * _PER_PAGE],
        today=today,
        due_days=next_due_days(today),
        writes=user_of(request).may(Permission.LEDGER),
        pages=turned(number, last, lambda page: asked.url(page="" if page == 1 else page)),
    )


def as_workbook(request: Request, parameters: Parameters) -> Response:
    """Return all items asked for as a workbook that can be imported again."""
    from library.ledger.sheets import tables_bytes  # noqa: PLC0415 - a server starts without it

    asked, book = read_asked(parameters), ledger_of(request)
    tables = item_tables(book, book.items(asked.wanted), asked.kinds)
    return download(tables_bytes(tables), _name(asked, book.today.isoformat()), ".xlsx")


def as_word(request: Request, parameters: Parameters) -> Response:
    """Return all items asked for as a Word document to print."""
    return _printed(request, parameters, ".docx")


def as_pdf(request: Request, parameters: Parameters) -> Response:
    """Return all items asked for as a PDF to print."""
    return _printed(request, parameters, ".pdf")


def template(request: Request) -> Response:
    """Return the empty lists to fill in."""
    from library.ledger.sheets import tables_bytes, template_tables  # noqa: PLC0415 - as above

    ledger_of(request)
    return download(tables_bytes(template_tables()), "台账模板", ".xlsx")


def _printed(request: Request, parameters: ItemParameters, suffix: str) -> Response:
    from library.printing import sheet_bytes  # noqa: PLC0415 - as above

    asked, book = read_asked(parameters), ledger_of(request)
    sheet = lists_sheet(book, book.items(asked.wanted), asked.kinds)
    return download(sheet_bytes(sheet, suffix), _name(asked, book.today.isoformat()), suffix)


def _name(asked: Asked, day: str) -> str:
    kinds = asked.kinds
    return f"{kinds[0].list_name if len(kinds) == 1 else '安全生产台账'} {day}"
