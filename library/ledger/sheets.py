"""How do the lists leave as a workbook, empty or filled, and which rows does one hold?

A sheet for each list, with the columns of its fields. What begins as a formula does is text; a cell
that is a formula is refused when it comes back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from corpus.readers.package import broken, open_package
from library.cells import Table
from library.errors import SheetRejected
from library.ledger.fields import FIELDS, Field, fields_of
from library.ledger.listing import NUMBER, READ_ONLY, STATE
from library.ledger.records import Kind
from library.tables import workbook

__all__ = ["Row", "read_rows", "tables_bytes", "template_tables"]

_GUIDE, _LAST = "填写说明", 2000
_MOST_ROWS = 20_000
_NOTES = {
    NUMBER: "新登记的不填；导出的照原样留着，导入时就修改这一项",
    STATE: "不填；状态只能在网页上一步步办理，导入不能改变",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A filled row: its list and number in the sheet, and the texts of its columns.

    `values` are by name of field; `problem` is Chinese, '' where the row could be read.
    """

    kind: Kind
    line: int
    number: str
    state: str
    values: Mapping[str, str]
    problem: str = ""


def template_tables() -> list[Table]:
    """Return the empty lists."""
    return [
        Table(kind.list_name, (NUMBER, *(field.title for field in fields_of(kind))), [])
        for kind in Kind
    ]


def tables_bytes(tables: Sequence[Table]) -> bytes:
    """Return the lists as a workbook, with drop-downs and a sheet that says how to fill it in."""
    notes = [(f.title, f.note, "、".join(f.choices) if f.choices else "") for f in FIELDS]
    rows = [*((name, note, "") for name, note in _NOTES.items()), *notes]
    rows.append(("、".join(READ_ONLY), "只供阅读，导入时不看", ""))
    book = workbook([*tables, Table(_GUIDE, ("栏目", "怎样填写", "可取的值"), rows)])
    _shape(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _shape(book: Workbook) -> None:
    """Give the columns widths to write in, and drop-downs where few values are allowed."""
    for kind in Kind:
        if kind.list_name not in book.sheetnames:
            continue
        sheet = book[kind.list_name]
        for at, field in enumerate(fields_of(kind), 2):
            column = sheet.column_dimensions[get_column_letter(at)]
            column.width = max(column.width, 36 if field.long else 14)
            if field.is_day:
                for (cell,) in sheet.iter_rows(min_row=2, min_col=at, max_col=at):
                    cell.alignment = Alignment(vertical="top")
            if field.choices:
                rule = DataValidation(
                    type="list", formula1=f'"{",".join(field.choices)}"', allow_blank=True
                )
                sheet.add_data_validation(rule)
                rule.add(f"{get_column_letter(at)}2:{get_column_letter(at)}{_LAST}")


def read_rows(path: Path) -> list[Row]:
    """Return the filled rows of all lists in a `.xlsx` file.

    Raise SheetRejected where no sheet is a list or its columns are not those of the list,
    UnreadableFile for damage.
    """
    with open_package(path):
        pass  # refuses bombs and damage before the library unpacks
    try:
        book = load_workbook(path, read_only=True)
    except (KeyError, ValueError, OSError) as error:
        raise broken(path) from error
    try:
        held = [kind for kind in Kind if kind.list_name in book.sheetnames]
        if not held:
            names = "、".join(kind.list_name for kind in Kind)
            raise SheetRejected(f"{path.name} 没有导入：没有名为{names}的工作表，请用模板填写。")
        rows = [row for kind in held for row in _rows(kind, book[kind.list_name].iter_rows())]
    except (KeyError, ValueError, TypeError) as error:
        raise broken(path) from error
    finally:
        book.close()
    if len(rows) > _MOST_ROWS:
        raise SheetRejected(
            f"{path.name} 有 {len(rows)} 行，一次最多 {_MOST_ROWS} 行，请分开导入。"
        )
    return rows


def _rows(kind: Kind, cells: Iterator[Sequence[object]]) -> Iterator[Row]:
    columns: list[str] = []
    for line, row in enumerate(cells, 1):
        texts = [_text(cell) for cell in row]
        if line == 1:
            columns = ["" if text is None else text.strip() for text in texts]
            _check_head(kind, columns)
        elif any(texts) or None in texts:
            yield _row(kind, line, dict(zip(columns, texts, strict=False)))


def _check_head(kind: Kind, columns: Sequence[str]) -> None:
    named = [column for column in columns if column]
    known = {NUMBER, STATE, *READ_ONLY, *(field.title for field in fields_of(kind))}
    unknown = [column for column in named if column not in known]
    twice = sorted({column for column in named if named.count(column) > 1})
    said = [f"不认识的栏目：{'、'.join(c[:20] for c in unknown)}"] if unknown else []
    said += [f"重复的栏目：{'、'.join(twice)}"] if twice else []
    said += ["缺少栏目：内容"] if "内容" not in named else []
    if said:
        advice = "请用模板填写，不要改动第一行的栏目名。"
        raise SheetRejected(f"{kind.list_name}没有导入。{'；'.join(said)}。{advice}")


def _row(kind: Kind, line: int, cells: Mapping[str, str | None]) -> Row:
    formulas = [title for title, text in cells.items() if text is None]
    if formulas:
        problem = f"{'、'.join(formulas)}是公式，请换成文字或数值"
        return Row(kind, line, "", "", {}, problem)
    texts = {title: text or "" for title, text in cells.items()}
    fields: list[Field] = [field for field in fields_of(kind) if field.title in texts]
    values = {field.name: texts[field.title] for field in fields}
    return Row(kind, line, texts.get(NUMBER, "").strip(), texts.get(STATE, "").strip(), values)


def _text(cell: object) -> str | None:
    """Return the text of a cell, None for a formula, whose value nobody can trust."""
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "") == "f":
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
