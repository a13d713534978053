"""What must a reader of pages say of those without text, and of those whose text was recognised?"""

from collections.abc import Collection, Iterator, Sequence

from corpus.readers.layout import PageLine, compose
from corpus.readers.port import RawText
from corpus.records import Doubt

__all__ = ["ADVICE", "from_pages"]

_REASON = "由文字识别得到，请核对"
_TABLE = "画有表格线，表格按行读成文字，哪一格对哪一格请对照原件"
ADVICE = (
    "安装附加包（pip install 'zhiku[ocr]'）后重新导入（zhiku import 加 --again）可自动识别，"
    "或用文字识别（OCR）软件转成带文字的文件后再导入。"
)


def from_pages(
    form: str,
    pages: Sequence[list[PageLine]],
    scans: Collection[int],
    tables: Collection[int] = (),
) -> RawText:
    """Return the text of a file of pages; what stands on `scans` (from 1) was recognised.

    On `tables` lines are drawn as of a table. `text` is empty where no page has any.
    """
    text, places, left_out = compose([line for page in pages for line in page], len(pages))
    recognised = [number for number in scans if pages[number - 1]]
    unread = [number for number in scans if not pages[number - 1]]
    notes = (f"{form} 共 {len(pages)} 页", *_notes(unread, recognised, tables), *left_out)
    doubts = (*_doubts(recognised, _REASON), *_doubts(tables, _TABLE))
    return RawText(text, notes=notes, places=places, doubts=doubts, unread=len(unread))


def _ranges(pages: Collection[int]) -> str:
    """Return page numbers in rising order as ranges: 「3、5—7」."""
    ranges: list[list[int]] = []
    for page in sorted(pages):
        if ranges and ranges[-1][1] == page - 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return "、".join(f"{a}" if a == b else f"{a}—{b}" for a, b in ranges)


def _notes(
    unread: Collection[int], recognised: Collection[int], tables: Collection[int]
) -> Iterator[str]:
    """Yield what stands in the notes of a file of which some pages give no text of their own."""
    if recognised:
        yield f"第 {_ranges(recognised)} 页{_REASON}"
    if unread:
        yield f"其中第 {_ranges(unread)} 页没有文字（可能是扫描页或图），没有读出"
    if tables:
        yield f"第 {_ranges(tables)} 页{_TABLE}"


def _doubts(pages: Collection[int], reason: str) -> tuple[Doubt, ...]:
    """Return what a person must compare with the original."""
    return (Doubt("text", f"第{_ranges(pages)}页", reason),) if pages else ()
