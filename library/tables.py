"""How does a list leave the product as a workbook or as Markdown, safe to open?"""

import re
from collections.abc import Sequence
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from library.cells import FORMULA, Table, Value, plain, printable

__all__ = ["TABLE_SUFFIXES", "Table", "neutralise", "workbook", "workbook_bytes", "write_tables"]

TABLE_SUFFIXES = (".xlsx", ".md")

_WIDEST = 60  # half-width characters in one column
_LINE, _TALLEST = 15.0, 405.0  # points; Excel takes rows of up to 409


def write_tables(path: Path, tables: Sequence[Table]) -> None:
    """Write the tables as `.xlsx`, one sheet each, or as `.md`; raise OSError, ValueError."""
    match path.suffix.lower():
        case ".xlsx":
            workbook(tables).save(path)
        case ".md":
            path.write_text("\n".join(map(_markdown, tables)), "utf-8")
        case _:
            raise ValueError(path.suffix)


def workbook_bytes(tables: Sequence[Table]) -> bytes:
    """Return the workbook as a file to hand out."""
    out = BytesIO()
    workbook(tables).save(out)
    return out.getvalue()


def workbook(tables: Sequence[Table]) -> Workbook:
    """Return a workbook with a sheet for each table, laid out to be read and printed."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(table.name)
        for row in (table.columns, *table.rows):
            sheet.append([plain(value) for value in row])
        neutralise(sheet)
        _lay_out(sheet, table)
    return book


def neutralise(sheet: Worksheet) -> None:
    """Make what looks like a formula plain text; a title from a web page may begin with 「=」."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith(FORMULA):
                cell.data_type = "s"
                cell.quotePrefix = True


def _lay_out(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for at, name in enumerate(table.columns):
        longest = max((_width(row[at]) for row in table.rows[:500]), default=0)
        width = min(max(longest, _width(name)) + 3, _WIDEST)
        sheet.column_dimensions[get_column_letter(at + 1)].width = width
        sheet.cell(1, at + 1).font = Font(bold=True)
    for number, row in enumerate(sheet.iter_rows(min_row=2), 2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        lines = max((_lines(cell, sheet) for cell in row), default=1)
        sheet.row_dimensions[number].height = min(lines * _LINE, _TALLEST)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0  # as many pages as there are; one wide
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(cell: Any, sheet: Worksheet) -> int:
    """Return how many lines a cell takes; not every program fits the height by itself."""
    room = sheet.column_dimensions[cell.column_letter].width - 2
    parts = str("" if cell.value is None else cell.value).split("\n")
    return sum(max(1, ceil(_width(part) / room)) for part in parts)


def _width(value: Value) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for char in str(value if value is not None else ""))


def _markdown(table: Table) -> str:
    lines = [table.columns, ("---",) * len(table.columns), *table.rows]
    body = "".join("| " + " | ".join(map(_cell, line)) + " |\n" for line in lines)
    return f"## {table.name}\n\n{body if table.rows else '（无）' + chr(10)}"


def _cell(value: Value) -> str:
    text = printable(str("" if value is None else value))
    return re.sub(r"([\\|<>&`*_\[\]])", r"\\\1", text).replace("\n", "<br>")
