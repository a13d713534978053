"""How do workbooks and CSV files become Markdown tables?"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import StringIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import UnreadableFile
from corpus.readers.decoding import decode
from corpus.readers.markdown import table
from corpus.readers.package import broken, open_package
from corpus.readers.port import RawText

__all__ = ["read_csv", "read_workbook"]

_CELLS = 2_000_000
_DELIMITERS = ",\t;|"


def read_workbook(path: Path) -> RawText:
    """Read the values of every sheet, hidden ones too; each sheet is one table."""
    with open_package(path):
        pass  # refuses bombs and damage before the library unpacks
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise broken(path) from error
    parts, notes = [], []
    cells = 0
    for sheet in book.worksheets:
        rows = []
        for row in sheet.iter_rows():
            cells += len(row)
            if cells > _CELLS:
                raise UnreadableFile(path, f"单元格超过 {_CELLS // 10000} 万个", "请拆分后再导入。")
            rows.append([_shown(cell.value, cell.number_format) for cell in row])
        text = _sheet(rows)
        if text:
            parts.append(f"## {sheet.title}\n\n{text}")
        if sheet.sheet_state != "visible":
            notes.append(f"工作表“{sheet.title}”在文件里设为隐藏，也已读出")
    book.close()
    return RawText("\n\n".join(parts), notes=tuple(notes))


def read_csv(path: Path) -> RawText:
    """Read a table of values; encoding and separator are found from the content."""
    decoded = decode(path, path.read_bytes())
    text = decoded.text.replace("\0", "")
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise UnreadableFile(
            path, "表格的引号或分隔符有误，读不成行列", "请用电子表格软件打开，另存后再导入。"
        ) from error
    return RawText(_sheet(rows), notes=decoded.notes)


def _delimiter(text: str) -> str:
    """Return the separator that gives most rows of the sample one width, and more than one cell.

    The sniffer of the standard library gives up on quoted line ends and on short files.
    """
    lines = text[:20000].splitlines(keepends=True)[:200]

    def evenness(mark: str) -> tuple[float, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
        usual, count = Counter(widths).most_common(1)[0] if widths else (0, 0)
        return (count / len(widths), usual) if usual > 1 else (0.0, 0)

    return max(_DELIMITERS, key=evenness)


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    """Write leading lines of a single cell as text: a title above its table."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    lines = []
    while filled and sum(bool(cell.strip()) for cell in filled[0]) == 1 and len(filled) > 1:
        lines.append(next(cell.strip() for cell in filled[0] if cell.strip()))
        filled = filled[1:]
    return "\n\n".join([*lines, *_tables(filled)])


def _tables(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if made := table(rows):
        yield made


def _shown(value: object, form: str | None) -> str:
    """Write a value as the sheet shows it, as far as its number format matters to the sense."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{value * 100:.10g}%" if "%" in (form or "") else f"{value:.15g}"
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    return "" if value is None else str(value)
