"""Which separate texts does one file hold: a covering letter, its annexes, several plans?"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.identifiers import doc_no_key
from corpus.structure.articles import opens_articles
from corpus.structure.covers import read_cover
from corpus.structure.lines import Line, Style
from corpus.structure.masthead import is_letterhead

__all__ = ["Part", "find_parts", "is_doc_no"]

COVER = "印发通知"
_ABOVE_ARTICLES = (None, Style.MARKDOWN, Style.BOOK, Style.CHAPTER, Style.SECTION)
_NAMES = ("表", "意见", "方案", "办法", "清单", "规定")  # with which an annex's title ends
_KINDS = (
    "通知", "通告", "公告", "通报", "意见", "方案", "办法", "规定", "细则", "条例", "决定",
    "决议", "命令", "令", "函", "复函", "批复", "报告", "请示", "纪要", "要点", "计划", "规划",
)  # fmt: skip
_LONGEST_TITLE = 4  # lines
_CONTENTS = re.compile(r"目\s*[录次]")
_ENTRY = re.compile(r"\d{1,2}(?:\.\d{1,2})*\s+[\u4e00-\u9fffA-Z]")
_LEAST_CONTENTS = 2  # lines
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff》”])[,;:!?]|[,;:!?](?=[\u4e00-\u9fff《“])")
_ANNEX_NAME = re.compile(r"附\s*[件录表]\s*[\d一二三四五六七八九十]*\s*:")  # 「附件一：…办法」
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}


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
    begins again with 一、 or 第一条. What stands before the first title is a covering letter. A
    standard with its cover is one part.
    """
    cover, name = read_cover(lines)
    if cover:
        return [Part(1, name, 0, len(lines), cover)]
    starts = {at: _annex_title(lines, at) for at in _annexes(lines)}
    taken = {line for at, count in starts.items() for line in range(at, at + count)}
    for at in _beginnings(lines):
        first, count = _title_above(lines, at)
        if count and first not in taken:
            starts[first] = count
            taken.update(range(first, first + count))
    if not starts or (0 not in taken and _is_own_title(lines[0])):
        starts |= _title_on_top(lines)
    return _assemble(lines, starts)


def is_doc_no(line: Line) -> bool:
    """Tell whether the line is a 文号 and nothing else, as below or above a title."""
    text = line.text.strip("()")
    return len(text) <= 30 and text.endswith("号") and doc_no_key(text) is not None


def _annexes(lines: Sequence[Line]) -> Iterator[int]:
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else None
        is_list = line.text.endswith(":") and below and below.style is Style.DIGIT
        if line.is_annex_mark and not is_list:
            yield at


def _annex_title(lines: Sequence[Line], at: int) -> int:
    """Count the lines of 「附件」 and the title below it."""
    end = at + 1
    while end < len(lines) and end - at <= 3 and lines[end].is_title_like:
        end += 1
        if lines[end - 1].text.endswith(_NAMES):
            break
    return end - at


def _beginnings(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines with which a numbering begins: 第一条; 一、 outside articles; else 1."""
    articles = [at for at, line in enumerate(lines) if line.style is Style.ARTICLE]
    for at in _numbered_one(lines, Style.ENUM):
        after = bisect_left(articles, at)
        inside = 0 < after < len(articles) and not opens_articles(lines[articles[after]])
        if not inside:
            yield at
    yield from (at for at in articles if at == articles[0] or opens_articles(lines[at]))
    yield from [at for at, line in enumerate(lines) if line.style is Style.DECIMAL][:1]
    if not articles and not any(line.style is Style.ENUM for line in lines):
        yield from _numbered_one(lines, Style.DIGIT)[:1]


def _numbered_one(lines: Sequence[Line], style: Style) -> list[int]:
    return [at for at, line in enumerate(lines) if line.style is style and line.number == 1]


def _title_above(lines: Sequence[Line], at: int) -> tuple[int, int]:
    """Return (first line, count) of the title above the preamble above line `at`."""
    end = at
    while end > 0 and not lines[end - 1].is_title_like:
        if _parts_from_title(lines, end - 1):
            return at, 0
        end -= 1
    if end > 0 and is_doc_no(lines[end - 1]):
        end -= 1  # the 文号 stands between title and preamble
    first, end = _marked_title(lines, end) or _plain_title(lines, end)
    numbered = first < end < len(lines) and is_doc_no(lines[end])
    return first, end - first + numbered


def _parts_from_title(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a title above the line cannot belong to what stands below it."""
    line = lines[at]
    dated = line.is_date and not (
        at > 0 and (lines[at - 1].is_marked_title or lines[at - 1].is_note)
    )
    return line.style not in _ABOVE_ARTICLES or dated or line.is_annex_mark


def _plain_title(lines: Sequence[Line], end: int) -> tuple[int, int]:
    first = end = _above_contents(lines, end)
    while first > 0 and lines[first - 1].is_title_like and end - first < _LONGEST_TITLE:
        first -= 1
    return first, end


def _above_contents(lines: Sequence[Line], end: int) -> int:
    """Return where a table of contents (目录, 1 范围, 2 职责) that ends at `end` begins, or `end`.

    Its entries are no title; without the word 目录 above them nothing above is one either.
    """
    first = end
    while first > 0 and _ENTRY.match(lines[first - 1].text):
        first -= 1
    if end - first < _LEAST_CONTENTS:
        return end
    named = first > 0 and _CONTENTS.fullmatch(lines[first - 1].text)
    return first - 1 if named else first


def _marked_title(lines: Sequence[Line], end: int) -> tuple[int, int] | None:
    """Return the lines `# …` above, None where a letter's salutation or its day comes between.

    Where titles are marked, a short line below one is a subtitle or the rest of a broken note.
    """
    while end > 0 and not lines[end - 1].is_marked_title:
        end -= 1
        if _parts_from_title(lines, end) or lines[end].text.endswith(":"):
            return None
    first = end
    while first > 0 and lines[first - 1].is_marked_title:
        first -= 1
    return (first, end) if first < end else None


def _is_own_title(line: Line) -> bool:
    """Tell a text with annexes from a letter that only sends one: 「# 关于印发…的通知」."""
    return line.is_marked_title and not re.search("[印转]发|发布|公布", line.text)


def _title_on_top(lines: Sequence[Line]) -> dict[int, int]:
    """Return the title of a text without numbering, if its first lines are named like one."""
    marked = bool(lines) and lines[0].is_marked_title
    end = 0
    while end < min(len(lines), _LONGEST_TITLE) and lines[end].is_title_like:
        if marked and not lines[end].is_marked_title:
            break
        end += 1
    while end > 0 and not (marked or lines[end - 1].text.rstrip(")").endswith(_KINDS)):
        end -= 1
    below = 0 < end < len(lines) and is_doc_no(lines[end])
    return {0: end + below} if end else {}


def _assemble(lines: Sequence[Line], found: Mapping[int, int]) -> list[Part]:
    if not found:
        return [Part(1, "", 0, len(lines), 0)]
    starts = sorted(found.items())
    above, count = starts[0]
    if all(line.is_note or is_doc_no(line) for line in lines[:above]):
        starts[0] = (0, above + count)
    parts = [_cover(lines, starts[0][0])] if starts[0][0] > 0 else []
    stops = [start for start, _ in starts[1:]] + [len(lines)]
    for number, ((first, count), last) in enumerate(zip(starts, stops, strict=True), 1):
        title = _words(lines[first : first + count]) or lines[first].text.rstrip(" :")
        parts.append(Part(number, title, first, last, count))
    return parts


def _words(lines: Sequence[Line]) -> str:
    """Join the lines of a title as titles are printed, with Chinese punctuation."""
    titled = [line for line in lines if not (line.is_annex_mark or line.is_note or is_doc_no(line))]
    if len(titled) > 1 and is_letterhead(titled[0].text):
        titled = titled[1:]
    title = "".join(line.text.partition("<!--")[0].strip("# ") for line in titled)
    title = _ANNEX_NAME.sub("", title)
    title = title.replace("(", "（").replace(")", "）")
    return _HALF_WIDTH.sub(lambda match: _FULL_WIDTH[match[0]], title)


def _cover(lines: Sequence[Line], end: int) -> Part:
    """Return the letter before the first title; a title of its own stands in its first line."""
    first = lines[0]
    has_title = first.style is None and not first.text.endswith((":", "。", ",", ";"))
    return Part(0, COVER, 0, end, int(has_title and end > 1))
