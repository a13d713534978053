"""How do cases leave the product as a workbook, as CSV or as JSON lines, and as a template?

A cell that begins as a formula does is text: in a workbook by its type, in CSV by an apostrophe
before it, which reading takes away again.
"""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from library.cases.columns import COLUMNS, SHEET, shown
from library.cells import csv_bytes
from library.tables import Table, neutralise

__all__ = ["cases_as", "write_cases", "write_template"]

_GUIDE = "填写说明"
_LAST = 2000  # rows of the template that have drop-downs


def write_template(path: Path) -> None:
    """Write an empty workbook with notes and drop-downs; raise OSError."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _head(sheet, notes=True)
    guide = book.create_sheet(_GUIDE)
    guide.append(["栏目", "怎样填写", "可取的值"])
    for column in COLUMNS:
        guide.append([column.title, column.note, "、".join(column.choices)])
    _guide_layout(guide)
    book.save(path)


def write_cases(
    path: Path, records: Sequence[tuple[str, Mapping[str, Any]]], more: Sequence[Table] = ()
) -> None:
    """Write what `cases_as` returns for the file's suffix; raise OSError or ValueError."""
    path.write_bytes(cases_as(path.suffix.lower(), records, more))


def cases_as(
    suffix: str, records: Sequence[tuple[str, Mapping[str, Any]]], more: Sequence[Table] = ()
) -> bytes:
    """Return (case id, record) pairs as a file; `more` are further sheets of a workbook.

    Raise ValueError for a suffix that is none of `SHEET_SUFFIXES`.
    """
    match suffix:
        case ".xlsx":
            return _workbook(records, more)
        case ".csv":
            titles = [column.title for column in COLUMNS]
            return csv_bytes(titles, [_line(case_id, record) for case_id, record in records])
        case ".jsonl":
            lines = (json.dumps({"case_id": i, **r}, ensure_ascii=False) for i, r in records)
            return "".join(f"{line}\n" for line in lines).encode()
        case _:
            raise ValueError(suffix)


def _workbook(records: Sequence[tuple[str, Mapping[str, Any]]], more: Sequence[Table]) -> bytes:
    book, saved = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _head(sheet, notes=False)
    for case_id, record in records:
        sheet.append(_line(case_id, record))
    for table in more:
        other = book.create_sheet(table.name)
        for line in (table.columns, *table.rows):
            other.append(list(line))
        _guide_layout(other)
        neutralise(other)
    neutralise(sheet)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.save(saved)
    return saved.getvalue()


def _line(case_id: str, record: Mapping[str, Any]) -> list[str | int | float | None]:
    values = {"case_id": case_id or None, **record}
    return [shown(column.field, values.get(column.field)) for column in COLUMNS]


def _head(sheet: Worksheet, *, notes: bool) -> None:
    sheet.append([column.title for column in COLUMNS])
    sheet.freeze_panes = "C2"
    for at, column in enumerate(COLUMNS, 1):
        cell, letter = sheet.cell(1, at), get_column_letter(at)
        cell.font = Font(bold=True)
        sheet.column_dimensions[letter].width = 36 if column.wide else 16
        if notes:
            cell.comment = Comment(column.note, "智库", height=90, width=260)
        if column.choices:
            said = ",".join(column.choices)
            rule = DataValidation(type="list", formula1=f'"{said}"', allow_blank=True)
            rule.error = f"请从列表里选：{'、'.join(column.choices)}"[:250]
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{_LAST}")


def _guide_layout(sheet: Worksheet) -> None:
    for letter, width in zip("ABCDE", (20, 60, 60, 24, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
