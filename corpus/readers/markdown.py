"""How are tables, headings and raised digits of a document written in Markdown?"""

import re
from collections.abc import Sequence

from corpus.normalise import nfkc

__all__ = ["heading", "lowered", "raised", "table"]

_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_NUMBERED = re.compile(
    r"第\s*[〇零一二三四五六七八九十百千\d]+\s*[编章节条]|[一二三四五六七八九十]+、"
    r"|\([一二三四五六七八九十\d]+\)|\d+(?:\.\d+)*(?:[.、]|\s|(?=[\u4e00-\u9fff]))|附\s*[件录]"
)


def raised(text: str) -> str:
    """Write superscript: m² and 10⁵ stay apart from m2 and 105."""
    return text.translate(_RAISED) if set(text) <= set("0123456789+-−()n") else text


def lowered(text: str) -> str:
    """Write subscript (H₂O)."""
    return text.translate(_LOWERED) if set(text) <= set("0123456789+-−()") else text


def heading(text: str, level: int) -> str:
    """Mark a heading, unless its printed number (第一章, 一、, 1.2) already tells its rank."""
    if "\n" in text or not text or _NUMBERED.match(nfkc(text).text):
        return text
    return f"{'#' * min(max(level, 1), 6)} {text}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a pipe table whose first row is the head; empty rows and columns at the end go.

    Lines within a cell are joined by `<br>`, as Markdown has no other way to keep them.
    """
    filled = [[_cell(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return ""
    width = max(max(i for i, cell in enumerate(row) if cell) for row in filled) + 1
    lines = ["| " + " | ".join([*row, *[""] * width][:width]) + " |" for row in filled]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _cell(text: str) -> str:
    lines = [line.strip() for line in text.replace("|", "\\|").splitlines()]
    return "<br>".join(line for line in lines if line)
