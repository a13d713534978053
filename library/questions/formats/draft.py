"""What does a file say of a question, before it is known where the answer stands?"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from library.questions.formats.gaps import GAP
from library.questions.records import Item, ItemType, Source

__all__ = [
    "IMPORTED",
    "JUDGED",
    "Draft",
    "basis_of",
    "item_of",
    "problem_of",
    "split_basis",
    "truth_of",
    "type_of",
]

IMPORTED = "导入"
"""The rule of an item that came from somebody else's file."""
JUDGED = ("正确", "错误")
_TYPES = {f"{type_.value}{tail}": type_ for type_ in ItemType for tail in ("", "题")} | {
    "案例": ItemType.CASE, "案例题": ItemType.CASE, "单项选择": ItemType.SINGLE,
    "单项选择题": ItemType.SINGLE, "单选择题": ItemType.SINGLE, "多项选择": ItemType.MULTIPLE,
    "多项选择题": ItemType.MULTIPLE, "是非题": ItemType.TRUE_FALSE, "判断正误": ItemType.TRUE_FALSE,
    "问答题": ItemType.SHORT, "简述题": ItemType.SHORT, "论述题": ItemType.SHORT,
}  # fmt: skip
_TRUE = frozenset({"正确", "对", "是", "√", "✓", "T", "TRUE", "Y", "A"})
_FALSE = frozenset({"错误", "错", "否", "×", "✗", "X", "F", "FALSE", "N", "B"})
_BASIS = re.compile(r"(?:^|\n)依据：([^\n]+)$")
_LONGEST = 20_000  # characters of one text


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as a file has it; the fields are those of `Item`.

    `basis` is what the file cites, '' where nothing; `difficulty` None where it says none.
    """

    type: ItemType
    stem: str
    options: tuple[str, ...] = ()
    key: tuple[int, ...] = ()
    blanks: tuple[tuple[str, ...], ...] = ()
    points: tuple[str, ...] = ()
    explanation: str = ""
    basis: str = ""
    topic: str = ""
    difficulty: float | None = None


def type_of(name: str) -> ItemType | None:
    """Return the type that a file calls so, None for any other word."""
    return _TYPES.get(re.sub(r"\s", "", name))


def truth_of(word: str) -> bool | None:
    """Return whether a key of 判断 says that the statement is true, None where it says neither."""
    plain = re.sub(r"[\s。.]", "", word).upper()
    return True if plain in _TRUE else False if plain in _FALSE else None


def basis_of(item: Item) -> str:
    """Return the citations of an item in one line."""
    return "；".join(dict.fromkeys(source.citation for source in item.sources))


def split_basis(explanation: str) -> tuple[str, str]:
    """Return an explanation without the line 依据 at its end, and what that line cites."""
    found = _BASIS.search(explanation)
    return (explanation[: found.start()], found[1].strip()) if found else (explanation, "")


def problem_of(draft: Draft) -> str:
    """Return in Chinese why the draft is no question with a key, '' where it is one."""
    if not draft.stem.strip():
        return "没有题干"
    if any(len(text) > _LONGEST for text in (draft.stem, draft.explanation, *draft.options)):
        return f"文字超过 {_LONGEST} 字"
    match draft.type:
        case ItemType.TRUE_FALSE:
            return "" if len(draft.key) == 1 else "没有说明是正确还是错误"
        case ItemType.SINGLE | ItemType.MULTIPLE:
            return _choice_problem(draft)
        case ItemType.BLANK:
            return _blank_problem(draft)
        case _:
            return "" if any(map(str.strip, draft.points)) else "没有参考答案"


def _choice_problem(draft: Draft) -> str:
    options, key = draft.options, draft.key
    told = (
        (len(options) < 2, "选项不足两个"),
        (not all(map(str.strip, options)), "有空的选项"),
        (len(set(options)) < len(options), "有相同的选项"),
        (not key, "没有答案"),
        (max(key, default=0) >= len(options), "答案不在选项之中"),
        (draft.type is ItemType.SINGLE and len(key) > 1, "单选题有几个答案"),
        (draft.type is ItemType.MULTIPLE and len(key) < 2, "多选题只有一个答案"),
    )
    return next((problem for wrong, problem in told if wrong), "")


def _blank_problem(draft: Draft) -> str:
    if not draft.blanks or not all(draft.blanks):
        return "没有答案"
    gaps = len(GAP.findall(draft.stem))
    if gaps not in {0, len(draft.blanks)}:
        return f"题干有 {gaps} 个空，答案有 {len(draft.blanks)} 个"
    return ""


def item_of(draft: Draft, sources: Sequence[Source]) -> Item:
    """Return the draft as an item resting on these sources; its id follows from its words."""
    said = [draft.type, draft.stem, draft.options, draft.key, draft.blanks, draft.points]
    made = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    stem = draft.stem
    if draft.type is ItemType.BLANK and not GAP.search(stem):
        stem += "".join("____" for _ in draft.blanks)
    return Item(
        item_id=f"i{made[:15]}",
        type=draft.type,
        stem=stem,
        options=JUDGED if draft.type is ItemType.TRUE_FALSE else draft.options,
        key=draft.key,
        blanks=draft.blanks,
        points=draft.points,
        sources=tuple(sources),
        rule=IMPORTED,
        change=None,
        explanation=draft.explanation,
        topic=draft.topic,
        difficulty=0.5 if draft.difficulty is None else draft.difficulty,
    )
