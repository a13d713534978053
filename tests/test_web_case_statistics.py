"""Do the charts show what is counted, alone and without asking anybody anything?"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import pytest
from lxml import etree
from starlette.testclient import TestClient

from library.cases import CaseFilter, CaseLibrary, monthly
from library.charts import Bars, Palette, draw
from tests.case_records import case_document
from tests.fake_search import FakeSearch, Page
from web import create_app
from web.case_charts import CHARTS, MEASURES, charts_of, drawn

pytestmark = pytest.mark.once

TODAY = date(2022, 6, 15)


def service_of(*days: str, **values: object) -> FakeSearch:
    return FakeSearch(*(case_document(f"c{n}", date=day, **values) for n, day in enumerate(days)))


@pytest.fixture
def client() -> Iterator[TestClient]:
    service = FakeSearch(
        case_document("c1"),
        case_document("c2", date="2020-03-01", accident_type="触电", deaths=None, level=None),
        case_document("c3", date="2020-07-01", hazard_works=None, province="=别<处>&"),
    )
    with TestClient(create_app(service, version="1")) as client:
        yield client


def texts(svg: str) -> list[str]:
    root = etree.fromstring(svg.encode())
    return [
        "".join(map(str, text.itertext())) for text in root.iter("{http://www.w3.org/2000/svg}text")
    ]


def tables(html: str) -> list[list[list[str]]]:
    """Return the tables of a page, row by row."""
    root = etree.HTML(html)
    return [
        [
            ["".join(map(str, cell.itertext())).strip() for cell in row.iter("th", "td")]
            for row in t.iter("tr")
        ]
        for t in root.iter("table")
    ]


def test_every_chart_has_two_drawings_in_words_and_its_table(client: TestClient) -> None:
    response = client.get("/cases/statistics")
    page = Page(response.text)
    assert page.unbalanced == []
    assert len(page.find("section", class_="chart")) == len(CHARTS)
    assert len(page.find("table")) == len(CHARTS)
    images = page.values("img", "src")
    assert len(images) == len(CHARTS) * len(MEASURES)
    assert all("数据表" in alt for alt in page.values("img", "alt"))
    assert "条形图：按事故类型，起数：坍塌 2，触电 1。数字见数据表" in page.values("img", "alt")
    for source in images:
        assert client.get(source).headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("asked", ["", "?from=2020&to=2020", "?year=2021", "?type=坍塌"])
def test_the_csv_is_the_table(client: TestClient, asked: str) -> None:
    shown = tables(client.get(f"/cases/statistics{asked}").text)
    for name, table in zip(CHARTS, shown, strict=True):
        content = client.get(f"/cases/statistics/{name}.csv{asked}").content.decode("utf-8-sig")
        read = list(csv.reader(io.StringIO(content)))
        assert [[re.sub(r"^'(?=[=+-])", "", cell) for cell in row] for row in read] == table


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_asks_nobody_and_runs_nothing(
    client: TestClient, name: str, measure: str
) -> None:
    response = client.get(f"/cases/statistics/{name}.svg?measure={measure}")
    svg = response.text
    spaces = r'xmlns(:\w+)?="http://www\.w3\.org/(2000/svg|1999/xlink)"'
    rest = re.sub(spaces, "", svg)
    assert not re.search(r"https?:|//|@import|url\(|kozea|<script|href|\son\w+=", rest)
    assert "prefers-color-scheme:dark" in svg
    assert "Noto Sans CJK SC" in svg
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "script-src" not in policy
    assert svg == client.get(f"/cases/statistics/{name}.svg?measure={measure}").text


def test_only_drawings_may_style_themselves(client: TestClient) -> None:
    for path in ("/cases/statistics", "/cases/statistics/type.csv", "/cases/statistics/none.svg"):
        assert "unsafe" not in client.get(path).headers["content-security-policy"]


def test_values_are_printed_and_labels_are_in_order(client: TestClient) -> None:
    shown = texts(client.get("/cases/statistics/region.svg?measure=deaths").text)
    assert {"=别<处>&", "测试", "3"} <= set(shown)
    levels = texts(client.get("/cases/statistics/level.svg").text)
    assert {"较大", "未核实", "2", "1"} <= set(levels)


def test_filters_and_the_year_are_kept(client: TestClient) -> None:
    page = Page(client.get("/cases/statistics?type=坍塌&year=2020").text)
    for source in page.values("img", "src"):
        assert f"type={quote('坍塌')}" in source
        assert "year=2020" in source
    assert "/cases?type=" + quote("坍塌") in page.values("a", "href")
    assert "死亡人数未核实" not in " ".join(page.find("div", class_="banner"))


def test_no_case_and_one_case_are_sensible(client: TestClient) -> None:
    empty = client.get("/cases/statistics?type=淹溺")
    assert empty.status_code == 200
    assert "没有可统计的" in empty.text
    assert "<img" not in empty.text
    assert client.get("/cases/statistics/type.svg?type=淹溺").status_code == 404
    with TestClient(create_app(FakeSearch(), version="1")) as none:
        assert "还没有案例" in none.get("/cases/statistics").text
    with TestClient(create_app(service_of("2021-01-01"), version="1")) as one:
        assert len(tables(one.get("/cases/statistics").text)) == len(CHARTS)
        assert "1" in texts(one.get("/cases/statistics/month.svg").text)


@pytest.mark.parametrize(
    ("path", "status"),
    [("none.svg", 404), ("none.csv", 404), ("type.svg?measure=x", 400), ("type.svg?year=x", 400)],
)
def test_what_there_is_not_is_refused(client: TestClient, path: str, status: int) -> None:
    assert client.get(f"/cases/statistics/{path}").status_code == status


def test_months_are_compared_over_equal_times() -> None:
    service = service_of("2021-03-05", "2021-06-20", "2022-03-01", "2022-06-14", "2020-03-01")
    cases = CaseLibrary(service).find(CaseFilter()).cases
    months = monthly(cases, CaseFilter(), 2022, TODAY)
    assert [(m.month, m.cases, m.cases_before) for m in months if m.cases or m.cases_before] == [
        (3, 1, 1), (6, 1, 0),
    ]  # fmt: skip
    spring = CaseFilter(since=date(2022, 3, 1), until=date(2022, 3, 31))
    assert sum(m.cases_before for m in monthly(cases, spring, 2022, TODAY)) == 1
    leap = CaseFilter(since=date(2020, 2, 29), until=date(2020, 2, 29))
    assert not any(m.cases for m in monthly(cases, leap, 2020, TODAY))


def test_of_many_values_the_smallest_share_a_bar() -> None:
    documents = (case_document(f"c{n}", province=f"第{n}地", deaths=n) for n in range(30))
    cases = CaseLibrary(FakeSearch(*documents)).find(CaseFilter()).cases
    _, charts = charts_of(cases, CaseFilter(), None, TODAY)
    region = charts["region"]
    assert len(region.labels) == 20
    assert region.labels[-1] == "其余 11 项"
    assert sum(region.rows["deaths"]["死亡人数"]) == sum(range(30))
    assert len(region.table.rows) == 30
    assert "其余 11 项" in texts(drawn(region, "cases"))


def test_bars_without_a_value_draw() -> None:
    dark = Palette("#fff", "#eee", ("#ccc",))
    assert "没有数据" in texts(draw(Bars([], {"起数": []}, lying=True, dark=dark)))
    assert texts(draw(Bars(["甲"], {"一": [None], "二": [2]}, "标题"))).count("标题") == 1
