"""Are the judging of works and the check of citations usable, safe, and kept nowhere?"""

import io
import json
import re
from pathlib import Path

import pytest
from docx import Document as WordDocument
from starlette.testclient import TestClient

from corpus.records import Kind
from library.citations import Verdict
from tests.fake_search import FakeSearch, Page, make_document
from web import create_app, tool_examples, tool_schemas
from web.drafts import LONGEST_DRAFT

pytestmark = pytest.mark.once

RULE = """某省工地办法
第一条　为了管好工地，制定本办法。
第二条　任何人不得在吊物下方停留。
"""
ROOT = Path(__file__).parent.parent


@pytest.fixture
def client() -> TestClient:
    service = FakeSearch(make_document("rule", RULE, kind=Kind.REGULATION))
    return TestClient(create_app(service, version="1"), raise_server_exceptions=False)


def send(client: TestClient, text: str = "", **files: tuple[str, bytes]) -> tuple[int, str]:
    token = Page(client.get("/cite").text)
    [field] = [a for t, a, _ in token.elements if a.get("name") == "form_token"]
    answer = client.post(
        "/cite", data={"form_token": field["value"], "text": text}, files=files or None
    )
    return answer.status_code, answer.text


def test_a_draft_is_checked_on_the_page(client: TestClient) -> None:
    status, html = send(
        client,
        "依据《某省工地办法》第二条、第九条。\n《某省工地办法》第二条规定：“任何人不得在吊物上方停留”。",
    )
    page = Page(html)
    assert (status, page.unbalanced) == (200, [])
    assert "共 3 处引用" in html
    assert "下" in page.find("del")[0]
    assert "上" in page.find("ins")[0]
    assert "/clauses/rule:a2" in html
    assert page.find("span", class_="badge bad")[0] == "条文不存在"


def test_a_draft_is_hostile(client: TestClient) -> None:
    status, html = send(client, "《某省工地办法》第二条<script>alert(1)</script>《<b>甲</b>办法》")
    assert status == 200
    assert "<script>alert(1)" not in html
    assert "<b>甲" not in html


def test_files_are_read_and_kept_nowhere(client: TestClient, tmp_path: Path) -> None:
    word = WordDocument()
    word.add_paragraph("依据《某省工地办法》第九条。")
    word.save(held := io.BytesIO())
    for name, content in (
        ("稿.docx", held.getvalue()),
        ("稿.txt", "依据《某省工地办法》第九条。".encode("gb18030")),
        ("../../稿.md", "依据《某省工地办法》第九条。".encode()),
    ):
        status, html = send(client, file=(name, content))
        assert (status, "条文不存在" in html) == (200, True), name


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("稿.exe", b"MZ", "只能核对"),
        ("稿.pdf", b"%PDF", "只能核对"),
        ("稿.docx", b"PK\x03\x04broken", "稿子"),
        ("稿.txt", b"", "稿子"),
    ],
)
def test_a_bad_file_is_refused(client: TestClient, name: str, content: bytes, told: str) -> None:
    status, html = send(client, file=(name, content))
    assert status == 400
    assert told in html
    assert "/tmp" not in html


def test_too_little_and_too_much_is_refused(client: TestClient) -> None:
    assert send(client, "  ")[0] == 400
    assert send(client, "字" * (LONGEST_DRAFT + 1))[0] == 400
    assert client.post("/cite", data={"text": "《某省工地办法》"}).status_code == 403


def test_a_program_gets_the_same(client: TestClient) -> None:
    send(client, "字")
    text = "依据《某省工地办法》第二条、第九条。"
    page = Page(client.get("/cite").text)
    [token] = [a["value"] for _, a, _ in page.elements if a.get("name") == "form_token"]
    answer = client.post(
        "/api/v1/citations/check", json={"text": text}, headers={"X-Form-Token": token}
    ).json()
    tool_schemas.CitationsAnswer.model_validate(answer)
    found = [(text[c["start"] : c["end"]], c["verdict"]) for c in answer["citations"]]
    assert found == [("《某省工地办法》第二条", "exists"), ("第九条", "no_article")]
    assert answer["counts"][Verdict.NO_ARTICLE] == 1
    refused = client.post(
        "/api/v1/citations/check", json={"text": ""}, headers={"X-Form-Token": token}
    )
    assert (refused.status_code, refused.json()["parameter"]) == (400, "text")


def test_works_are_judged_on_the_page(client: TestClient) -> None:
    page = Page(client.get("/thresholds?works=基坑&depth=4800mm").text)
    assert page.unbalanced == []
    assert page.find("strong", class_="answer") == ["危大"]
    assert "开挖深度" in page.find("label")
    asked = client.get("/thresholds?works=基坑&depth=4800")
    assert (asked.status_code, "4800 米？请写明单位" in asked.text) == (400, True)
    several = client.get("/thresholds?works=脚手架")
    assert (several.status_code, several.text.count("/thresholds?works=")) == (400, 6)
    condition = client.get("/thresholds?works=基坑&depth=2&condition=1=否")
    assert Page(condition.text).find("strong", class_="answer") == ["非危大"]
    empty = Page(client.get("/thresholds").text)
    assert "基坑工程" in empty.find("dt")
    assert client.get("/thresholds?works=<script>").text.count("<script>") == 0


def test_every_listed_name_leads_somewhere(client: TestClient) -> None:
    page = Page(client.get("/thresholds").text)
    urls = [url for url in page.values("a", "href") if url.startswith("/thresholds?works=")]
    assert len(urls) == 23
    assert {client.get(url).status_code for url in urls} == {200}


def test_accidents_are_judged(client: TestClient) -> None:
    page = Page(client.get("/thresholds?deaths=3&injured=&loss=1亿元").text)
    assert page.find("strong", class_="answer") == ["特别重大事故"]
    assert client.get("/thresholds?deaths=-3").status_code == 400
    answer = client.get("/api/v1/thresholds/accident?deaths=3&injured=10&loss=1000").json()
    tool_schemas.AccidentAnswer.model_validate(answer)
    assert (answer["answer"], len(answer["deciding"])) == ("较大", 3)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("", "works"), ("works=装修", "works"), ("works=基坑&depth=-1", "depth"),
     ("works=基坑&condition=3=是", "condition"), ("works=" + "基" * 99, "works")],
)  # fmt: skip
def test_a_program_is_told_what_is_wrong(client: TestClient, query: str, parameter: str) -> None:
    answer = client.get(f"/api/v1/thresholds?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


def test_examples_are_those_of_the_manual(client: TestClient) -> None:
    found = client.get("/api/v1/thresholds?works=基坑&depth=4.8m").json()
    assert set(found) == set(tool_examples.THRESHOLDS)
    assert found["rows"] == tool_examples.THRESHOLDS["rows"]
    blocks = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "api.md").read_text("utf-8"), re.S)
    told = [json.loads(block) for block in blocks]
    for example, schema in (
        (tool_examples.THRESHOLDS, tool_schemas.ThresholdsAnswer),
        (tool_examples.ACCIDENT, tool_schemas.AccidentAnswer),
        (tool_examples.CITATIONS, tool_schemas.CitationsAnswer),
    ):
        assert schema.model_validate(example).model_dump(mode="json") == example
        assert example in told
