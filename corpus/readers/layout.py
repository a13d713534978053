"""How do lines on pages become paragraphs, without running heads and page numbers?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.normalise import nfkc
from corpus.numerals import to_int
from corpus.places import placed
from corpus.records import Place

__all__ = ["Composed", "PageLine", "compose", "join_lines"]

_MARKER = re.compile(
    r"第\s*[〇零一二三四五六七八九十百千\d]+\s*[编章节条]|[一二三四五六七八九十]+、"
    r"|\([一二三四五六七八九十\d]+\)|\d{1,3}(?:\.\d+)*[.、\s]|[①-⑳•●■◆]|附\s*[件录表]|注\s*\d*:"
)
_HEADING = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+[编章节条](?:\s|$)|[一二三四五六七八九十]+、"
)
_PAGE_NUMBER = re.compile(
    r"[-—–·.\s]*(?:第\s*)?([\d〇零一二三四五六七八九十百]{1,4}|[ivxlc]{1,6})\s*(?:页)?"
    r"(?:\s*[,/]?\s*(?:共|总)?\s*\d{1,4}\s*页?)?[-—–·.\s]*",
    re.IGNORECASE,
)
_EDGE = 0.15  # of the page's height, above and below which running heads stand
_ENDS = tuple("。；：！？.;:!?”")
_WORD = re.compile(r"[A-Za-z0-9,.;:)]")


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line: page from 1, text, left and right edge, size of its characters.

    `height` is the place on the page: 0 at the top, 1 at the bottom.
    """

    page: int
    text: str
    left: float
    right: float
    height: float
    size: float


class Composed(NamedTuple):
    """Paragraphs divided by empty lines, where each page begins, notes on what was left out."""

    text: str
    places: tuple[Place, ...]
    notes: list[str]


def compose(lines: Sequence[PageLine], pages: int) -> Composed:
    """Put paragraphs together from the lines of `pages` pages; running heads are left out."""
    running = _running_heads(lines, pages)
    numbers = _page_numbers(lines, pages)
    shown = {re.sub(r"\d+", "", text): text for text in reversed(running.values())}
    heads = "；".join(reversed(shown.values()))
    notes = [f"已略去每页重复的页眉页脚：{heads}"] if heads else []
    if numbers:
        notes.append(f"已略去页码 {len(numbers)} 处")
    kept = [line for line in lines if id(line) not in running and id(line) not in numbers]
    text, places = placed(join_lines(kept))
    return Composed(text, places, notes)


def join_lines(lines: Sequence[PageLine]) -> Iterator[tuple[str, str]]:
    """Yield each line, with what divides it from the one before, and the name of its page.

    A line that fills its width runs on in the next that is not indented; else a paragraph ends.
    """
    margins = _margins(lines)
    before: PageLine | None = None
    for line in lines:
        between = "\n\n" if before else ""
        if before is not None and _runs_on(before, line, margins):
            is_word = _WORD.match(before.text[-1:]) and line.text[:1].isascii()
            between = " " if is_word else ""
        yield between + line.text, f"第{line.page}页"
        before = line


def _runs_on(before: PageLine, line: PageLine, margins: dict[int, tuple[float, float]]) -> bool:
    """Tell whether a line continues the one before, which filled its width.

    In the midst of a sentence an indent is a hanging one; after its end it opens a paragraph.
    """
    left, right = margins[before.page]
    if before.right < right - 2.2 * before.size or before.left > left + 8 * before.size:
        return False
    if abs(before.size - line.size) > 0.22 * max(before.size, line.size):
        return False
    if not before.text.endswith(_ENDS):
        return not _HEADING.match(nfkc(line.text).text)
    indented = line.left > margins[line.page][0] + 1.2 * line.size
    return not indented and not _MARKER.match(nfkc(line.text).text)


def _margins(lines: Sequence[PageLine]) -> dict[int, tuple[float, float]]:
    """Return left and right edge of the text of each page; a page of few lines takes the usual."""
    by_page = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    usual = _edges(lines)
    return {page: _edges(on) if len(on) >= 8 else usual for page, on in by_page.items()}


def _edges(lines: Sequence[PageLine]) -> tuple[float, float]:
    long = sorted(lines, key=lambda line: line.left - line.right)[: max(1, len(lines) // 2)]
    lefts, rights = sorted(x.left for x in long), sorted(x.right for x in long)
    return (lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]) if long else (0.0, 0.0)


def _running_heads(lines: Sequence[PageLine], pages: int) -> dict[int, str]:
    """Return the lines at the edge of the page that stand on more than half of three or more."""
    at_edge = [line for line in lines if min(line.height, 1 - line.height) < _EDGE]
    on = defaultdict(set)
    for line in at_edge:
        on[_shape(line)].add(line.page)
    repeated = {shape for shape, found in on.items() if pages >= 3 and 2 * len(found) > pages}
    return {
        id(line): line.text
        for line in at_edge
        if _shape(line) in repeated and not _PAGE_NUMBER.fullmatch(nfkc(line.text).text)
    }


def _shape(line: PageLine) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", nfkc(line.text).text))


def _page_numbers(lines: Sequence[PageLine], pages: int) -> set[int]:
    """Return the lines that are nothing but numbers rising by one from page to page.

    At least two pages and half of all must bear one, else a number alone may be text.
    """
    found = []
    for line in lines:
        match = _PAGE_NUMBER.fullmatch(nfkc(line.text).text)
        if match and min(line.height, 1 - line.height) < _EDGE:
            found.append((line, _value(match[1])))
    usual = Counter(value - line.page for line, value in found).most_common(1)
    if not usual or usual[0][1] < max(2, pages / 2):
        return set()
    return {id(line) for line, value in found if value - line.page == usual[0][0]}


def _value(number: str) -> int:
    if number.isascii() and not number.isdecimal():
        roman = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
        signs = [roman[sign] for sign in number.lower()]
        pairs = zip(signs, [*signs[1:], 0], strict=True)
        return sum(-here if here < after else here for here, after in pairs)
    return to_int(number)
