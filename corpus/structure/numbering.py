"""Where does the numbering of a statute's articles, or a standard's clauses, skip or repeat?

A gap is the source's own loss, or an article that a later edition struck out; either way it is
said at the article below, never filled. The ordinal that tells repeated addresses apart stands
behind `~`.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.normalise import nfkc
from corpus.numerals import NUMERAL, to_chinese
from corpus.records import Defect, Node
from corpus.structure.citations import decimal_name

__all__ = ["find_skips"]

_ARTICLE = re.compile(r"(?P<part>p\d+\.)?a(?P<number>\d+)(?:-(?P<sub>\d+))?(?P<again>~\d+)?")
_SOUND = rf"[#\s]*第\s*{NUMERAL}+\s*条(?:之{NUMERAL}+)?"
_Place = tuple[str, int, int]  # part, number, sub-number


def find_skips(text: str, outline: Sequence[Node]) -> Iterator[Defect]:
    """Yield a defect at the number of each article that is not the next one, or misprinted.

    At a gap the article above is marked too: its words may end with those of the missing one.
    """
    yield from _decimal_skips(outline)
    above: Node | None = None
    last: _Place | None = None
    for node in outline:
        match = _ARTICLE.fullmatch(node.address)
        if not match:
            continue
        place = match["part"] or "", int(match["number"]), int(match["sub"] or 0)
        if not re.fullmatch(_SOUND, node.marker):
            yield _at(node, f"错字：{node.marker}按前后条文认作{_name(*place[1:])}，请核对原件")
        if match["again"]:
            yield _at(node, f"重号：{_name(*place[1:])}在来源中不止一处，请核对原件")
        elif above and last and last[0] == place[0] and place not in _next(last):
            yield from _skips(text, above, node, last, place)
        above, last = node, place


def _decimal_skips(outline: Sequence[Node]) -> Iterator[Defect]:
    last: dict[str, int] = {}
    for node in outline:
        name = decimal_name(node)
        above, _, own = name.rpartition(".")
        if not above:
            continue
        number, missing = int(own), last.get(above, int(own) - 1) + 1
        if "~" in node.address:
            yield _at(node, f"重号：第{name}条在来源中不止一处，请核对原件")
        elif missing < number:
            yield _at(node, f"缺条：来源中没有第{above}.{missing}条，请核对原件")
        last[above] = number


def _skips(text: str, above: Node, node: Node, last: _Place, place: _Place) -> Iterator[Defect]:
    if place[1:] == (1, 0):  # another text begins
        return
    if place < last:
        yield _at(node, f"序号倒退：{_name(*place[1:])}排在{_name(*last[1:])}之后，请核对原件")
        return
    missing, first = _missing(place, last)
    yield _at(node, f"缺条：来源中没有{missing}，请核对原件")
    body = nfkc(text[above.start : above.end]).text
    merged = f"“{first}”字样在本条之中，疑两条连排" if first in body else "其文字可能并在本条里"
    yield _at(above, f"缺条：来源中在本条之后没有{missing}，{merged}，请核对原件")


def _at(node: Node, note: str) -> Defect:
    return Defect(node.start, node.start + len(node.marker), note)


def _next(last: _Place) -> tuple[_Place, _Place]:
    part, number, sub = last
    return (part, number + 1, 0), (part, number, sub + 1)


def _missing(place: _Place, last: _Place) -> tuple[str, str]:
    """Return how the missing articles are named together, and the first of them."""
    _, number, sub = place
    if sub:
        first = _name(number, last[2] + 1 if last[1] == number else 0)
        return first, first
    first, end = _name(last[1] + 1, 0), _name(number - 1, 0)
    return first if first == end else f"{first}至{end}", first


def _name(number: int, sub: int) -> str:
    return f"第{to_chinese(number)}条" + (f"之{to_chinese(sub)}" if sub else "")
