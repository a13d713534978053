"""How do workbooks and CSV files become Markdown tables?"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from io import StringIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import UnreadableFile
from corpus.places import placed
from corpus.readers.decoding import decode
from corpus.readers.markdown import table
from corpus.readers.package import broken, open_package
from corpus.readers.port import RawText
from corpus.readers.sheet_parts import Peculiar, peculiarities
from corpus.records import Doubt

__all__ = ["read_csv", "read_workbook"]

_UNVALUED = "没有存下计算结果，读出来是空的；请在 Excel 或 WPS 里打开、保存后再导入"
_CELLS = 2_000_000
_PLACES = 2000  # of one sheet, by row or by as few rows as possible
_DELIMITERS = ",\t;|"


def read_workbook(path: Path) -> RawText:
    """Read the values of every sheet, hidden ones too; each sheet is one table."""
    with open_package(path) as package:  # refuses bombs and damage before the library unpacks
        peculiar = list(peculiarities(package))
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError) as error:
        raise broken(path) from error
    blocks, notes = list[tuple[str, str]](), []
    cells = 0
    for sheet in book.worksheets:
        rows = []
        for row in sheet.iter_rows():
            cells += len(row)
            if cells > _CELLS:
                raise UnreadableFile(path, f"单元格超过 {_CELLS // 10000} 万个", "请拆分后再导入。")
            rows.append([_shown(cell.value, cell.number_format) for cell in row])
        name = f"工作表“{sheet.title}”"
        if lines := _sheet(rows, name):
            blocks += [(f"\n\n## {sheet.title}\n\n", name), *lines]
        if sheet.sheet_state != "visible":
            notes.append(f"工作表“{sheet.title}”在文件里设为隐藏，也已读出")
    book.close()
    text, places = placed(blocks)
    notes += _notes(peculiar)
    return RawText(text, notes=tuple(notes), places=places, doubts=tuple(_doubts(peculiar)))


def _notes(peculiar: Iterable[tuple[str, Peculiar]]) -> Iterator[str]:
    for title, (unvalued, merged) in peculiar:
        if unvalued:
            yield f"工作表“{title}”有 {len(unvalued)} 个公式{_UNVALUED}（{_cells(unvalued)}）"
        if merged:
            yield f"工作表“{title}”有合并的单元格 {merged} 处，内容写在左上角的一格，其余为空"


def _doubts(peculiar: Iterable[tuple[str, Peculiar]]) -> Iterator[Doubt]:
    for title, (unvalued, _) in peculiar:
        if unvalued:
            yield Doubt("text", f"工作表“{title}”的 {_cells(unvalued)}", f"公式{_UNVALUED}")


def _cells(names: Sequence[str]) -> str:
    return "、".join(names[:8]) + (" 等" if len(names) > 8 else "")


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
    text, places = placed(_sheet(rows, ""))
    return RawText(text, notes=decoded.notes, places=places)


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


def _sheet(rows: Sequence[Sequence[str]], name: str) -> list[tuple[str, str]]:
    """Return the lines of a sheet, each with the place of its row.

    Leading lines of a single cell are text: a title above its table.
    """
    filled = [(n, row) for n, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    step = 1 + len(rows) // _PLACES
    places = [f"{name}第{_range(number, step)}行" for number, _ in filled]
    title = 0
    while title < len(filled) - 1 and sum(bool(cell.strip()) for cell in filled[title][1]) == 1:
        title += 1
    lines = ["".join(row).strip() + "\n\n" for _, row in filled[:title]]
    made = table([row for _, row in filled[title:]]).splitlines()
    head = [f"{made[0]}\n{made[1]}"] if made else []
    lines += [f"{line}\n" for line in head + made[2:]]
    return list(zip(lines, places, strict=True))


def _range(number: int, step: int) -> str:
    """Return the row, or in a long sheet the rows among which it stands."""
    first = (number - 1) // step * step + 1
    return f"{first}—{first + step - 1}" if step > 1 else str(number)


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
