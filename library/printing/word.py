"""How does a sheet become a Word document?

Paper and margins are those of official documents (GB/T 9704-2012, 5.1: A4, 37 mm above, 28 mm on
the left, a type area of 156 by 225 mm); type is smaller, since these are working papers.
"""

from collections.abc import Sequence
from functools import singledispatchmethod
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from library.cells import printable
from library.printing.blocks import (
    Block,
    Bullets,
    Columns,
    Gap,
    Grid,
    Heading,
    Line,
    PageBreak,
    Sheet,
    Text,
    runs_of,
)
from library.printing.seal import add_seal

__all__ = ["word_bytes"]

_BODY, _HEAD, _LATIN = "仿宋", "黑体", "Times New Roman"
_GREY = RGBColor(0x55, 0x55, 0x55)
_SHORT, _LONG = Mm(210), Mm(297)
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
_SEALED, _CLOSE = (Mm(22), Mm(20), Mm(34), Mm(18)), (Mm(22), Mm(20), Mm(24), Mm(22))
_INDENT, _NORMAL, _SMALL, _SMALLEST = Pt(24), Pt(12), Pt(10), Pt(9)
_STYLES = (
    ("Normal", _BODY, 12), ("Title", _HEAD, 20), ("Heading 1", _HEAD, 14), ("Heading 2", _HEAD, 12),
    ("Heading 3", _BODY, 12), ("Header", _BODY, 9), ("Footer", _BODY, 9),
    ("List Bullet", _BODY, 12), ("List Number", _BODY, 12),
)  # fmt: skip


def word_bytes(sheet: Sheet) -> bytes:
    """Return the sheet as a `.docx` file."""
    page = _Page(sheet)
    for block in sheet.blocks:
        page.add(block)
    file = BytesIO()
    page.document.save(file)
    return file.getvalue()


class _Page:
    """The document while it is being written."""

    def __init__(self, sheet: Sheet) -> None:
        self.document = Document()
        for name, font, size in _STYLES:
            _dress(self.document.styles[name], font, size)
        normal = self.document.styles["Normal"].paragraph_format
        normal.line_spacing, normal.space_after = 1.4, Pt(4)
        if sheet.compact:  # lines of one height, whatever font stands in for another
            normal.line_spacing, normal.space_after = Pt(18), Pt(2)
            self.document.styles["Normal"].font.size = Pt(10.5)
            self.document.styles["Title"].paragraph_format.line_spacing = 1.0
            self.document.styles["Heading 1"].paragraph_format.space_before = Pt(8)
        self._compact = sheet.compact
        _say_chinese(self.document.styles["Normal"])
        for border in self.document.styles["Title"].element.iter(qn("w:pBdr")):
            border.clear()
        self._set_up(sheet)
        title = self.document.add_heading(printable(sheet.title), 0)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if sheet.subtitle:
            self.add(Text(sheet.subtitle, small=True, center=True))

    def _set_up(self, sheet: Sheet) -> None:
        section = self.document.sections[0]
        wide = sheet.landscape
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
        margins = (_LEFT, _RIGHT, _TOP, _BOTTOM) if wide else (_TOP, _BOTTOM, _LEFT, _RIGHT)
        margins = _SEALED if sheet.seal else _CLOSE if sheet.compact and not wide else margins
        section.top_margin, section.bottom_margin = margins[:2]
        section.left_margin, section.right_margin = margins[2:]
        self._width = section.page_width - section.left_margin - section.right_margin
        self._head(section.header.paragraphs[0], section.footer.paragraphs[0], sheet)
        if sheet.seal:
            section.different_first_page_header_footer = True
            first, foot = section.first_page_header.paragraphs[0], section.first_page_footer
            self._head(first, foot.paragraphs[0], sheet)
            add_seal(first, sheet.seal)
        properties = self.document.core_properties
        properties.title, properties.author = printable(sheet.title)[:200], "智库"
        properties.comments = ""

    @staticmethod
    def _head(header: Paragraph, footer: Paragraph, sheet: Sheet) -> None:
        header.text = printable(sheet.header or sheet.title)
        around = (
            ("第 ", "PAGE", " 页　共 ", "NUMPAGES", " 页") if sheet.seal else ("— ", "PAGE", " —")
        )
        _add_page_number(footer, around)

    @singledispatchmethod
    def add(self, block: Block) -> None:
        """Write one block."""
        raise TypeError(type(block).__name__)

    @add.register
    def _(self, block: Heading) -> None:
        self.document.add_heading(printable(block.text), block.level)

    @add.register
    def _(self, block: Text) -> None:
        paragraph = self.document.add_paragraph()
        _write(paragraph, block.line, small=block.small)
        if block.center:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif block.indent and not block.small:
            paragraph.paragraph_format.first_line_indent = _INDENT
        paragraph.paragraph_format.keep_with_next = block.together

    @add.register
    def _(self, block: Bullets) -> None:
        for number, line in enumerate(block.lines, 1):
            paragraph = self.document.add_paragraph()
            # Numbers are written out: Word would count on from one list to the next.
            paragraph.add_run(f"{number}．" if block.numbered else "·　")
            form = paragraph.paragraph_format
            form.left_indent, form.first_line_indent = _INDENT, -_INDENT
            _write(paragraph, line)

    @add.register
    def _(self, block: Columns) -> None:
        for at in range(0, len(block.lines), block.count):
            paragraph = self.document.add_paragraph()
            form = paragraph.paragraph_format
            form.left_indent = _INDENT
            for stop in range(1, block.count):
                form.tab_stops.add_tab_stop(
                    Length(_INDENT + (self._width - _INDENT) * stop // block.count)
                )
            for number, line in enumerate(block.lines[at : at + block.count]):
                if number:
                    paragraph.add_run("\t")
                _write(paragraph, line)
            form.keep_together = True
            form.keep_with_next = at + block.count < len(block.lines)

    @add.register
    def _(self, block: Grid) -> None:
        shares = block.shares
        table = self.document.add_table(0, len(shares), "Table Grid")
        table.autofit = False
        widths = [Length(int(self._width * share)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width  # LibreOffice goes by the columns, Word by the cells
        if block.columns:
            head = table.add_row()
            _fill(head, block.columns, widths, block, compact=self._compact)
            _repeat(head)
        for row in block.rows:
            _fill(table.add_row(), row, widths, block, compact=self._compact)
        after = self.document.add_paragraph().paragraph_format
        after.space_after = Pt(0)
        if self._compact:
            after.line_spacing = Pt(8)

    @add.register
    def _(self, block: Gap) -> None:
        for _ in range(block.lines):
            self.document.add_paragraph()

    @add.register
    def _(self, _: PageBreak) -> None:
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _dress(style: ParagraphStyle, font: str, size: float) -> None:
    """Set the font of a style for Chinese too, which Word takes from an attribute of its own."""
    style.font.name, style.font.size = _LATIN, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)


def _say_chinese(style: ParagraphStyle) -> None:
    """Name the language, by which programs choose the shapes of characters and of commas."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)


def _add_page_number(paragraph: Paragraph, parts: Sequence[str]) -> None:
    """Write the parts, of which those in capitals are fields of Word."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in parts:
        if part.isupper():
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), part)
            paragraph._p.append(field)  # python-docx has no fields
        else:
            paragraph.add_run(part)


def _write(paragraph: Paragraph, line: Line, *, small: bool = False) -> None:
    for part in runs_of(line):
        run = paragraph.add_run(printable(part.text))
        run.bold, run.underline = part.bold or None, part.underline or None
        if small:
            run.font.size = _SMALL
        if part.grey or small:
            run.font.color.rgb = _GREY


def _fill(
    row: _Row, lines: Sequence[Line], widths: Sequence[Length], grid: Grid, *, compact: bool
) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # a row stays on one page
    for cell, line, width in zip(row.cells, lines, widths, strict=False):
        cell.width = width
        _fill_cell(cell, line, grid, compact=compact)


def _fill_cell(cell: _Cell, line: Line, grid: Grid, *, compact: bool) -> None:
    paragraph = cell.paragraphs[0]
    form = paragraph.paragraph_format
    form.line_spacing, form.space_after = 1.0 if compact else 1.15, Pt(0)
    _write(paragraph, line)
    if grid.center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    small = _SMALLEST if compact else _SMALL
    for run in paragraph.runs:
        run.font.size = small if grid.small else _NORMAL


def _repeat(head: _Row) -> None:
    """Have Word repeat the row on each page, in bold."""
    mark = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(mark)  # python-docx has no repeated rows
    for cell in head.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
