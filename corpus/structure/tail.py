"""Where do signature, day, list of annexes and copies begin, below the last clause?"""

import re
from collections.abc import Sequence

from corpus.structure.lines import Line, Style

__all__ = ["agencies", "split_tail"]

_ANNEXES = re.compile(
    r"附\s*[件录表]?\s*[\d一二三四五六七八九十]{0,2}\s*:|附[件录表][\d一二三四五六]\s"
)
_SIGNED = (
    "附件:", "附:", "抄送:", "联系人:", "主题词:", "联系电话", "电子邮箱", "邮箱:", "电话:",
)  # fmt: skip
_RELEASE = re.compile(r"\(此[件文].*\)")  # (此件公开发布)
_AGENCY = re.compile(
    r"[\u4e00-\u9fff]{2,40}?(?:部|委|委员会|厅|局|署|院|政府|办公室|办公厅|办|总局|银行|中心|支队|集团"
    r"|公司|协会|学会|大会|领导小组|指挥部|总队)"
)
_MOST_SIGNED = 8  # lines of names above one day
_LONGEST = 60  # characters of an annex's name or of an issuer's


def agencies(line: str) -> list[str]:
    """Return the agencies of a line that names nothing else, [] for any other line."""
    names = re.split(r"[\s、]+", line.strip())
    return names if all(_AGENCY.fullmatch(name) for name in names) else []


def split_tail(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Part the tail from the body; a text that is nothing but a tail is all body."""
    end = _list_of_annexes(lines)
    while end > 0 and _is_tail(lines, end - 1):
        end -= 1
    return (lines[:end], lines[end:]) if end else (lines, ())


def _list_of_annexes(lines: Sequence[Line]) -> int:
    """Return where 「附件:1.…」 begins with nothing but names and days below it, else the end.

    The numbered lines there are the names of annexes, not headings.
    """
    first = at = len(lines)
    while at > 0 and _may_stand_below(lines[at - 1]):
        at -= 1
        if _ANNEXES.match(lines[at].text):
            first = at
    return first


def _may_stand_below(line: Line) -> bool:
    if line.text.startswith(_SIGNED) or _RELEASE.fullmatch(line.text):
        return True
    if _ANNEXES.match(line.text) and not line.text.endswith(("。", ":")):
        return True
    plain = line.style in (None, Style.DIGIT) and not line.hashes
    return plain and len(line.text) <= _LONGEST and not line.text.endswith(("。", ":"))


def _is_tail(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.style is not None:
        return False
    if line.is_date or line.text.startswith(_SIGNED) or _RELEASE.fullmatch(line.text):
        return True
    return line.is_title_like and _is_signed(lines, at)


def _is_signed(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a day stands below the line, or below the names of agencies from it on."""
    for below in range(at + 1, min(at + 1 + _MOST_SIGNED, len(lines))):
        if lines[below].is_date:
            return below == at + 1 or all(agencies(line.text) for line in lines[at:below])
    return False
