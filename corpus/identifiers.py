"""Which spans of a text are identifiers (文号, 标准号, 令号, 第N条), in which one spelling?

The patterns run over NFKC text (see `corpus.normalise`): brackets and digits of any width are
one there, or are made one here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.numerals import to_int

__all__ = ["Identifier", "doc_no_key", "find_identifiers", "order_key", "standard_key"]

_OPEN, _CLOSE = r"[〔\[【(（{〈<]", r"[〕\]】)）}〉>]"
_N = "[〇零一二三四五六七八九十百千两0-9]"
_DOC_NO = re.compile(
    rf"(?P<agency>[\u4e00-\u9fff]{{1,12}})\s*{_OPEN}\s*(?P<year>(?:19|20)\d\d)\s*{_CLOSE}"
    r"\s*第?\s*(?P<number>\d{1,5})\s*(?:号|$)"
)
_ORDER = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{0,12})令\s*第?\s*(?P<number>\d{1,4})\s*号"
    r"|(?<![\d第])(?P<bare>\d{1,4})\s*号令"
)
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?P<body>GBJ|GB|JGJ|JG|CJJ|CJ|CECS|AQ|XF|GA|DL|HJ|SH|TB|DB\d{2,4}|DBJ\d{0,2}"
    r"|T/[A-Z]{2,8})\s*(?P<advice>/\s*[TZ])?\s*(?P<number>\d+(?:[.\-]\d{1,3}(?!\d))*)"
    r"(?:\s*[-—–―]+\s*(?P<year>(?:19|20)?\d\d)(?!\d))?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    rf"第\s*(?:(?P<n>{_N}{{1,9}})\s*(?P<unit>[编章节条款项目])(?:之(?P<sub>{_N}{{1,4}}))?"
    rf"|[（(]\s*(?P<item>{_N}{{1,4}})\s*[)）]\s*项)"
)
_PERHAPS = re.compile(r"[\d第]")
"""What every identifier has one of; most stretches of text have none."""

_LEADING_VERBS = re.compile(
    r"^.*(?:依据|根据|按照|依照|印发|贯彻|落实|执行|转发|废止|参照|符合|关于|以及|请问|查找|现将)"
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A recognised span: `key` is equal for every spelling of the same identifier."""

    key: str
    start: int
    end: int


def find_identifiers(text: str) -> Iterator[Identifier]:
    """Yield the identifiers of NFKC text from left to right, without overlaps."""
    if not _PERHAPS.search(text):
        return
    found = [
        Identifier(key, *match.span())
        for pattern, key_of in _PATTERNS
        for match in pattern.finditer(text)
        if (key := key_of(match))
    ]
    found.sort(key=lambda item: (item.start, -item.end))
    end = 0
    for item in found:
        if item.start >= end:
            end = item.end
            yield item


def doc_no_key(text: str) -> str | None:
    """Return the one spelling of a 文号 (「吉粮安函〔2020〕133号」), None where there is none."""
    match = _DOC_NO.search(text)
    return _doc_no(match) if match else None


def standard_key(text: str) -> str | None:
    """Return the one spelling of a 标准号 (「GB/T33000-2016」), None where there is none."""
    match = _STANDARD.search(text)
    return _standard(match) if match else None


def order_key(text: str) -> str | None:
    """Return an order's number with its agency as given (「住房和城乡建设部令第37号」), or None."""
    match = _ORDER.search(text)
    return f"{match['agency'] or ''}{_order(match)}" if match else None


def _doc_no(match: re.Match[str]) -> str:
    agency = _LEADING_VERBS.sub("", match["agency"]) or match["agency"]
    return f"{agency}〔{match['year']}〕{int(match['number'])}号"


def _order(match: re.Match[str]) -> str:
    return f"令第{int(match['number'] or match['bare'])}号"


def _standard(match: re.Match[str]) -> str:
    advice = re.sub(r"\s", "", match["advice"] or "")
    year = f"-{match['year']}" if match["year"] else ""
    return f"{match['body']}{advice}{match['number']}{year}".upper()


def _article(match: re.Match[str]) -> str:
    try:
        number = to_int(match["n"] or match["item"])
        sub = to_int(match["sub"]) if match["sub"] else 0
    except ValueError:  # 「第千条」 and the like
        return ""
    return f"第{number}{match['unit'] or '项'}" + (f"之{sub}" if sub else "")


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_DOC_NO, _doc_no),
    (_ORDER, _order),
    (_STANDARD, _standard),
    (_ARTICLE, _article),
)
