"""How do duties look as a document to print and hand on: a table for each party?"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from library.duties.catalogue import FoundDuties
from library.duties.finding import FoundDuty
from library.printing import Block, Grid, Heading, Line, Run, Sheet, Text

__all__ = ["duty_sheet"]

_COLUMNS = ("做什么", "期限或频次", "出处")
_WIDTHS = (9, 3, 7)
_NOTE = "按规则从条文读出，不用模型；主体、情态、期限请对照原文。没有列出不等于没有这项义务。"


def duty_sheet(found: FoundDuties, particulars: Sequence[tuple[str, str]], made_on: date) -> Sheet:
    """Return the sheet; `particulars` say what was asked for, each with its name."""
    title = "义务清单"
    return Sheet(
        title,
        list(_blocks(found, particulars)),
        header=f"{title}　{made_on.year}年{made_on.month}月{made_on.day}日",
        landscape=True,
    )


def _blocks(found: FoundDuties, particulars: Sequence[tuple[str, str]]) -> Iterator[Block]:
    yield Grid((), [*particulars, ("条数", f"{len(found.duties)} 条"), ("说明", _NOTE)], (1, 8))
    for notice in found.notices:
        yield Text(f"提示：{notice}", small=True)
    for parties, group in groupby(found.duties, key=lambda one: "、".join(one.duty.parties)):
        rows = [_row(one, found) for one in group]
        yield Heading(f"{parties}（{len(rows)} 条）", 2)
        yield Grid(_COLUMNS, rows, _WIDTHS, small=True)


def _row(one: FoundDuty, found: FoundDuties) -> tuple[Line, ...]:
    duty = one.duty
    condition = (Run(f"（{duty.condition}）", grey=True),) if duty.condition else ()
    what = (Run(duty.modality.value, bold=True), Run(f"　{one.gist}"), *condition)
    standing = found.standings.get(duty.document_id)
    status = f"（{standing.status.value}）" if standing else ""
    penalty = (Run(f"　罚则：{duty.penalty_citation}"),) if duty.penalty else ()
    return what, duty.deadline, (Run(duty.citation), Run(status, grey=True), *penalty)
