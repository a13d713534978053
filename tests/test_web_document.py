"""Is a document printed whole, once, literally, and with every clause at its address?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from corpus.composing import compose_case, compose_digest
from corpus.intake.importing import read_document
from corpus.records import (
    Clause,
    Defect,
    Document,
    Doubt,
    Kind,
    Node,
    Place,
    RelationKind,
    Status,
)
from corpus.standing.standing import Standing
from search.dossier import Dossier, Edition, Reference, Referrer
from tests.edition_texts import two_editions
from tests.fake_search import FakeSearch, Page, main_of, make_document, standard_service
from web import create_app
from web.annotation import Annotations, inline_html, table_html
from web.rendering import Section, render_document

BUILT_IN = sorted((Path(__file__).parent.parent / "corpus" / "documents").rglob("*.md"))


@pytest.fixture
def service() -> FakeSearch:
    return standard_service()


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    with TestClient(create_app(service, version="9.9")) as client:
        yield client


def visible(sections: Sequence[Section]) -> str:
    """Return the words of the body, our own marks for losses left out."""
    html = "".join(
        f"{section.heading or ''}{section.run_in or ''}"
        + "".join(str(block.html) for block in section.blocks)
        for section in sections
    )
    without = re.sub(r'<span class="defect"[^>]*>〔缺字〕</span>', "", html)
    return "".join(Page(f"<div>{without}</div>").find("div")[0].split())


def squeezed(text: str) -> str:
    """Return the words of a source: no white space, no signs of headings and tables."""
    text = re.sub(r"^#{1,6} ", "", text, flags=re.MULTILINE)
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.stem)
def test_built_in_documents_are_shown_whole_and_once(path: Path) -> None:
    document, clauses = read_document(path)
    sections = render_document(document, clauses, [(0, 5), (3, 9), (100, 140)])
    assert visible(sections) == squeezed(document.text)
    assert [s.clause for s in sections if s.clause] == clauses
    shown = [defect for section in sections for defect in section.defects]
    assert len(shown) == len(document.defects)


# Characters that Markdown, HTML or our own marks could stumble over.
texts = st.text(
    st.sampled_from("安全一二、。1.*_<>&|-#:[]()`\"'\\~ \n\r\t\u3000\u2028\ufdd0"), max_size=80
)
places = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=6)


@given(texts, places, places, places, places)
def test_any_cut_shows_every_character_once(
    text: str,
    nodes: list[tuple[int, int]],
    cuts: list[tuple[int, int]],
    marks: list[tuple[int, int]],
    losses: list[tuple[int, int]],
) -> None:
    spans = [(min(*s, len(text)), min(max(s), len(text))) for s in nodes]
    outline = [Node(f"n{n}", 2, "一、", "安全", *span) for n, span in enumerate(spans)]
    clauses = [
        Clause(
            f"d:{n}",
            "d",
            n,
            f"n{n}",
            (),
            "《d》",
            text[min(a, b) : max(a, b)],
            min(a, b),
            max(a, b),
        )
        for n, (a, b) in enumerate(cuts)
        if max(a, b) <= len(text)
    ]
    defects = tuple(Defect(min(s), max(s), "缺字") for s in losses)
    document = Document("d", "d", Kind.POLICY, text, outline=outline, defects=defects)
    spans = [(min(s), max(s)) for s in marks]
    sections = render_document(document, clauses, spans)
    if not any(block.is_table for section in sections for block in section.blocks):
        expected = re.sub(r"\s", "", text.replace("\ufdd0", "\ufffd"))
        shown = visible(sections)
        # A piece may begin at a sign of a Markdown heading in the middle of a line.
        assert shown.replace("#", "") == expected.replace("#", "")


@given(texts, places)
def test_marks_wrap_exactly_their_characters(text: str, marks: list[tuple[int, int]]) -> None:
    line = re.sub(r"[\s\ufdd0]", "", text)
    spans = [(min(s), max(s)) for s in marks]
    page = Page(f"<div>{inline_html(line, 0, len(line), Annotations.of(spans))}</div>")
    inside = {at for start, end in spans for at in range(start, min(end, len(line)))}
    assert "".join(page.find("mark")) == "".join(line[at] for at in sorted(inside))
    assert page.unbalanced == []


def test_plain_lines_stay_literal(client: TestClient) -> None:
    page = Page(client.get("/documents/notice").text)
    assert "不得把 *星号*、_下划线_ 和 <b>标签</b> 当作格式。" in " ".join(page.find("p"))
    assert page.find("em") == []
    assert page.find("b") == []


def test_tables_with_pipes_become_tables(client: TestClient) -> None:
    page = Page(client.get("/documents/hostile?q=安全").text)
    assert page.find("th") == ["名称", "数量"]
    assert page.find("td") == ["<i>甲</i> 安全", "1"]
    assert page.find("td", class_="right") == ["1"]
    assert page.values("td", "style") == []
    assert "安全" in page.find("mark")


@pytest.mark.parametrize(
    "rows",
    [
        ["| 一 | 二 |", "| 三 | 四 |"],
        ["| 一 |", "|---|", "| 二 | 多出的一格 |"],
        ["| 一 | 二 |", "|---|---|", r"| a\|b | 三 |"],
    ],
)
def test_a_table_that_would_lose_words_stays_text(rows: list[str]) -> None:
    text = "\n".join(rows)
    ends = [len("\n".join(rows[: n + 1])) for n in range(len(rows))]
    lines = [(end - len(row), end) for row, end in zip(rows, ends, strict=True)]
    assert table_html(text, lines) is None


def test_each_clause_has_address_and_citation(client: TestClient, service: FakeSearch) -> None:
    page = Page(client.get("/documents/notice").text)
    assert page.unbalanced == []
    _, clauses = service.document("notice")
    identities = page.values("section", "id")
    assert len(identities) == len(set(page.values("section", "id")))
    for clause in clauses:
        assert clause.address in identities
        assert clause.citation in page.find("span", class_="citation")
    for link in page.values("a", "href"):
        if link.startswith("#") and link != "#main":
            assert link[1:] in identities


def test_headings_without_body_keep_their_level(client: TestClient) -> None:
    page = Page(client.get("/documents/notice").text)
    assert "二、主要任务" in page.find("h3")
    assert page.find("h4", class_="run-in")[0] == "（一）落实责任。"
    assert page.find("p", class_="run-in")[0].startswith("各地要压实安全责任")


def test_losses_are_marked_and_explained(client: TestClient) -> None:
    page = Page(client.get("/documents/notice").text)
    assert page.find("span", class_="defect") == ["〔缺字〕"]
    assert "标题序号" in page.values("span", "title")[0]
    assert "〔缺字〕、保障措施" in page.find("h3")
    assert any("标题序号" in note for note in page.find("p", class_="note"))


def test_card_says_what_is_known_and_since_when(client: TestClient) -> None:
    card = " ".join(Page(client.get("/documents/notice").text).find("dl"))
    for shown in ("未核实", "来源未载明有效期", "测安函〔2020〕133号",
                  "2020年12月1日", "客户提供的文本", "联系方式已隐去"):  # fmt: skip
        assert shown in card
    assert "未载明" in " ".join(Page(client.get("/documents/hostile").text).find("dl"))


def test_many_notes_are_folded_so_that_the_text_stays_in_sight(
    client: TestClient, service: FakeSearch
) -> None:
    document, clauses = service.document("notice")
    for count, folded in ((3, 0), (4, 1)):
        notes = tuple(f"说明之{number}" for number in range(count))
        service.documents_held["notice"] = (replace(document, notes=notes), list(clauses))
        service.generation = f"g-{count}"
        page = Page(client.get("/documents/notice").text)
        card = page.find("dl")[0]
        assert card.count("共 4 项") == folded
        assert card.count("说明之") == count


def test_a_replaced_text_leads_to_what_replaced_it(client: TestClient, service: FakeSearch) -> None:
    document, _ = service.document("hostile")
    standing = Standing(Status.REPLACED, "库中有更新的文本", None, "hostile", warning="请核对")
    newer = Edition(document, Standing(Status.UNVERIFIED, "未经核对"))
    service.dossiers["notice"] = Dossier(date(2026, 1, 5), standing, (newer,))
    page = Page(client.get("/documents/notice").text)
    assert page.find("p", class_="banner bad")[0].startswith("本文本已被替代，引用前请核对。")
    assert "请核对" in page.find("dd", class_="note")
    assert len(page.find("ul", class_="editions")) == 1
    assert page.values("a", "href").count("/documents/hostile") == 2
    past = Page(client.get("/documents/notice?as_of=2019").text)
    assert past.values("a", "href").count("/documents/hostile?as_of=2019-12-31") == 2
    assert "按 2019年12月31日 判断" in past.find("p", class_="found")[0]
    assert client.get("/documents/notice?as_of=x").status_code == 400


def test_relations_lead_to_what_is_held_and_say_what_is_not(
    client: TestClient, service: FakeSearch
) -> None:
    document, clauses = service.document("hostile")
    held = Edition(document, Standing(Status.IN_FORCE, "官网"))
    standing = Standing(Status.UNVERIFIED, "未经核对")
    places = (("2.1", "hostile:1"), ("2.2", None))
    citations = tuple((clause.clause_id, clause.citation) for clause in clauses)
    service.dossiers["notice"] = Dossier(
        date(2026, 1, 5), standing,
        references=(
            Reference(RelationKind.CITES, "<b>甲法</b>", None, held, places),
            Reference(RelationKind.BASIS, "", "乙〔2020〕1号", None, places[:1]),
        ),
        referrers=(Referrer(RelationKind.REPEALS, held, document, citations * 9),),
    )  # fmt: skip
    page = main_of(client.get("/documents/notice").text)
    assert page.unbalanced == []
    assert page.find("summary")[:2] == [
        "文中提到 2 份文件，其中 1 份已收录", "1 份文件提到本文件",
    ]  # fmt: skip
    assert page.find("h3")[:3] == ["依据", "引用", "废止本文件"]
    assert page.find("span", class_="absent") == ["未收录"]
    links = page.values("a", "href")
    assert {"#2.1", "#2.2", "/documents/hostile"} <= set(links)
    assert "<b>甲法</b>" in page.find("a", href="/documents/hostile")


def test_places_in_the_original_and_doubts_are_shown(client: TestClient) -> None:
    text = "关于检查的通知\n一、范围\n全部工地。\n二、时间\n六月。\n"
    found = make_document(
        "scan", text, places=(Place(0, "第1页"), Place(text.index("二、"), "第2页")),
        doubts=(Doubt("issued_on", "六月三十一日", "日历上没有这一天"), Doubt("text", "", "缺页")),
    )  # fmt: skip
    with TestClient(create_app(FakeSearch(found), version="1")) as other:
        page = Page(other.get("/documents/scan").text)
    assert page.find("p", class_="quiet origin") == ["原件第1页", "原件第2页"]
    card = " ".join(page.find("dl"))
    assert "待核实 印发日期“六月三十一日”：日历上没有这一天" in card
    assert "正文：缺页" in card


def test_digest_says_that_it_is_no_source(client: TestClient) -> None:
    page = Page(client.get("/documents/digest").text)
    assert "不是原文" in " ".join(page.find("p", class_="banner"))
    assert page.values("a", "rel") == ["noopener noreferrer"]


def test_the_duties_of_a_digest_are_tabulated_with_what_is_unknown() -> None:
    duty = {
        "law": "某法",
        "article": "第一条",
        "actor": "单位",
        "modality": "应当",
        "action": "检查",
    }
    service = FakeSearch(compose_digest("某法", [duty]))
    with TestClient(create_app(service, version="1")) as other:
        page = main_of(other.get("/documents/digest-某法").text)
    assert page.find("td") == ["第一条", "单位应当：检查。", *["未核实"] * 4, "尚未与条文比对"]
    assert "各项义务列表，1 项" in page.find("summary")[0]


def test_a_case_lists_its_sources_and_needs_no_contents() -> None:
    record = {
        "name": "某事故",
        "date": "2020-01-02",
        "sources": ["https://a.cn/1", "https://b.cn/2"],
    }
    document, clauses = compose_case(record, "case")
    with TestClient(create_app(FakeSearch((document, clauses)), version="1")) as other:
        text = other.get("/documents/case").text
    page = main_of(text)
    assert page.find("li")[:2] == ["https://a.cn/1", "https://b.cn/2"]
    assert page.find("summary") == []
    assert "事故日期2020年1月2日" in " ".join(page.find("dl"))
    assert not re.search("印发日期|成文日期|事故案例，案例", text)


def test_the_day_of_a_report_is_not_that_of_its_accident() -> None:
    report = make_document("report", "某事故调查报告", kind=Kind.CASE, issued_on=date(2021, 3, 1))
    with TestClient(create_app(FakeSearch(report), version="1")) as other:
        card = " ".join(Page(other.get("/documents/report").text).find("dl"))
    assert "印发日期2021年3月1日" in card
    assert "事故日期" not in card


def test_query_marks_its_hits(client: TestClient) -> None:
    page = Page(client.get("/documents/notice?q=五到位").text)
    assert page.find("mark") == ["五到位"]
    assert "本文有 1 处与“五到位”相符" in page.find("p", class_="found")[0]
    nothing = Page(client.get("/documents/notice?q=量子").text)
    assert "没有与“量子”相符" in nothing.find("p", class_="found")[0]


@pytest.mark.parametrize("query", ["？", "，。", "安" * 600])
def test_a_query_without_words_does_not_cost_the_document(client: TestClient, query: str) -> None:
    response = client.get("/documents/notice", params={"q": query})
    assert response.status_code == 200
    page = Page(response.text)
    assert page.find("h1") == ["关于推进安全发展工作的通知"]
    assert page.find("mark") == []


def test_each_line_looks_only_at_its_own_marks() -> None:
    """Twice the lines take about twice the comparisons, not four times."""
    compared = [_comparisons(size) for size in (1_000, 2_000)]
    assert compared[1] < 2.5 * compared[0]


class _CountedMarks(tuple[tuple[int, int], ...]):
    """Marks that count how often one is looked at."""

    looked = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        self.looked += len(range(*at.indices(len(self)))) if isinstance(at, slice) else 1
        return super().__getitem__(at)

    def __iter__(self):  # type: ignore[no-untyped-def]
        self.looked += len(self)
        return super().__iter__()


def _comparisons(size: int) -> int:
    text = "安全生产责任。\n" * size
    marks = _CountedMarks((at, at + 2) for at in range(0, len(text), 8))
    notes = Annotations(marks)
    for line in range(size):
        inline_html(text, line * 8, line * 8 + 7, notes)
    return marks.looked


@pytest.mark.parametrize("path", ["/documents/none", "/clauses/none:1", "/nowhere"])
def test_unknown_addresses_are_a_chinese_404(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    page = Page(response.text)
    assert page.find("h1") == ["没有找到"]
    assert "/" in page.values("a", "href")


def test_outage_is_told_on_document_pages(client: TestClient, service: FakeSearch) -> None:
    service.broken = "还没有索引，请运行 zhiku reindex。"
    response = client.get("/documents/notice")
    assert response.status_code == 503
    assert "zhiku reindex" in " ".join(Page(response.text).find("main"))
    assert response.headers["retry-after"] == "60"


def test_ids_of_any_shape_are_found() -> None:
    service = FakeSearch(make_document("省/厅 文件#1?", "标题\n一、内容\n安全生产。\n"))
    client = TestClient(create_app(service, version="1"))
    page = Page(client.get("/search?q=生产").text)
    link = next(u for u in page.values("a", "href") if u.startswith("/clauses/"))
    assert client.get(link).status_code == 200


def test_the_number_of_an_earlier_edition_is_no_other_title() -> None:
    found = make_document(
        "law", "某条例\n第一条 为了质量。\n", aliases=("国务院令第279号", "质量条例")
    )
    with TestClient(create_app(FakeSearch(found), version="1")) as other:
        card = " ".join(Page(other.get("/documents/law").text).find("dl"))
    assert "原令号国务院令第279号别名质量条例" in card


@pytest.fixture
def rules() -> FakeSearch:
    """Return a service with two editions of a rule, each knowing of the other."""
    old, new = two_editions()
    service = FakeSearch(old, new)
    replaced = Standing(Status.REPLACED, "已有新版", None, new[0].document_id)
    valid = Standing(Status.IN_FORCE, "官网")
    day = date(2026, 1, 5)
    service.dossiers[old[0].document_id] = Dossier(day, replaced, (Edition(new[0], valid),))
    service.dossiers[new[0].document_id] = Dossier(day, valid, (Edition(old[0], replaced),))
    return service


def opened(service: FakeSearch, url: str) -> Page:
    with TestClient(create_app(service, version="1")) as client:
        response = client.get(url)
    assert response.status_code == 200
    page = Page(response.text)
    assert page.unbalanced == []
    return page


def test_the_life_of_a_document_is_told_in_order(rules: FakeSearch) -> None:
    document, clauses = rules.document("check-2009")
    document = replace(document, effective_on=date(2009, 6, 1))
    rules.documents_held["check-2009"] = (document, list(clauses))
    page = opened(rules, "/documents/check-2009")
    assert page.values("time", "datetime") == [
        "2009-05-13", "2009-06-01", "2021-06-01", "2021-06-01", "2026-01-05",
    ]  # fmt: skip
    assert page.find("li", class_="past") == [
        "2009年5月13日 印发", "2009年6月1日 施行", "2021年6月1日 新文本公布 2021年版本",
    ]  # fmt: skip
    assert page.find("li", class_="ended") == ["2021年6月1日 被替代 2021年版本"]
    assert page.find("li", class_="now") == ["2026年1月5日 被替代"]


def test_one_day_alone_is_no_life(client: TestClient) -> None:
    assert Page(client.get("/documents/notice").text).values("time", "datetime") == []


def test_each_other_edition_can_be_compared(rules: FakeSearch) -> None:
    page = opened(rules, "/documents/check-2021")
    assert page.find("a", class_="compare") == ["与2009年版本对照"]
    assert "/documents/check-2021/compare?with=check-2009" in page.values("a", "href")


def test_a_clause_carries_what_its_copy_needs(rules: FakeSearch) -> None:
    page = opened(rules, "/documents/check-2021")
    assert page.values("section", "data-marker") == [f"第{n}条" for n in "一二三四五"]
    assert page.values("section", "data-quoted") == []  # the page shows just the words
    assert page.values("div", "data-lasting") == ["/clauses/check-2021:"]
    assert page.values("div", "data-says") == ["规定："]
    assert page.values("button", "data-what") == ["citation", "words", "link"]


def test_what_the_page_adds_to_a_clause_is_not_copied(client: TestClient) -> None:
    table = Page(client.get("/documents/hostile").text)
    [quoted] = table.values("section", "data-quoted")
    assert "| <i>甲</i> 安全 | 1 |" in quoted
    lost = Page(client.get("/documents/notice").text).values("section", "data-quoted")
    assert lost == ["保障措施\n各地要加强领导。"]
    assert Page(client.get("/documents/digest").text).values("div", "data-says") == ["："]


def test_cases_stand_below_the_clause_that_they_name() -> None:
    law = make_document("law", "测试管理规定\n第九条　甲。\n第十条　乙。\n", kind=Kind.REGULATION)
    record = {
        "name": "<b>某</b>事故",
        "date": "2020-01-02",
        "related_clauses": ["测试管理规定|第十条"],
    }
    asked: list[str] = []

    class Counting(FakeSearch):
        def cited(self, citation: str) -> list[tuple[Document, Clause]]:
            asked.append(citation)
            return super().cited(citation)

    service = Counting(law, compose_case(record, "a"), compose_case(record, "b/1"))
    page = opened(service, "/documents/law")
    assert "相关案例 2" in page.find("summary")
    assert {"/cases/a", "/cases/b%2F1"} <= set(page.values("a", "href"))
    assert page.find("a", href="/cases/a") == ["<b>某</b>事故"]
    assert asked.count("《测试管理规定》第十条") == 1  # however often a page is opened


def test_an_original_is_named_and_not_served(rules: FakeSearch) -> None:
    document, clauses = rules.document("check-2009")
    rules.documents_held["check-2009"] = (replace(document, origin="ab" * 32), list(clauses))
    page = opened(rules, "/documents/check-2009")
    assert any("zhiku original check-2009" in text for text in page.find("dd"))
    assert not any("ab" * 32 in link for link in page.values("a", "href"))


def test_a_print_says_where_it_is_from_and_when(client: TestClient) -> None:
    [printed] = Page(client.get("/documents/notice?as_of=2024-05-06").text).find(
        "footer", class_="printed"
    )
    assert printed.startswith("《关于推进安全发展工作的通知》（测安函〔2020〕133号）")
    assert "时效按 2024年5月6日 判断：未核实" in printed
    assert printed.endswith("由智库打印")


def test_hits_can_be_stepped_through(client: TestClient) -> None:
    page = Page(client.get("/documents/notice?q=安全").text)
    assert page.values("div", "data-steps") == [".body mark"]
    assert page.find("button", data_step="1") == ["下一处"]
    assert any(link.startswith("#") and link != "#main" for link in page.values("a", "href"))
    assert Page(client.get("/documents/notice").text).values("div", "data-steps") == []
