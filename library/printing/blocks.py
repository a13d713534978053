"""What can stand on a printed sheet, whichever program opens it?"""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "Block", "Bullets", "Columns", "Gap", "Grid", "Heading", "Line", "PageBreak", "Run", "Sheet",
    "Text", "runs_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one dress."""

    text: str
    bold: bool = False
    underline: bool = False
    grey: bool = False


Line = str | tuple[Run, ...]
"""A line: plain, or in stretches."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; what is `small` is a note. The first line is indented unless said otherwise."""

    line: Line
    small: bool = False
    indent: bool = True
    center: bool = False
    together: bool = False
    """Whether it stays on the page of what follows."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with numbers where the order counts."""

    lines: Sequence[Line]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its head, where it has one, is repeated on each page.

    `widths` are shares of the width of the page, one for each column; equal where empty.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Line]]
    widths: Sequence[int] = ()
    small: bool = False
    center: bool = False

    @property
    def shares(self) -> list[float]:
        """Return the part of the width that each column takes; their sum is 1."""
        count = len(self.columns) or max((len(row) for row in self.rows), default=1)
        widths = list(self.widths) or [1] * count
        return [width / sum(widths) for width in widths]


@dataclass(frozen=True, slots=True)
class Columns:
    """Short lines side by side, `count` to a row, as the options of a question stand."""

    lines: Sequence[Line]
    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """So many empty lines, to write on or to sign."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Text | Bullets | Columns | Grid | Gap | PageBreak


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to print: its title, what stands above each page, and its blocks.

    With a `seal` it is a paper to sit: these fields are to be filled in beside a line (密封线) down
    the first page, along which they are folded away, and pages are counted. A `compact` one has
    narrow margins and lines close together.
    """

    title: str
    blocks: Sequence[Block]
    subtitle: str = ""
    header: str = ""
    landscape: bool = False
    seal: Sequence[str] = ()
    compact: bool = False


def runs_of(line: Line) -> tuple[Run, ...]:
    """Return a line in stretches."""
    return (Run(line),) if isinstance(line, str) else line
