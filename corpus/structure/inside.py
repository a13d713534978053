"""Where inside an article are its 款 and 项?

A 款 is a paragraph of the article; a paragraph that begins with （一） is a 项 of the 款 above it
(全国人大常委会法工委《立法技术规范（试行）（一）》: articles divide into 款, 项 and 目).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.numerals import to_chinese, to_int

__all__ = ["Place", "find_place", "place_name", "places"]

_ITEM = re.compile(r"\s*[（(]([一二三四五六七八九十百]{1,4})[)）]")


@dataclass(frozen=True, slots=True)
class Place:
    """A 款, or a 项 where `item` is not 0; `start` and `end` delimit it in the article's text."""

    paragraph: int
    item: int
    start: int
    end: int


def places(text: str) -> Iterator[Place]:
    """Yield every 款 and 项 of an article in reading order; a 款 includes its 项."""
    paragraph = 0
    open_at: tuple[int, int] | None = None
    items: list[Place] = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        start, end = match.span()
        item = _ITEM.match(match[0])
        if item and open_at:
            items.append(Place(paragraph, to_int(item[1]), start, end))
            open_at = open_at[0], end
            continue
        if open_at:
            yield Place(paragraph, 0, *open_at)
            yield from items
        paragraph, open_at, items = paragraph + 1, (start, end), []
    if open_at:
        yield Place(paragraph, 0, *open_at)
        yield from items


def find_place(text: str, paragraph: int, item: int) -> Place | None:
    """Return the 款 (0 means the first), or its 项 where `item` is not 0; None if not there."""
    for place in places(text):
        if (place.paragraph, place.item) == (paragraph or 1, item):
            return place
    return None


def place_name(paragraph: int, item: int) -> str:
    """Return how a place is cited: 第二款, 第二款第（三）项, 第（三）项."""
    name = f"第{to_chinese(paragraph)}款" if paragraph else ""
    return name + (f"第（{to_chinese(item)}）项" if item else "")
