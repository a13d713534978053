"""How does a line of Chinese fold, so that no word is torn and no line begins with a comma?"""

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.text import Text

__all__ = ["fold", "fold_text"]

_UNITS = re.compile(
    r"[（《〈“‘「『〔［(\[]*(?:[!-'*-~]+|[^\S\n]+|.)[，。、；：？！）》〉”’」』〕］…,;:)\]]*"
)
"""What stays together: a Latin word or one character, with the brackets and points that cling to
it (no line begins with a closing mark or ends with an opening one: GB/T 15834-2011, 5.1)."""


def fold(text: str, width: int) -> str:
    """Return the text with line breaks, so that no line is wider than `width` cells.

    Line breaks of the text stay. A single word that is wider is broken; that is all that is.
    """
    return fold_text(Text(text), width).plain


def fold_text(text: Text, width: int) -> Text:
    """Return the same for a text with styles; what an indented line goes on with is indented."""
    lines = list[Text]()
    for line in text.split("\n", allow_blank=True):
        margin = len(line.plain) - len(line.plain.lstrip(" "))
        room = max(width - margin, 2)
        for start, end in _spans(line.plain[margin:], room):
            lines.append(Text(" " * margin) + line[margin + start : margin + end])
    return Text("\n").join(lines)


def _spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends; the space at which a line is folded is in none."""
    start = end = 0
    for unit in _units(text, width):
        if end > start and cell_len(text[start:end] + unit.rstrip()) > width:
            yield start, start + len(text[start:end].rstrip())
            start = end + len(unit) - len(unit.lstrip())
        end += len(unit)
    yield start, start + len(text[start:end].rstrip())


def _units(text: str, width: int) -> Iterator[str]:
    for found in _UNITS.finditer(text):
        rest = found[0]
        while cell_len(rest.rstrip()) > width:
            head = set_cell_size(rest, width).rstrip()
            yield head
            rest = rest[len(head) :]
        yield rest
