"""Do the notes of the digests and the notices read as a paper prints them, and ask one thing?"""

import re
from pathlib import Path

import pytest

from corpus import Kind
from library.questions import Batch, Item, Wish, generate_items, texts_in_force
from library.questions.generating import Text
from library.questions.rules.digest_wording import first_act, spelled_out
from library.questions.rules.statement import law_of
from search import open_service, read_settings
from tests.fake_search import make_document

SLOGANS = """关于加强房屋安全管理的通知

一、加强隐患排查

各地要提高思想认识，切实加强组织领导。各地要强化日常巡查，加大对重点区域的巡查力度。各地要完善工作机制，不断提升管理水平。
"""
NUMBERS = """关于加强房屋安全管理的通知

一、加强隐患排查

产权人应当每半年对房屋安全检查1次。管理单位应当在汛期前30日完成防汛检查。各地应当建立台账并及时更新。
"""


@pytest.fixture(scope="module")
def batch(furnished: Path) -> Batch:
    return generate_items(texts_in_force(open_service(read_settings(furnished, {}))), Wish())


def of_rule(batch: Batch, words: str) -> list[Item]:
    return [item for item in batch.items if words in item.rule]


def of(*texts: Text) -> list[Item]:
    return generate_items(list(texts), Wish()).items


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("取得设计方案，没有方案不施工", "取得设计方案"),
        ("依法缴纳工伤保险费，并被鼓励办理意外伤害保险", "依法缴纳工伤保险费"),
        ("负责施工现场安全；分包向其负责", "负责施工现场安全"),
        ("组织验收（可委托，不收费），办理登记", "组织验收（可委托，不收费），办理登记"),
        ("提供管线资料，施工企业据此保护管线", "提供管线资料"),
    ],
)
def test_an_act_is_told_up_to_where_it_turns(action: str, told: str) -> None:
    assert first_act(action) == told


def test_no_note_is_left_that_lacks_its_object() -> None:
    assert spelled_out("设防腐、绝缘、防雷、隔离等装置和警示标志，定期巡查检测维修").startswith(
        "对燃气设施设置"
    )
    assert spelled_out("承担运行、维护、抢修、更新改造").endswith("的责任")


def test_digests_print_no_telegrams(batch: Batch) -> None:
    asked = "\n".join("\n".join((i.stem, *i.options, *i.points)) for i in batch.items)
    for note in (
        "四新技术",
        "九类行为",
        "不得不按",
        "重大省级",
        "无证者",
        "挪去他用",
        "把员工集体宿舍设",
    ):
        assert note not in asked, note


def test_the_duties_of_one_party_are_asked_and_nothing_forbidden(batch: Batch) -> None:
    items = of_rule(batch, "主体的义务")
    assert len(items) >= 20
    for item in items:
        assert not re.search("[、和或及与等](?:.*)应当做到", item.stem)
        wrong = [words for at, words in enumerate(item.options) if at not in item.key]
        told = item.options if "不属于" in item.stem else wrong
        assert not re.search("不得|没有|鼓励|可以", "".join(told))


def test_what_is_not_a_partys_duty_rests_on_the_clause_that_says_whose_it_is(batch: Batch) -> None:
    odd = [item for item in of_rule(batch, "单选·主体的义务") if "不属于" in item.stem]
    assert odd
    for item in odd:
        assert len(item.sources) == 4
        assert f"“{item.options[item.key[0]]}”是" in item.explanation


def test_a_recorded_time_is_asked_of_one_act_and_has_a_number(batch: Batch) -> None:
    items = [i for i in of_rule(batch, "（要点）") if "时间要求" in i.stem]
    assert len(items) >= 20
    for item in items:
        assert "；" not in item.stem
        assert "不能" not in item.stem
        answer = item.blanks or item.options if "判断" not in item.rule else item.stem
        assert re.search(r"\d|一次|两次", str(answer)), item.stem


def test_a_list_is_asked_that_says_how_many_things_it_asks_for(batch: Batch) -> None:
    items = {item.stem: item.points for item in of_rule(batch, "简答·要点")}
    assert any(len(points) == 9 for stem, points in items.items() if "九方面" in stem)
    assert any(len(points) == 7 for stem, points in items.items() if "七项职责" in stem)
    assert not any("怎么做" in stem for stem in items), "other articles say more of an occasion"


def test_a_catchword_is_asked_once_for_what_it_means(batch: Batch) -> None:
    items = of_rule(batch, "简答·用语")
    assert len(items) == len({item.stem.partition("“")[2] for item in items}) >= 2
    assert ["不发通知", "不打招呼"] in [list(item.points[:2]) for item in items]


def test_a_notice_is_named_with_its_issuer_and_without_one_gives_nothing() -> None:
    issued = make_document("a", NUMBERS, issuer="某市住房和城乡建设局")
    assert law_of(issued[0]) == "《关于加强房屋安全管理的通知》（某市住房和城乡建设局）"
    numbered = make_document("b", NUMBERS, doc_no="某建〔2024〕3号")
    assert law_of(numbered[0]).endswith("（某建〔2024〕3号）")
    told = make_document("c", NUMBERS, title="某市住房和城乡建设局关于加强房屋安全管理的通知")
    assert law_of(told[0]).endswith("通知》")
    statute = make_document("d", NUMBERS, title="安全规定", kind=Kind.REGULATION, doc_no="第3号")
    assert law_of(statute[0]) == "《安全规定》"
    assert of(issued)
    assert not of(make_document("e", NUMBERS))


def test_nobody_recites_the_slogans_of_a_notice() -> None:
    issuer = "某市住房和城乡建设局"
    assert not [i for i in of(make_document("a", SLOGANS, issuer=issuer)) if "条款" in i.rule]
    [item] = [i for i in of(make_document("b", NUMBERS, issuer=issuer)) if "条款" in i.rule]
    assert len(item.points) == 3
