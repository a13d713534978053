"""Are duties found, filtered, led back to their words and taken along, and is nothing hidden?"""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook
from starlette.testclient import TestClient

from corpus import Status
from corpus.records import Kind
from corpus.standing import Standing
from library.duties import DutyFilter, DutyLibrary
from search import Dossier
from tests.calendars import events_of
from tests.fake_search import FakeSearch, Page, make_document
from web import create_app, duty_examples, duty_schemas

pytestmark = pytest.mark.once

NOTICE = """关于演练工作的通知
一、任务
（一）组织演练。住建局要每年12月10日前报送演练总结。施工企业必须每半年至少组织1次演练，严禁弄虚作假。
（二）加强培训。建设单位要加强演练培训。
"""
LAW = """演练条例
第一条　为了演练，制定本条例。
第二条　施工单位应当组织演练；=1+1的演练<script>alert(1)</script>应当记录。
"""


@pytest.fixture
def service() -> FakeSearch:
    return FakeSearch(
        make_document("notice", NOTICE, issued_on=date(2020, 6, 12)),
        make_document("law", LAW, kind=Kind.REGULATION),
    )


@pytest.fixture
def client(service: FakeSearch) -> TestClient:
    return TestClient(create_app(service, version="1"), raise_server_exceptions=False)


def said(client: TestClient, asked: str = "") -> list[tuple[str, str]]:
    answer = client.get(f"/api/v1/duties?{asked}").json()
    return [("、".join(one["parties"]), one["modality"]) for one in answer["duties"]]


def test_the_page_groups_by_party_and_leads_to_the_words(client: TestClient) -> None:
    page = Page(client.get("/duties?q=演练").text)
    assert page.unbalanced == []
    heads = page.find("th", scope="rowgroup")
    assert heads == ["建设单位", "施工单位", "住房城乡建设主管部门"]
    links = page.values("a", "href")
    assert "/duties.ics?q=%E6%BC%94%E7%BB%83" in links
    [url] = [url for url in links if url.startswith("/clauses/notice:1.2?")]
    assert "建设单位要加强演练培训" in client.get(url).text


def test_filters_narrow_and_their_numbers_are_what_they_find(client: TestClient) -> None:
    everything = said(client)
    assert said(client, "actor=施工企业") == [one for one in everything if "施工单位" in one[0]]
    assert said(client, "modality=严禁") == [("施工单位", "严禁")]
    assert len(said(client, "timed=true")) + len(said(client, "timed=false")) == len(everything)
    assert {one[1] for one in said(client, "document=law")} == {"应当"}
    page = Page(client.get("/duties").text)
    for kind in ("actor", "modality", "timed", "document"):
        urls = [url for url in page.values("a", "href") if url.startswith(f"/duties?{kind}=")]
        counts = [client.get(f"/api/v1{url}").json()["total"] for url in urls]
        told = [page.find("a", href=url)[0].rpartition(" ")[2] for url in urls]
        assert told == [str(count) for count in counts] != []


def test_by_deadline_what_has_a_date_comes_first(client: TestClient) -> None:
    answer = client.get("/api/v1/duties?order=deadline&limit=2").json()
    assert answer["duties"][0]["deadlines"][0]["normal"] == "每年12月10日前"
    assert 'scope="rowgroup"' not in client.get("/duties?order=deadline").text


def test_pages_turn(client: TestClient) -> None:
    first = client.get("/api/v1/duties?limit=2")
    assert 'rel="next"' in first.headers["Link"]
    rest = client.get("/api/v1/duties?limit=2&page=2").json()
    assert not {one["start"] for one in first.json()["duties"]} & {
        one["start"] for one in rest["duties"] if one["document_id"] == "notice"
    }
    assert "没有第 99 页" in client.get("/duties?page=99").text


def test_the_files(client: TestClient) -> None:
    total = client.get("/api/v1/duties?q=演练").json()["total"]
    table = client.get("/duties.csv?q=演练").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(table)))) == total + 1
    sheet = load_workbook(io.BytesIO(client.get("/duties.xlsx?q=演练").content))["义务"]
    assert sheet.max_row == total + 1
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    word = WordDocument(io.BytesIO(client.get("/duties.docx?q=演练").content))
    cells = {cell.text for one in word.tables for row in one.rows for cell in row.cells}
    assert "每半年至少1次" in cells
    assert f"{total} 条" in cells
    answer = client.get("/duties.ics?q=演练")
    assert answer.headers["content-type"].startswith("text/calendar")
    days = {str(one["DTSTART"].dt) for one in events_of(answer.content)}
    assert days == {"2020-12-10", "2020-06-30"}
    assert client.get("/duties.ics?page=x").status_code == 400


def test_a_file_that_would_take_too_long_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pages.duties._MOST_PRINTED", 2)
    answer = client.get("/duties.docx")
    assert answer.status_code == 400
    assert "最多 2 条" in answer.text
    assert client.get("/duties.docx?modality=严禁").status_code == 200


def test_a_hostile_text_stays_text(client: TestClient) -> None:
    html = client.get("/duties?q=演练").text
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;" in html
    assert "<script>2" not in client.get("/duties?q=<script>2").text


def test_an_outage_is_no_empty_list(client: TestClient, service: FakeSearch) -> None:
    service.broken = "没有索引。"
    for url in ("/duties", "/duties?q=演练", "/duties.ics", "/api/v1/duties"):
        answer = client.get(url)
        assert answer.status_code == 503
        assert "没有义务" not in answer.text


def test_what_means_nothing_is_refused_and_what_finds_nothing_helps_on(client: TestClient) -> None:
    for asked in ("page=x", "modality=也许", "timed=也许", "order=up", "q=、", "as_of=x"):
        assert client.get(f"/duties?{asked}").status_code == 400
        assert client.get(f"/api/v1/duties?{asked}").status_code == 400
    assert client.get("/duties?document=none").status_code == 404
    page = client.get("/duties?q=鼋鼍").text
    assert "不等于没有这项义务" in page
    assert "/search?q=" in page


def test_what_has_ended_is_left_out_unless_it_is_asked_for(
    client: TestClient, service: FakeSearch
) -> None:
    service.dossiers["law"] = Dossier(date(2026, 1, 5), Standing(Status.REPEALED, "已被废止"))
    assert not any(one[1] == "应当" for one in said(client))
    [law, *_] = client.get("/api/v1/duties?document=law").json()["duties"]
    assert law["status"] == "已废止"


def test_a_document_leads_to_its_duties(client: TestClient) -> None:
    assert "/duties?document=notice" in client.get("/documents/notice").text


def test_documents_are_read_once_until_they_change(service: FakeSearch) -> None:
    library = DutyLibrary(service)
    library.prepare()
    before = library.find("", DutyFilter()).duties
    assert library.find("", DutyFilter()).duties[0] is before[0]
    text = "演练规定\n第一条　监理单位应当参加演练。\n"
    service.documents_held["law"] = make_document("law", text, kind=Kind.REGULATION)
    service.generation = "g2"
    parties = {one.duty.parties for one in library.find("", DutyFilter(document_id="law")).duties}
    assert parties == {("监理单位",)}


def test_the_example_is_an_answer(client: TestClient) -> None:
    duty_schemas.DutiesAnswer.model_validate(duty_examples.DUTIES)
    answer = client.get("/api/v1/duties?q=演练").json()
    assert set(answer) == set(duty_examples.DUTIES)
    told = json.dumps(duty_examples.DUTIES, ensure_ascii=False, indent=2)
    assert told in (Path(__file__).parent.parent / "docs" / "api.md").read_text("utf-8")
    duty_schemas.DutiesAnswer.model_validate(answer)
