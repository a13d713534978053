"""Which rows does a workbook, a CSV file or a file of JSON lines hold, read as records of cases?"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import UnreadableFile
from corpus.readers.decoding import decode
from corpus.readers.package import broken, open_package
from library.cases.columns import COLUMNS, SHEET, SHEET_SUFFIXES, read_cell
from library.cells import CSV_FORMULA
from library.errors import SheetRejected

__all__ = ["Row", "read_rows"]

_BY_TITLE = {column.title: column for column in COLUMNS}
_NEEDED = ("事故名称", "事故日期")
Cells = Iterator[tuple[int, list[object]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its number as the reader sees it, and the fields whose columns it has.

    `problem` is Chinese, '' where the row could be read; `case_id` is '' where none is given.
    """

    number: int
    case_id: str
    values: Mapping[str, Any]
    problem: str = ""


def read_rows(path: Path) -> list[Row]:
    """Return the filled rows of a `.xlsx`, `.csv` or `.jsonl` file.

    Raise SheetRejected where its columns are not those of a case, UnreadableFile for damage.
    """
    if not path.is_file():
        raise UnreadableFile(path, "没有这个文件", "请核对路径。")
    match path.suffix.lower():
        case ".xlsx":
            return list(_rows(path, _cells(path)))
        case ".csv":
            return list(_rows(path, _csv_cells(path)))
        case ".jsonl":
            return list(_json_rows(path))
        case _:
            raise SheetRejected(f"{path.name}：只能导入 {'、'.join(SHEET_SUFFIXES)} 文件。")


def _cells(path: Path) -> Cells:
    """Yield number and values of each row of the first sheet, or of the one named 案例."""
    with open_package(path):
        pass  # refuses bombs and damage before the library unpacks
    try:
        book = load_workbook(path, read_only=True)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise broken(path) from error
    try:
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, [_Formula() if cell.data_type == "f" else cell.value for cell in row]
    finally:
        book.close()


class _Formula:
    """Stands where a cell holds a formula, which has no value that could be trusted."""


def _csv_cells(path: Path) -> Cells:
    try:
        for number, row in enumerate(csv.reader(StringIO(_text(path), newline="")), 1):
            yield number, [_unsafe(value) for value in row]
    except csv.Error as error:
        raise UnreadableFile(path, "表格的引号或分隔符有误", "请另存为 CSV 后再导入。") from error


def _unsafe(value: str) -> str:
    return value[1:] if value.startswith("'") and CSV_FORMULA.match(value) else value


def _rows(path: Path, cells: Cells) -> Iterator[Row]:
    _, head = next(cells, (0, []))
    columns = [str(value).strip() if value is not None else "" for value in head]
    _check_head(path, columns)
    for number, values in cells:
        if any(value is not None and str(value).strip() for value in values):
            yield _row(number, dict(zip(columns, values, strict=False)))


def _check_head(path: Path, columns: Sequence[str]) -> None:
    known = [title for title in columns if title]
    unknown = [title for title in known if title not in _BY_TITLE]
    twice = sorted({title for title in known if known.count(title) > 1})
    lacking = [title for title in ("事故名称", "事故日期") if title not in known]
    said = [
        f"{words}：{'、'.join(titles)}"
        for words, titles in (
            ("不认识的栏目", unknown),
            ("重复的栏目", twice),
            ("缺少栏目", lacking),
        )
        if titles
    ]
    if said:
        advice = "请用 zhiku cases template 取得模板，不要改动第一行的栏目名。"
        raise SheetRejected(f"{path.name} 没有导入。{'；'.join(said)}。{advice}")


def _row(number: int, cells: Mapping[str, object]) -> Row:
    formulas = [title for title, value in cells.items() if isinstance(value, _Formula)]
    if formulas:
        said = f"{'、'.join(formulas)}是公式，请换成数值或文字"
        return Row(number, "", {}, said)
    values = {
        _BY_TITLE[title].field: read_cell(_BY_TITLE[title].field, value)
        for title, value in cells.items()
        if title
    }
    return Row(number, str(values.pop("case_id", None) or ""), values)


def _json_rows(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict):
            case_id = record.pop("case_id", "")
            yield Row(number, case_id if isinstance(case_id, str) else "", record)
        else:
            yield Row(number, "", {}, "这一行不是一个 JSON 对象")


def _text(path: Path) -> str:
    return decode(path, path.read_bytes()).text
