"""Which question do named fields make, as a row of a table or a Word paper has them?

The names are 题型, 题干, 选项A …, 答案, 解析, 难度, 章节 and 依据.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from library.questions.formats.draft import JUDGED, Draft, problem_of, truth_of, type_of
from library.questions.formats.essays import points_in
from library.questions.records import ItemType

__all__ = ["draft_of"]

_LEVELS = {"易": 0.2, "较易": 0.35, "中": 0.5, "中等": 0.5, "较难": 0.65, "难": 0.8}


def draft_of(fields: Mapping[str, str]) -> tuple[Draft | None, str]:
    """Return the question, or None and in Chinese why it is none."""
    draft, problem = _draft(fields)
    problem = problem or (problem_of(draft) if draft else "")
    return (None if problem else draft), problem


def _draft(fields: Mapping[str, str]) -> tuple[Draft | None, str]:
    lettered = sorted((n[2], text) for n, text in fields.items() if n.startswith("选项") and text)
    answer, named = fields.get("答案", ""), fields.get("题型", "")
    type_ = type_of(named) if named else _guessed(answer, [text for _, text in lettered])
    if type_ is None:
        return None, f"题型“{named[:20]}”不认识，只认 {'、'.join(ItemType)}"
    difficulty, problem = _difficulty(fields.get("难度", ""))
    draft = Draft(
        type_, fields.get("题干", ""), explanation=fields.get("解析", ""),
        basis=fields.get("依据", ""), topic=fields.get("章节", ""), difficulty=difficulty,
    )  # fmt: skip
    return (None, problem) if problem else _answered(draft, lettered, answer)


def _answered(
    draft: Draft, lettered: Sequence[tuple[str, str]], answer: str
) -> tuple[Draft | None, str]:
    """Return the draft with its options and its key."""
    match draft.type:
        case ItemType.TRUE_FALSE:
            truth = truth_of(answer)
            if truth is None:
                return None, f"判断题的答案是“{answer[:20]}”，应是 正确 或 错误"
            return replace(draft, options=JUDGED, key=(0 if truth else 1,)), ""
        case ItemType.SINGLE | ItemType.MULTIPLE:
            return _chosen(draft, lettered, answer)
        case ItemType.BLANK:
            parts = [part for part in re.split(r"[；;\n]", answer) if part.strip()]
            blanks = tuple(tuple(map(str.strip, part.split("|"))) for part in parts)
            return replace(draft, blanks=blanks), ""
    return replace(draft, points=points_in(answer)), ""


def _chosen(
    draft: Draft, lettered: Sequence[tuple[str, str]], answer: str
) -> tuple[Draft | None, str]:
    letters = [letter for letter, _ in lettered]
    chosen = re.sub(r"[\s,，、;；.。]", "", answer).upper()
    strange = [letter for letter in chosen if letter not in letters]
    if strange:
        return None, f"答案“{answer[:20]}”里的 {strange[0]} 不在选项之中"
    key = tuple(sorted({letters.index(letter) for letter in chosen}))
    return replace(draft, options=tuple(text for _, text in lettered), key=key), ""


def _guessed(answer: str, options: Sequence[str]) -> ItemType | None:
    """Return what a row without a type is, as far as its options and its key tell."""
    if not options:
        return ItemType.TRUE_FALSE if truth_of(answer) is not None else ItemType.SHORT
    letters = re.sub(r"[^A-Za-z]", "", answer)
    return ItemType.MULTIPLE if len(letters) > 1 else ItemType.SINGLE


def _difficulty(said: str) -> tuple[float | None, str]:
    if not said.strip():
        return None, ""
    if said.strip() in _LEVELS:
        return _LEVELS[said.strip()], ""
    try:
        value = float(said)
    except ValueError:
        value = -1.0
    if 0 <= value <= 1:
        return value, ""
    if value in {2.0, 3.0, 4.0, 5.0}:
        return (value - 1) / 4, ""
    return None, f"难度“{said[:20]}”应是 易、中、难，或 0 到 1 的数，或 1 到 5 级"
