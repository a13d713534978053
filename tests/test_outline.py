"""Does every heading of the five notices land where a careful reader would put it?"""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Clause, Document, Kind, files_under, read_document
from corpus.structure import cut_clauses, read_head, read_outline

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


def clauses_of(text: str) -> list[Clause]:
    outline = read_outline(text).nodes
    head = read_head(text, outline)
    title = head.title or "示例"
    return cut_clauses(Document("d", title, Kind.POLICY, text, doc_no=head.doc_no, outline=outline))


def cited(text: str) -> dict[str, str]:
    return {clause.address: clause.citation for clause in clauses_of(text)}


@pytest.mark.parametrize(
    "note",
    [
        "2003年11月24日 国务院令第393号公布\n\n2004年2月1日 施行\n\n<!-- INFO END -->",
        "（2018年3月8日公布，自2018年6月1日起施行）",
        "根据2019年4月23日第十三届全国人民代表大会常务委员会第十次会议《决定》修正",
    ],
)
@pytest.mark.parametrize("mark", ["# ", ""])
def test_a_note_on_promulgation_is_no_title(mark: str, note: str) -> None:
    text = f"{mark}示例管理条例\n\n{note}\n\n## 第一章 总则\n\n第一条 目的。\n\n第二条 范围。\n"
    found = clauses_of(text)
    assert [clause.address for clause in found] == ["0", "a1", "a2"]
    assert found[0].text == note
    order = "（国务院令第393号）" if "令第393号" in note else ""
    assert found[1].citation == f"《示例管理条例》{order}第一条"


def test_the_rest_of_a_broken_note_is_no_title_below_a_marked_one() -> None:
    note = "2014年9月26\n\n日示例省人民代表大会常务委员会批准"
    found = cited(f"# 示例条例\n\n{note}\n\n第一条 目的。\n\n第二条 范围。\n")
    assert found == {
        "0": "《示例条例》引言",
        "a1": "《示例条例》第一条",
        "a2": "《示例条例》第二条",
    }


def test_the_note_alone_is_cited_as_such() -> None:
    assert cited("示例条例\n（2018年3月8日公布）\n第一条 目的。\n第二条 范围。\n")["0"] == (
        "《示例条例》题注"
    )


def test_every_statute_of_the_inputs_has_its_own_title(test_data: Path) -> None:
    folders = [test_data / "inputs" / name for name in ("statutes", "oddities")]
    titles = {path.stem: read_document(path)[0].title for path in files_under(folders)}
    del titles["README"]
    assert titles.pop("合同编") == "中华人民共和国民法典合同编"
    for name, title in titles.items():
        wanted = name.partition("(")[0].partition("（建办质")[0].replace("《刑法》", "")
        assert title.replace("《中华人民共和国刑法》", "").endswith(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "演练通知\n各县区：\n第十条明确要求，开展检查。\n请执行。\n",
        "演练通知\n各县区：\n第一条明确要求，开展检查。\n请执行。\n",
        "演练通知\n一、要求\n第十条明确开展检查。\n（一）甲\n第十一条提出整改。\n二、时间\n六月。\n",
        "演练通知\n一、要求\n第十条　开展检查。\n第十一条　整改。\n二、时间\n六月。\n",
        "演练通知\n一、要求\n第一条 检查。\n第五条 整改。\n二、时间\n六月。\n",
    ],
)
def test_articles_quoted_in_a_notice_are_none_of_its_own(text: str) -> None:
    addresses = [node.address for node in read_outline(text).nodes]
    assert not any(address.startswith("a") for address in addresses)
    assert ("一、" in text) == ("1" in addresses)


@pytest.mark.parametrize(
    ("lines", "addresses"),
    [
        (["第一条甲", "第二条乙", "第三条丙"], ["a1", "a2", "a3"]),
        (["第一条 甲", "第二 条乙", "第三条 丙"], ["a1", "a2", "a3"]),
        (["第一条 甲", "第二条明确的除外。", "第二条 乙"], ["a1", "a2"]),
        (["第一条 甲", "第九条 所列的除外。", "第二条 乙"], ["a1", "a2"]),
        (["第一条 甲", "第二条 乙", "第五条 戊", "第五条之二 己"], ["a1", "a2", "a5", "a5-2"]),
        (["第八条 甲", "第九条 乙"], ["a8", "a9"]),
        (["第一条 甲", "第二0条 乙", "第12345条 丙", f"第{'9' * 5000}条 丁"], ["a1"]),
    ],
)
def test_articles_go_on_counting(lines: list[str], addresses: list[str]) -> None:
    nodes = read_outline("\n".join(["示例条例", *lines, ""])).nodes
    assert [node.address for node in nodes if node.address != "t"] == addresses


@pytest.mark.parametrize("lead", ["附件：1.甲表", "附件：\n1.甲表"])
def test_the_list_of_annexes_is_no_clause(lead: str) -> None:
    tail = f"{lead}\n2.乙表\n\n甲局\n2020年6月1日\n（此件公开发布）"
    text = f"关于报送的通知\n一、要求\n请报送。\n二、时间\n六月底前。\n{tail}\n"
    found = clauses_of(text)
    assert [clause.address for clause in found] == ["1", "2", "z"]
    assert found[-1].text == tail
    head = read_head(text, read_outline(text).nodes)
    assert (head.issuer, head.issued_on) == ("甲局", date(2020, 6, 1))


def test_bare_chapter_headings_and_contents_are_no_clauses() -> None:
    chapters = "第一章 总 则\n第二章 罚则\n"
    body = "第一章 总 则\n第一条 目的。\n第二章 罚则\n第二条 罚款。\n"
    found = clauses_of(f"示例条例\n目 录\n{chapters}{body}")
    assert [clause.address for clause in found] == ["0", "a1", "a2"]
    assert found[2].path == ("第二章 罚则", "第二条")


def test_numbered_markdown_headings_stand_above_articles() -> None:
    found = clauses_of("# 示例解释\n## 一、管辖\n第一条 甲。\n## 二、回避\n第二条 乙。\n")
    assert [(clause.address, clause.path[0]) for clause in found] == [
        ("a1", "一、管辖"),
        ("a2", "二、回避"),
    ]


def test_a_title_alone_is_a_clause() -> None:
    [clause] = clauses_of("附件1\n专项行动登记一览\n吉建〔2020〕1号\n")
    assert clause.citation == "《专项行动登记一览》（吉建〔2020〕1号）"


def test_the_number_above_a_covering_letter_is_the_documents() -> None:
    text = (
        "吉建〔2020〕5号\n关于印发《安全管理办法》的通知\n各县区：\n根据建办〔2018〕1号，现印发。\n"
        "甲厅\n2020年5月1日\n安全管理办法\n第一条 目的。\n第二条 范围。\n"
    )
    head = read_head(text, read_outline(text).nodes)
    assert (head.title, head.doc_no, head.issuer) == ("安全管理办法", "吉建〔2020〕5号", "甲厅")


def test_notices_numbered_in_digits_or_not_at_all_have_a_title() -> None:
    for body in ("1.值班。\n2.排查。\n", "加强值班。\n"):
        outline = read_outline(f"关于做好汛期工作的通知\n各县区：\n{body}").nodes
        assert outline[0].title == "关于做好汛期工作的通知"


def test_a_repeated_article_is_cited_by_its_place() -> None:
    assert cited("示例条例\n第一条 甲。\n第二条 乙。\n第二条 丙。\n第三条 丁。\n") == {
        "a1": "《示例条例》第一条",
        "a2": "《示例条例》第二条（第一处）",
        "a2~2": "《示例条例》第二条（第二处）",
        "a3": "《示例条例》第三条",
    }


_LINES = st.sampled_from(
    "# 示例|示例条例|附件|附件1|附件：1.甲|吉建〔2020〕1号|2020年1月1日|甲局|（2018年3月8日公布）"
    "|<!-- x -->|目 录|第一章 总则|第一条 甲。|第二条乙|第九条 丙|第二0条 丁|一、甲|二、乙。丙。"
    "|、总体要求|（一）甲|1.甲|2、乙|正文。|## 二、甲|第一条 甲。 第二条 乙。|1 总则"
    "|1.0.1 甲。|1.0.2 乙|1.1 甲|1.2 乙。|2.0.1 丙|附录A 表|A.0.1 甲。|条文说明|用词说明|示例标准"
    "|JGJ 1-2020".split("|")
)


@given(st.lists(_LINES, min_size=1, max_size=16))
def test_any_order_of_lines_is_covered_and_cited_without_doubt(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    end = 0
    for node in read_outline(text).nodes:
        assert not text[end : node.start].strip()
        end = node.end
    assert not text[end:].strip()
    found = clauses_of(text)
    assert found
    assert len({clause.citation for clause in found}) == len(found)
    assert len({clause.clause_id for clause in found}) == len(found)


@pytest.mark.parametrize("name", ["第一章总则", "## 第一章总则", "第一章 总则"])
def test_a_chapter_needs_no_space_after_its_number(name: str) -> None:
    [article, _] = clauses_of(f"示例条例\n{name}\n第一条 目的。\n第二条 范围。\n")[-2:]
    assert article.path[1:] == ("第一条",)
    assert article.path[0].replace(" ", "") == "第一章总则"


@pytest.mark.parametrize("line", ["第二章规定的事项", "第二章、第三章", "第二章的事项，另行规定。"])
def test_a_reference_to_a_chapter_is_none(line: str) -> None:
    found = clauses_of(f"# 示例条例\n第一章 总则\n第一条 依照\n{line}\n第二条 范围。\n")
    assert [clause.path[0] for clause in found] == ["第一章 总则", "第一章 总则"]


def test_a_heading_without_number_stands_beside_the_chapters_of_its_depth() -> None:
    text = "# 示例法\n## 序言\n前言。\n## 第一章 总纲\n第一条 甲。\n第二条 乙。\n"
    found = {clause.address: clause.path for clause in clauses_of(text)}
    assert found["h"] == ("序言",)
    assert found["a1"] == ("第一章 总纲", "第一条")


def test_an_annex_without_title_is_cited_by_the_statute() -> None:
    text = (
        "# 示例条例\n第一条 甲。\n第二条 见附表。\n\n附表：\n\n本表列出种类，由国家局另行公布。\n"
    )
    assert list(cited(text).values())[-1] == "《示例条例》附表"
    text = "# 示例条例\n第一条 甲。\n第二条 乙。\n\n附件一：登记办法\n\n一、丙。\n\n二、丁。\n"
    assert list(cited(text).values())[-1] == "《登记办法》二、丁"


def test_the_entries_of_a_table_of_contents_are_no_title() -> None:
    body = "1 适用范围\n适用于示例。\n2 职责\n2.1 经理\n负责示例。\n"
    contents = "目 录\n1 适用范围\n2 职责\n"
    assert not [n for n in read_outline(contents + body).nodes if n.address.endswith("t")]
    titled = read_outline(f"示例费用管理规定\n{contents}{body}").nodes
    assert [n.title for n in titled if n.address == "t"] == ["示例费用管理规定"]
