"""Is a document printed whole, once, literally, and with every clause at its address?"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from corpus.intake import read_document
from corpus.records import Clause, Defect, Document, Kind, Node
from tests.fake_search import FakeSearch, Page, make_document, standard_service
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
        assert page.find("span", id=f"cite-{clause.address}") == [clause.citation]
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
    for shown in ("未核实", "来源未载明有效期", "截至 2026年1月5日", "测安函〔2020〕133号",
                  "2020年12月1日", "客户提供的文本", "联系方式已隐去"):  # fmt: skip
        assert shown in card
    assert "不详" in " ".join(Page(client.get("/documents/digest").text).find("dl"))


def test_digest_says_that_it_is_no_source(client: TestClient) -> None:
    page = Page(client.get("/documents/digest").text)
    assert "不是原文" in " ".join(page.find("p", class_="banner"))
    assert page.values("a", "rel") == ["noopener noreferrer"]


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
