"""Which writer makes which file? Each is loaded only when a file is asked for."""

from library.printing.blocks import Sheet

__all__ = ["SHEET_SUFFIXES", "pdf_bytes", "sheet_bytes", "word_bytes"]

SHEET_SUFFIXES = (".docx", ".pdf")


def word_bytes(sheet: Sheet) -> bytes:
    """Return the sheet as a `.docx` file."""
    from library.printing import word  # noqa: PLC0415 - python-docx takes long to load

    return word.word_bytes(sheet)


def pdf_bytes(sheet: Sheet) -> bytes:
    """Return the sheet as a PDF; raise NoChineseFont where this machine has no such font."""
    from library.printing import pdf  # noqa: PLC0415 - typst takes long to load

    return pdf.pdf_bytes(sheet)


def sheet_bytes(sheet: Sheet, suffix: str) -> bytes:
    """Return the sheet as a file of that suffix, one of SHEET_SUFFIXES; raise NoChineseFont."""
    return word_bytes(sheet) if suffix.lower() == ".docx" else pdf_bytes(sheet)
