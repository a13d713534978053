"""Where inside an article are its 款, 项 and 目?

A 款 is a paragraph of the article; a paragraph that begins with （一） is a 项 of the 款 above it,
one that begins with 1. a 目 of the 项 above it （全国人大常委会法工委《立法技术规范（试行）
（一）》）. In a clause of a standard the lines 1, 2 are its 款 and 1), 2) their 项
（《工程建设标准编写规定》，建标〔2008〕182号）.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.numerals import to_chinese, to_int

__all__ = ["Place", "find_place", "place_name", "places"]

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ITEM = re.compile(r"\s*[（(]\s*([一二三四五六七八九十百]{1,4})\s*[)）]")
_SUBITEM = re.compile(
    r"\s*(?:([0-9０-９]{1,2})\s*[.．、](?![0-9０-９])|[（(]([0-9０-９]{1,2})[)）])"
)
_TABLE = re.compile(r"\s*\|")
_CLAUSE = re.compile(r"[#\s]*(?:[A-Z]|\d{1,2})(?:\s?[.．]\s?\d{1,3}){1,4}(?![\d)）])")
_CLAUSE_PARAGRAPH = re.compile(r"\s*(\d{1,2})(?:\s+|[.．、]\s*)(?=[^\s\d.)）])")
_CLAUSE_ITEM = re.compile(r"\s*(\d{1,2})\s*[)）]")


@dataclass(frozen=True, slots=True)
class Place:
    """A 款, its 项 where `item` is not 0, its 目 where `subitem` is not 0.

    `start` and `end` delimit it, with all below it, in the article's text.
    """

    paragraph: int
    item: int
    start: int
    end: int
    subitem: int = 0

    @property
    def key(self) -> tuple[int, int, int]:
        """The three numbers; the first that are alike are those of the place above."""
        return self.paragraph, self.item, self.subitem


def places(text: str) -> Iterator[Place]:
    """Yield every 款, 项 and 目 of an article in reading order; each includes those below it."""
    is_clause = _CLAUSE.match(text) is not None
    found: list[Place] = []
    open_at: list[int] = []  # of the 款, 项 and 目 that the line above stands in
    for match in _LINE.finditer(text):
        last = found[-1].key if found else (0, 0, 0)
        key = _clause_key(match[0], last) if is_clause else _key(match[0], last)
        if key and key != last:
            open_at = [at for at in open_at if _holds(found[at], key)] + [len(found)]
            found.append(Place(*key[:2], *match.span(), key[2]))
        for at in open_at:
            found[at] = replace(found[at], end=match.end())
    return iter(found)


def find_place(text: str, paragraph: int, item: int, subitem: int = 0) -> Place | None:
    """Return the 款 (0 means the first), its 项 or 目 where these are not 0; None if not there."""
    wanted = paragraph or 1, item, subitem
    return next((place for place in places(text) if place.key == wanted), None)


def place_name(paragraph: int, item: int, subitem: int = 0) -> str:
    """Return how a place is cited: 第二款, 第二款第（三）项, 第（三）项第1目."""
    name = f"第{to_chinese(paragraph)}款" if paragraph else ""
    name += f"第（{to_chinese(item)}）项" if item else ""
    return name + (f"第{subitem}目" if subitem else "")


def _key(line: str, last: tuple[int, int, int]) -> tuple[int, int, int] | None:
    """Return the place that a line opens; None where it goes on with the one above."""
    paragraph, item, _ = last
    if not paragraph:
        return 1, 0, 0
    if match := _ITEM.match(line):
        return paragraph, to_int(match[1]), 0
    if match := _SUBITEM.match(line):  # below a 款 without 项 a list that has no name of its own
        return (paragraph, item, int(match[1] or match[2])) if item else None
    return None if _TABLE.match(line) else (paragraph + 1, 0, 0)


def _clause_key(line: str, last: tuple[int, int, int]) -> tuple[int, int, int] | None:
    if match := _CLAUSE_ITEM.match(line):
        return last[0], int(match[1]), 0
    match = _CLAUSE_PARAGRAPH.match(line)
    return (int(match[1]), 0, 0) if match and int(match[1]) == last[0] + 1 else None


def _holds(place: Place, key: tuple[int, int, int]) -> bool:
    own = tuple(number for number in place.key if number)
    return key != place.key and key[: len(own)] == own
