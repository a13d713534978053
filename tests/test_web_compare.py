"""Is a comparison shown whole, in both views, folded where nothing changed, and literal?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from corpus.records import Status
from corpus.standing.standing import Standing
from library.editions import compare, comparison_json
from search.dossier import Dossier, Edition
from tests.edition_texts import edition, two_editions
from tests.fake_search import FakeSearch, Page
from web import create_app
from web.edition_schemas import ComparisonAnswer

pytestmark = pytest.mark.once

URL = "/documents/check-2021/compare?with=check-2009"


@pytest.fixture
def service() -> FakeSearch:
    old, new = two_editions()
    service = FakeSearch(old, new)
    replaced, valid = Standing(Status.REPLACED, "已有新版"), Standing(Status.IN_FORCE, "官网")
    day = date(2026, 1, 5)
    service.dossiers["check-2009"] = Dossier(day, replaced, (Edition(new[0], valid),))
    service.dossiers["check-2021"] = Dossier(day, valid, (Edition(old[0], replaced),))
    return service


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    with TestClient(create_app(service, version="9.9")) as client:
        yield client


def shown(client: TestClient, url: str = URL) -> Page:
    response = client.get(url)
    assert response.status_code == 200
    page = Page(response.text)
    assert page.unbalanced == []
    return page


def test_side_by_side_each_text_is_whole(client: TestClient) -> None:
    page = shown(client)
    words = page.find("p", class_="words")
    assert "检查每季度一次，检查人员不少于二人。" in words
    assert "检查每月一次，检查人员不少于三人。" in words
    assert "2009年6月1日" in page.find("del")
    assert "2021年7月1日" in page.find("ins")
    assert page.find("p", class_="which")[0] == "2009年5月13日文本"  # lacks the added clause


def test_inline_both_texts_stand_in_one(client: TestClient) -> None:
    page = shown(client, f"{URL}&view=inline")
    assert "本办法自2009年6月1日2021年7月1日起施行。" in page.find("p", class_="words")
    assert page.find("div", class_="sides") == []


def test_what_became_of_the_clauses_is_counted(client: TestClient) -> None:
    counts = shown(client).find("ul", class_="counts")[0]
    assert counts.replace(" ", "") == "新增1条删去0条有修改2条仅条号变动1条未变1条"


def test_unchanged_clauses_are_folded_with_a_switch(client: TestClient) -> None:
    folded = shown(client)
    assert folded.find("p", class_="folded")[0].startswith("第一条，1 条未变。")
    assert "为了加强工地检查，制定本办法。" not in folded.find("p", class_="words")
    assert f"{URL}&same=true" in folded.values("a", "href")
    unfolded = shown(client, f"{URL}&same=true")
    assert unfolded.find("p", class_="folded") == []
    assert "为了加强工地检查，制定本办法。" in unfolded.find("p", class_="words")


def test_the_older_stands_left_whichever_page_it_was(client: TestClient) -> None:
    other = shown(client, "/documents/check-2009/compare?with=check-2021")
    for page in (shown(client), other):
        old, new = page.find("dd")[:2]
        assert old.startswith("被替代2009年5月13日文本")
        assert new.startswith("现行有效2021年6月1日文本")


def test_every_link_into_the_page_arrives(client: TestClient) -> None:
    page = shown(client)
    places = {value for tag in ("section", "p") for value in page.values(tag, "id")}
    into = {link[1:] for link in page.values("a", "href") if link.startswith("#")} - {"main"}
    assert into
    assert into <= places
    assert page.values("div", "data-steps") == [".pair.altered"]


@pytest.mark.parametrize(
    "url",
    [
        "/documents/check-2021/compare", "/documents/check-2021/compare?with=check-2021",
        f"{URL}&view=x", f"{URL}&same=x",
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_said(client: TestClient, url: str) -> None:
    assert client.get(url).status_code == 400


def test_an_unknown_document_is_not_found(client: TestClient) -> None:
    assert client.get("/documents/check-2021/compare?with=none").status_code == 404
    assert client.get("/api/v1/documents/none/compare?with=check-2009").status_code == 404
    assert client.get("/api/v1/documents/check-2009/compare").json()["parameter"] == "with"


def test_two_works_are_not_called_editions(client: TestClient, service: FakeSearch) -> None:
    service.documents_held["other"] = edition("other", "别的办法\n第一条　甲。\n", None)
    page = shown(client, "/documents/other/compare?with=check-2009")
    assert "不是同一文件的两个版本" in page.find("p", class_="banner")[0]


def test_editions_alike_are_said_to_be(client: TestClient, service: FakeSearch) -> None:
    document, clauses = service.document("check-2021")
    service.documents_held["copy"] = (replace(document, document_id="copy"), list(clauses))
    page = shown(client, "/documents/check-2021/compare?with=copy")
    assert "两个版本的条款逐字相同。" in page.find("p", class_="banner")
    assert page.values("div", "data-steps") == []


def test_hostile_words_stay_words(client: TestClient, service: FakeSearch) -> None:
    bad = '<script>alert("1")</script>'
    for name, words in (("x", f"{bad}甲。"), ('"><img src=x>', f"{bad}乙。")):
        text = f"{bad}办法\n第一条　{words}\n第二条　{bad}。\n"
        service.documents_held[name] = edition(name, text, None)
    for view in ("side", "inline"):
        url = f"/documents/x/compare?with=%22%3E%3Cimg%20src%3Dx%3E&view={view}&same=1"
        page = shown(client, url)
        assert page.values("img", "src") == []
        assert all("alert" not in text for text in page.find("script"))
        assert any(bad in text for text in page.find("p", class_="words"))


def test_a_program_gets_the_same_comparison(client: TestClient, service: FakeSearch) -> None:
    answer = client.get(f"/api/v1{URL}").json()
    held = service.document("check-2009"), service.document("check-2021")
    assert answer == comparison_json(compare(*held, service.terms))
    ComparisonAnswer.model_validate(answer)
