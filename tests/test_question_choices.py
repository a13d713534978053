"""Are the options of one kind, in order, apart from the key, and is the key in the source?"""

from decimal import Decimal

import pytest

from library.questions import Item
from library.questions.rules.blank_filling import blank_filling
from library.questions.rules.quantities import Bound, other_ranges, quantities_in, written
from library.questions.rules.single_choice import single_choices
from library.questions.rules.true_false import telling, true_false
from tests.statutes_for_questions import one


def singles(article: str, *others: str) -> dict[str, Item]:
    statement, evidence = one(article, *others)
    return {item.rule: item for item in single_choices(statement, evidence, "1")}


def key(item: Item) -> list[str]:
    return [item.options[at] for at in item.key]


def test_a_number_stands_among_numbers_of_its_unit_in_order() -> None:
    item = singles("施工单位应当自验收合格之日起十五日内将验收情况报住房城乡建设主管部门备案。")[
        "单选·期限"
    ]
    assert key(item) == ["十五日"]
    assert len(item.options) == 4
    assert all(option.endswith("日") for option in item.options)
    values = [next(quantities_in(option)).value for option in item.options]
    assert values == sorted(values)
    assert item.stem.count("（　　）") == 1
    assert "十五日" not in item.stem


def test_what_another_sentence_says_of_the_same_is_no_wrong_answer() -> None:
    said = "施工单位应当在验收后{}日内将验收情况报住房城乡建设主管部门备案。"
    item = singles(said.format("十五"), said.format("十"), said.format("7"))["单选·期限"]
    assert not {"十日", "七日", "7日"} & set(item.options)


def test_a_range_is_asked_whole() -> None:
    item = singles("施工单位未编制方案的，由主管部门责令改正，处五万元以上十万元以下罚款。")
    assert key(item["单选·数字"]) == ["五万元以上十万元以下"]


BUILDERS = (
    "建设单位应当组织竣工验收。",
    "施工单位应当编制施工方案。",
    "勘察单位应当编制勘察文件。",
    "设计单位应当编制设计文件。",
)
"""What makes these parties of the same statute."""


def test_the_party_is_asked_among_those_of_its_statute() -> None:
    article = "监理单位应当审查专项方案中的安全技术措施是否符合工程建设强制性标准并签署意见。"
    item = singles(article, *BUILDERS)["单选·主体"]
    assert key(item) == ["监理单位"]
    assert set(item.options) <= {"监理单位", "建设单位", "施工单位", "勘察单位", "设计单位"}
    assert "单选·主体" not in singles(article), "no other party has duties by this statute"


def test_a_stem_that_names_the_party_again_is_not_asked() -> None:
    assert "单选·主体" not in singles("建设单位应当将建设单位的安全管理机构报主管部门备案。")


def test_the_same_seed_gives_the_same_item() -> None:
    article = "施工单位应当自验收合格之日起十五日内将验收情况报住房城乡建设主管部门备案。"
    assert singles(article) == singles(article)


def test_a_blank_takes_both_ways_of_writing_a_number() -> None:
    statement, evidence = one("施工单位应当每两年至少组织一次演练并在三十日内报送总结。")
    [item] = blank_filling(statement, evidence, "1")
    assert item.stem.count("____") == len(item.blanks) == 2
    for accepted in item.blanks:
        assert accepted[0] in statement.source.quote
    assert ("三十日", "30日") in item.blanks or ("两年", "2年", "二年") in item.blanks


def test_one_time_is_an_answer_to_nothing() -> None:
    made = singles("市人民政府应当每三年至少组织一次物业服务等级标准的评估。")
    assert all("一次" not in item.options for item in made.values())


def test_no_authority_is_asked_for_which_the_title_tells() -> None:
    found = singles("市、县住房城乡建设主管部门应当建立专家库和专家诚信档案并向社会公布。")
    assert "单选·主体" not in found


def test_prohibitions_and_common_duties_ask_for_no_party() -> None:
    assert "单选·主体" not in singles("建设单位不得任意压缩合理工期和降低工程质量标准。")
    assert "单选·主体" not in singles("施工单位应当制定应急预案并定期组织演练和评估。")


@pytest.mark.parametrize(
    "article",
    [
        "各级人民政府以及企业、事业单位应当组织开展消防宣传教育，提高公民的消防安全意识。",
        "市政工程管理机构应当维护城市排水设施的完好，保持管渠畅通和设施的正常运行。",
        "城镇道路的保洁单位应当保持道路路面整洁，对路面杂物应当及时清理。",
        "园林绿化主管部门和相关部门应当建立健全信息共享的协作机制。",
        "负责特种设备安全监督管理的部门依照本法规定对使用单位实施监督检查。",
    ],
)
def test_what_proclaims_nothing_but_good_will_is_not_asked(article: str) -> None:
    assert not telling(one(article)[0])


def test_of_a_text_what_tells_a_number_is_asked_and_no_plain_duty() -> None:
    assert telling(one("供水单位应当提前二十四小时通知用户和消防部门。")[0])
    assert not telling(one("建设单位应当向质量监督机构申报工程质量监督手续。")[0])


def test_true_and_false_say_what_was_changed() -> None:
    statement, evidence = one(
        "施工单位应当自验收合格之日起十五日内将验收情况报住房城乡建设主管部门备案。"
    )
    made = [item for n in range(12) for item in true_false(statement, evidence, str(n))]
    for item in made:
        quote = item.sources[0].quote
        if item.change is None:
            assert (item.key, item.stem.endswith(f"，{quote}。")) == ((0,), True)
        else:
            assert item.key == (1,)
            assert quote.replace(item.change.before, item.change.after) in item.stem
            assert item.change.before in item.explanation
    assert {item.key for item in made} == {(0,), (1,)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("不得少于五名", [("5", "名", Bound.LEAST)]),
        ("每班不应少于二名值班人员", [("2", "名", Bound.LEAST)]),
        ("跨度超过十米的", [("10", "米", Bound.LEAST)]),
        ("不满十八周岁", [("18", "周岁", Bound.MOST)]),
        ("不超过二十米", [("20", "米", Bound.MOST)]),
        ("二次供水设施", []),
        ("一人一卡、一日一醒", []),
        ("二十四小时接受用户报修", []),
        ("每两年至少组织一次", [("2", "年", Bound.MOST), ("1", "次", Bound.LEAST)]),
        ("在三个工作日内", [("3", "个工作日", Bound.MOST)]),
        ("拆除施工十五日前", [("15", "日", Bound.LEAST)]),
        ("每月18日前报送，2020年底前完成", []),
        ("第三十条规定的五级至十级工伤", []),
        ("安全生产专项整治三年行动", []),
        ("县级以上人民政府", []),
        ("抽取百分之五的样品", [("5", "%", Bound.EXACT)]),
        ("有效期为3年", [("3", "年", Bound.EXACT)]),
    ],
)
def test_quantities_and_what_is_none(text: str, told: list[tuple[str, str, Bound]]) -> None:
    assert [(str(q.value), q.unit, q.bound) for q in quantities_in(text)] == told


def test_a_range_is_one_quantity() -> None:
    [found] = quantities_in("处五万元以上十万元以下罚款")
    assert (found.value, found.upper, found.unit) == (Decimal(5), Decimal(10), "万元")


def test_large_sums_are_written_as_people_write_them() -> None:
    [fine] = quantities_in("处二千元以上五千元以下罚款")
    assert written(Decimal(20000), fine) == "二万元"
    assert written(Decimal(3000), fine) == "三千元"
    [share] = quantities_in("处合同价款百分之二以上百分之四以下罚款")
    assert all(high <= 100 for _, high in other_ranges(share))
