"""What is each line of a Chinese administrative text: heading, title, date, furniture, or body?"""

import re
from dataclasses import dataclass
from enum import IntEnum

from corpus.normalise import nfkc
from corpus.numerals import to_int

__all__ = [
    "Line",
    "Style",
    "article_key",
    "follows",
    "read_line",
    "read_lines",
    "run_in_title",
]


class Style(IntEnum):
    """The ways headings are numbered, from the outermost to the innermost."""

    MARKDOWN = 1  # a Markdown heading without a number
    BOOK = 2  # 第一编
    CHAPTER = 3  # 第一章
    SECTION = 4  # 第一节
    ARTICLE = 5  # 第一条, 第八十二条之一
    ENUM = 6  # 一、
    PAREN = 7  # （一）
    DIGIT = 8  # 1. 1、
    DECIMAL = 9  # 3, 3.1, 3.1.1 of a standard; see `corpus.structure.decimals`


_N = "[〇零一二三四五六七八九十百千两0-9]"
# After 第一章 white space, or at once a short name that is no sentence: 「第一章总则」, but not
# 「第一章规定的事项」 or 「第三章、第四章」.
_SET_OFF = (
    r"(?=\s|$|(?!规定|所列|所称|中的|以及|或者)[\u4e00-\u9fff“、]{2,25}$)(?![、的和及至或与])"
)
_MARKERS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.BOOK, re.compile(rf"第\s*({_N}+)\s*(?:分编|编){_SET_OFF}")),
    (Style.CHAPTER, re.compile(rf"第\s*({_N}+)\s*章{_SET_OFF}")),
    (Style.SECTION, re.compile(rf"第\s*({_N}+)\s*节{_SET_OFF}")),
    # A reference such as 「第十条第二款规定的」 begins a line now and then; a heading is followed
    # by space, or by a word that no reference continues with. Misprints met: 笫五条, 第三十－条.
    (
        Style.ARTICLE,
        re.compile(
            rf"[第笫]\s*({_N}+|{_N}*[十百零]-)\s*条(?:之({_N}+))?"
            r"(?:(?=\s|$)|(?![第、,和及至或的与规款项所]))"
        ),
    ),
    (Style.ENUM, re.compile(r"([一二三四五六七八九十]{1,3})、")),
    (Style.PAREN, re.compile(r"\(([一二三四五六七八九十]{1,3})\)、?")),
    (Style.DIGIT, re.compile(r"(\d{1,3})(?:\.(?!\d)|、)")),
)
_OPENING = frozenset("第笫(一二三四五六七八九十") | frozenset(map(str, range(10)))
_LOST_NUMERAL = re.compile(r"、(?=[\u4e00-\u9fff]{2,20}$)")
_DATE = re.compile(
    r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*(?:\d{1,2}\s*日?)?$"
    r"|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$"
)
_HASHES = re.compile(r"(#{1,6})\s+")
_PRINTED_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LAST_NUMBER = 9999
# A note on promulgation below a statute's title: 「2003年11月24日 国务院令第393号公布」.
_DAY = r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月"
_ENACTED = r"(?:通过|公布|公告|发布|颁布|批准|修正|修订|修改|施行|实施|执行|废止)"
_NOTE = re.compile(rf"(?:[(自于]|根据)?\s*{_DAY}.*{_ENACTED}")
_NOTE_IN_BRACKETS = re.compile(rf"\((?=.*(?:(?:19|20)\d\d|第\d+号)).*{_ENACTED}.*\)")


@dataclass(frozen=True, slots=True)
class Line:
    """One non-empty line: its span without surrounding white space, and what it looks like.

    `text` is NFKC; `marker_end` and `number`, `sub` belong to `style`, which is None for a line
    without heading marker. `label` is a decimal number in one spelling (3.0.1), `depth` how many
    numbers it is made of. `lost` marks a heading whose numeral fell out of the source.
    """

    start: int
    end: int
    text: str
    style: Style | None = None
    number: int = 0
    sub: int = 0
    marker: str = ""
    lost: bool = False
    hashes: int = 0
    label: str = ""
    depth: int = 0

    @property
    def rest(self) -> str:
        """The line after its marker."""
        return self.text[len(self.marker) :].strip()

    @property
    def is_date(self) -> bool:
        """Whether the line is nothing but a day, as under a signature."""
        return bool(_DATE.match(self.text))

    @property
    def is_annex_mark(self) -> bool:
        """Whether the line is 「附件」 or 「附件1」 alone, which opens an annex."""
        return bool(re.fullmatch(r"附\s*[件录表]?\s*[\d一二三四五六七八九十]*\s*:?", self.text))

    @property
    def is_spaced(self) -> bool:
        """Whether white space, or nothing, follows the marker, as print sets headings off."""
        return not self.text[len(self.marker) :][:1].strip()

    @property
    def is_marked_title(self) -> bool:
        """Whether Markdown says that the line is the title (`# …`)."""
        return self.style is Style.MARKDOWN and self.hashes == 1

    @property
    def is_note(self) -> bool:
        """Whether the line tells who passed or published the text and when, or is a comment."""
        if self.style is not None:
            return False
        if (
            self.text.startswith("<!--")
            or not self.text.strip("#")
            or _NOTE_IN_BRACKETS.fullmatch(self.text)
        ):
            return True
        return not self.text.endswith("。") and bool(_NOTE.match(self.text))

    @property
    def is_title_like(self) -> bool:
        """Whether the line could be (a part of) a title: short, unnumbered, no sentence."""
        return self.is_marked_title or (
            self.style is None
            and not self.lost
            and len(self.text) <= 45
            and not re.search(r"[。;:,、!?]$|[。;]|^\|", self.text)  # nor a row of a table
            and not self.is_date
            and not self.is_annex_mark
            and not self.is_note
            and not re.fullmatch(r"[\d\s.]+|目\s*[录次]", self.text)
        )


def read_lines(text: str) -> list[Line]:
    """Return the non-empty lines of `text` in order, each classified on its own."""
    found = (read_line(text, *match.span()) for match in _PRINTED_LINE.finditer(text))
    return [line for line in found if line.text]


def read_line(text: str, start: int, end: int) -> Line:
    """Return what stands between two offsets as one line, without white space around it."""
    start, end = _strip(text, start, end)
    return _classify(text[start:end], start, end)


def article_key(line: Line) -> tuple[int, int]:
    """Return number and sub-number: (82, 1) for 第八十二条之一."""
    return line.number, line.sub


def follows(line: Line | None, last: Line) -> bool:
    """Tell whether an article's number is the next one after `last`."""
    return line is not None and article_key(line) in {
        (last.number + 1, 0),
        (last.number, last.sub + 1),
    }


def run_in_title(rest: str) -> str:
    """Return the heading that opens a paragraph (「落实责任。各地要…」 → 落实责任), else ''.

    A first sentence of at most 30 characters without a comma counts, and so does a whole line
    of at most 30 characters that is no sentence.
    """
    first, stop, _ = rest.partition("。")
    if not stop:
        return rest if len(rest) <= 30 and not rest.endswith((",", ";", ":")) else ""
    return first.strip() if len(first) <= 30 and not re.search("[,;]", first) else ""


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return start, end


def _classify(raw: str, start: int, end: int) -> Line:
    text = nfkc(raw).text
    hashes = _HASHES.match(text)
    body = text[hashes.end() :] if hashes else text
    depth = len(hashes[1]) if hashes else 0
    prefix = hashes[0] if hashes else ""
    for style, pattern in _MARKERS if body[:1] in _OPENING else ():
        if (match := pattern.match(body)) and (numbers := _numbers(match)):
            return Line(start, end, text, style, *numbers, prefix + match[0], hashes=depth)
    if hashes:
        return Line(start, end, text, Style.MARKDOWN, 0, 0, prefix, hashes=depth)
    return Line(start, end, text, lost=bool(_LOST_NUMERAL.match(text)))


def _numbers(match: re.Match[str]) -> tuple[int, int] | None:
    """Return number and sub-number (第八十二条之一) of a marker, None where one is unreadable."""
    try:
        number = to_int(match[1].replace("-", "一"))
        sub = to_int(match[2]) if match.re.groups > 1 and match[2] else 0
    except ValueError:
        return None
    return (number, sub) if 0 < number <= _LAST_NUMBER and sub <= _LAST_NUMBER else None
