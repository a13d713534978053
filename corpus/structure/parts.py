"""Which separate texts does one file hold: a covering letter, its annexes, several plans?"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.identifiers import doc_no_key
from corpus.structure.lines import Line, Style

__all__ = ["Part", "find_parts"]

COVER = "印发通知"
_ABOVE_ARTICLES = (None, Style.BOOK, Style.CHAPTER, Style.SECTION)


@dataclass(frozen=True, slots=True)
class Part:
    """One text in a file: its number (0 is the covering letter), title and lines [first, last).

    `title_lines` counts the lines at its head that form the title (with the mark 「附件」).
    """

    number: int
    title: str
    first: int
    last: int
    title_lines: int

    @property
    def is_form(self) -> bool:
        """Whether the part is a form or table, whose cells were flattened into lines."""
        return self.title.rstrip("》").endswith("表")


def find_parts(lines: Sequence[Line]) -> list[Part]:
    """Return the parts in order; a text without any title is one part with an empty title.

    A part begins at a line 「附件」 that stands alone, and at the title above a numbering that
    begins again with 一、. What stands before the first title is a covering letter.
    """
    starts = {at: _annex_title(lines, at) for at in _annexes(lines)}
    for at, line in enumerate(lines):
        begins = line.style in (Style.ENUM, Style.ARTICLE) and line.number == 1 and not line.sub
        if not begins:
            continue
        first, count = _title_above(lines, at)
        if count and not any(start <= first < start + max(n, 1) for start, n in starts.items()):
            starts[first] = count
    return _assemble(lines, sorted(starts.items()))


def _annexes(lines: Sequence[Line]) -> list[int]:
    return [at for at, line in enumerate(lines) if line.is_annex_mark]


def _annex_title(lines: Sequence[Line], at: int) -> int:
    """Count the lines of 「附件」 and the title below it."""
    end = at + 1
    while end < len(lines) and end - at <= 3 and lines[end].is_title_like:
        end += 1
        if lines[end - 1].text.endswith(("表", "意见", "方案", "办法", "清单", "规定")):
            break
    return end - at


def _title_above(lines: Sequence[Line], at: int) -> tuple[int, int]:
    """Return (first line, count) of the title above the preamble above line `at`."""
    end = at
    while end > 0 and not lines[end - 1].is_title_like:
        above = lines[end - 1]
        if above.style not in _ABOVE_ARTICLES or above.is_date or above.is_annex_mark:
            return at, 0
        end -= 1
    if end > 0 and _is_number(lines[end - 1]):
        end -= 1  # the 文号 stands between title and preamble
    first = end
    while first > 0 and lines[first - 1].is_title_like and end - first < 4:
        first -= 1
    numbered = first < end < len(lines) and _is_number(lines[end])
    return first, end - first + numbered


def _assemble(lines: Sequence[Line], starts: Sequence[tuple[int, int]]) -> list[Part]:
    if not starts:
        return [Part(1, "", 0, len(lines), 0)]
    parts = []
    if starts[0][0] > 0:
        parts.append(_cover(lines, starts[0][0]))
    stops = [start for start, _ in starts[1:]] + [len(lines)]
    for number, ((first, count), last) in enumerate(zip(starts, stops, strict=True), 1):
        titled = [
            line
            for line in lines[first : first + count]
            if not (line.is_annex_mark or _is_number(line))
        ]
        title = "".join(line.text.lstrip("# ") for line in titled)
        title = title.replace("(", "（").replace(")", "）")  # as titles are printed
        parts.append(Part(number, title or "附件", first, last, count))
    return parts


def _cover(lines: Sequence[Line], end: int) -> Part:
    """Return the letter before the first title; a title of its own stands in its first line."""
    first = lines[0]
    has_title = first.style is None and not first.text.endswith((":", "。", ",", ";"))
    return Part(0, COVER, 0, end, int(has_title and end > 1))


def _is_number(line: Line) -> bool:
    return len(line.text) <= 30 and doc_no_key(line.text) is not None and line.text.endswith("号")
