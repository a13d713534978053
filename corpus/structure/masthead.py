"""What stands above the title: the letterhead of an office, or the heading of an order?

某市住房和城乡建设局文件 (党政机关公文格式 GB/T 9704 7.2.4); 中华人民共和国…部令 第37号.
"""

import re
from dataclasses import dataclass

from corpus.numerals import NUMERAL, to_int
from corpus.structure.lines import read_lines
from corpus.structure.tail import agencies

__all__ = ["Masthead", "is_letterhead", "read_masthead"]

_FIRST = 6  # lines in which it may stand
_WITHIN = 400  # characters
_LETTERHEAD = re.compile(r"(?P<who>[\u4e00-\u9fff 、]{4,60})文件")
_NUMBER = rf"\(?\s*第?\s*(?P<number>{NUMERAL}{{1,4}})\s*号\s*\)?"
_ORDER = re.compile(rf"(?:中华人民共和国)?(?P<who>[\u4e00-\u9fff 、]{{2,60}}?)令\s*(?:{_NUMBER})?")
_BELOW = re.compile(_NUMBER)


@dataclass(frozen=True, slots=True)
class Masthead:
    """Issuer (several joined by 、) and number; `certain` is false for a mere letterhead."""

    issuer: str | None = None
    doc_no: str | None = None
    certain: bool = True


def is_letterhead(words: str) -> bool:
    """Tell whether a line of NFKC text is an office's letterhead, and no title."""
    match = _LETTERHEAD.fullmatch(words.strip("# "))
    return match is not None and bool(agencies(match["who"]))


def read_masthead(text: str) -> Masthead:
    """Read the first lines of a text; both fields are None where no masthead stands there."""
    lines = [line.text.strip("# ") for line in read_lines(text[:_WITHIN])][:_FIRST]
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if is_letterhead(line):
            return Masthead("、".join(agencies(line.removesuffix("文件"))), certain=False)
        order = _ORDER.fullmatch(line)
        if order is None:
            continue
        number = order if order["number"] else _BELOW.fullmatch(below)
        if number is not None:
            return _order(order["who"].strip(), number["number"])
    return Masthead()


def _order(who: str, number: str) -> Masthead:
    """Return the issuer of an order; the President publishes what the congress passed."""
    try:
        doc_no = f"{who}令第{to_int(number)}号"
    except ValueError:
        return Masthead()
    names = ["国务院"] if who == "国务院" else agencies(who)
    if not names and who != "主席":
        return Masthead()
    joint = len(names) > 1  # the number is the first one's
    return Masthead(
        "、".join(names) or None, f"{names[0]}令第{to_int(number)}号" if joint else doc_no
    )
