"""Which texts does a text name, and what does it do with them?"""

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest

from corpus import Relation, RelationKind, read_document
from corpus.references.titles import title_key

GOLD = Path(__file__).parent / "golden" / "relations.tsv"
UNMARKED = 3  # relations of the gold list that name a text without any mark


def relations(tmp_path: Path, text: str, title: str = "某市示例条例") -> list[Relation]:
    path = tmp_path / "示例.md"
    path.write_text(f"# {title}\n\n{text}\n\n第九条 略。\n", encoding="utf-8")
    return list(read_document(path)[0].relations)


def said(tmp_path: Path, text: str, title: str = "某市示例条例") -> list[tuple[str, str]]:
    return [(r.kind.value, r.title) for r in relations(tmp_path, text, title)]


def test_the_notices_name_what_a_reader_finds_in_them() -> None:
    with GOLD.open(encoding="utf-8") as file:
        gold = {tuple(row.values()) for row in csv.DictReader(file, delimiter="\t")}
    found = set()
    for path in sorted(Path(str(files("corpus"))).glob("documents/policies/*.md")):
        document, clauses = read_document(path)
        text = {clause.clause_id: clause for clause in clauses}
        for one in document.relations:
            clause = text[one.clause_id]
            words = clause.text[one.start : one.end]
            assert title_key(one.title) in title_key(words), (one, words)
            address = (document.document_id, clause.address)
            found.add((*address, one.kind.value, one.title, one.number or "", one.place))
    assert found <= gold
    assert len(gold - found) == UNMARKED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第一条 为了管好照明，根据《中华人民共和国甲法》、《乙条例》和国家规定，制定本条例。",
            [("依据", "中华人民共和国甲法"), ("依据", "乙条例")],
        ),
        (
            "第一条 违反本条例的，依照《甲法》处罚；《乙办法》另有规定的，从其规定。",
            [("引用", "甲法"), ("引用", "乙办法")],
        ),
        (
            "第一条 本条例自2020年1月1日起施行。1999年3月2日某市人民政府发布的《甲办法》"
            "和2001年3月2日某市人民政府批准的《乙办法》同时废止。",
            [("废止", "甲办法"), ("废止", "乙办法")],
        ),
        (
            "第一条 依照《甲法》新设的制度自2013年7月1日起施行。"
            "2006年8月24日发布的《乙规定》同时废止。",
            [("引用", "甲法"), ("废止", "乙规定")],
        ),
        (
            "第一条 略。\n\n第二条 本条例自公布之日起施行，《某市示例条例》同时废止。",
            [("废止", "某市示例条例")],
        ),
        (
            "第一条 下列文件予以废止：\n（一）《甲办法》（建质〔2009〕87号）；\n（二）《乙办法》。",
            [("废止", "甲办法"), ("废止", "乙办法")],
        ),
        ("第一条 本标准代替《甲规范》。", [("替代", "甲规范")]),
        ("第一条 《甲法》中与本条例不一致的规定同时废止。", [("引用", "甲法")]),
        ("第一条 本条例所称从业，须持有《施工许可证》，填写《申请表》。", []),
        ("第一条 依照本法第十条、本条例第三条和该办法第二条执行。", []),
        ("第一条 违反了反垄断法第十七条，依照刑法第二十条处理。", [("引用", "刑法")]),
        ("第一条 适用修正后刑法第三条，按照船舶吨位处以本条例第五十条的罚款。", [("引用", "刑法")]),
        ("第一条 将《落实方案》报主管部门备案。", []),
        ("第一条 依照《甲法》（以下简称《办法》）执行，按《办法》第三条处理。",
         [("引用", "甲法"), ("引用", "甲法")]),
        ("第一条 《办法》另行制定。", []),
    ],
)  # fmt: skip
def test_what_a_sentence_does_with_a_text(
    tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    assert said(tmp_path, text) == expected


def test_every_article_named_is_a_relation_of_its_own(tmp_path: Path) -> None:
    text = "第一条 违反《甲法》（国务院令第493号）第十条第二款、第八十二条之一的，予以处罚。"
    found = relations(tmp_path, text)
    assert [(r.title, r.number, r.place) for r in found] == [
        ("甲法", "国务院令第493号", "a10"), ("甲法", "国务院令第493号", "a82-1"),
    ]  # fmt: skip


def test_an_article_is_found_behind_its_chapter(tmp_path: Path) -> None:
    (one,) = relations(tmp_path, "第一条 依照《甲条例》第三章第十一条执行。")
    assert (one.title, one.place) == ("甲条例", "a11")


def test_offsets_are_those_of_the_source_where_characters_grow_in_nfkc(tmp_path: Path) -> None:
    found = relations(
        tmp_path,
        "第一条 面积５０㎡以上的，执行《甲规范》（ＧＢ ５００１６－２０１４）。",
    )
    _, clauses = read_document(tmp_path / "示例.md")
    (one,) = found
    assert one.number == "GB50016-2014"
    assert clauses[0].text[one.start : one.end] == "《甲规范》（ＧＢ ５００１６－２０１４）"


def test_the_note_names_what_amended_the_text(tmp_path: Path) -> None:
    text = (
        "2003年1月2日 某市第一届人民代表大会常务委员会第二次会议通过\n\n2010年1月2日 某市第二届人民"
        "代表大会常务委员会第三次会议《关于修改〈某市示例条例〉的决定》第一次修正\n\n"
        "第一条 略。"
    )
    assert said(tmp_path, text) == [("修订", "关于修改〈某市示例条例〉的决定")]


def test_a_decision_amends_the_law_whose_words_it_changes(tmp_path: Path) -> None:
    text = "第一条 对《甲法》作出修改。\n\n第二条 将引言修改为：“根据《乙法》，制定本规定。”"
    found = said(tmp_path, text, "关于修改《甲法》的决定")
    assert found == [("修订", "甲法"), ("引用", "乙法")]


def test_a_letter_forwards_or_brings_annexes(tmp_path: Path) -> None:
    notice = (
        "各单位：\n\n现将《甲通知》转发给你们，请执行。\n\n附件：1.乙方案\n2.丙清单\n\n"
        "某市某局\n\n2020年1月2日\n"
    )
    path = tmp_path / "通知.txt"
    path.write_text(f"关于转发甲通知的通知\n\n{notice}", encoding="utf-8")
    found = [(r.kind.value, r.title) for r in read_document(path)[0].relations]
    assert found == [("转发", "甲通知"), ("附件", "乙方案"), ("附件", "丙清单")]


def test_a_decree_is_named_with_its_issuer_or_not_at_all(tmp_path: Path) -> None:
    text = "第一条 依照中华人民共和国住房和城乡建设部令第37号和第5号令执行。"
    assert [(r.title, r.number) for r in relations(tmp_path, text)] == [
        ("", "住房和城乡建设部令第37号")
    ]


def test_names_that_lost_a_mark_are_left_alone(tmp_path: Path) -> None:
    text = "第一条 依照《甲法、《乙法》和《关于修改》执行。"
    assert said(tmp_path, text) == [("引用", "乙法")]


def test_a_long_line_of_open_marks_is_read_in_linear_time(tmp_path: Path) -> None:
    text = "第一条 " + "《甲" * 20_000 + "\n\n第二条 根据" + "《甲法》、" * 5_000 + "制定本条例。"
    found = relations(tmp_path, text)
    assert len(found) == 5_000
    assert {r.kind for r in found} <= {RelationKind.BASIS, RelationKind.CITES}
    assert not re.search("《甲《", "".join(r.title for r in found))


def test_an_amendment_that_adds_or_strikes_out_amends(tmp_path: Path) -> None:
    text = (
        "一、在刑法第三百零八条后增加一条，作为第三百零八条之一。\n\n二、删去刑法第一百九十九条。"
    )
    assert said(tmp_path, text, "示例修正案（九）") == [("修订", "刑法")] * 2
    supplement = "现对《甲规定》、《乙规定》作如下补充：\n\n一、略。"
    names = said(tmp_path, supplement, "关于执行示例的补充规定")
    assert names == [("修订", "甲规定"), ("修订", "乙规定")]


def test_what_is_only_discussed_is_no_basis(tmp_path: Path) -> None:
    text = "某会根据实践中遇到的情况，讨论了刑法第三百四十一条的含义，解释如下：略。"
    assert said(tmp_path, text) == [("引用", "刑法")]
    text = "根据《甲条例》，第十八次会议决定：将十月二十五日设立为示例日。"
    assert said(tmp_path, text) == [("依据", "甲条例")]
