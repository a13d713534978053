"""What is missing or doubtful in the collection, and what comes first?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import Request, Response

from library.background import Background, Progress, Work
from library.cells import csv_bytes
from search import NotSearchable, Settings, open_store, today
from web.downloads import download
from web.pagination import turned
from web.service import settings_of
from web.templating import render
from web.values import read_last_day, read_number

if TYPE_CHECKING:
    from library.gaps import Gap, GapGroup

__all__ = ["as_csv", "as_workbook", "gaps"]

_PER_PAGE, _FARTHEST = 50, 10_000
_PATIENCE = 5.0
"""Seconds that a page waits for the count before it shows how far it is."""
_AGAIN = {"Refresh": "5"}
_COLUMNS = ("类别", "文件", "编号", "情况", "处数", "位置")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: a kind of gap, words in it, and on which day."""

    kind: str
    words: str
    as_of: str

    @property
    def day(self) -> date:
        """The day; raise ParameterRejected."""
        return read_last_day("as_of", self.as_of) or today()

    def url(self, path: str = "", page: int = 1) -> str:
        """Return an address that asks the same."""
        pairs = {"kind": self.kind, "q": self.words, "as_of": self.as_of}
        pairs |= {"page": str(page)} if page > 1 else {}
        told = urlencode({name: value for name, value in pairs.items() if value})
        return f"/admin/gaps{path}?{told}" if told else f"/admin/gaps{path}"

    def of(self, groups: Sequence["GapGroup"]) -> list["GapGroup"]:
        """Return the groups asked for, each with the gaps that hold the words."""
        chosen = [group for group in groups if self.kind in {"", group.name}]
        return [replace(group, gaps=tuple(filter(self._holds, group.gaps))) for group in chosen]

    def _holds(self, gap: "Gap") -> bool:
        return self.words in f"{gap.subject} {gap.document_id} {gap.detail}"


def gaps(
    request: Request, kind: str = "", q: str = "", as_of: str = "", page: str = ""
) -> Response:
    """Show the gaps asked for, the most pressing first; while they are counted, how far it is."""
    asked = Asked(kind.strip(), q.strip(), as_of.strip())
    number = read_number("page", page, 1, _FARTHEST)
    work = _counted(request, asked.day)
    groups = _result(work)
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
        for group in _ready(request, Asked(kind.strip(), q.strip(), as_of.strip()))
        for gap in group.gaps
    ]
    return download(csv_bytes(_COLUMNS, rows), "缺口", ".csv")


def as_workbook(request: Request, kind: str = "", q: str = "", as_of: str = "") -> Response:
    """Give all gaps asked for as `zhiku gaps --output` does, a sheet for each kind."""
    from library.gaps import gap_tables  # noqa: PLC0415 - a server starts without it
    from library.tables import workbook_bytes  # noqa: PLC0415

    groups = _ready(request, Asked(kind.strip(), q.strip(), as_of.strip()))
    return download(workbook_bytes(gap_tables(groups)), "缺口", ".xlsx")


def _ready(request: Request, asked: Asked) -> list["GapGroup"]:
    """Return the gaps asked for; raise NotSearchable where they are not counted yet."""
    work = _counted(request, asked.day)
    if work.running or work.fault:
        raise NotSearchable(work.fault or "缺口还在清点，请稍后再下载。")
    return asked.of(_result(work))


def _counted(request: Request, day: date) -> Work:
    """Return the count of a day on the collection as it is, begun where there is none."""
    background: Background = request.app.state.gaps
    settings = settings_of(request)
    if not settings.database.is_file():
        return Work("", 0, running=False, fault="资料库还没有建立，没有可以清点的。请先导入文件。")
    name = f"{day} {settings.database.stat().st_mtime_ns}"
    work = background.work
    if work is None or work.name != name or work.fault:
        background.start(name, partial(_find, settings, day))
    work = background.wait(_PATIENCE)
    return work if work and work.name == name else Work(name, work.began if work else 0)


def _find(settings: Settings, day: date, progress: Progress) -> list["GapGroup"]:
    from library.gaps import find_gaps  # noqa: PLC0415 - a server starts without it

    del progress  # nobody can say how far it is
    with open_store(settings) as store:
        return find_gaps(store, day)


def _result(work: Work) -> list["GapGroup"]:
    found: list[GapGroup] = work.result if isinstance(work.result, list) else []
    return found
