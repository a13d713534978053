"""Where does an article begin in the middle of a line?

Some sources run the articles of a chapter together in one paragraph, or print 「第一章 总则」 and
第一条 on one line. Whoever read only the heads of lines would cite 第一条 for the words of 第九条.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.normalise import nfkc
from corpus.numerals import NUMERAL
from corpus.structure.lines import Line, Style, article_key, follows, read_line

__all__ = ["part_lines"]

_ARTICLE = (
    rf"\s*{NUMERAL}+\s*条(?:之{NUMERAL}+)?(?=\s)"
    rf"|(?<=[\s。]第){NUMERAL}+条(?!另有|明确)(?=[\u4e00-\u9fff])"
)
_CHAPTER = rf"\s*{NUMERAL}+\s*[编章节]\s+[^\s。;]{{1,25}}(?=\s+第\s*{NUMERAL}+\s*[章节条])"
# The first character is a literal, which the engine looks for at once.
_OPENS = re.compile(rf"第(?<=[\s。;!?”)]第)(?:{_ARTICLE}|{_CHAPTER})")
_ENDS = ("。", ";", "!", "?", "”", ")")
_HEAD = 40  # characters, enough for a number and what surrounds it
_ABOVE = (Style.BOOK, Style.CHAPTER, Style.SECTION)


def part_lines(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines, parted where an article or chapter begins within one.

    It begins after the end of a sentence, or after the heading of its chapter; white space sets
    its number off; and it goes on counting from the article before, so that no reference to an
    article (…。第五条 规定的除外) is taken for one. Without white space behind the number it
    must be just the one that is missing between the articles printed above and below.
    """
    coming = _coming(lines)
    found: list[Line] = []
    last: Line | None = None
    for line, after in zip(lines, coming, strict=True):
        for piece in _pieces(text, line, last, after):
            found.append(piece)
            if piece.style is Style.ARTICLE:
                last = piece
    return found


def _coming(lines: Sequence[Line]) -> list[Line | None]:
    """Return for each line the next one below that begins with an article."""
    found: list[Line | None] = [None] * len(lines)
    for at in range(len(lines) - 1, 0, -1):
        found[at - 1] = lines[at] if lines[at].style is Style.ARTICLE else found[at]
    return found


def _pieces(text: str, line: Line, last: Line | None, after: Line | None) -> Iterator[Line]:
    if "条" not in line.text or not _OPENS.search(line.text, 1):
        yield line
        return
    source = nfkc(text[line.start : line.end])
    begun = line.start
    current, last = line, line if line.style is Style.ARTICLE else last
    for match in _OPENS.finditer(source.text, 1):
        start = line.start + source.origin[match.start()]
        piece = read_line(text, start, min(start + _HEAD, line.end))
        above = source.text[max(0, match.start() - _HEAD) : match.start()].rstrip()
        if _begins(piece, current, last, after) and (
            current.style in _ABOVE or above.endswith(_ENDS)
        ):
            yield read_line(text, begun, start)
            current, begun = piece, start
            last = piece if piece.style is Style.ARTICLE else last
    yield line if begun == line.start else read_line(text, begun, line.end)


def _begins(piece: Line, current: Line, last: Line | None, after: Line | None) -> bool:
    if piece.style in _ABOVE or current.style in _ABOVE:  # 「第二章 空域管理 第十一条 …」
        return True
    if last is None or not follows(piece, last):
        return False
    if not piece.is_spaced:
        return after is not None and follows(after, piece)
    return after is None or article_key(after) != article_key(piece)
