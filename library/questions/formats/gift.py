r"""How are questions written in GIFT, Moodle's format of plain text?

As documented at docs.moodle.org/en/GIFT_format: questions are apart by a blank line, ``//`` begins
a remark, and ``~ = # { } : \`` are escaped. 判断 is true-false, 单选 and 多选 multiple choice with
weights, a 填空 with one blank short answer; what a person must mark is an essay, its answer in the
general feedback.
"""

from collections.abc import Iterator, Sequence

from library.questions.formats.essays import feedback_of, is_essay
from library.questions.formats.rows import MARK, packed
from library.questions.records import Item, ItemType

__all__ = ["gift_bytes"]

_ESCAPES = str.maketrans({char: f"\\{char}" for char in "\\~=#{}:"} | {"\n": "\\n", "\r": None})


def gift_bytes(items: Sequence[Item]) -> bytes:
    """Return the questions as a file of GIFT, UTF-8."""
    return "\n".join(_lines(items)).encode()


def _lines(items: Sequence[Item]) -> Iterator[str]:
    topic = None
    for item in items:
        if item.topic != topic:
            topic = item.topic
            yield f"$CATEGORY: {_one_line(topic) or '未分类'}\n"
        if record := packed(item):
            yield f"// {MARK}{record}"
        title = _escaped(f"{item.type} {item.item_id}")
        yield f"::{title}::[plain]{_escaped(item.stem)}{{{_answers(item)}}}\n"


def _answers(item: Item) -> str:
    feedback = f"####{said}" if (said := _escaped(feedback_of(item))) else ""
    if is_essay(item):
        return feedback
    match item.type:
        case ItemType.TRUE_FALSE:
            return ("TRUE" if item.key == (0,) else "FALSE") + feedback
        case ItemType.BLANK:
            return "".join(f"={_weighed(text)} " for text in item.blanks[0]) + feedback
        case _:
            return "".join(f"{_choice(item, at)} " for at in range(len(item.options))) + feedback


def _choice(item: Item, at: int) -> str:
    text = item.options[at]
    if item.type is ItemType.SINGLE:
        return ("=" if at in item.key else "~") + _weighed(text, right=at in item.key)
    weight = f"{100 / len(item.key):.5f}".rstrip("0").rstrip(".") if at in item.key else "-100"
    return f"~%{weight}%{_option(text)}"


def _weighed(text: str, *, right: bool = True) -> str:
    """Return an option; one that begins with a percent sign would pass for a weight."""
    weight = ("%100%" if right else "%0%") if text.lstrip().startswith("%") else ""
    return weight + _option(text)


def _option(text: str) -> str:
    return _escaped(text).replace("->", "－>")  # an arrow would make it a matching


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _one_line(text: str) -> str:
    return " ".join(text.split())
