"""Which values do the rows of a workbook hold?"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import UnreadableFile
from corpus.readers.package import broken, open_package

__all__ = ["cell_text", "workbook_rows"]


def workbook_rows(path: Path, name: str) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield number and values of each row of the sheet `name`, of the first where none is so named.

    Raise UnreadableFile for a file that is missing, damaged or a bomb.
    """
    if not path.is_file():
        raise UnreadableFile(path, "没有这个文件", "请核对路径。")
    with open_package(path):
        pass  # refuses bombs and damage before the library unpacks
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise broken(path) from error
    try:
        sheet = book[name] if name in book.sheetnames else book.worksheets[0]
        yield from enumerate(sheet.iter_rows(values_only=True), 1)
    finally:
        book.close()


def cell_text(cells: Sequence[object], at: int) -> str:
    """Return the value in column `at` as text, '' where the row is shorter or the cell empty."""
    value = cells[at] if at < len(cells) else None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).strip()
