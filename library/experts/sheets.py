"""How do experts leave the library as a workbook or CSV, as a template, and how are rows read?"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import UnreadableFile
from corpus.readers.decoding import decode
from library.cells import CSV_FORMULA, Table, csv_bytes
from library.errors import SheetRejected
from library.experts.columns import COLUMNS, CONTACTS, NEEDED, SHEET, cells_of
from library.experts.records import Contact, Expert
from library.experts.specialties import Taxonomy

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

__all__ = ["SHEET_SUFFIXES", "experts_as", "read_rows", "template_bytes"]

SHEET_SUFFIXES = (".xlsx", ".csv")
_LAST = 2000  # rows of the template that have drop-downs
_FIELDS = {column.title: column.field for column in (*COLUMNS, *CONTACTS)}


def template_bytes(taxonomy: Taxonomy) -> bytes:
    """Return an empty workbook with notes, drop-downs and checks of days and numbers."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to load
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from library.tables import neutralise  # noqa: PLC0415

    book, saved = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    columns = (*COLUMNS, *CONTACTS)
    sheet.append([column.title for column in columns])
    sheet.freeze_panes = "C2"
    for at, column in enumerate(columns, 1):
        cell, letter = sheet.cell(1, at), get_column_letter(at)
        sheet.column_dimensions[letter].width = 30 if column.wide else 14
        if column.note:
            cell.comment = Comment(column.note, "智库", height=90, width=260)
        if rule := _rule(column.field, column.choices):
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{_LAST}")
    _add_guides(book, taxonomy)
    neutralise(sheet)
    book.save(saved)
    return saved.getvalue()


def experts_as(
    suffix: str,
    experts: Sequence[Expert],
    taxonomy: Taxonomy,
    contacts: Mapping[int, Contact] | None = None,
) -> bytes:
    """Return the experts as a file that can be imported again; `contacts` adds what is secret.

    Raise ValueError for a suffix that is none of SHEET_SUFFIXES.
    """
    columns = (*COLUMNS, *CONTACTS) if contacts is not None else COLUMNS
    rows = [tuple(cells_of(expert, taxonomy)) for expert in experts]
    if contacts is not None:
        empty = Contact()
        held = [contacts.get(expert.expert_id, empty) for expert in experts]
        added = [tuple(getattr(one, c.field) for c in CONTACTS) for one in held]
        rows = [(*row, *more) for row, more in zip(rows, added, strict=True)]
    titles = tuple(column.title for column in columns)
    if suffix == ".csv":
        return csv_bytes(titles, rows)
    if suffix == ".xlsx":
        from library.tables import workbook_bytes  # noqa: PLC0415 - takes long to load

        return workbook_bytes([Table(SHEET, titles, rows)])
    raise ValueError(suffix)


def read_rows(path: Path) -> list[tuple[int, dict[str, object]]]:
    """Return number and cells by field of the filled rows of a file.

    Raise SheetRejected where its columns are not those of experts, UnreadableFile for damage.
    """
    if not path.is_file():
        raise UnreadableFile(path, "没有这个文件", "请核对路径。")
    if path.suffix.lower() not in SHEET_SUFFIXES:
        raise SheetRejected(f"{path.name}：只能导入 {'、'.join(SHEET_SUFFIXES)} 文件。")
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _workbook_rows(path)
    _, head = next(rows, (0, ()))
    titles = ["" if value is None else str(value).strip() for value in head]
    _check_head(path, titles)
    found = []
    for number, values in rows:
        if any(value is not None and str(value).strip() for value in values):
            cells = zip(titles, values, strict=False)
            found.append((number, {_FIELDS[title]: value for title, value in cells if title}))
    return found


def _rule(field: str, choices: Sequence[str]) -> "DataValidation | None":
    """Return what a column of the template takes, None for any text."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    if choices:
        listed = ",".join(choices)
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        rule.error = f"请从列表里选：{'、'.join(choices)}"
    elif field in {"term_start", "term_end"}:
        rule = DataValidation(type="date", operator="greaterThan", formula1="36526")
        rule.error = "请填日期，如 2026-01-31"
    elif field == "years":
        rule = DataValidation(type="whole", operator="between", formula1="0", formula2="80")
        rule.error = "请填整数"
    else:
        return None
    rule.showErrorMessage = True
    return rule


def _add_guides(book: "Workbook", taxonomy: Taxonomy) -> None:
    """Add what to write in each column, and the specialties there are."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    from library.tables import neutralise  # noqa: PLC0415

    guide, listed = book.create_sheet("填写说明"), book.create_sheet("专业目录")
    guide.append(["栏目", "怎样填写"])
    for column in (*COLUMNS, *CONTACTS):
        guide.append([column.title, column.note])
    listed.append(["代码", "名称", "上级", "又称", "依据"])
    for one in taxonomy:
        above = taxonomy.name(one.parent) if one.parent else ""
        listed.append([one.code, one.name, above, "、".join(one.names), one.basis])
    for sheet in (guide, listed):
        neutralise(sheet)
        for letter, width in zip("ABCDE", (16, 40, 16, 70, 40), strict=True):
            sheet.column_dimensions[letter].width = width
        for row in sheet.iter_rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=cell.row == 1)


def _check_head(path: Path, titles: Sequence[str]) -> None:
    known = [title for title in titles if title]
    said = [
        f"{words}：{'、'.join(names)}"
        for words, names in (
            ("不认识的栏目", [title for title in known if title not in _FIELDS]),
            ("重复的栏目", sorted({title for title in known if known.count(title) > 1})),
            ("缺少栏目", [t for t in NEEDED if t not in known and "编号" not in known]),
        )
        if names
    ]
    if said:
        advice = "请用 zhiku experts template 取得模板，不要改动第一行的栏目名。"
        raise SheetRejected(f"{path.name} 没有导入。{'；'.join(said)}。{advice}")


def _workbook_rows(path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    from library.sheet_rows import workbook_rows  # noqa: PLC0415 - takes long to load

    yield from workbook_rows(path, SHEET)


def _csv_rows(path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    text = decode(path, path.read_bytes()).text
    try:
        for number, row in enumerate(csv.reader(StringIO(text, newline="")), 1):
            yield number, [_unsafe(value) for value in row]
    except csv.Error as error:
        raise UnreadableFile(path, "表格的引号或分隔符有误", "请另存为 CSV 后再导入。") from error


def _unsafe(value: str) -> str:
    return value[1:] if value.startswith("'") and CSV_FORMULA.match(value) else value
