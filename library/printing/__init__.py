"""How does what we wrote become a Word document or a PDF, laid out the same in both?

The writers take long to load, so whoever serves pages imports `word` and `pdf` when asked for one.
"""

from library.printing.blocks import (
    Block,
    Bullets,
    Columns,
    Gap,
    Grid,
    Heading,
    Line,
    PageBreak,
    Run,
    Sheet,
    Text,
)
from library.printing.files import SHEET_SUFFIXES, pdf_bytes, sheet_bytes, word_bytes

__all__ = [
    "SHEET_SUFFIXES",
    "Block",
    "Bullets",
    "Columns",
    "Gap",
    "Grid",
    "Heading",
    "Line",
    "PageBreak",
    "Run",
    "Sheet",
    "Text",
    "pdf_bytes",
    "sheet_bytes",
    "word_bytes",
]
