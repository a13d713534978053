"""Are links, their picture and the review list shown whole, safe, and only to who may see them?"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from corpus.records import RelationKind, Status
from corpus.standing.standing import Standing
from library.accounts import Permission
from library.links import Link, LinkKind, impact_json, impact_of, links_json
from search.dossier import Dossier, Edition, Reference, Referrer
from tests.edition_texts import two_editions
from tests.fake_search import NOTICE, FakeSearch, Page, make_document
from web import create_app
from web.link_examples import CLAUSE_LINKS, DOCUMENT_LINKS, IMPACT
from web.link_schemas import ImpactAnswer, LinksAnswer

pytestmark = pytest.mark.once

OLD = "/documents/check-2009"
EVIL = '=1+1<script>alert("x")</script>'
SVG = "{http://www.w3.org/2000/svg}"


class Shelf:
    """A provider whose things are for everybody, one of them with an address elsewhere."""

    def __init__(self, needs: Permission = Permission.READ) -> None:
        self.needs = needs

    def links_of(self, document_id: str) -> Iterable[Link]:
        if document_id == "check-2009":
            yield Link(LinkKind.BRIEF, "a2", "引用", EVIL, "研判单 1", "1", page="/briefs/1")
            yield Link(
                LinkKind.QUESTION, "a2", "考查", "几次？", "题 1", "1", page="//evil.invalid"
            )


@pytest.fixture
def service() -> FakeSearch:
    old, new = two_editions()
    notice = make_document("notice", NOTICE, title=EVIL, issued_on=date(2015, 1, 1))
    service = FakeSearch(old, new, notice)
    replaced, valid = Standing(Status.REPLACED, "已有新版"), Standing(Status.IN_FORCE, "官网")
    day = date(2026, 1, 5)
    naming = Referrer(
        RelationKind.CITES, Edition(notice[0], valid), old[0],
        (("notice:1", "《通知》一、"),), (("notice:1", "a3"),),
    )  # fmt: skip
    named = Reference(RelationKind.BASIS, "甲法", "甲〔2001〕1号", None, (("a1", None),))
    service.dossiers["check-2009"] = Dossier(
        day, replaced, (Edition(new[0], valid),), (named,), (naming,)
    )
    service.dossiers["check-2021"] = Dossier(day, valid, (Edition(old[0], replaced),))
    return service


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    app = create_app(service, version="9.9")
    app.state.links.join(Shelf())
    with TestClient(app) as client:
        yield client


def shown(client: TestClient, url: str) -> Page:
    response = client.get(url)
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    page = Page(response.text)
    assert [tag for tag in page.unbalanced if tag not in {"path", "/path"}] == []
    return page


def test_each_clause_leads_to_its_links(client: TestClient) -> None:
    page = shown(client, OLD)
    assert "关联：题目 1、研判单 1" in page.find("a", href=f"{OLD}/links?clause=a2")
    assert page.find("a", href=f"{OLD}/impact") == ["复核清单"]
    assert page.find("a", href=f"{OLD}/links") == ["关联与关系图"]
    newer = shown(client, "/documents/check-2021")
    assert newer.find("a", href=f"{OLD}/impact") == ["旧文本的复核清单"]
    assert newer.find("a", href="/documents/check-2021/impact") == []


def test_the_page_of_links(client: TestClient) -> None:
    page = shown(client, f"{OLD}/links")
    assert page.find("h3") == ["第一条", "第二条", "第三条"]
    assert page.find("td") == [
        "替代本文件", "工地检查办法", "法律法规规章 · 现行有效", "1",
        "本文件依据", "甲法", "未收录", "1",
        "引用本文件", EVIL, "政策文件 · 未核实", "1",
    ]  # fmt: skip
    assert "/clauses/notice:1" in page.values("a", "href")
    assert "/briefs/1" in page.values("a", "href")
    assert "//evil.invalid" not in page.values("a", "href")
    one = shown(client, f"{OLD}/links?clause=a2")
    assert one.find("h1") == ["关联：《工地检查办法》第二条"]
    assert one.find("h3") == []
    assert client.get(f"{OLD}/links?clause=a99").status_code == 404


def test_the_picture_stands_alone(client: TestClient) -> None:
    answer = client.get(f"{OLD}/graph.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.text)
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"替代", "依据", "引用", "甲法", "未收录"} <= set(words)
    assert not [e for e in root.iter() if e.tag in {f"{SVG}script", f"{SVG}a"} or e.get("style")]
    drawn = {(e.get("x"), e.get("y")) for e in root.iter(f"{SVG}rect") if e.get("rx")}
    assert len(drawn) == 4  # no box upon another


def test_the_review_list_and_its_files(client: TestClient) -> None:
    page = shown(client, f"{OLD}/impact")
    assert "条文未变，条号改为第四条" in page.find("td")
    assert page.find("a", class_="compare") == ["逐条对照"]
    text = client.get(f"{OLD}/impact.csv").content.decode("utf-8-sig")
    assert "'=1+1<script>" in text
    book = load_workbook(BytesIO(client.get(f"{OLD}/impact.xlsx").content))
    cells = [cell for row in book["复核清单"].iter_rows(min_row=2) for cell in row]
    assert [cell.data_type for cell in cells if cell.value == EVIL] == ["s", "s"]
    assert "没有被替代、修改或废止" in client.get("/documents/check-2021/impact").text
    assert client.get("/documents/none/impact").status_code == 404


def test_the_api_says_the_same(client: TestClient, service: FakeSearch) -> None:
    library = client.app.state.links  # type: ignore[attr-defined]
    answer = client.get("/api/v1/documents/check-2009/links").json()
    assert answer == links_json(library.of_document("check-2009"))
    LinksAnswer.model_validate(answer)
    one = client.get("/api/v1/clauses/check-2009:a3/links").json()
    assert one["counts"] == {"cited_by": 1}
    told = client.get("/api/v1/documents/check-2009/impact").json()
    assert told == impact_json(impact_of(library, service, "check-2009"))
    ImpactAnswer.model_validate(told)
    assert client.get("/api/v1/documents/check-2021/impact").json()["ended"] is False
    for schema, example in (
        (LinksAnswer, DOCUMENT_LINKS), (LinksAnswer, CLAUSE_LINKS), (ImpactAnswer, IMPACT),
    ):  # fmt: skip
        assert schema.model_validate(example).model_dump(mode="json") == example


def test_nobody_learns_of_what_they_may_not_see(service: FakeSearch) -> None:
    app = create_app(service, version="9.9")
    app.state.links.join(Shelf(Permission.QUESTIONS))
    with TestClient(app) as client:
        for url in ("links", "impact", "impact.csv"):
            assert "研判单 1" not in client.get(f"{OLD}/{url}").text
        assert client.get("/api/v1/documents/check-2009/links").json()["counts"].keys() == {
            "cites", "cited_by",
        }  # fmt: skip


def test_a_new_generation_is_read_anew(client: TestClient, service: FakeSearch) -> None:
    url = "/api/v1/documents/check-2009/links"
    before = client.get(url).json()
    known = service.dossiers["check-2009"]
    service.dossiers["check-2009"] = replace(known, references=(), referrers=())
    assert client.get(url).json() == before
    service.generation = "g2"
    assert client.get(url).json()["counts"] == {"question": 1, "brief": 1}
