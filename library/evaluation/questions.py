"""Which questions does a department measure its search by, and what must answer each?"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers.decoding import decode
from library.errors import SheetRejected
from library.sheet_rows import cell_text, workbook_rows
from library.tables import Table, write_tables

__all__ = ["NONE", "QUESTION_SUFFIXES", "BadRow", "Question", "read_questions", "write_template"]

QUESTION_SUFFIXES = (".xlsx", ".tsv", ".csv")
NONE = "无"
"""Written where nothing that is held answers."""

_SHEET = "评测"
_COLUMNS = {
    "查询": ("查询", "query"),
    "预期条款": ("预期条款", "预期", "expected"),
    "编号": ("编号", "id"),
    "分类": ("分类", "style"),
    "备注": ("备注", "note"),
}
_NEEDED = ("查询", "预期条款")


@dataclass(frozen=True, slots=True)
class Question:
    """A query and what must be found: clauses, documents or citations, each by itself enough.

    `row` counts from 1 with the head; `expected` is empty where nothing should be found.
    """

    row: int
    name: str
    query: str
    expected: tuple[str, ...]
    style: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that takes no part in the figures, and why, in Chinese."""

    row: int
    query: str
    reason: str


def read_questions(path: Path) -> tuple[list[Question], list[BadRow]]:
    """Return the questions of a `.xlsx`, `.tsv` or `.csv` file, and the rows that are none.

    Raise SheetRejected for another kind of file or missing columns, UnreadableFile for damage.
    """
    rows = _rows(path)
    _, head = next(rows, (0, ()))
    places = _places(path, [str(cell or "").strip() for cell in head])
    questions: list[Question] = []
    bad: list[BadRow] = []
    for number, cells in rows:
        question = _question(number, {name: cell_text(cells, at) for name, at in places.items()})
        if not question.query and not question.expected and not question.note:
            continue
        if reason := _fault(question, questions):
            bad.append(BadRow(number, question.query, reason))
        elif question.expected == (NONE,):
            questions.append(_unanswerable(question))
        else:
            questions.append(question)
    return questions, bad


def write_template(path: Path) -> None:
    """Write an empty set to fill in, with notes on how; raise OSError, ValueError."""
    head = ("编号", "查询", "预期条款", "分类", "备注")
    examples = [
        ("示例1", "动火要办什么手续", "《消防法》第二十一条", "口语", ""),
        ("示例2", "公积金提取材料", NONE, "无答案", "资料库里没有这方面的内容"),
    ]  # fmt: skip
    notes = [
        ("查询", "照工作人员平时的问法写，一行一个。"),
        ("预期条款", "条款编号、文件编号，或《文件名称》第N条。几个都算对的，用“；”隔开。"),
        ("预期条款", f"资料库里没有答案、应当什么也不给的，写“{NONE}”。"),
        ("编号、分类、备注", "可以不填；结果按分类分别统计。"),
        ("示例行", "填好后删去两行示例，运行 zhiku eval 这个文件。"),
    ]
    write_tables(
        path, [Table(_SHEET, head, examples), Table("填写说明", ("栏目", "怎样填"), notes)]
    )


def _rows(path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        yield from workbook_rows(path, _SHEET)
        return
    if suffix not in QUESTION_SUFFIXES:
        raise SheetRejected(f"{path.name}：评测集应是 {'、'.join(QUESTION_SUFFIXES)} 文件或目录。")
    if not path.is_file():
        raise UnreadableFile(path, "没有这个文件", "请核对路径。")
    text = StringIO(decode(path, path.read_bytes()).text, newline="")
    # A sheet in TSV has no quotes of its own: a query that begins with one means it.
    rows = csv.reader(text) if suffix == ".csv" else (line.split("\t") for line in _lines(text))
    yield from enumerate(rows, 1)


def _lines(text: StringIO) -> Iterator[str]:
    return (line.rstrip("\r\n") for line in text)


def _places(path: Path, head: Sequence[str]) -> dict[str, int]:
    places = {
        name: head.index(found)
        for name, names in _COLUMNS.items()
        if (found := next((title for title in names if title in head), None))
    }
    if missing := [name for name in _NEEDED if name not in places]:
        raise SheetRejected(
            f"{path.name} 第 1 行缺少栏目：{'、'.join(missing)}。"
            "请用 zhiku eval --template 模板.xlsx 写出模板，不要改动栏目名。"
        )
    return places


def _question(number: int, cells: dict[str, str]) -> Question:
    expected = re.split(r"[；;\n]", cells["预期条款"])
    return Question(
        number,
        cells.get("编号") or str(number),
        cells["查询"],
        tuple(part.strip() for part in expected if part.strip()),
        cells.get("分类", ""),
        cells.get("备注", ""),
    )


def _unanswerable(question: Question) -> Question:
    return Question(question.row, question.name, question.query, (), question.style, question.note)


def _fault(question: Question, before: Sequence[Question]) -> str:
    if not question.query:
        return "没有写查询"
    if not question.expected:
        return f"没有写预期条款（没有答案的请写“{NONE}”）"
    if NONE in question.expected and len(question.expected) > 1:
        return f"“{NONE}”不能与条款写在一起"
    same = next((earlier.row for earlier in before if earlier.query == question.query), None)
    return f"与第 {same} 行的查询相同" if same else ""
