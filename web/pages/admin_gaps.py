"""What is missing or doubtful in the collection, and what comes first?"""

from itertools import groupby
from operator import itemgetter

from fastapi import Request, Response

from library.cells import csv_bytes
from web.downloads import download
from web.gap_counts import Asked, count_gaps, counted_gaps, found_in
from web.pagination import turned
from web.templating import render
from web.values import read_number

__all__ = ["as_csv", "as_workbook", "gaps"]

_PER_PAGE, _FARTHEST = 50, 10_000
_AGAIN = {"Refresh": "5"}
_COLUMNS = ("类别", "文件", "编号", "情况", "处数", "位置")


def gaps(
    request: Request, kind: str = "", q: str = "", as_of: str = "", page: str = ""
) -> Response:
    """Show the gaps asked for, the most pressing first; while they are counted, how far it is."""
    asked = Asked(kind.strip(), q.strip(), as_of.strip())
    number = read_number("page", page, 1, _FARTHEST)
    work = count_gaps(request, asked.day)
    groups = found_in(work)
    found = asked.of(groups)
    rows = [(group, gap) for group in found for gap in group.gaps]
    last = max(1, -(-len(rows) // _PER_PAGE))
    number = min(number, last)
    answer = render(
        request,
        "admin_gaps.html",
        status_code=503 if work.fault else 200,
        asked=asked,
        work=work,
        groups=groups,
        total=len(rows),
        shown=[
            (group, [gap for _, gap in members])
            for group, members in groupby(
                rows[(number - 1) * _PER_PAGE : number * _PER_PAGE], key=itemgetter(0)
            )
        ],
        pages=turned(number, last, lambda page: asked.url(page=page)),
    )
    answer.headers.update(_AGAIN if work.running else {})
    return answer


def as_csv(request: Request, kind: str = "", q: str = "", as_of: str = "") -> Response:
    """Give all gaps asked for as one list."""
    rows = [
        (group.name, gap.subject, gap.document_id, gap.detail, gap.count, "\n".join(gap.places))
        for group in counted_gaps(request, Asked(kind.strip(), q.strip(), as_of.strip()))
        for gap in group.gaps
    ]
    return download(csv_bytes(_COLUMNS, rows), "缺口", ".csv")


def as_workbook(request: Request, kind: str = "", q: str = "", as_of: str = "") -> Response:
    """Give all gaps asked for as `zhiku gaps --output` does, a sheet for each kind."""
    from library.gaps import gap_tables  # noqa: PLC0415 - a server starts without it
    from library.tables import workbook_bytes  # noqa: PLC0415

    groups = counted_gaps(request, Asked(kind.strip(), q.strip(), as_of.strip()))
    return download(workbook_bytes(gap_tables(groups)), "缺口", ".xlsx")
