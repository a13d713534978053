"""How does a trainer open tests, watch them, and see what they showed?"""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from library.cells import Table, csv_bytes
from library.errors import ExamRejected, StateRefused
from library.exams import (
    FEW,
    FORGOTTEN,
    LEAST,
    LONGEST_KEPT,
    MOST_ATTEMPTS,
    RECORD_COLUMNS,
    Exam,
    Identity,
    Showing,
    best_of,
    by_audience,
    by_unit,
    item_figures,
    people_table,
    record_rows,
    result_tables,
    weak_clauses,
)
from web.downloads import download
from web.exam_forms import Number, default_terms, moment_in, terms_in
from web.examining import (
    close_exam,
    forget_exam,
    forget_sitting,
    open_exam,
    release_sitting,
    tell_bank,
    tend,
)
from web.form_fields import texts_in
from web.security import DRAWING
from web.service import exams_of, papers_of
from web.templating import render

__all__ = [
    "analysis", "change", "exam", "exams", "forget", "measure", "new", "open_test", "poster", "qr",
    "record_csv", "record_workbook", "release", "results_csv", "results_workbook",
]  # fmt: skip

_DONE = {
    "opened": "考试已开设。把链接或二维码发给参加的人。",
    "closed": "结束时间已改。",
    "released": "已放行：请本人在新设备上打开链接，填写同样的姓名和单位，接着作答。",
    "forgotten": "姓名和书写的回答已删除，成绩的统计不变。",
    "measured": "已把难度和区分度写回题库。",
    "marked": "评分已保存。",
}


def exams(request: Request, quarter: str = "") -> Response:
    """List the tests, and below them the training record."""
    tend(request)
    kept = exams_of(request)
    found = kept.all()
    count = kept.sittings.count
    counts = {one.number: (count(one.number), count(one.number, handed_in=True)) for one in found}
    quarters = sorted({one.paper.quarter for one in found}, reverse=True)
    rows = record_rows(found, kept.sittings.of_exam, quarter)
    return render(
        request, "exams.html", found=found, counts=counts, now=kept.now(), quarters=quarters,
        quarter=quarter, record=Table("培训记录", RECORD_COLUMNS, rows),
    )  # fmt: skip


def record_csv(request: Request, quarter: str = "") -> Response:
    """Give the training record as CSV."""
    kept = exams_of(request)
    rows = record_rows(kept.all(), kept.sittings.of_exam, quarter)
    return download(csv_bytes(RECORD_COLUMNS, rows), f"培训记录{quarter}", ".csv")


def record_workbook(request: Request, quarter: str = "") -> Response:
    """Give the training record as a workbook."""
    from library.tables import workbook_bytes  # noqa: PLC0415 - openpyxl is slow to load

    kept = exams_of(request)
    rows = record_rows(kept.all(), kept.sittings.of_exam, quarter)
    table = Table("培训记录", RECORD_COLUMNS, rows)
    return download(workbook_bytes([table]), f"培训记录{quarter}", ".xlsx")


def new(request: Request, paper: str = "") -> Response:
    """Show the form for a test of a paper; raise UnknownPaper."""
    held = papers_of(request).papers.paper(paper)
    return _form(request, paper, default_terms(held))


def open_test(request: Request) -> Response:
    """Open a test by its rules."""
    fields = texts_in(request)
    paper = fields.get("paper", "")
    try:
        made = open_exam(request, paper, terms_in(fields))
    except ExamRejected as error:
        return _form(request, paper, fields, refused=str(error))
    return RedirectResponse(f"/exams/{made.number}?done=opened", 303)


def exam(request: Request, number: Number, done: str = "") -> Response:
    """Show a test: its link, who sits it, and how they did; raise UnknownExam."""
    return _one(request, number, done=_DONE.get(done, ""))


def change(
    request: Request,
    number: Number,
    closes: Annotated[str, Form()] = "",
    do: Annotated[str, Form()] = "",
) -> Response:
    """Let a test end now, or at another moment."""
    try:
        now = exams_of(request).now()
        close_exam(request, number, now if do == "now" else moment_in(closes, "结束时间"))
    except ExamRejected as error:
        return _one(request, number, refused=str(error))
    return RedirectResponse(f"/exams/{number}?done=closed", 303)


def release(request: Request, number: Number, sitting: Number) -> Response:
    """Let somebody go on on another device."""
    try:
        release_sitting(request, number, sitting)
    except StateRefused as error:
        return _one(request, number, refused=str(error))
    return RedirectResponse(f"/exams/{number}?done=released", 303)


def forget(request: Request, number: Number, sitting: Annotated[str, Form()] = "") -> Response:
    """Let go of one name, or of all."""
    if sitting.isascii() and sitting.isdecimal() and len(sitting) < 10:
        forget_sitting(request, number, int(sitting))
    else:
        forget_exam(request, number)
    return RedirectResponse(f"/exams/{number}?done=forgotten", 303)


def measure(request: Request, number: Number) -> Response:
    """Tell the bank how hard its questions proved."""
    tell_bank(request, number)
    return RedirectResponse(f"/exams/{number}/analysis?done=measured", 303)


def analysis(request: Request, number: Number, done: str = "") -> Response:
    """Show what the answers tell of the questions, and what should be taught again."""
    held = _settled(request, number)
    figures = item_figures(held, exams_of(request).sittings.of_exam(number))
    return render(
        request, "exam_analysis.html", exam=held, figures=figures, weak=weak_clauses(figures),
        done=_DONE.get(done, ""), few=FEW, least=LEAST,
        people=max((one.answers for one in figures), default=0),
    )  # fmt: skip


def results_csv(request: Request, number: Number) -> Response:
    """Give who did how as CSV."""
    held = _settled(request, number)
    table = people_table(held, exams_of(request).sittings.of_exam(number))
    return download(csv_bytes(table.columns, table.rows), f"{held.terms.title}-成绩", ".csv")


def results_workbook(request: Request, number: Number) -> Response:
    """Give all results as a workbook."""
    from library.tables import workbook_bytes  # noqa: PLC0415 - openpyxl is slow to load

    held = _settled(request, number)
    tables = result_tables(held, exams_of(request).sittings.of_exam(number))
    return download(workbook_bytes(tables), f"{held.terms.title}-成绩", ".xlsx")


def poster(request: Request, number: Number) -> Response:
    """Show a page to print: what, when, and the code that a telephone reads."""
    held = exams_of(request).get(number)
    url = _link(request, held)
    return render(
        request, "exam_poster.html", exam=held, url=url,
        local=request.url.hostname in {"127.0.0.1", "localhost", "::1"},
    )  # fmt: skip


def qr(request: Request, number: Number) -> Response:
    """Draw the code of the link."""
    from io import BytesIO  # noqa: PLC0415

    import segno  # noqa: PLC0415 - needed here alone

    drawn = BytesIO()
    code = segno.make(_link(request, exams_of(request).get(number)), error="m", micro=False)
    code.save(drawn, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False)
    return Response(drawn.getvalue(), media_type="image/svg+xml", headers=DRAWING)


def _one(request: Request, number: int, *, done: str = "", refused: str = "") -> Response:
    held = _settled(request, number)
    kept = exams_of(request)
    sittings = kept.sittings.of_exam(number)
    best = {one.number for one in best_of(sittings)}
    return render(
        request, "exam.html", status_code=400 if refused else 200, exam=held, done=done,
        refused=refused, url=_link(request, held), state=held.state(kept.now()), now=kept.now(),
        sittings=sittings, best=best, forgotten=FORGOTTEN, units=by_unit(held, sittings),
        audiences=by_audience(held, sittings),
        waiting=sum(bool(one.waiting) for one in sittings),
        named=any(one.examinee.name for one in sittings),
    )  # fmt: skip


def _settled(request: Request, number: int) -> Exam:
    """Return a test, what is overdue of it handed in."""
    exams_of(request).sittings.settle(number)
    return exams_of(request).get(number)


def _form(request: Request, paper: str, fields: dict[str, str], *, refused: str = "") -> Response:
    return render(
        request, "exam_new.html", status_code=400 if refused else 200, refused=refused,
        paper=papers_of(request).papers.paper(paper), fields=fields, identities=Identity,
        showings=Showing, most_attempts=MOST_ATTEMPTS, longest_kept=LONGEST_KEPT,
    )  # fmt: skip


def _link(request: Request, held: Exam) -> str:
    return str(request.base_url.replace(path=f"/exam/{held.token}"))
