"""Do the clauses of a standard come out as 3.0.1, and lists in notices stay what they are?"""

from pathlib import Path

import pytest

from corpus import Clause, Document, Kind, read_document
from corpus.structure import cut_clauses, find_defects, read_head, read_outline

COVER = (
    "中华人民共和国行业标准\n示例支架安全技术规范\nTechnical code\nJGJ 999-2020\n2020-01-01 发布\n"
)
CONTENTS = (
    "目次\n1 总则 ……1\n2 术语 ……2\n3 构造 (3)\n3.1 一般规定 (3)\n3.2 连接 4\n附录A 检查表 5\n"
)
BODY = """前言
本规范由甲院编制。
1 总 则
1.0.1 为了安全，制定本规范。
1.0.2 本规范适用于：
1 房屋建筑
2 市政工程
2 术语
2.0.1 支架 scaffold
用杆件搭设的结构。
3 构造
3.1 一般规定
3.1.1 立杆间距不应大于
1.5m，高度不应大于
2.5倍宽度。
3．1．2 扫地杆应符合下列规定：
1) 纵向；
2) 横向。
3.2 连接
3.2.1 应可靠。
附录A 检查表
A.0.1 按表A.0.1填写。
本规范用词说明
1 为便于区别，用词说明如下：
"""
EXPLANATION = (
    "示例支架安全技术规范\nJGJ 999-2020\n条文说明\n1 总则\n1.0.1 说明目的。\n1.0.2 说明范围。\n"
)


def clauses_of(text: str, doc_no: str | None = None) -> dict[str, Clause]:
    outline = read_outline(text).nodes
    title = read_head(text, outline).title or "示例"
    document = Document("d", title, Kind.POLICY, text, doc_no=doc_no, outline=outline)
    return {clause.address: clause for clause in cut_clauses(document)}


def test_clauses_of_a_standard() -> None:
    found = clauses_of(COVER + CONTENTS + BODY, "JGJ 999-2020")
    clauses = ["1.0.1", "1.0.2", "2.0.1", "3.1.1", "3.1.2", "3.2.1", "A.0.1"]
    assert list(found) == ["0", *clauses, "w"]
    assert found["3.1.2"].citation == "《示例支架安全技术规范》（JGJ 999-2020）第3.1.2条"
    assert found["3.1.2"].path == ("3 构造", "3.1 一般规定", "3．1．2")
    assert found["A.0.1"].citation.endswith("第A.0.1条")
    assert found["1.0.2"].text.endswith("2 市政工程")  # a list is not chapter 2
    assert found["3.1.1"].text.endswith("2.5倍宽度。")  # nor is a figure a clause


def test_the_explanation_is_not_the_clause() -> None:
    found = clauses_of(COVER + BODY + EXPLANATION)
    assert found["w"].text.endswith("如下：")
    assert found["e"].text.startswith("示例支架安全技术规范\nJGJ")
    assert found["e.1.0.2"].citation == "《示例支架安全技术规范》条文说明第1.0.2条"
    assert found["1.0.2"].citation == "《示例支架安全技术规范》第1.0.2条"


def test_a_missing_clause_is_said() -> None:
    text = COVER + BODY + "附录B 记录\nB.0.1 甲。\nB.0.3 丙。\nB.0.4 丁。\n"
    notes = [defect.note for defect in find_defects(text, read_outline(text).nodes)]
    assert notes == ["缺条：来源中没有第B.0.2条，请核对原件"]


def test_a_plan_numbered_like_a_standard_is_cited_by_the_number() -> None:
    text = (
        "# 示例应急预案\n1 总则\n1.1 目的\n防灾。\n1.2 原则\n救人。\n2 组织\n2.1 机构\n指挥部。\n"
    )
    assert clauses_of(text)["2.1"].citation == "《示例应急预案》2.1"


@pytest.mark.parametrize(
    "text",
    [
        "关于检查的通知\n一、重点\n1.1 甲。\n1.2 乙。\n1.3 丙。\n二、要求\n报送。\n",
        "关于检查的通知\n各县区：\n1.脚手架高度\n1.5米以上的。\n2.支架高度\n2.5米以上的。\n",
        "示例条例\n第一条 甲。\n1.1 乙。\n1.2 丙。\n1.3 丁。\n第二条 戊。\n",
    ],
)
def test_notices_and_statutes_are_none(text: str) -> None:
    assert not any(address.startswith("1.1") for address in clauses_of(text))


def test_a_real_standard(test_data: Path) -> None:
    name = "人体损伤程度鉴定标准(2014-01-01).md"
    document, clauses = read_document(test_data / "inputs" / "oddities" / name)
    found = {clause.address: clause for clause in clauses}
    assert found["5.10.2"].citation == f"《{document.title}》第5.10.2条"
    assert found["5.10.2"].path == ("程度分级", "5.10 手", "5.10.2 重伤二级")
    assert [a for a in found if a.startswith("6.")] == [f"6.{n}" for n in range(1, 20)]


def test_number_and_kind_of_a_standard_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("示例支架安全规程\nJGJ/T 999-2021\n" + BODY, encoding="utf-8")
    document, clauses = read_document(path)
    assert (document.kind, document.doc_no) == (Kind.STANDARD, "JGJ/T 999-2021")
    [clause] = [clause for clause in clauses if clause.address == "3.1.1"]
    assert clause.citation == "《示例支架安全规程》（JGJ/T 999-2021）第3.1.1条"
