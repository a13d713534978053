"""How do results become a document that can be printed and passed on: each clause, with its source?

Paper and margins are those of official documents (GB/T 9704-2012, 5.1: A4, 37 mm above, 28 mm on
the left, a type area of 156 by 225 mm); type is smaller, since this is a working list.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from library.cells import printable
from library.exporting.listing import Listed, Listing, day_of, place_of
from search.results import Hit

__all__ = ["word_document"]

_BODY, _HEAD, _LATIN = "仿宋", "黑体", "Times New Roman"
_TITLE = "智库检索结果"
_GREY = RGBColor(0x55, 0x55, 0x55)


def word_document(listing: Listing) -> bytes:
    """Return the bytes of a `.docx` file."""
    document = Document()
    _set_up(document, listing)
    heading = document.add_heading(_TITLE, 0)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_particulars(document, listing)
    for number, listed in enumerate(listing.hits, 1):
        _add_hit(document, number, listed)
    if not listing.hits:
        document.add_paragraph(
            "没有找到与检索词相符的条款。库内现有文件中没有，不等于没有这项规定。"
        )
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: DocumentFile, listing: Listing) -> None:
    for name, font, size in (
        ("Normal", _BODY, 12), ("Title", _HEAD, 22), ("Heading 1", _HEAD, 14), ("Header", _BODY, 9),
        ("Footer", _BODY, 9),
    ):  # fmt: skip
        _dress(document.styles[name], font, size)
    document.styles["Normal"].paragraph_format.line_spacing = 1.5
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    query = printable(listing.results.query)
    section.header.paragraphs[0].text = f"{_TITLE}：{query[:40]}　{day_of(listing.made_on)}"
    _add_page_number(section.footer.paragraphs[0])
    properties = document.core_properties
    properties.title, properties.author = f"{_TITLE}：{query[:200]}", "智库"
    properties.comments = ""


def _dress(style: ParagraphStyle, font: str, size: float) -> None:
    """Set the font of a style for Chinese too, which Word takes from an attribute of its own."""
    style.font.name, style.font.size = _LATIN, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)


def _add_page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.add_run("— ")
    paragraph._p.append(field)  # python-docx has no fields
    paragraph.add_run(" —")


def _add_particulars(document: DocumentFile, listing: Listing) -> None:
    table = document.add_table(0, 2, "Table Grid")
    table.autofit = False
    for name, value in listing.particulars():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, printable(value)
        cells[0].width, cells[1].width = Mm(26), Mm(130)
        for cell in cells:
            cell.paragraphs[0].paragraph_format.line_spacing = 1.15


def _add_hit(document: DocumentFile, number: int, listed: Listed) -> None:
    hit = listed.hit
    document.add_heading(printable(f"{number}．{hit.citation}"), 1)
    _add_small(document, "　".join(_facts(hit)))
    own = hit.path and hit.text.startswith(hit.path[-1])  # the text says the last label itself
    if above := place_of(hit.path[:-1] if own else hit.path):
        document.add_paragraph().add_run(printable(above)).bold = True
    _add_text(document, hit)
    for note in hit.notes:
        _add_small(document, f"注意：{note}")
    _add_small(document, f"永久链接：{listed.url}")


def _facts(hit: Hit) -> Iterator[str]:
    """Yield title, number, issuer, day, region and standing, as far as they are known."""
    yield hit.title
    yield from filter(None, (hit.doc_no, hit.issuer, day_of(hit.issued_on or hit.published_on)))
    yield from filter(None, (hit.region,))
    yield f"{hit.status.value}（{hit.status_basis}）" if hit.status_basis else hit.status.value
    if not hit.verbatim and "非原文" not in hit.citation:
        yield f"{hit.kind.own_words}，非原文"


def _add_small(document: DocumentFile, text: str) -> None:
    run = document.add_paragraph().add_run(printable(text))
    run.font.size, run.font.color.rgb = Pt(10), _GREY


def _add_text(document: DocumentFile, hit: Hit) -> None:
    """Add the clause line by line, what the query found in bold; lines with pipes as a table."""
    at = 0
    lines: list[tuple[int, str]] = []
    for line in hit.text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    for is_table, group in groupby(lines, key=lambda line: line[1].lstrip().startswith("|")):
        if is_table:
            _add_table(document, [line for _, line in group])
            continue
        for start, line in group:
            if line.strip():
                _add_line(document, start, line, hit.highlights)


def _add_line(
    document: DocumentFile, start: int, line: str, highlights: Sequence[tuple[int, int]]
) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(24)
    at = 0
    for left, right in highlights:
        first, last = max(left - start, at), min(right - start, len(line))
        if first < last:
            paragraph.add_run(printable(line[at:first]))
            paragraph.add_run(printable(line[first:last])).bold = True
            at = last
    paragraph.add_run(printable(line[at:]))


def _add_table(document: DocumentFile, lines: Sequence[str]) -> None:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    rows = [row for row in rows if any(cell.strip("-: ") for cell in row)]
    if not rows:
        return
    table = document.add_table(0, max(map(len, rows)), "Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = printable(text)
