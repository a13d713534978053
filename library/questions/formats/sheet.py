"""How are questions written and read as a table, in Excel or CSV?

The columns are those that people pass around: 题型, 题干, 选项A–F, 答案, 解析, 难度, 章节; with
依据, the words of the clause, and our own record at the end. In 答案 the letters of a choice stand
together, the blanks of a 填空 are apart by 「；」 and what is accepted for one by 「|」, the points
of an answer stand on a line each.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers.decoding import decode
from library.cells import CSV_FORMULA, Table, csv_bytes
from library.errors import ImportRejected
from library.questions.formats.draft import basis_of
from library.questions.formats.fields import draft_of
from library.questions.formats.rows import Row, packed, unpacked
from library.questions.records import Item, ItemType

__all__ = ["SHEET", "csv_sheet", "excel_bytes", "read_sheet", "template_bytes"]

SHEET = "题目"
_HEAD, _TAIL = ("题型", "题干"), ("答案", "解析", "难度", "章节", "依据", "依据原文", "题目编号")
_RECORD = "智库记录"
_LEAST = 6  # columns for options
_OPTION = re.compile(r"选项\s*([A-Z])|([A-Z])(?:\s*选项)?", re.IGNORECASE)
_ALIASES = {
    "题目": "题干", "试题": "题干", "题目内容": "题干", "类型": "题型", "正确答案": "答案",
    "参考答案": "答案", "答案解析": "解析", "试题解析": "解析", "主题": "章节", "知识点": "章节",
    "分类": "章节", "出处": "依据", "来源": "依据", "难易度": "难度", "难度系数": "难度",
}  # fmt: skip


def excel_bytes(items: Sequence[Item]) -> bytes:
    """Return the questions as a workbook; what looks like a formula is text in it."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from library.tables import workbook  # noqa: PLC0415 - openpyxl is slow to load

    book = workbook([_table(items)])
    sheet = book[SHEET]
    sheet.column_dimensions[get_column_letter(sheet.max_column)].hidden = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def csv_sheet(items: Sequence[Item]) -> bytes:
    """Return the questions as CSV that no program computes anything of."""
    table = _table(items)
    return csv_bytes(table.columns, table.rows)


def template_bytes() -> bytes:
    """Return an empty workbook with the columns, to be filled in by hand."""
    from library.tables import workbook_bytes  # noqa: PLC0415 - openpyxl is slow to load

    return workbook_bytes([Table(SHEET, _columns(_LEAST)[:-2], [])])


def _table(items: Sequence[Item]) -> Table:
    count = max([_LEAST, *(len(_options(item)) for item in items)])
    return Table(SHEET, _columns(count), [_cells(item, count) for item in items])


def _columns(count: int) -> tuple[str, ...]:
    options = (f"选项{chr(ord('A') + at)}" for at in range(count))
    return (*_HEAD, *options, *_TAIL, _RECORD)


def _options(item: Item) -> Sequence[str]:
    return () if item.type is ItemType.TRUE_FALSE else item.options


def _cells(item: Item, count: int) -> tuple[str, ...]:
    options = [*_options(item)]
    level = "易" if item.difficulty < 0.34 else "中" if item.difficulty < 0.67 else "难"
    quotes = "\n".join(source.quote for source in item.sources)
    return (
        item.type.value, item.stem, *options, *[""] * (count - len(options)), _answer(item),
        item.explanation, level, item.topic, basis_of(item), quotes, item.item_id, packed(item),
    )  # fmt: skip


def _answer(item: Item) -> str:
    match item.type:
        case ItemType.TRUE_FALSE:
            return "".join(item.options[at] for at in item.key)
        case ItemType.SINGLE | ItemType.MULTIPLE:
            return "".join(chr(ord("A") + at) for at in item.key)
        case ItemType.BLANK:
            return "；".join("|".join(map(_unparted, accepted)) for accepted in item.blanks)
        case _:
            return "\n".join(f"{n}．{point}" for n, point in enumerate(item.points, 1))


def _unparted(text: str) -> str:
    """Return an answer without what parts one from another."""
    return text.translate(str.maketrans("；;\n|", "，， ｜"))


def read_sheet(path: Path) -> Iterator[Row]:
    """Yield the questions of a workbook or of CSV, row by row.

    Raise ImportRejected where 题干 or 答案 is no column of it, UnreadableFile for damage.
    """
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _workbook_rows(path)
    columns: list[str] = []
    for number, cells in rows:
        if not any(cells):
            continue
        if not columns:
            columns = [_column(name) for name in cells]
            _check(path, columns)
            continue
        yield _row(f"第 {number} 行", dict(zip(columns, cells, strict=False)))


def _workbook_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    from library.sheet_rows import cell_text, workbook_rows  # noqa: PLC0415 - openpyxl is slow

    for number, cells in workbook_rows(path, SHEET):
        yield number, [cell_text(cells, at) for at in range(len(cells))]


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    if not path.is_file():
        raise UnreadableFile(path, "没有这个文件", "请核对路径。")
    text = decode(path, path.read_bytes()).text
    try:
        for number, row in enumerate(csv.reader(StringIO(text, newline="")), 1):
            yield number, [_literal(cell).strip() for cell in row]
    except csv.Error as error:
        raise UnreadableFile(path, "表格的引号或分隔符有误", "请另存为 CSV 后再导入。") from error


def _literal(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and CSV_FORMULA.match(cell) else cell


def _column(name: str) -> str:
    plain = re.sub(r"\s", "", name)
    option = _OPTION.fullmatch(plain)
    if option:
        return "选项" + (option[1] or option[2]).upper()
    return _ALIASES.get(plain, plain)


def _check(path: Path, columns: Iterable[str]) -> None:
    lacking = [name for name in ("题干", "答案") if name not in columns]
    if lacking:
        advice = "栏目应是 题型、题干、选项A–F、答案、解析、难度、章节，可用 --template 取得模板"
        raise ImportRejected(f"{path.name} 的第一行没有栏目“{'、'.join(lacking)}”。{advice}。")


def _row(place: str, cells: Mapping[str, str]) -> Row:
    draft, problem = draft_of(cells)
    record = unpacked(cells.get(_RECORD, "")) if cells.get(_RECORD) else None
    return Row(place, draft, problem, record)
