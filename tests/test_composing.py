"""Do records become documents that say neither more nor less than the records?"""

import json
import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from corpus import BadRecord, Clause, Document, Kind, RelationKind, Status
from corpus.composing import (
    CASE_FIELDS,
    DUTY_COLUMNS,
    compose_case,
    compose_digest,
    compose_standard,
    compose_thresholds,
    read_thresholds,
    tabulate_duties,
)
from corpus.privacy import mask_contacts

DOCUMENTS = Path(str(files("corpus"))) / "documents"
GOLDEN = Path(__file__).parent / "golden" / "composed"
Composed = tuple[Document, list[Clause]]


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DOCUMENTS / name).read_text("utf-8").splitlines()]


CASES, CARDS = records("cases/cases.jsonl"), records("standards/standards.jsonl")
DUTIES = records("digests/duties.jsonl")


def digests() -> list[Composed]:
    laws: dict[str, list[dict[str, Any]]] = {}
    for duty in DUTIES:
        laws.setdefault(duty["law"], []).append(duty)
    return [compose_digest(law, duties) for law, duties in laws.items()]


ALL: list[Composed] = [
    *map(compose_case, CASES),
    *map(compose_standard, CARDS),
    *digests(),
    compose_thresholds(read_thresholds(DOCUMENTS / "thresholds" / "hazardous-works.tsv")),
]


def case(**changes: Any) -> Mapping[str, Any]:
    return {"name": "某市某工程“1·2”坍塌事故", "date": "2020-01-02", **changes}


def test_every_record_becomes_a_document() -> None:
    assert (len(CASES), len(CARDS), len(DUTIES), len(digests())) == (47, 78, 223, 10)
    assert len({document.document_id for document, _ in ALL}) == len(ALL) == 136
    assert sum(len(clauses) for _, clauses in ALL) == 47 + 78 + 191 + 8


def test_text_outline_and_clauses_hold_together() -> None:
    for document, clauses in ALL:
        assert not document.verbatim
        assert re.fullmatch(r"[\w.-]{1,64}", document.document_id)
        assert document.text.startswith(document.title + "\n\n")
        assert [node.address for node in document.outline[1:]] == [c.address for c in clauses]
        for clause in clauses:
            assert clause.text == document.text[clause.start : clause.end]
            assert "\n\n" not in clause.text


@pytest.mark.parametrize("name", ["case", "standard", "digest"])
def test_the_text_is_the_golden_one(name: str) -> None:
    composed: Mapping[str, Composed] = {
        "case": compose_case(CASES[5]),
        "standard": compose_standard(CARDS[41]),
        "digest": compose_digest(
            "建筑法", [duty for duty in DUTIES if duty["law"] == "建筑法"][:4]
        ),
    }
    document, clauses = composed[name]
    shown = [f"{document.document_id} {document.status}（{document.status_basis}）", document.text]
    shown += [clause.citation for clause in clauses]
    assert "\n".join(shown) + "\n" == (GOLDEN / f"{name}.txt").read_text("utf-8")


def test_facts_are_the_record_itself() -> None:
    for record, (document, _) in zip([*CASES, *CARDS], ALL, strict=False):
        assert {name: document.facts[name] for name in record} == record
    assert compose_case(CASES[0])[0].facts["as_of"] is None
    assert list(compose_case(case())[0].facts) == list(CASE_FIELDS)


LABELS = {
    "project": "工程",
    "hazard_works": "危大工程类别",
    "economic_loss_wan_yuan": "直接经济损失",
    "direct_cause": "直接原因",
    "penalties_summary": "处理情况",
    "indirect_causes": "间接原因",
    "related_clauses": "可对照的条款",
}


def test_what_is_unknown_says_so() -> None:
    for record in CASES:
        _, [clause] = compose_case(record)
        lines = dict(line.split("：", 1) for line in clause.text.splitlines())
        for field, label in LABELS.items():
            assert (lines[label] == "未核实") == (record[field] in (None, [])), record["name"]
        assert ("受伤未核实" in lines["伤亡"]) == (record["injuries"] is None)
    for record in CARDS:
        document, [clause] = compose_standard(record)
        assert ("发布机关：未核实" in clause.text) == (record["issuer"] is None)
        assert ("发布日期：未核实" in clause.text) == (record["issued_on"] is None)
        assert ("施行日期：未核实" in clause.text) == (record["effective_on"] is None)
        assert (document.status is Status.UNVERIFIED) == (record["status"] is None)


def test_what_a_duty_leaves_open_is_said_once_and_in_the_table() -> None:
    duty = {**DUTIES[0], "deadline_or_frequency": None, "penalty_article": None}
    document, _ = compose_digest("某法", [duty])
    assert "未核实" not in document.text
    assert any("期限或频次、所涉危大工程、罚则均未核实" in note for note in document.notes)
    [row] = tabulate_duties(document.facts)
    told = dict(zip(DUTY_COLUMNS, row, strict=True))
    assert [told[name] for name in ("对象", "期限或频次", "所涉危大工程", "罚则")] == [
        "施工单位", "未核实", "未核实", "未核实",
    ]  # fmt: skip
    assert tabulate_duties(document.facts, "第六条") == [row]
    assert tabulate_duties(document.facts, "第七条") == tabulate_duties({}) == []


def test_a_duty_is_a_sentence_with_its_particulars_below() -> None:
    _, clauses = digests()[0]
    [article] = [clause for clause in clauses if clause.address == "a30"]
    assert article.text.splitlines()[3:] == [
        "（2）施工单位应当：市区工程现场实行封闭围挡。",
        "对象：施工现场；罚则：《建设工程安全生产管理条例》第六十四条",
    ]


def test_a_record_that_knows_only_its_name() -> None:
    document, [clause] = compose_case({"name": "某事故"})
    assert "伤亡：死亡未核实，受伤未核实，失踪未核实（截至日期：未核实）" in clause.text
    assert clause.citation == "某事故（未核实；案例摘要，依据未核实的来源整理）"
    assert document.dated is None
    some = compose_case(case(deaths=1, injuries=5, serious_injuries=2, missing=0))[0]
    assert "伤亡：死亡1人，受伤5人（其中重伤2人），失踪0人（" in some.text
    assert "重伤" not in document.text
    assert "死亡0人" in compose_case(case(deaths=0))[0].text


@pytest.mark.parametrize(
    ("province", "city", "region", "code"),
    [
        ("江西", "宜春", "江西省宜春市", "360900"),
        ("北京", "北京（海淀区）", "北京市海淀区", "110108"),
        ("宁夏", "银川", "宁夏回族自治区银川市", "640100"),
        ("广东省", "深圳市", "广东省深圳市", "440300"),
        ("广东", None, "广东省", "440000"),
        ("广东", "某市", "广东省", "440000"),
        ("某省", "某市", "某省", None),
        (None, "深圳", None, None),
    ],
)
def test_the_region_is_that_of_the_place(
    province: str | None, city: str | None, region: str | None, code: str | None
) -> None:
    document, _ = compose_case(case(province=province, city=city))
    assert (document.region, document.region_code) == (region, code)


def test_every_case_lies_somewhere() -> None:
    assert all(compose_case(record)[0].region_code for record in CASES)


def test_preliminary_counts_are_labelled() -> None:
    label = "依据初步通报，数字可能变化"
    preliminary = [record for record in CASES if record["basis"] == "初步通报"]
    assert len(preliminary) == 7
    for record in CASES:
        document, [clause] = compose_case(record)
        expected = record["basis"] == "初步通报"
        assert clause.text.startswith(f"提示：{label}\n") == expected
        assert (label in clause.citation) == (f"{label}。" in document.notes) == expected


def test_a_case_is_cited_by_what_it_rests_on() -> None:
    citation = compose_case(CASES[0])[1][0].citation
    assert citation == (
        "江西丰城发电厂“11·24”冷却塔施工平台坍塌事故"
        "（2016年11月24日；案例摘要，依据国务院事故调查组调查报告〔2017年公布〕整理）"
    )


def test_a_report_that_nobody_named_is_not_cited_by_name() -> None:
    _, [clause] = compose_case(case(basis="调查报告"))
    assert clause.citation.endswith("（2020年1月2日；案例摘要，依据调查报告〔名称未核实〕整理）")
    assert "依据：调查报告（报告名称未核实）" in clause.text


def test_a_digest_is_never_cited_as_the_law() -> None:
    named = re.compile(r"依据《[^》]+》第[一二三四五六七八九十百]+条（要点，非原文）")
    notice = re.compile(r"依据建办质〔2018〕31号“[^”]+”（要点，非原文）")
    for document, clauses in digests():
        assert document.kind is Kind.DIGEST
        assert document.title.endswith("要点")
        for clause in clauses:
            assert (notice if "31号" in document.title else named).fullmatch(clause.citation)


def test_the_duties_of_one_article_stand_in_one_clause() -> None:
    document, clauses = digests()[0]
    assert document.title == "《建设工程安全生产管理条例》要点"
    [article] = [clause for clause in clauses if clause.address == "a26"]
    assert [line[:3] for line in article.text.splitlines()[1::2]] == ["（1）", "（2）", "（3）"]


def test_a_prohibition_cannot_be_read_as_a_duty() -> None:
    for document, _ in digests():
        assert "不得不" not in document.text


def test_cards_say_what_they_are() -> None:
    for record in CARDS:
        document, [clause] = compose_standard(record)
        assert clause.citation.endswith("（卡片，非原文）")
        assert clause.citation.startswith(
            f"《{record['title'].replace('《', '〈').replace('》', '〉')}"
        )
        assert (document.kind is Kind.STANDARD) == bool(re.match(r"GB|JGJ", record["number"]))
    assert sum(compose_standard(record)[0].kind is Kind.STANDARD for record in CARDS) == 36


def test_the_status_of_a_card_has_its_ground() -> None:
    by_number = {card["number"]: compose_standard(card)[0] for card in CARDS}
    decree = by_number["国务院令第393号"]
    assert (decree.status, decree.status_as_of) == (Status.IN_FORCE, date(2025, 4, 19))
    assert decree.doc_no == "国务院令第393号"
    order = by_number["住房和城乡建设部令第37号"]
    assert (order.status_as_of, order.status_basis) == (None, "来源记为现行，截至日期未核实")
    old = by_number["JGJ 46-2005"]
    assert (old.status, old.status_as_of) == (Status.REPLACED, date(2025, 1, 1))
    assert old.status_basis == "来源记为被 JGJ/T 46-2024 替代，自2025年1月1日"
    assert by_number["中华人民共和国建筑法"].doc_no is None


def test_links_name_their_words() -> None:
    for document, clauses in ALL:
        texts = {clause.clause_id: clause.text for clause in clauses}
        for link in document.relations:
            words = texts[link.clause_id][link.start : link.end]
            assert link.kind is RelationKind.BASIS or link.title in words
    document, _ = compose_case(CASES[0])
    assert [(link.title, link.place) for link in document.relations] == [
        ("建设工程安全生产管理条例", "a7"),
        ("建设工程安全生产管理条例", "a26"),
        ("危险性较大的分部分项工程安全管理规定", "a16"),
        ("危险性较大的分部分项工程安全管理规定", "a21"),
    ]


def test_no_personal_data() -> None:
    for document, _ in ALL:
        assert mask_contacts(document.text).places == 0
    document, _ = compose_case(
        case(note="联系人：张三，电话13800138000", sources=["https://a.cn/x/143716745234.html"])
    )
    assert "13800138000" not in document.text + str(document.facts)
    assert "张三" not in document.text
    assert document.source == "共1处： https://a.cn/x/143716745234.html"


def test_the_id_follows_from_day_and_name() -> None:
    document, [clause] = compose_case(case(deaths=3))
    assert document.document_id == compose_case(case(deaths=4))[0].document_id
    assert document.document_id.startswith("case-20200102-")
    assert compose_case(case(), "own-7")[1][0].clause_id == "own-7:r"
    assert clause.clause_id == f"{document.document_id}:r"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"deaths": -1}, "deaths"),
        ({"deaths": True}, "deaths"),
        ({"date": "2020-02-30"}, "date"),
        ({"level": "很大"}, "level"),
        ({"related_clauses": ["建筑法"]}, "related_clauses"),
        ({"name": None}, "name"),
        ({"died": 3}, "died"),
        ({"economic_loss_wan_yuan": float("nan")}, "economic_loss_wan_yuan"),
        ({"sources": "x"}, "sources"),
    ],
)
def test_a_bad_record_names_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadRecord, match=f"字段“{field}”不合要求") as caught:
        compose_case(case(**changes))
    assert caught.value.field == field


def test_a_status_that_nobody_knows_is_refused() -> None:
    with pytest.raises(BadRecord, match="status"):
        compose_standard({**CARDS[0], "status": "部分有效"})


def test_the_facts_agree_with_each_other() -> None:
    for record in CASES:
        month, day = re.findall(r"“(\d+)·(\d+)”", record["name"])[0]
        assert record["date"][5:] == f"{int(month):02}-{int(day):02}"
    assert len({card["number"].replace(" ", "") for card in CARDS}) == len(CARDS)
    for card in CARDS:
        if card["issued_on"] and card["effective_on"]:
            assert card["issued_on"] <= card["effective_on"], card["number"]
