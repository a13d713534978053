"""Which gaps are asked for, and are they counted on the collection as it is?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import Request

from library.background import Background, Progress, Work
from search import NotSearchable, Settings, open_store, today
from web.errors import Unready
from web.service import settings_of
from web.values import read_last_day

if TYPE_CHECKING:
    from library.gaps import Gap, GapGroup

__all__ = ["Asked", "count_gaps", "counted_gaps", "found_in"]

_PATIENCE = 5.0
"""Seconds that an answer waits for the count before it says how far it is."""


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


def counted_gaps(request: Request, asked: Asked) -> list["GapGroup"]:
    """Return the gaps asked for; raise Unready while they are counted, NotSearchable."""
    work = count_gaps(request, asked.day)
    if work.running:
        raise Unready("缺口还在清点，请过几秒钟再取。")
    if work.fault:
        raise NotSearchable(work.fault)
    return asked.of(found_in(work))


def count_gaps(request: Request, day: date) -> Work:
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


def found_in(work: Work) -> list["GapGroup"]:
    """Return what was counted, nothing where it has not ended."""
    found: list[GapGroup] = work.result if isinstance(work.result, list) else []
    return found
