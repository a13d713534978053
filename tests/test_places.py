"""Does every stretch of the text still lead to its page after tidying and masking?"""

import re
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from corpus import Document, Kind, Place, place_of, read_document
from corpus.places import edited, moved, placed
from corpus.privacy import mask_contacts
from corpus.readers.tidy import tidy
from tests.paged_files import LONG, pdf

PIECES = st.sampled_from(
    [
        "落实责任", "。", "　", "  ", "\n", "\r\n", "\n\n\n", "\u2028", "\u200b", "\ufeff",
        "[bookmark: x1]", "\n<!-- 注 -->\n", "\n【打印】【关闭】\n", "\n您的位置: 首页\n",
        "联系人：张三，电话：13812345678", "邮箱a1@example.com", "0432-12345678", "①㎡５",
        "1381234", "5678", "@example.com", "联系人：", "王五", "#",
    ]
)  # fmt: skip
PAGES = st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=8)
MARK = re.compile(r"【页(\d+)】")


def document(text: str, places: tuple[Place, ...]) -> Document:
    return Document("d1", "题", Kind.POLICY, text, places=places)


@given(PAGES)
def test_every_mark_still_stands_on_its_page(pages: list[str]) -> None:
    blocks = [(f"【页{n}】{text}【页{n}】", f"第{n}页") for n, text in enumerate(pages)]
    text, places = placed(blocks)
    tidied = tidy(text)
    masked = mask_contacts(tidied.text)
    after = moved(places, (*tidied.edits, *masked.edits), len(masked.text))
    made = document(masked.text, after)
    for mark in MARK.finditer(masked.text):
        for offset in (mark.start(), mark.end() - 1):
            assert place_of(made, offset) == f"第{mark[1]}页"
    assert sorted({p.start for p in after}) == [p.start for p in after]  # rising, none twice
    assert all(0 <= place.start < len(masked.text) for place in after)


CUTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.sampled_from(["", "x", "长文"])))


@given(st.text("abcdefgh", max_size=60), CUTS)
def test_edits_lead_each_character_that_stays_to_itself(
    text: str, steps: list[tuple[int, int, str]]
) -> None:
    spans, at = [], 0
    for gap, length, instead in steps:
        start = at + gap
        at = start + length
        if at <= len(text):
            spans.append((start, at, instead))
    new, edit = edited(text, spans)
    for offset, char in enumerate(text):
        if not any(start <= offset < end for start, end, _ in spans):
            assert new[edit(offset)] == char
    ends = [edit(offset) for offset in range(len(text) + 1)]
    assert ends == sorted(ends)
    assert all(0 <= end <= len(new) for end in ends)


def test_a_page_that_begins_within_a_masked_number_begins_after_it() -> None:
    text, places = placed([("请致电1381234", "第1页"), ("5678，谢谢", "第2页")])
    masked = mask_contacts(text)
    made = document(masked.text, moved(places, masked.edits, len(masked.text)))
    assert masked.text == "请致电〔手机号码已隐去〕，谢谢"
    assert place_of(made, masked.text.index("〕")) == "第1页"
    assert place_of(made, masked.text.index("，")) == "第2页"


def test_a_number_at_the_head_of_a_page_is_on_that_page() -> None:
    text, places = placed([("请致电", "第1页"), ("13812345678", "第2页")])
    masked = mask_contacts(text)
    made = document(masked.text, moved(places, masked.edits, len(masked.text)))
    assert place_of(made, masked.text.index("〔")) == "第2页"


def test_nothing_is_known_before_the_first_place_and_without_places() -> None:
    assert place_of(document("甲乙", ()), 1) == ""
    assert place_of(document("甲乙", (Place(1, "第1页"),)), 0) == ""


def read(path: Path) -> Document:
    return read_document(path)[0]


def where(made: Document, words: str) -> str:
    return place_of(made, made.text.index(words))


def test_a_pdf_leads_to_its_pages_also_within_a_paragraph(tmp_path: Path) -> None:
    pages = [[(72, 700, LONG), (72, 680, LONG)], [(72, 700, "rule, and go on."), (72, 600, "End")]]
    made = read(pdf(tmp_path / "a.pdf", [[], *pages]))
    assert f"{LONG} rule, and go on." in made.text
    assert [where(made, words) for words in (LONG, "rule, and", "End")] == [
        "第2页", "第3页", "第3页",
    ]  # fmt: skip


def test_a_word_document_leads_to_its_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        for text in ("关于示例的通知", "", "联系人：张三，电话：13812345678。请落实。", "一、目标")
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{paragraphs}</w:body></w:document>",
        )
    made = read(path)
    assert [where(made, words) for words in ("关于", "请落实", "一、")] == [
        "第1段", "第2段", "第3段",
    ]  # fmt: skip


def test_a_workbook_leads_to_its_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "清单"
    for row in (["危大工程一览表"], [], ["序号", "项目"], [], [1, "深基坑"], [2, "起重吊装"]):
        sheet.append(row)
    book.create_sheet("备用").append(["甲", "乙"])
    book.save(tmp_path / "a.xlsx")
    made = read(tmp_path / "a.xlsx")
    found = [where(made, words) for words in ("危大工程", "序号", "深基坑", "起重", "甲")]
    assert found == [*(f"工作表“清单”第{n}行" for n in (1, 3, 5, 6)), "工作表“备用”第1行"]


def test_a_long_sheet_names_ranges_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("号,名\n" + "".join(f"{n},项{n}\n" for n in range(2, 6002)), "utf-8")
    made = read(path)
    assert len(made.places) <= 2001
    assert where(made, "项3000 ") == "第2997—3000行"
