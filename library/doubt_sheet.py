"""How do doubtful values go to a person as a sheet, and how do the answers come back?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import CONFIRMED, LABELS, Doubt, label_of
from library.errors import SheetRejected
from library.sheet_rows import cell_text, workbook_rows
from library.tables import Table

__all__ = ["Answer", "doubt_table", "read_answers"]

_NAME = "待核实"
_ID, _FIELD, _VALUE, _BASIS = "编号", "字段", "核实后的值（供填写）", "依据（供填写）"
_COLUMNS = (_ID, "标题", _FIELD, "读到的值", "为什么存疑", _VALUE, _BASIS)
_RIGHT = ("无误", "正确", "确认")
_FIELDS = {label: field for field, label in {**LABELS, **CONFIRMED}.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person wrote into one row; `value` is None where what was read is right."""

    row: int
    document_id: str
    field: str
    value: str | None
    basis: str


def doubt_table(doubtful: Iterable[tuple[str, str, Sequence[Doubt]]]) -> Table:
    """Return a sheet with a row for each doubt of (document id, title, doubts), to be filled."""
    rows = [
        (document_id, title, label_of(doubt.field), doubt.value, doubt.reason, None, None)
        for document_id, title, doubts in doubtful
        for doubt in doubts
    ]
    return Table(_NAME, _COLUMNS, rows)


def read_answers(path: Path, basis: str = "") -> list[Answer]:
    """Return what was filled in; rows left empty are no answers.

    `basis` stands for those that give none. Raise UnreadableFile, and SheetRejected for a sheet
    that is not the one above or for a row without a basis.
    """
    rows = workbook_rows(path, _NAME)
    number, head = next(rows, (0, ()))
    places = {str(title): at for at, title in enumerate(head) if title}
    if missing := [title for title in (_ID, _FIELD, _VALUE) if title not in places]:
        raise SheetRejected(
            f"{path.name} 的表“{_NAME}”第 1 行缺少栏目：{'、'.join(missing)}。"
            "请用 zhiku gaps --output 或 zhiku import --report 写出的文件填写。"
        )
    found = []
    for number, cells in rows:
        values = {title: cell_text(cells, at) for title, at in places.items()}
        if values[_VALUE]:
            found.append(_answer(path, number, values, basis))
    return found


def _answer(path: Path, number: int, values: dict[str, str], basis: str) -> Answer:
    field = _FIELDS.get(values[_FIELD], values[_FIELD])
    grounds = values.get(_BASIS) or basis
    if not grounds:
        raise SheetRejected(
            f"{path.name} 第 {number} 行没有写依据。请填“{_BASIS}”一栏，或用 --basis 给出。"
        )
    value = None if values[_VALUE] in _RIGHT else values[_VALUE]
    return Answer(number, values[_ID], field, value, grounds)
