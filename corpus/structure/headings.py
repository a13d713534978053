"""Which lines of a part are headings where they stand?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.structure.lines import Line, Style

__all__ = ["Heading", "find_headings"]

_DEEPER_THAN_ARTICLE = (Style.ENUM, Style.PAREN, Style.DIGIT)
_IN_CONTENTS = (Style.MARKDOWN, Style.BOOK, Style.CHAPTER, Style.SECTION)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a node, with its number (lost numerals supplied).

    `rank` orders headings from the outermost, the smallest.
    """

    line: Line
    style: Style
    number: int
    rank: int
    supplied: bool = False


def find_headings(lines: Sequence[Line]) -> list[tuple[int, Heading]]:
    """Return (index, heading) of the lines that are headings where they stand."""
    is_standard = any(line.style is Style.DECIMAL for line in lines)
    is_statute = is_standard or sum(line.style is Style.ARTICLE for line in lines) >= 2
    contents = _contents(lines)
    depths = _depths(lines)
    following = _next_enum(lines)
    found: list[tuple[int, Heading]] = []
    last_digit = last_enum = 0
    for at, line in enumerate(lines):
        style, number, supplied = line.style, line.number, False
        if line.lost and following[at] == last_enum + 2 and not is_statute:
            style, number, supplied = Style.ENUM, last_enum + 1, True
        if style is None or at in contents:
            continue
        if is_statute and style in _DEEPER_THAN_ARTICLE and not line.hashes:
            continue
        if style is Style.DIGIT:
            if number not in (1, last_digit + 1):
                continue  # a figure or a list of its own, not the next heading
            last_digit = number
        if style is Style.ENUM:
            last_enum = number
        rank = _rank(line, style, is_statute, depths)
        found.append((at, Heading(line, style, number, rank, supplied)))
    return found


def _depths(lines: Sequence[Line]) -> dict[int, int]:
    """Return for each depth of Markdown heading the outermost rank of a 编, 章 or 节 there."""
    found: dict[int, int] = {}
    for line in lines:
        if line.hashes and line.style in (Style.BOOK, Style.CHAPTER, Style.SECTION):
            found[line.hashes] = min(10 * line.style, found.get(line.hashes, 10 * line.style))
    return found


def _rank(line: Line, style: Style, is_statute: bool, depths: Mapping[int, int]) -> int:
    """Order by style; a Markdown heading without number by its depth, outside all others.

    「## 一、」 in a statute stands for a chapter, above the articles; 「## 序言」 stands beside
    「## 第一章」; 分编 stand within 编.
    """
    if style is Style.DECIMAL:  # 条文说明 stands above its chapters
        return 10 * Style.BOOK + 10 * min(line.depth, 3) + max(line.depth - 3, 0)
    if style is Style.MARKDOWN:
        return depths.get(line.hashes, line.hashes)
    if is_statute and style in _DEEPER_THAN_ARTICLE:
        return 10 * Style.SECTION + style
    return 10 * style + (5 if style is Style.BOOK and "分编" in line.marker else 0)


def _next_enum(lines: Sequence[Line]) -> list[int]:
    """Return for each line the number of the next 「一、」 below it, 0 where none follows."""
    found = [0] * len(lines)
    for at in range(len(lines) - 1, 0, -1):
        found[at - 1] = lines[at].number if lines[at].style is Style.ENUM else found[at]
    return found


def _contents(lines: Sequence[Line]) -> range:
    """Return the lines of a table of contents: from 「目录」 until its first heading repeats."""
    for at, line in enumerate(lines):
        if line.style is Style.ARTICLE:
            break
        if "".join(line.text.lstrip("# ").split()) in ("目录", "目次") and at + 1 < len(lines):
            return _until_repeated(lines, at)
    return range(0)


def _until_repeated(lines: Sequence[Line], at: int) -> range:
    def words(line: Line) -> str:
        return "".join(line.text.lstrip("# ").split())

    for end in range(at + 2, len(lines)):
        if words(lines[end]) == words(lines[at + 1]):
            return range(at, end)
        if lines[end].style not in (None, *_IN_CONTENTS):
            break
    return range(0)
