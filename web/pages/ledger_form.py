"""What does the monthly form say, which of its numbers come from people, and how does it leave?"""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form as FormBody
from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse

from library.accounts import Permission
from library.errors import LedgerRejected
from library.ledger import (
    FIGURES,
    FORM_NOTES,
    STUDY,
    aspect_lines,
    form_printed,
    form_totals,
    next_due_days,
)
from web.downloads import download
from web.ledger_forms import FormParameters, MonthForm, form_of, save_figures
from web.service import ledger_of
from web.templating import render
from web.visitors import user_of

__all__ = ["as_pdf", "as_word", "as_workbook", "form", "save"]

Parameters = Annotated[FormParameters, Query()]


def form(request: Request, asked: Parameters, done: str = "") -> Response:
    """Show the form in the layout of the annex."""
    told = "数字已保存。" if done else ""
    return _page(request, asked, done=told)


def save(request: Request, sent: Annotated[MonthForm, FormBody()]) -> Response:
    """Keep the numbers of a month."""
    try:
        asked = save_figures(request, sent)
    except LedgerRejected as error:
        return _page(request, sent.asked(), refused=str(error), typed=sent.given())
    return RedirectResponse(_url(asked, done="1"), 303)


def as_workbook(request: Request, asked: Parameters) -> Response:
    """Return the form as a workbook in the layout of the annex."""
    from library.ledger.form_sheet import form_workbook  # noqa: PLC0415 - a server starts without

    filled = form_of(request, asked)
    day = ledger_of(request).today.isoformat()
    name = f"统计表 {asked.region}{filled.period.label}"
    return download(form_workbook(filled, asked.unit, day), name, ".xlsx")


def as_word(request: Request, asked: Parameters) -> Response:
    """Return the form as a Word document."""
    return _printed(request, asked, ".docx")


def as_pdf(request: Request, asked: Parameters) -> Response:
    """Return the form as a PDF."""
    return _printed(request, asked, ".pdf")


def _printed(request: Request, asked: FormParameters, suffix: str) -> Response:
    from library.printing import sheet_bytes  # noqa: PLC0415 - as above

    filled = form_of(request, asked)
    sheet = form_printed(filled, asked.unit, ledger_of(request).today.isoformat())
    name = f"统计表 {asked.region}{filled.period.label}"
    return download(sheet_bytes(sheet, suffix), name, suffix)


def _page(
    request: Request, asked: FormParameters, *, done: str = "", refused: str = "",
    typed: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    book = ledger_of(request)
    try:
        filled = form_of(request, asked)
    except LedgerRejected as error:
        refused, asked = str(error), FormParameters()
        filled = form_of(request, asked)
    month = f"{min(filled.period.until, filled.period.last):%Y-%m}"
    kept = book.figures.of(asked.region.strip(), month) | (typed or {})
    regions = {item.region for item in book.items() if item.region} | set(book.figures.regions())
    return render(
        request,
        "ledger_form.html",
        status_code=400 if refused else 200,
        done=done,
        refused=refused,
        asked=asked,
        period=asked.period or month,
        month=month,
        form=filled,
        totals=form_totals(filled),
        study=STUDY,
        notes=FORM_NOTES,
        aspects=aspect_lines(filled),
        figures=FIGURES,
        given=kept,
        regions=sorted(regions),
        today=book.today,
        due_days=next_due_days(book.today),
        writes=user_of(request).may(Permission.LEDGER),
        url=lambda path: _url(asked, path),
    )


def _url(asked: FormParameters, path: str = "/ledger/form", **more: str) -> str:
    pairs = {name: value for name, value in (asked.model_dump() | more).items() if value}
    return f"{path}?{urlencode(pairs)}" if pairs else path
