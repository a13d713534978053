"""How does an answer that a person must mark stand in a format that knows only essays?"""

import re

from library.questions.formats.draft import Draft, basis_of, split_basis
from library.questions.records import Item, ItemType

__all__ = ["essay_of", "feedback_of", "is_essay", "points_in", "unsaid_basis"]

_ANSWER = "参考答案："
_NUMBER = re.compile(r"\s*(?:\d{1,2}[.．、)）]|[（(]\d{1,2}[）)]|[①-⑳])\s*")


def is_essay(item: Item) -> bool:
    """Tell whether the formats of others have no kind of question that marks it by itself."""
    several = item.type is ItemType.BLANK and len(item.blanks) != 1
    return several or item.type in {ItemType.SHORT, ItemType.CASE}


def feedback_of(item: Item) -> str:
    """Return what is shown after answering: the answer to an essay, the explanation, the basis."""
    parts = []
    if is_essay(item):
        parts = [_ANSWER, *(f"{n}．{point}" for n, point in enumerate(_points(item), 1))]
        if item.explanation:
            parts.append("解析：" + item.explanation)
    elif item.explanation:
        parts.append(item.explanation)
    if basis := unsaid_basis(item):
        parts.append(f"依据：{basis}")
    return "\n".join(parts)


def unsaid_basis(item: Item) -> str:
    """Return the citations of an item that its explanation does not give already."""
    said = (each for each in basis_of(item).split("；") if each not in item.explanation)
    return "；".join(filter(None, said))


def essay_of(stem: str, feedback: str, topic: str) -> Draft:
    """Return an essay with its answer taken from the feedback."""
    said, basis = split_basis(feedback)
    answer, _, explanation = said.partition("\n解析：")
    answer = answer.removeprefix(_ANSWER)
    return Draft(
        ItemType.SHORT, stem, points=points_in(answer), explanation=explanation, basis=basis,
        topic=topic,
    )  # fmt: skip


def points_in(answer: str) -> tuple[str, ...]:
    """Return the points of an answer, one a line, without their numbers."""
    lines = (line.strip() for line in answer.split("\n"))
    return tuple(_NUMBER.sub("", line, count=1) or line for line in lines if line)


def _points(item: Item) -> list[str]:
    if item.type is ItemType.BLANK:
        return [" 或 ".join(accepted) for accepted in item.blanks]
    return [" ".join(point.split("\n")) for point in item.points]
