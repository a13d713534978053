"""Does a sheet say the same as a Word document and as a PDF, whatever stands in it?"""

from io import BytesIO

import docx
import pypdfium2
import pytest
import typst

from library.errors import NoChineseFont
from library.printing import (
    Bullets,
    Gap,
    Grid,
    Heading,
    PageBreak,
    Run,
    Sheet,
    Text,
    pdf,
    pdf_bytes,
    sheet_bytes,
    word_bytes,
)

HOSTILE = '#panic("x") $x$ *b* _u_ `c` \\ "q" <a> @ref // 注 \x00\ud800=1+1'
SHEET = Sheet(
    "深基坑工程研判单",
    (
        Heading("一、事项与判断"),
        Text((Run("开挖"), Run("6m", bold=True), Run("，"), Run("超过一定规模", underline=True))),
        Text(HOSTILE),
        Text("按规则读出，请对照原文。", small=True),
        Bullets(("编制专项施工方案", "组织专家论证"), numbered=True),
        Grid(("主体", "义务", "期限"), [("甲方", "编制方案", "施工前"), (HOSTILE,)], (1, 3, 1)),
        Gap(2),
        PageBreak(),
        Heading("二、依据", 2),
        Bullets(("《示例办法》第三条",)),
    ),
    subtitle="2026年11月28日",
    header="智库",
)  # fmt: skip


def words_of_pdf(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_word_document_holds_every_word_and_breaks_where_told() -> None:
    document = docx.Document(BytesIO(word_bytes(SHEET)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "深基坑工程研判单" in text
    assert "2．组织专家论证" in text
    assert '#panic("x") $x$ *b*' in text
    assert "\x00" not in text
    assert cells[:6] == ["主体", "义务", "期限", "甲方", "编制方案", "施工前"]
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in document.tables[0].rows)
    assert 'w:br w:type="page"' in document.element.xml


def test_pdf_holds_every_word_as_it_is_written() -> None:
    first, second = words_of_pdf(pdf_bytes(SHEET))
    assert "深基坑工程研判单" in first
    assert "超过一定规模" in first
    assert "2．组织专家论证" in first
    assert first.count('#panic("x")$x$*b*_u_`c`') == 2
    assert "二、依据" in second
    assert "·《示例办法》第三条" in second


def test_suffix_chooses_the_writer() -> None:
    assert sheet_bytes(SHEET, ".DOCX").startswith(b"PK")
    assert sheet_bytes(SHEET, ".pdf").startswith(b"%PDF")


def test_wide_sheet_lies_on_its_side() -> None:
    wide = Sheet("宽表", (Grid(("甲",), [("乙",)]),), landscape=True)
    with pypdfium2.PdfDocument(pdf_bytes(wide)) as document:
        width, height = document[0].get_size()
    section = docx.Document(BytesIO(word_bytes(wide))).sections[0]
    assert width > height
    assert (section.page_width or 0) > (section.page_height or 0)


def test_machine_without_chinese_fonts_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    without = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typst, "Fonts", lambda: without)
    pdf._fonts.cache_clear()
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk"):
        pdf_bytes(SHEET)
    pdf._fonts.cache_clear()


def test_a_row_longer_than_a_page_goes_on_and_a_short_one_stays_whole() -> None:
    rows = [(f"第{n}行" + "内容" * 40, "乙") for n in range(40)] + [("长" * 5000, "完")]
    pages = words_of_pdf(pdf_bytes(Sheet("表", (Grid(("甲", "乙"), rows, (1, 8)),))))
    assert sum(page.count("长") for page in pages) == 5000
    for n in range(40):
        assert any(f"第{n}行" + "内容" * 40 in page for page in pages)
