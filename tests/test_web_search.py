"""Does a person find, filter and cite clauses, and hear the truth when nothing is found?"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from corpus.intake.importing import read_document
from corpus.records import Kind, Status
from search import read_settings
from search.results import AppliedFilter, Mode, SearchRequest, Sort
from tests.fake_search import FakeSearch, Page, make_document, standard_service
from web import create_app
from web.pagination import pages_of
from web.parameters import DEEPEST, query_pairs, read_request

ROOT = Path(__file__).parent.parent
HIDDEN = "q=%E5%AE%89%E5%85%A8&status=%E5%85%A8%E9%83%A8"


@pytest.fixture
def service() -> FakeSearch:
    return standard_service()


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    with TestClient(create_app(service, version="9.9"), follow_redirects=False) as client:
        yield client


def get(client: TestClient, url: str, status: int = 200) -> Page:
    response = client.get(url)
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(response.text)
    assert page.unbalanced == []
    return page


def raw_of(pairs: list[tuple[str, str]], page: int = 1) -> SimpleNamespace:
    lists: dict[str, list[str]] = {name: [] for name in ("kind", "status", "issuer", "region")}
    lists["also"] = []
    names = ("q", "mode", "since", "until", "limit", "explain", "as_of", "group", "document")
    values = dict.fromkeys((*names, "sort"), "")
    renamed = {"from": "since", "to": "until"}
    for name, value in pairs:
        if name in lists:
            lists[name].append(value)
        else:
            values[renamed.get(name, name)] = value
    return SimpleNamespace(**lists, **values, page=str(page))


def test_home_offers_search_and_says_what_it_holds(client: TestClient) -> None:
    page = get(client, "/")
    assert "q" in page.values("input", "name")
    assert "现收录 4 份文件" in " ".join(page.find("p", class_="holdings"))
    links = page.values("a", "href")
    queries = [parse_qs(urlsplit(link).query).get("q") for link in links]
    assert ["吉粮安函〔2020〕133号"] in queries
    assert page.find("section", class_="banner") == []


def test_home_leads_to_the_documents_of_the_latest_days(client: TestClient) -> None:
    page = get(client, "/")
    told = page.find("section", class_="latest")
    assert told
    days = re.findall(r"(\d+)年(\d+)月(\d+)日", told[0])
    assert days == sorted(days, key=lambda day: [int(part) for part in day], reverse=True)
    assert any(link.startswith("/documents/") for link in page.values("a", "href"))


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", "检索"), ("/search?q=安全", "检索"), ("/cases", "案例"),
        ("/cases/statistics", "案例"), ("/api/docs", "接口说明"), ("/nowhere", None),
    ],
)  # fmt: skip
def test_the_header_says_in_which_section_one_is(
    client: TestClient, path: str, section: str | None
) -> None:
    page = get(client, path, 404 if section is None else 200)
    told = [link.split()[0] for link in page.find("a", aria_current="location")]
    assert told == ([section] if section else [])


def test_home_says_what_is_broken(client: TestClient, service: FakeSearch) -> None:
    service.problems = ("语义检索未启用，请联系管理员。",)
    page = get(client, "/")
    assert page.find("section", class_="banner") == [
        "部分功能暂不可用 语义检索未启用，请联系管理员。"
    ]
    service.broken = "还没有索引，请运行 zhiku reindex。"
    assert "检索暂停服务" in get(client, "/").find("section", class_="banner bad")[0]


def test_hit_shows_what_is_needed_to_cite_it(client: TestClient) -> None:
    page = get(client, "/search?q=五到位")
    (hit,) = page.find("article", class_="hit")
    for shown in ("关于推进安全发展工作的通知", "测安函〔2020〕133号", "未核实", "政策文件",
                  "某某住房和城乡建设局", "2020年12月1日", "请核对原件。", "某某州"):  # fmt: skip
        assert shown in hit
    assert page.find("p", class_="trail")[0].startswith("二、主要任务 › ")
    assert page.find("mark") == ["五到位"]
    assert page.find("span", class_="citation") == [
        "《关于推进安全发展工作的通知》（测安函〔2020〕133号）二、（一）"
    ]
    assert page.find("button", data_copy="c1") == ["复制引用"]
    assert "五到位" in page.values("input", "value")


def test_hit_leads_to_its_place_in_the_document(client: TestClient) -> None:
    link = next(u for u in get(client, "/search?q=五到位").values("a", "href") if "clauses" in u)
    response = client.get(link)
    assert response.status_code == 307
    location = response.headers["location"]
    assert location.startswith("/documents/notice?q=")
    assert urlsplit(location).fragment in get(client, location).values("section", "id")


def test_a_part_is_headed_by_its_own_title() -> None:
    path = ROOT / "corpus" / "documents" / "policies"
    (file,) = path.rglob("changji-2020*.md")
    client = TestClient(create_app(FakeSearch(read_document(file)), version="1"))
    page = get(client, "/search?q=企业安全承诺制度")
    part, whole = (
        "落实企业安全生产主体责任三年行动专题实施方案",
        "自治州城市建设安全专项整治三年行动实施方案",
    )
    assert page.find("h2")[0] == part
    assert page.find("p", class_="within")[0] == f"载于《{whole}》"
    assert part not in page.find("p", class_="trail")[0]
    assert page.find("span", class_="citation")[0].startswith(f"《{part}》")
    own = get(client, "/search?q=排查整治")
    assert whole in own.find("h2")


def test_the_page_does_not_vouch_for_what_is_in_force(client: TestClient) -> None:
    shown = get(client, "/search?q=安全").find("p", class_="quiet as-of")[0]
    assert "为准" not in shown
    assert "引用前请核对" in shown


def test_digest_is_labelled(client: TestClient) -> None:
    page = get(client, "/search?q=要点")
    assert "要点（非原文）" in page.find("span", class_="badge digest")
    assert page.find("span", class_="badge bad") == ["已废止"]


def test_notices_and_explanation_are_shown(client: TestClient, service: FakeSearch) -> None:
    service.notices = ("没有同时包含全部词语的条款，以下结果只含其中一部分。",)
    page = get(client, "/search?q=安全&explain=true")
    assert page.find("div", class_="banner") == list(service.notices)
    assert "按词语检索。" in page.find("details", class_="explanation")[0]


def test_facets_switch_filters_on_and_off(client: TestClient, service: FakeSearch) -> None:
    page = get(client, "/search?q=安全")
    assert "政策文件 " in " ".join(page.find("aside"))
    on = next(u for u in page.values("a", "href") if "kind=digest" in u)
    filtered = get(client, on)
    assert service.asked[-1].kinds == (Kind.DIGEST,)
    assert "去掉条件：要点 ×" in filtered.find("a")
    off = [u for u in filtered.values("a", "href") if u.startswith("/search?q=")]
    assert any("kind" not in u for u in off)


def test_year_facet_is_a_range_of_days(client: TestClient, service: FakeSearch) -> None:
    page = get(client, "/search?q=安全")
    link = next(u for u in page.values("a", "href") if "from=2020-01-01" in u)
    get(client, link)
    asked = service.asked[-1]
    assert (asked.since, asked.until) == (date(2020, 1, 1), date(2020, 12, 31))


def test_mode_switch_keeps_filters(client: TestClient) -> None:
    page = get(client, "/search?q=安全&kind=policy&mode=keyword")
    assert page.find("a", aria_current="true")[0] == "关键词"
    link = next(u for u in page.values("a", "href") if "mode=semantic" in u)
    assert "kind=policy" in link


def test_nothing_found_is_said_with_advice(client: TestClient) -> None:
    page = get(client, "/search?q=量子纠缠&kind=policy&mode=keyword")
    (empty,) = page.find("section", class_="empty")
    assert "没有找到与“量子纠缠”相符的条款" in empty
    assert "去掉全部条件" not in empty  # that would find nothing either
    assert "改用综合检索" in empty
    assert "0 条" not in empty


def test_what_only_the_conditions_keep_out_is_said_otherwise(client: TestClient) -> None:
    page = get(client, "/search?q=五到位&kind=digest&also=隐患")
    (empty,) = page.find("section", class_="empty")
    assert empty.startswith("筛选后没有 与“五到位”相符的有 1 个条款")
    assert "去掉全部条件再检索" in empty
    assert "/search?q=%E4%BA%94%E5%88%B0%E4%BD%8D" in page.values("a", "href")
    assert "没有找到" not in " ".join(page.find("main"))


def test_results_stand_by_date_and_are_searched_within(
    client: TestClient, service: FakeSearch
) -> None:
    page = get(client, "/search?q=安全")
    assert page.find("a", aria_current="true") == ["综合", "按相关"]
    by_date = next(url for url in page.values("a", "href") if "sort=date" in url)
    get(client, by_date)
    assert service.asked[-1].sort is Sort.DATE
    page = get(client, f"{by_date}&also=五到位&also=责任")
    assert service.asked[-1].also == ("五到位", "责任")
    assert len(page.find("article", class_="hit")) == 1
    chips = page.find("ul", class_="chips")[0]
    assert "再查：五到位 ×" in chips
    without = [u for u in page.values("a", "href") if u.startswith("/search?")]
    assert any(parse_qs(urlsplit(u).query).get("also") == ["责任"] for u in without)
    kept = [a for name, a, _ in page.elements if name == "input" and a.get("name") == "also"]
    assert [a.get("value") for a in kept] == ["五到位", "责任", None, *["五到位", "责任"] * 2]
    assert len(get(client, "/search?q=安全&also=" + "长" * 101, 400).find("section")) == 1


def test_why_a_hit_is_one_is_said_without_scripts_too(client: TestClient) -> None:
    page = get(client, "/search?q=安全&kind=policy")
    link = [url for url in page.values("a", "href") if "why=2" in url]
    assert link == ["/search?q=%E5%AE%89%E5%85%A8&kind=policy&explain=true&why=2#hit2"]
    page = get(client, link[0])
    assert "hit2" in page.values("article", "id")
    reasons = [attrs for name, attrs, _ in page.elements if attrs.get("class") == "why"]
    assert [attrs["id"] for attrs in reasons if "open" in attrs] == ["why2"]
    assert page.find("details", id="why2") == [
        "为什么命中 原文含有：安全 综合得分 1.000 索引版本 g1"
    ]
    get(client, "/search?q=安全&explain=true&why=x", 400)


def test_results_are_taken_along_with_all_conditions(client: TestClient) -> None:
    page = get(client, "/search?q=安全&kind=policy&sort=date&explain=true&page=1")
    links = [url for url in page.values("a", "href") if "export" in url]
    asked = "?q=%E5%AE%89%E5%85%A8&kind=policy&sort=date"
    assert links == [f"/search/export.xlsx{asked}", f"/search/export.docx{asked}"]
    assert not any("export" in u for u in get(client, "/search?q=量子").values("a", "href"))


def test_a_page_of_results_is_light(client: TestClient, service: FakeSearch) -> None:
    lines = "".join(f"{n}.{'安全生产管理要求' * 20}。\n" for n in range(1, 1000))
    long = make_document("long", f"{'测试清单' * 50}\n一、清单\n{lines}")
    service.documents_held = {str(n): long for n in range(11)}
    answer = client.get("/search", params={"q": "安全"})
    page = Page(answer.text)
    assert "找到 10,989 个条款" in page.find("p", class_="summary")[0]
    assets = page.values("link", "href") + page.values("script", "src")
    weight = len(answer.content) + sum(len(client.get(url).content) for url in assets)
    assert weight < 100_000


def test_the_longest_query_is_answered_tidily(client: TestClient) -> None:
    page = get(client, "/search?q=" + "很长的问题" * 100)
    assert len(page.find("title")[0]) < 60
    assert len(page.find("h2")[0]) < 70


def test_pages_turn(client: TestClient) -> None:
    texts = "".join(f"{n}.安全第{n}项工作要求。\n" for n in range(1, 36))
    service = FakeSearch(make_document("long", f"测试清单\n一、清单\n{texts}"))
    client = TestClient(create_app(service, version="1"))
    first = get(client, "/search?q=安全")
    assert len(first.find("article")) == 10
    assert first.find("span", aria_current="page") == ["1"]
    following = first.find("a", rel="next")
    assert following == ["下一页"]
    last = get(client, "/search?q=安全&page=4")
    assert last.values("ol", "start") == ["31"]
    assert last.find("a", rel="next") == []
    beyond = get(client, "/search?q=安全&page=9")
    assert "没有第 9 页" in " ".join(beyond.find("section", class_="empty"))


@pytest.mark.parametrize("url", ["/search", "/search?q=", "/search?q=%20%E3%80%80"])
def test_without_words_the_form_is_offered(client: TestClient, url: str) -> None:
    page = get(client, url)
    assert "请输入要查找的内容" in page.find("h2")


def test_rejected_query_keeps_the_box_filled(client: TestClient) -> None:
    page = get(client, "/search?q=？", 400)
    assert "没有可以检索的文字" in page.find("section", role="alert")[0]
    assert "？" in page.values("input", "value")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ("page=0", "1 到 1000"),
        ("page=1001", "1 到 1000"),
        ("page=x", "整数"),
        ("page=９", "整数"),
        ("limit=201", "1 到 200"),
        ("mode=magic", "hybrid、keyword、semantic"),
        ("kind=x", "policy"),
        ("status=x", "现行有效"),
        ("from=昨天", "应为日期"),
        ("from=2020-13", "应为日期"),
        ("to=0000", "应为日期"),
        ("from=2021&to=2020", "起始日期晚于截止日期"),
        ("explain=maybe", "true、false"),
        ("issuer=" + "局" * 101, "最长 100"),
        ("&".join(f"issuer={n}" for n in range(21)), "最多 20"),
        ("q=" + "字" * 501, "最长 500"),
    ],
)
def test_parameters_are_bounded(
    client: TestClient, service: FakeSearch, parameters: str, message: str
) -> None:
    page = get(client, f"/search?q=安全&{parameters}", 400)
    assert message in page.find("section", role="alert")[0]
    assert service.asked == []


def test_no_index_is_an_outage_not_an_empty_result(client: TestClient, service: FakeSearch) -> None:
    service.broken = "还没有索引，请运行 zhiku reindex。"
    page = get(client, "/search?q=安全", 503)
    shown = " ".join(page.find("main"))
    assert "检索暂停服务" in shown
    assert "zhiku reindex" in shown
    assert "0 条" not in shown
    assert "没有找到" not in shown
    assert "安全" in page.values("input", "value")


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
names = st.lists(words.map(str.strip).filter(bool), max_size=3, unique=True).map(tuple)


@given(
    st.builds(
        SearchRequest,
        query=words.map(str.strip),
        mode=st.sampled_from(Mode),
        kinds=st.lists(st.sampled_from(Kind), unique=True).map(tuple),
        statuses=st.lists(st.sampled_from(Status), unique=True).map(tuple),
        issuers=names,
        regions=names,
        since=st.none() | st.dates(date(1949, 1, 1), date(2000, 1, 1)),
        until=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
        limit=st.integers(1, 200),
        explain=st.booleans(),
        group=st.booleans(),
        within=words.map(str.strip),
        sort=st.sampled_from(Sort),
        also=names,
    ),
    st.integers(1, 50),
)
def test_every_search_survives_its_own_address(request: SearchRequest, page: int) -> None:
    read = read_request(raw_of(query_pairs(request), page), grouped=True)
    assert read.offset == (page - 1) * request.limit
    assert set(read.statuses) == set(request.statuses)
    names = ("query", "mode", "kinds", "issuers", "regions", "since", "until", "limit")
    for name in (*names, "group", "within", "sort", "also"):
        assert getattr(read, name) == getattr(request, name)


def test_folded_clauses_are_counted_and_lead_on(client: TestClient, service: FakeSearch) -> None:
    service.folded = 4
    page = get(client, "/search?q=安全&kind=policy")
    assert "本文件另有 4 条也相关 →" in page.find("p", class_="more")
    [summary] = page.find("p", class_="summary")
    assert re.search(r"找到 (\d+) 个条款，合并后列出 (\d+) 个", summary)
    [link] = [url for url in page.values("a", "href") if "document=" in url]
    asked = parse_qs(urlsplit(link).query)
    assert (asked["q"], asked["kind"], asked["document"]) == (["安全"], ["policy"], ["hostile"])
    [flat] = [url for url in page.values("a", "href") if "group=false" in url]
    service.folded = 0
    assert "同一文件的合并" in " ".join(get(client, flat).find("a"))
    chips = get(client, link).find("ul", class_="chips")
    assert "只看《" in chips[0]


def test_an_impossible_document_is_refused(client: TestClient) -> None:
    page = get(client, f"/search?q=安全&document={'长' * 301}", 400)
    assert "文件编号" in " ".join(page.find("p"))


@given(st.integers(0, 10**7), st.integers(1, 200), st.integers(0, 100))
def test_no_page_number_leads_beyond_the_bound(total: int, limit: int, page: int) -> None:
    pages = pages_of(SearchRequest("x", limit=limit, offset=page * limit), total)
    assert pages.last * limit <= DEEPEST + limit - 1
    assert all(1 <= entry.number <= max(1, DEEPEST // limit) for entry in pages.row if entry.url)


def test_what_is_hidden_is_one_click_away(client: TestClient, service: FakeSearch) -> None:
    assert get(client, "/search?q=安全").values("a", "href").count("/search?" + HIDDEN) == 1
    service.notices, service.hidden = ("另有 2 份文件也符合，没有显示。",), 2
    assert get(client, "/search?q=安全").values("a", "href").count("/search?" + HIDDEN) == 2


def test_a_day_is_kept_and_can_be_taken_away(client: TestClient, service: FakeSearch) -> None:
    page = get(client, "/search?q=安全&as_of=2019")
    assert service.asked[-1].as_of == date(2019, 12, 31)
    assert "按 2019-12-31 的时效" in " ".join(page.find("a"))
    assert page.values("input", "value").count("2019-12-31") >= 1
    links = page.values("a", "href")
    assert "/clauses/notice:0?q=%E5%AE%89%E5%85%A8&as_of=2019-12-31" in links
    assert get(client, "/search?q=安全&as_of=someday", 400).find("h2")


def test_filters_written_into_the_query_can_be_taken_away(
    client: TestClient, service: FakeSearch
) -> None:
    service.filters = (AppliedFilter("类型：政策", "安全 地区:吉林"),)
    page = get(client, "/search?q=安全 地区:吉林 类型:政策&from=2020-01-01")
    assert "去掉条件：类型：政策 ×" in page.find("a")
    links = [url for url in page.values("a", "href") if "%E5%90%89%E6%9E%97&from=2020" in url]
    assert any(parse_qs(urlsplit(url).query)["q"] == ["安全 地区:吉林"] for url in links)


def test_what_may_have_been_meant_is_a_link(client: TestClient, service: FakeSearch) -> None:
    service.suggestions = ("危大工程",)
    page = get(client, "/search?q=为大工程")
    assert page.find("p", class_="meant") == ["您是不是要找：危大工程"]
    assert any(
        url.endswith("q=%E5%8D%B1%E5%A4%A7%E5%B7%A5%E7%A8%8B") for url in page.values("a", "href")
    )


def test_the_components_are_shown_in_development_only(
    client: TestClient, service: FakeSearch
) -> None:
    get(client, "/gallery", 404)
    with TestClient(create_app(service, version="1", develop=True)) as developing:
        page = get(developing, "/gallery")
        for url in page.values("link", "href") + page.values("script", "src"):
            assert developing.get(url).status_code == 200
    assert len(page.find("article", class_="hit")) == 2
    for tag, kind in (("nav", "pages"), ("dl", "card"), ("div", "banner bad"), ("ul", "chips")):
        assert page.find(tag, class_=kind)
    css = (ROOT / "web" / "static" / "style.css").read_text("utf-8")
    colours = re.findall(r"--([\w-]+): #", css.partition("@media")[0])
    assert [code for code in page.find("code") if code.startswith("--")] == [
        f"--{colour}" for colour in colours
    ]


def test_development_is_a_setting() -> None:
    assert not read_settings(environ={}).develop
    assert read_settings(environ={"ZHIKU_DEVELOP": "1"}).develop
    with pytest.raises(ValueError, match="ZHIKU_DEVELOP 应留空或为 1"):
        read_settings(environ={"ZHIKU_DEVELOP": "yes"})
