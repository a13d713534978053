"""Which 条, 款 and 项 follow a name: 第三条第一款第（二）项、第41条, 第3.0.1条, 二、（八）?

The patterns run over NFKC text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.numerals import NUMERAL, to_chinese, to_int
from library.citations.record import Part

__all__ = ["ARTICLE", "Placed", "places_after"]

_N = f"{NUMERAL}{{1,9}}"
_AND = r"(?:、|以及|及|和|与|或者|或|至|到|,)"
ARTICLE = re.compile(
    rf"第\s*(?P<numbers>{_N}(?:\s*[、,和及至]\s*{_N})*)\s*条(?:之(?P<sub>{NUMERAL}{{1,3}}))?"
    r"|第?\s*(?P<decimal>\d{1,2}(?:\.\d{1,3}){1,3})\s*条"
)
_HEADING = re.compile(
    r"第?(?P<first>[一二三四五六七八九十]{1,3})(?:、|部分)\s*\((?P<second>[一二三四五六七八九十]{1,3})\)"
)
_LEAD = re.compile(rf"(?:的规定|中的?|的|里|之)?\s*(?:第\s*{NUMERAL}{{1,4}}\s*[编章节]\s*){{0,3}}")
_PART = re.compile(
    rf"\s*(?P<joint>{_AND}\s*)?第\s*(?P<numbers>\(?{_N}\)?(?:\s*[、,和及至]\s*\(?{_N}\)?)*)\s*(?P<unit>[款项目])"
)
_NEXT = re.compile(rf"\s*{_AND}\s*(?=第)")


@dataclass(frozen=True, slots=True)
class Placed:
    """An article with its parts, and where both stand in the text."""

    start: int
    end: int
    address: str
    place: str
    parts: tuple[Part, ...] = ()


def places_after(text: str, at: int, *, led: bool = True) -> Iterator[Placed]:
    """Yield the articles that stand at `at`, or after 的 and the like where it is `led`."""
    lead = _LEAD.match(text, at) if led else None
    at = lead.end() if lead else at
    if heading := _HEADING.match(text, at):
        yield _heading(heading)
        return
    article = ARTICLE.match(text, at)
    while article is not None:
        parts, end = _parts(text, article.end())
        yield from _numbered(article, parts, end)
        comma = _NEXT.match(text, end)
        article = ARTICLE.match(text, comma.end()) if comma else None


def _numbered(article: re.Match[str], parts: tuple[Part, ...], end: int) -> Iterator[Placed]:
    """Yield one place for each number of 第三、四条; parts belong to the last of them."""
    if decimal := article["decimal"]:
        yield Placed(article.start(), end, decimal, f"第{decimal}条", parts)
        return
    found = list(re.finditer(_N, article["numbers"]))
    base = article.start("numbers")
    for at, match in enumerate(found):
        first, last = at == 0, at == len(found) - 1
        address, place = _address(match[0], article["sub"] if last else None)
        start = article.start() if first else base + match.start()
        stop = end if last else base + match.end()
        yield Placed(start, stop, address, place, parts if last else ())


def _address(number: str, sub: str | None) -> tuple[str, str]:
    """Return address and name; an address that nothing has where the numeral is none."""
    try:
        value, below = to_int(number), to_int(sub) if sub else 0
    except ValueError:  # 第千条
        return "a0", f"第{number}条"
    place = f"第{to_chinese(value)}条" + (f"之{to_chinese(below)}" if below else "")
    return f"a{value}" + (f"-{below}" if below else ""), place


def _heading(match: re.Match[str]) -> Placed:
    first, second = to_int(match["first"]), to_int(match["second"])
    place = f"{to_chinese(first)}、（{to_chinese(second)}）"
    return Placed(*match.span(), f"{first}.{second}", place)


def _parts(text: str, at: int) -> tuple[tuple[Part, ...], int]:
    """Return the 款, 项 and 目 that follow an article, and where they end."""
    found: list[Part] = []
    while match := _PART.match(text, at):
        if match["joint"] and ARTICLE.match(text, match.start("numbers") - 1):
            break
        for numeral in re.findall(_N, match["numbers"]):
            _add(found, numeral, match["unit"], joined=match["joint"] is not None)
        at = match.end()
    return tuple(found), at


def _add(found: list[Part], numeral: str, unit: str, *, joined: bool) -> None:
    try:
        number = to_int(numeral)
    except ValueError:
        number = 10**6  # no article has it
    last = found[-1] if found else Part(0)
    if unit == "款":
        found.append(Part(number))
        return
    if unit == "项":
        part, below = Part(last.paragraph, number), not last.item
    else:
        part, below = Part(last.paragraph, last.item, number), not last.subitem
    if found and below and not joined:
        found[-1] = part
    else:
        found.append(part)
