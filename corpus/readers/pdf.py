"""How does a PDF become text, and which of its pages have none?"""

import ctypes
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import UnreadableFile
from corpus.readers.layout import PageLine
from corpus.readers.port import RawText
from corpus.readers.recognition import PAGES, Recogniser, on_page
from corpus.readers.rows import lines_of
from corpus.readers.ruling import shows_table
from corpus.readers.scans import from_pages

__all__ = ["read"]

_DOTS = 200 / 72  # pixels per point: small print is recognised from 200 dpi on
_DRAWN = 3000  # paths of one page that are looked at; a map has more
_SIDE = 3000  # pixels; a drawing of the largest format is not printed larger
_AGAIN = "请重新取得原件，或在阅读器里打开，另存（打印）为新的 PDF 后再导入。"
_NEW_LINE = frozenset("\r\n\x02\ufffe")


def read(path: Path, recognise: Recogniser | None = None) -> RawText:
    """Read the text layer; paragraphs are put together from lines by their place on the page.

    Pages without text are given to `recognise`, as pictures.
    """
    document = _opened(path)
    try:
        tables: list[int] = []
        pages = [_page(document, number, tables) for number in range(1, len(document) + 1)]
        scans = [number for number, lines in enumerate(pages, 1) if not lines]
        if recognise:
            for number in scans[:PAGES]:
                pages[number - 1] = _scanned(document, number, recognise)
    finally:
        document.close()
    return from_pages("PDF", pages, scans, tables)


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableFile(
                path, "文件有打开密码", "请用密码打开，另存一份不加密的文件后再导入。"
            ) from error
        raise UnreadableFile(path, "文件已损坏，或不是 PDF", _AGAIN) from error


def _page(document: pypdfium2.PdfDocument, number: int, tables: list[int]) -> list[PageLine]:
    """Return the lines of one page in the order in which the file draws them.

    The number of a page with text that shows a table is added to `tables`.
    """
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return []  # counted among the pages without text
    try:
        text_page = page.get_textpage()
        height = page.get_height()
        lines = [
            PageLine(number, text, box[0], box[2], 1 - box[1] / (height or 1), box[3])
            for text, box in _lines(text_page)
        ]
        text_page.close()
        if lines and _has_table(page):
            tables.append(number)
    finally:
        page.close()
    return lines


def _has_table(page: pypdfium2.PdfPage) -> bool:
    try:
        found = page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
        drawn = [path.get_bounds() for path in islice(found, _DRAWN)]
    except pypdfium2.PdfiumError:  # a path without bounds
        return False
    return shows_table(drawn, page.get_height())


def _scanned(document: pypdfium2.PdfDocument, number: int, recognise: Recogniser) -> list[PageLine]:
    """Return the lines that are recognised in the picture of a page."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return []
    try:
        width, height = page.get_size()
        scale = min(_DOTS, _SIDE / max(width, height, 1.0))
        pixels = page.render(scale=scale).to_numpy()[:, :, :3]
        words = on_page(recognise(pixels), 0.0, 0.0, width)
        return list(lines_of(number, words, height))
    finally:
        page.close()


def _lines(page: pypdfium2.PdfTextPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield each line with left edge, bottom, right edge and size of type."""
    units: list[int] = []
    places: list[int] = []
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if chr(code) in _NEW_LINE:
            yield from _line(page, units, places)
            units, places = [], []
        elif code:
            units.append(code)
            places.append(index)
    yield from _line(page, units, places)


def _line(
    page: pypdfium2.PdfTextPage, units: list[int], places: list[int]
) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    raw = "".join(map(chr, units))
    text = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    seen = [at for at, unit in zip(places, units, strict=True) if not chr(unit).isspace()]
    if not text or not seen:
        return
    first, last = _box(page, seen[0]), _box(page, seen[-1])
    size = max(_size(page, at) for at in seen[:3])
    yield text, (min(first[0], last[0]), first[1], max(first[2], last[2]), size)


def _size(page: pypdfium2.PdfTextPage, index: int) -> float:
    """Return the size of type as it is printed; what the font states may be scaled."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, box)
    return max(float(box.top - box.bottom), 1.0)


def _box(page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float]:
    """Return left edge, bottom and right edge of a character."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(page, index, left, right, bottom, top)
    return left.value, bottom.value, right.value
