"""Does a person find the cases, and is every word and number on the pages the library's?"""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from library.cases import CaseLibrary
from library.cases.levels import LEVELS
from tests.case_records import case_document
from tests.fake_search import FakeSearch, Page, make_document
from web import create_app

pytestmark = pytest.mark.once

LAW = "测试管理规定\n第一条 为了测试，制定本规定。\n第十条 支撑体系浇筑前应当验收。\n"
HOSTILE = '=<script>alert(1)</script>"><img src=x onerror=alert(2)>事故'


def many(count: int) -> FakeSearch:
    return FakeSearch(
        make_document("law", LAW, title="测试管理规定"),
        *(case_document(f"c{n}", name=f"第{n}起坍塌事故", deaths=n) for n in range(count)),
    )


@pytest.fixture
def service() -> FakeSearch:
    return FakeSearch(
        make_document("law", LAW, title="测试管理规定"),
        case_document("c1"),
        case_document(
            "c2", name="乙工程“4·4”模板支撑坍塌事故", date="2022-04-04", deaths=None, missing=2,
            level=None, basis="初步通报", as_of="2022-04-05", province="别处", city=None,
            accident_type="模板支撑体系坍塌", direct_cause=None,
        ),
        case_document(
            "c3", name="丙楼“5·5”触电事故", date="2020-05-05", accident_type="触电", deaths=1,
            hazard_works=None, project_type=None, level="重大", related_clauses=["没有的法|第三条"],
            direct_cause="电缆破损漏电。", indirect_causes=[], lessons=[], injuries=0,
            economic_loss_wan_yuan=None,
        ),
        case_document("h1", name=HOSTILE, date="2019-01-01", sources=["javascript:alert(3)"],
                      province='"><b>', note="=1+1"),
    )  # fmt: skip


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    with TestClient(create_app(service, version="1"), raise_server_exceptions=False) as client:
        yield client


def page(client: TestClient, url: str) -> Page:
    response = client.get(url)
    assert response.status_code == 200
    found = Page(response.text)
    assert found.unbalanced == []
    return found


def listed(client: TestClient, url: str) -> list[str]:
    article = re.findall(
        r'<article class="hit">\s*<h2><a href="/cases/(\w+)"', client.get(url).text
    )
    return [str(one) for one in article]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["c2", "c1", "c3", "h1"]),
        ("?type=坍塌", ["c2", "c1", "h1"]),
        ("?type=模板支撑体系坍塌", ["c2"]),
        ("?level=重大", ["c3"]),
        ("?level=未核实", ["c2"]),
        ("?from=2021&to=2021", ["c1"]),
        ("?from=2021-04", ["c2"]),
        ("?works=未核实", ["c3"]),
        ("?province=别处", ["c2"]),
        ("?min_deaths=2", ["c1", "h1"]),
        ("?q=漏电", ["c3"]),
        ("?order=deaths", ["c1", "h1", "c3", "c2"]),
    ],
)
def test_the_list_is_filtered_and_sorted(client: TestClient, asked: str, found: list[str]) -> None:
    assert listed(client, f"/cases{asked}") == found


@pytest.mark.parametrize("asked", ["", "?type=坍塌", "?q=验收", "?from=2021&to=2021&level=较大"])
def test_every_number_at_an_option_is_what_its_link_finds(client: TestClient, asked: str) -> None:
    html = client.get(f"/cases{asked}").text
    filters = html.partition('<aside class="filters"')[2]
    links = re.findall(r'<a href="([^"]+)"><span>[^<]+</span> <span class="count">(\d+)', filters)
    assert links
    for url, count in ((unescape(url), count) for url, count in links):
        pairs = parse_qsl(urlsplit(url).query)
        taken_away = len(pairs) < len(parse_qsl(asked[1:]))
        if len(dict(pairs)) == len(pairs) and not taken_away:  # no alternatives of one field
            assert len(listed(client, url)) == int(count)


def test_a_finer_type_takes_the_place_of_its_broader_one(client: TestClient) -> None:
    finer = re.search(r'href="([^"]+)"><span>模板支撑体系坍塌', client.get("/cases?type=坍塌").text)
    assert finer
    assert listed(client, finer[1]) == ["c2"]


def test_a_chip_takes_its_filter_away(client: TestClient) -> None:
    html = client.get("/cases?type=触电&level=重大&min_deaths=0&q=漏电").text
    chips = re.search(r'<ul class="chips".*?</ul>', html, re.S)
    assert chips
    urls = [u.replace("&amp;", "&") for u in re.findall(r'href="([^"]+)"', chips[0])]
    assert len(urls) == 4
    assert all(len(parse_qsl(urlsplit(url).query)) == 3 for url in urls)


def test_the_list_is_paged(service: FakeSearch) -> None:
    with TestClient(create_app(many(45), version="1")) as client:
        assert [len(listed(client, f"/cases?page={n}")) for n in (1, 2, 3)] == [20, 20, 5]
        assert page(client, "/cases?page=2").find("span", aria_current="page") == ["2"]
        beyond = client.get("/cases?page=9").text
        assert "没有第 9 页" in beyond
        assert 'href="/cases?page=3"' in beyond


def test_a_row_says_level_deaths_and_cause(client: TestClient) -> None:
    rows = page(client, "/cases?order=date").find("article", class_="hit")
    assert "2022年4月4日 别处 模板支撑体系坍塌 至少一般事故 来源没有写明等级 死亡 未核实" in rows[0]
    assert "失踪 2 人" in rows[0]
    assert "初步通报" in rows[0]
    assert "较大事故 死亡 3 人 受伤 2 人" in rows[1]
    assert "立杆间距过大" in rows[1]
    assert "计算为至少一般" not in rows[2]
    assert "重大事故" in rows[2]


def test_no_case_is_told_from_none_found(client: TestClient) -> None:
    assert "去掉全部条件" in client.get("/cases?type=淹溺").text
    with TestClient(create_app(FakeSearch(), version="1")) as empty:
        text = empty.get("/cases").text
        assert "还没有案例" in text
        assert "导出" not in text


def test_an_outage_is_no_empty_list(client: TestClient, service: FakeSearch) -> None:
    service.broken = "还没有索引，请运行 zhiku reindex。"
    for path in ("/cases", "/cases/c1", "/cases.csv", "/cases/statistics"):
        response = client.get(path)
        assert response.status_code == 503
        assert "还没有案例" not in response.text


def test_a_wrong_filter_is_said_above_the_whole_list(client: TestClient) -> None:
    response = client.get("/cases?type=塌了")
    assert response.status_code == 400
    assert "参数 type 只能取" in response.text
    assert len(listed(client, "/cases?type=塌了")) == 4


@pytest.mark.parametrize("case_id", ["c1", "c2", "c3", "h1"])
def test_the_level_is_computed_before_the_readers_eyes(
    client: TestClient, service: FakeSearch, case_id: str
) -> None:
    case, _ = CaseLibrary(service).case(case_id)
    found = page(client, f"/cases/{case_id}")
    steps = " ".join(found.find("dl", class_="steps"))
    for told in (case.assessment.decision, case.assessment.text, case.comparison.reason):
        assert told in steps
    assert case.comparison.verdict.value in steps
    rows = [row for row in found.find("tr") if row.startswith(("死亡", "重伤", "直接经济损失"))]
    for row, dimension in zip(rows, case.assessment.dimensions, strict=True):
        assert dimension.shown in row
        for _, band in dimension.bands:
            assert band in row
        given = sum(dimension.gives(level) for level, _ in dimension.bands)
        assert row.count("✓") == given
        assert given == (0 if not dimension.bounds.known else given)
    assert case.assessment.reason.endswith(case.assessment.decision)


def test_bands_are_those_of_the_decree(service: FakeSearch) -> None:
    case, _ = CaseLibrary(service).case("c1")
    deaths, injuries, loss = (dimension.bands for dimension in case.assessment.dimensions)
    assert [level.label for level, _ in deaths] == list(LEVELS)
    assert [band for _, band in deaths] == [
        "3 人以下", "3 人以上 10 人以下", "10 人以上 30 人以下", "30 人以上",
    ]  # fmt: skip
    assert injuries[3][1] == "100 人以上"
    assert loss[1][1] == "1000 万元以上 5000 万元以下"


def test_a_case_page_has_all_of_the_record(client: TestClient) -> None:
    text = client.get("/cases/c1").text
    for told in (
        "立杆间距过大", "专项方案未经审核", "浇筑前必须验收支撑体系", "监理单位", "812.5 万元",
        "以上为案例摘要，非原文", "测试市调查报告", "2名伤者均为重伤", 'href="/documents/c1"',
        'href="https://example.invalid/a"',
    ):  # fmt: skip
        assert told in text
    assert 'href="/cases/c1"' in client.get("/documents/c1").text


def test_clauses_lead_to_their_place_with_a_citation_to_copy(client: TestClient) -> None:
    held = page(client, "/cases/c1")
    assert "/clauses/law:a10" in held.values("a", "href")
    for identity in held.values("button", "data-copy"):
        assert held.find("span", id=identity) != [""]
    assert "《测试管理规定》第十条" in held.find("span", id="cite-clause-1")[0]
    lacking = page(client, "/cases/c3")
    assert "《没有的法》第三条 未收录" in " ".join(lacking.find("ul", class_="named"))


def test_similar_cases_come_with_reasons(client: TestClient) -> None:
    text = client.get("/cases/c1").text.partition('id="similar"')[2]
    assert 'href="/cases/c2"' in text
    assert "事故类型同属坍塌" in text
    assert "没有相近的案例" in client.get("/cases/c3").text


@pytest.mark.parametrize("url", ["/cases", "/cases/h1", "/cases?q=<script>", "/cases/statistics"])
def test_hostile_records_are_inert(client: TestClient, url: str) -> None:
    for tag, attributes, text in page(client, url).elements:
        assert tag not in {"b", "style", "iframe"}
        assert not (tag == "script" and "".join(text).strip())
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("href", "src", "action"):
            assert re.match(r"[/#](?!/)|https://example\.invalid/", attributes.get(name, "/"))


def test_what_is_no_case_is_not_found(client: TestClient) -> None:
    assert client.get("/cases/none").status_code == 404
    assert client.get("/cases/law").status_code == 404


def test_the_exports_hold_what_the_list_finds(client: TestClient) -> None:
    response = client.get("/cases.csv?type=坍塌&limit=1")
    assert "filename*=UTF-8''%E4%BA%8B%E6%95%85" in response.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["c2", "c1", "h1"]
    assert rows[3][1].startswith("'=")
    book = load_workbook(io.BytesIO(client.get("/cases.xlsx?type=坍塌").content))
    cells = list(book.worksheets[0].iter_rows())
    assert [row[0].value for row in cells[1:]] == ["c2", "c1", "h1"]
    assert cells[3][1].data_type == "s"
    assert client.get("/cases.csv?type=塌了").status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/cases", "/cases.csv", "/cases.xlsx", "/cases/c1", "/cases/statistics",
     "/cases/statistics/type.svg", "/cases/statistics/type.csv"],
)  # fmt: skip
def test_heads_are_answered(client: TestClient, path: str) -> None:
    response = client.head(path)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("path", ["/cases", "/cases?type=淹溺", "/cases/c1", "/cases/statistics"])
def test_pages_are_labelled_for_all_readers(client: TestClient, path: str) -> None:
    found = page(client, path)
    assert len(found.find("h1")) == 1
    assert "/cases" in found.values("a", "href")
    identities = [attributes["id"] for _, attributes, _ in found.elements if "id" in attributes]
    assert len(identities) == len(set(identities))
    labelled = found.values("label", "for")
    for tag, attributes, _ in found.elements:
        if tag in {"input", "select"} and attributes.get("type") != "hidden":
            assert attributes["id"] in labelled
        if tag == "img":
            assert attributes["alt"]
