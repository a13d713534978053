"""Do the results of a search reach Excel and Word whole, harmless and with their sources?"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from starlette.testclient import TestClient

from library.exporting import MOST
from tests.fake_search import FakeSearch, make_document, standard_service
from web import create_app

pytestmark = pytest.mark.once

FORMULA = '=HYPERLINK("http://x","安全")'


@pytest.fixture
def service() -> FakeSearch:
    service = standard_service()
    service.documents_held["formula"] = make_document(
        "formula",
        f"{FORMULA}\n一、要求\n+安全\x01事项。\n| 名称 | 数量 |\n|:--|--:|\n| 安全网 | 1 |\n",
        issuer="@某局", doc_no="-1", region="湖北省",
    )  # fmt: skip
    return service


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    with TestClient(create_app(service, version="1")) as client:
        yield client


def book(client: TestClient, query: str) -> Workbook:
    answer = client.get(f"/search/export.xlsx?{query}")
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.content))


def told(book: Workbook) -> dict[str, str]:
    """Return what the second sheet says of the first."""
    rows = book.worksheets[1].iter_rows(values_only=True)
    return {str(name): str(value) for name, value in rows}


def test_a_workbook_has_a_row_for_each_hit(client: TestClient) -> None:
    file = book(client, "q=五到位&kind=policy")
    results = file.worksheets[0]
    columns, *rows = results.iter_rows(values_only=True)
    assert columns == (
        "序号", "标题", "文号", "条款", "状态", "依据", "机关", "日期", "地区", "摘录", "全文",
        "引用", "永久链接",
    )  # fmt: skip
    [row] = rows
    assert row[:3] == (1, "关于推进安全发展工作的通知", "测安函〔2020〕133号")
    assert row[7] == "2020年12月1日"
    assert row[11] == "《关于推进安全发展工作的通知》（测安函〔2020〕133号）二、（一）"
    assert row[12] == "http://testserver/clauses/notice:2.1"
    assert results.freeze_panes == "A2"
    facts = told(file)
    assert facts["检索词"] == "五到位"
    assert facts["筛选条件"] == "政策文件"
    assert facts["条数"] == "找到 1 条，列出 1 条"
    assert facts["索引版本"] == "g1"


def test_no_cell_computes(client: TestClient) -> None:
    for sheet in book(client, "q=安全").worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if str(cell.value)[:1] in "=+-@":
                    assert cell.quotePrefix
                assert "\x01" not in str(cell.value)


def test_a_document_has_conditions_citations_and_texts(client: TestClient) -> None:
    answer = client.get("/search/export.docx?q=安全")
    document = Document(BytesIO(answer.content))
    particulars = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert particulars["检索词"] == "安全"
    assert particulars["检索方式"] == "综合，按相关"
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "1．《关于推进安全发展工作的通知》（测安函〔2020〕133号）" in text
    assert "永久链接：http://testserver/clauses/notice:1" in text
    bold = {run.text for p in document.paragraphs for run in p.runs if run.bold}
    assert "安全" in bold
    cells = [cell.text for table in document.tables[1:] for row in table.rows for cell in row.cells]
    assert "安全网" in cells
    assert not any(re.fullmatch(r"[-: ]+", cell) for cell in cells)


def test_a_document_names_chinese_fonts_and_is_well_formed(client: TestClient) -> None:
    content = client.get("/search/export.docx?q=安全").content
    styles = Document(BytesIO(content)).styles
    for name, font in (("Normal", "仿宋"), ("Title", "黑体"), ("Heading 1", "黑体")):
        assert styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) == font
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert parts.testzip() is None
        assert b"\x01" not in parts.read("word/document.xml")


def test_what_is_cut_or_folded_is_said(client: TestClient, service: FakeSearch) -> None:
    lines = "".join(f"{n}.脚手架第{n}项工作要求。\n" for n in range(1, MOST + 4))
    service.documents_held = {"long": make_document("long", f"测试清单\n一、清单\n{lines}")}
    file = book(client, "q=脚手架")
    assert file.worksheets[0].max_row == MOST + 1
    said = told(file)["条数"]
    assert said == "找到 503 条，列出 500 条，一个文件最多导出 500 条，其余 3 条没有列出"
    service.folded = 3
    said = told(book(client, "q=脚手架"))["条数"]
    assert said == "找到 503 条，列出 500 条，其中 3 条并入同一文件，没有列出"


def test_nothing_found_is_a_file_that_says_so(client: TestClient) -> None:
    assert told(book(client, "q=量子"))["条数"] == "没有找到"
    document = Document(BytesIO(client.get("/search/export.docx?q=量子").content))
    assert "不等于没有这项规定" in document.paragraphs[-1].text


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_files_are_named_in_chinese(client: TestClient, suffix: str) -> None:
    answer = client.get(f"/search/export.{suffix}", params={"q": '安全\r\n"../x" ;' + "长" * 300})
    header = answer.headers["content-disposition"]
    plain, encoded = re.fullmatch(
        rf"attachment; filename=\"(zhiku-[\d-]+\.{suffix})\"; filename\*=UTF-8''(\S+)", header
    ).groups()  # type: ignore[union-attr]
    assert plain.isascii()
    name = unquote(encoded)
    assert name.startswith("智库检索-安全-x-长")
    assert name.endswith(f".{suffix}")
    assert len(name) < 60
    assert not set(name) & set('/\\:*?"<>|\r\n')


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_what_cannot_be_searched_is_said_on_a_page(client: TestClient, suffix: str) -> None:
    assert client.get(f"/search/export.{suffix}?q=？").status_code == 400
    assert client.get(f"/search/export.{suffix}?q=安全&sort=x").status_code == 400


def test_the_day_that_was_asked_for_stays_in_the_links(client: TestClient) -> None:
    answer = client.get("/search/export.docx?q=五到位&as_of=2019")
    text = "\n".join(p.text for p in Document(BytesIO(answer.content)).paragraphs)
    assert "/clauses/notice:2.1?as_of=2019-12-31" in text
    facts = told(book(client, "q=五到位&as_of=2019"))
    assert facts["时效"] == "按 2019年12月31日 判断"
