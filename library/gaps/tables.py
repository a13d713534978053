"""How are gaps handed to a program or a spreadsheet?"""

from collections.abc import Sequence
from typing import Any

from library.doubt_sheet import doubt_table
from library.gaps.gap import GapGroup
from library.tables import Table

__all__ = ["gap_tables", "gaps_json"]

_PLACES = 200


def gaps_json(groups: Sequence[GapGroup]) -> list[dict[str, Any]]:
    """Return every group with all its gaps."""
    return [
        {
            "name": group.name,
            "advice": group.told,
            "total": len(group.gaps),
            "gaps": [
                {"subject": gap.subject, "document_id": gap.document_id, "detail": gap.detail,
                 "count": gap.count, "places": list(gap.places)}
                for gap in group.gaps
            ],
        }
        for group in groups
    ]  # fmt: skip


def gap_tables(groups: Sequence[GapGroup]) -> list[Table]:
    """Return an overview and one list for each kind that has gaps."""
    overview = Table(
        "总览",
        ("缺口", "项数", "怎样处理"),
        [(group.name, len(group.gaps), group.told) for group in groups],
    )
    return [overview, *(_table(group) for group in groups if group.gaps)]


def _table(group: GapGroup) -> Table:
    if group.gaps[0].doubts:
        return doubt_table((gap.document_id or "", gap.subject, gap.doubts) for gap in group.gaps)
    columns = ("文件", "编号", "情况", "处数", "位置")
    rows = [
        (gap.subject, gap.document_id, gap.detail, gap.count, "\n".join(gap.places[:_PLACES]))
        for gap in group.gaps
    ]
    return Table(group.name, columns, rows)
