"""Where does a text hold characters without agreed meaning, which must not be lost?

A private-use character in place of a decimal point makes 2.5 米 into 25 米 when it is dropped.
Every such character is kept as it is and noted with its place.
"""

import re
from collections.abc import Iterator

from corpus.normalise import PRIVATE_USE, visible

__all__ = ["doubtful_characters"]

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHOWN = 20


def doubtful_characters(text: str) -> tuple[str, list[str]]:
    """Return `text` fit to be stored, and a note on each place that a person must look at.

    Private-use characters stay. Control characters, which nothing prints, and halves of
    characters, which nothing can store, become U+FFFD: nothing closes up silently.
    """
    text, halves = _SURROGATE.subn("\ufffd", text)
    text, controls = _CONTROL.subn("\ufffd", text)
    notes = list(_private_notes(text))
    if halves + controls:
        notes.append(f"有 {halves + controls} 个控制符或残缺的字，以“\ufffd”代替，请对照原件")
    return text, notes


def _private_notes(text: str) -> Iterator[str]:
    found = list(PRIVATE_USE.finditer(text))
    for match in found[:_SHOWN]:
        line = text.count("\n", 0, match.start()) + 1
        start, end = max(0, match.start() - 8), match.end() + 8
        around = visible(text[start:end]).replace("\n", " ")
        yield (
            f"第 {line} 行“{around}”里的 U+{ord(match[0]):04X} 是私用区字符，含义不明"
            "（可能是小数点或生僻字），已原样保留，请对照原件"
        )
    if len(found) > _SHOWN:
        yield f"另有 {len(found) - _SHOWN} 个私用区字符，也已原样保留"
