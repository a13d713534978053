"""How does a line of Chinese fold, so that no word is torn and no line begins with a comma?"""

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

__all__ = ["fold"]

_UNITS = re.compile(
    r"[（《〈“‘「『〔［(\[]*(?:[!-'*-~]+|\s+|.)[，。、；：？！）》〉”’」』〕］…,;:)\]]*", re.DOTALL
)
"""What stays together: a Latin word or one character, with the brackets and points that cling to
it (no line begins with a closing mark or ends with an opening one: GB/T 15834-2011, 5.1)."""


def fold(text: str, width: int) -> str:
    """Return the text with line breaks, so that no line is wider than `width` cells.

    Line breaks of the text stay. A single word that is wider is broken; that is all that is.
    """
    return "\n".join(line for part in text.split("\n") for line in _lines(part, max(width, 2)))


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for unit in _units(text, width):
        if line and cell_len(line + unit.rstrip()) > width:
            yield line.rstrip()
            line = unit.lstrip()
        else:
            line += unit
    yield line.rstrip()


def _units(text: str, width: int) -> Iterator[str]:
    for unit in _UNITS.findall(text):
        rest = unit
        while cell_len(rest.rstrip()) > width:
            head = set_cell_size(rest, width).rstrip()
            yield head
            rest = rest[len(head) :]
        yield rest
