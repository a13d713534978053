"""Does every heading of the five notices land where a careful reader would put it?"""

from pathlib import Path

import pytest

from corpus import Document, files_under, read_document
from corpus.structure import read_outline

GOLDEN = Path(__file__).parent / "golden"
POLICIES = Path(__file__).parent.parent / "corpus" / "documents" / "policies"
NAMES = sorted(path.stem for path in POLICIES.glob("*.md"))


def outline_of(document: Document) -> str:
    return "".join(
        f"{'  ' * (node.level - 1)}{node.address} {node.marker}{node.title}"
        f"{'（序号缺字）' if node.supplied else ''}\n"
        for node in document.outline
    )


def test_the_five_notices_are_there() -> None:
    assert len(NAMES) == 5


@pytest.mark.parametrize("name", NAMES)
def test_outline_is_golden(name: str) -> None:
    document, _ = read_document(POLICIES / f"{name}.md")
    assert outline_of(document) == (GOLDEN / f"{name}.outline.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_in_exactly_one_node(name: str) -> None:
    document, _ = read_document(POLICIES / f"{name}.md")
    end = 0
    for node in document.outline:
        assert not document.text[end : node.start].strip()
        end = node.end
    assert not document.text[end:].strip()


@pytest.mark.parametrize("name", NAMES)
def test_clauses_are_the_source_to_the_letter(name: str) -> None:
    document, clauses = read_document(POLICIES / f"{name}.md")
    assert len({clause.clause_id for clause in clauses}) == len(clauses)
    assert len({clause.citation for clause in clauses}) == len(clauses)
    for clause in clauses:
        assert clause.text == document.text[clause.start : clause.end]


def test_raw_notices_give_the_same_text_and_outline(test_data: Path) -> None:
    ours = {d.text: d for d, _ in (read_document(path) for path in POLICIES.glob("*.md"))}
    raw = [read_document(path)[0] for path in files_under([test_data / "notices"])]
    assert len(raw) == 5
    for document in raw:
        assert [n.address for n in document.outline] == [
            n.address for n in ours[document.text].outline
        ]


def citations(name: str) -> dict[str, str]:
    _, clauses = read_document(POLICIES / f"{name}.md")
    return {clause.address: clause.citation for clause in clauses}


def test_citations_name_number_and_place() -> None:
    assert citations("hubei-zhujian-anquan")["4.8"] == (
        "《关于进一步加强全省住建领域安全工作的指导意见》四、（八）"
    )
    assert citations("jiliang-2020-133")["2.4"] == (
        "《关于推进城市安全发展有关工作的通知》（吉粮安函〔2020〕133号）二、（四）"
    )


def test_a_repeated_heading_is_cited_by_its_title_too() -> None:
    found = citations("anshan-2018-chengshi-anquan-draft")
    title = "《关于推进城市安全发展的实施意见（征求意见稿）》"
    assert found["3.1"] == f"{title}三、提升城市安全监管效能 1"
    assert found["3~2.1"] == f"{title}三、保障措施（一）"


def test_each_plan_of_one_file_is_cited_by_its_own_title() -> None:
    found = citations("changji-2020-sannian-xingdong")
    assert found["p4.2.1.2"] == "《落实企业安全生产主体责任三年行动专题实施方案》二、（一）2"
    assert found["p2.0"] == "《安全生产专项整治三年行动统计表》"
    assert found["p1.2.5.13"].endswith("》〔二〕、（五）13")


def test_a_lost_numeral_is_marked_not_repaired() -> None:
    document, _ = read_document(POLICIES / "changji-2020-sannian-xingdong.md")
    [node] = [node for node in document.outline if node.supplied]
    assert document.text[node.start : node.end] == "、主要任务"
    assert node.path[-1] == "〔二〕、主要任务"
    [defect] = [d for d in document.defects if d.start == node.start]
    assert defect.note.startswith("缺字")


def test_references_at_the_head_of_a_line_are_no_articles() -> None:
    text = "示例条例\n第一条　为了安全。\n第二条　检查。\n第十条第二款规定的除外。\n第三条 施行。\n"
    addresses = [node.address for node in read_outline(text).nodes]
    assert addresses == ["t", "a1", "a2", "a3"]


def test_statutes_keep_chapters_and_inserted_articles() -> None:
    text = (
        "# 示例条例\n\n## 第一章 总则\n\n第一条　目的。\n\n（一）甲；\n\n（二）乙。\n\n"
        "第一条之一　增加的条。\n\n## 第二章 责任\n\n第二条　责任。\n"
    )
    nodes = {node.address: node for node in read_outline(text).nodes}
    assert list(nodes) == ["t", "c1", "a1", "a1-1", "c2", "a2"]
    assert text[nodes["a1"].start : nodes["a1"].end].endswith("（二）乙。")
    assert nodes["a2"].path == ("第二章 责任", "第二条")


def test_text_without_headings_is_one_clause() -> None:
    [node] = read_outline("只有一段话，没有标题。\n").nodes
    assert (node.address, node.title) == ("0", "引言")
