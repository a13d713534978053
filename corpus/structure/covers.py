"""What is the title of a standard, among the lines that its cover prints?

A cover names the body (中华人民共和国行业标准), the standard in one line or two, again in English,
its number and its days, in an order that differs from house to house.
"""

import re
from collections.abc import Sequence

from corpus.identifiers import standard_key
from corpus.structure.lines import Line, Style

__all__ = ["cover_number", "is_cover_line", "read_cover"]

_BODY = re.compile(r"(?:中华人民共和国|.{2,12}[省市区]).{0,12}(?:标准|规范|规程)")
_TITLE = re.compile(r".{2,60}(?:标准|规范|规程|通则|导则|指南|要求|条件)(?:\([^()]*\))?")
_KIND = re.compile(r"(?:.{0,6}技术)?(?:标准|规范|规程|导则)")  # the second line of a title
_AROUND = re.compile(
    r"[A-Za-z .,/()&-]+|UDC.*|P|备案号.*|.*(?:发布|实施|联合)|批准部门.*|主编单位.*"
)
_FRONT = ("前言", "目次", "目录", "引言")


def read_cover(lines: Sequence[Line]) -> tuple[int, str]:
    """Return how many lines at the top are the cover of a standard, and its title; 0 without.

    Where a letter or a notice of publication stands above, there is none.
    """
    first = next((at for at, line in enumerate(lines) if line.style is Style.DECIMAL), 0)
    above = lines[:first]
    for at, line in enumerate(above):
        if line.text.endswith(("。", ":")) or _plain(line) in _FRONT:
            break
        if _TITLE.fullmatch(_plain(line)) and not _BODY.fullmatch(_plain(line)):
            return _end(above, at + 1), _title(above, at)
    return 0, ""


def is_cover_line(line: Line) -> bool:
    """Tell whether the line is a body, a title or a number, as on a cover."""
    text = _plain(line)
    is_name = _TITLE.fullmatch(text) and not text[0].isdecimal()
    return line.is_title_like and bool(is_name or _BODY.fullmatch(text) or _is_number(text))


def cover_number(text: str) -> str | None:
    """Return the number of a standard, as printed, that stands alone in a line of NFKC `text`."""
    return next((line.strip() for line in text.splitlines() if _is_number(line.strip())), None)


def _end(lines: Sequence[Line], at: int) -> int:
    while at < len(lines) and _stands_around(_plain(lines[at])):
        at += 1
    return at


def _stands_around(text: str) -> bool:
    if text in _FRONT:
        return False
    return bool(_AROUND.fullmatch(text) or _BODY.fullmatch(text)) or _is_number(text)


def _is_number(text: str) -> bool:
    return len(text) <= 40 and bool(re.match("[A-Z]", text)) and standard_key(text) is not None


def _title(lines: Sequence[Line], at: int) -> str:
    """Join a title that is broken before 技术规范 with the line above."""
    title = _plain(lines[at])
    above = _plain(lines[at - 1]) if at > 0 else ""
    if _KIND.fullmatch(title) and above and not _stands_around(above):
        title = above + title
    return title.replace("(", "（").replace(")", "）")


def _plain(line: Line) -> str:
    text = line.text.lstrip("# ")
    return text if re.search("[A-Za-z]", text) else "".join(text.split())
