"""What blueprint did somebody fill in, choose or bring as a file?"""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from fastapi import UploadFile

from library.errors import BlueprintRejected
from library.papers import (
    BLUEPRINT_SUFFIXES,
    LEVELS,
    Blueprint,
    Draft,
    blueprint_of,
    plain_score,
    presets,
    read_blueprint,
)

__all__ = ["LARGEST_PLAN", "ROWS", "SETTINGS", "filled_from", "plan_in", "this_quarter",
           "uploaded_plan"]  # fmt: skip

LARGEST_PLAN = 2 * 2**20
"""Bytes of a blueprint as a file."""
ROWS = 10
"""So many rows has the form; a blueprint that needs more is a file."""
SETTINGS = ("名称", "及格", "时间", "间隔季度", "少选每项得分")
_MOST_WORTH = 10**6
_COLUMNS = ("题型", "主题", "难度", "题数", "每题分值")


def this_quarter() -> str:
    """Return the quarter of today."""
    today = datetime.now().astimezone()
    return f"{today.year}Q{(today.month + 2) // 3}"


def filled_from(title: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the fields of a preset as the form shows them; an empty form for any other title."""
    plan = presets().get(title)
    if plan is None:
        return {"间隔季度": "4", "时间": "60"}, [{} for _ in range(ROWS)]
    settings = (
        plan.title, plain_score(plan.passing), str(plan.minutes), str(plan.gap),
        plain_score(plan.partial),
    )  # fmt: skip
    words = {span: word for word, span in LEVELS.items()}
    rows = [
        {
            "题型": cell.type.value, "主题": "、".join(cell.topics),
            "难度": words.get(cell.difficulty, ""), "题数": str(cell.count),
            "每题分值": plain_score(cell.score),
        }
        for cell in plan.cells
    ]  # fmt: skip
    rows += [{} for _ in range(ROWS - len(rows))]
    return dict(zip(SETTINGS, settings, strict=True)), rows


def plan_in(settings: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> Blueprint:
    """Return the blueprint of a filled form; raise BlueprintRejected naming row and field.

    The total is what the rows add up to.
    """
    filled = [
        (f"第 {number} 行", {name: row.get(name, "") for name in _COLUMNS})
        for number, row in enumerate(rows, 1)
        if any(row.get(name, "").strip() for name in ("题型", "题数", "每题分值"))
    ]
    given = {name: ("", settings.get(name, "")) for name in SETTINGS if settings.get(name, "")}
    total = sum((_worth(row) for _, row in filled), Decimal(0))
    return blueprint_of(Draft({**given, "总分": ("", plain_score(total or Decimal(1)))}, filled))


def uploaded_plan(file: UploadFile) -> Blueprint:
    """Return the blueprint of a file; raise BlueprintRejected, or UnreadableFile for damage."""
    suffix = Path(file.filename or "").suffix.lower()
    if suffix not in BLUEPRINT_SUFFIXES:
        raise BlueprintRejected([f"蓝图只能是 {'、'.join(BLUEPRINT_SUFFIXES)} 文件"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"蓝图{suffix}"
        path.write_bytes(file.file.read(LARGEST_PLAN))
        return read_blueprint(path)


def _worth(row: Mapping[str, str]) -> Decimal:
    """Return what a row is worth; 0 for what `blueprint_of` will name as wrong."""
    try:
        worth = Decimal(row["题数"].strip()) * Decimal(row["每题分值"].strip())
        return worth if abs(worth) <= _MOST_WORTH else Decimal(0)
    except ArithmeticError:  # no numbers, or 1e999999
        return Decimal(0)
