"""Are numbers asked with the words that make them understood: before them, or leading to a list?"""

import pytest

from library.questions import Item, ItemType
from library.questions.rules.blank_filling import blank_filling
from library.questions.rules.breaches import breach_statements
from library.questions.rules.evidence import Evidence
from library.questions.rules.listed import listed_statements
from library.questions.rules.sayings import sayings
from library.questions.rules.single_choice import single_choices
from library.questions.rules.statements import statements_in
from tests.statutes_for_questions import rule

FINED = (
    "城市道路施工单位有下列行为之一的，责令限期改正；逾期不改正的，处五千元以上二万元以下罚款：\n"
)


LAST = "燃气、供热、供水、排水、电梯和物业的管理部门依照各自职责负责监督管理。"
"""Another article: of one alone the items of its list would be the text's own parts."""


def told(*articles: str) -> list[str]:
    """Return the statements with a number of a statute, those of its lists after the others."""
    text = rule(*articles, LAST)
    made = (*statements_in(*text), *listed_statements(*text))
    return [each.text for each in made if each.quantities]


def test_a_number_that_does_not_stand_alone_is_told_with_what_stands_before_it() -> None:
    text = rule(
        "临时占用城市绿地的，应当经城市绿化主管部门批准。占用期限一般不超过一年；确需延期的，只可以延期一次。"
    )
    alone, together = statements_in(*text)
    assert not alone.asked_from
    assert together.text.startswith("临时占用城市绿地的，")
    assert together.text.endswith("占用期限一般不超过一年")
    assert [q.unit for q in together.quantities] == ["年"]
    assert together.source.quote == together.text
    [item] = blank_filling(together, Evidence([text]), "1")
    assert item.blanks[0][0] == "一年"


def test_only_what_does_not_stand_alone_is_asked_of_sentences_told_together() -> None:
    text = rule(
        "建设单位应当在开工前十五日将施工方案报送备案。方案变更的，应当自变更之日起三日内重新报送。"
    )
    together = next(each for each in statements_in(*text) if each.asked_from)
    assert [str(q.value) for q in together.quantities] == ["3"]
    made = single_choices(together, Evidence([text]), "1")
    assert [item.options[item.key[0]] for item in made] == ["三日"]


def test_a_time_that_runs_from_nothing_told_is_not_asked() -> None:
    assert told("施工单位应当在十五日内整改完毕，并报告建设行政主管部门。") == []
    assert told("施工单位应当自收到通知之日起十五日内整改完毕，并报告建设单位。") != []


def test_an_item_of_a_list_is_told_with_the_consequence() -> None:
    made = told(FINED + "（一）未按照规定设置安全警示标志的；\n（二）擅自改变占用位置。\n")
    assert made == [
        "城市道路施工单位未按照规定设置安全警示标志的，责令限期改正；逾期不改正的，处五千元以上二万元以下罚款",
        "城市道路施工单位擅自改变占用位置的，责令限期改正；逾期不改正的，处五千元以上二万元以下罚款",
    ]


def test_an_item_with_a_subject_or_a_fine_of_its_own_is_told_as_it_is() -> None:
    subject = FINED + "（一）监理单位未按照规定报告的；\n（二）建设单位未按照规定提供资料的。\n"
    assert told(subject) == []
    lead = "违反本条例规定，有下列行为之一的，由燃气主管部门按照下列规定处罚：\n"
    own = lead + "（一）擅自拆除燃气设施的，处一万元以上三万元以下罚款；\n（二）其他。\n"
    assert told(own) == ["违反该条例规定，擅自拆除燃气设施的，处一万元以上三万元以下罚款"]


def test_the_quote_of_an_item_of_a_list_is_its_lead_and_its_own_words() -> None:
    text = rule(FINED + "（一）未按照规定设置安全警示标志的；\n（二）擅自改变占用位置。\n", LAST)
    first = next(iter(listed_statements(*text)))
    document = text[0]
    assert [document.text[s.start : s.end] for s in first.sources] == [
        s.quote for s in first.sources
    ]
    [item] = blank_filling(first, Evidence([text]), "1")
    assert item.blanks[0][0] == "五千元以上二万元以下"
    assert "……未按照规定设置安全警示标志的" in item.explanation


def test_values_and_rules_of_a_list_are_told_under_its_head() -> None:
    lead = "在正常使用条件下，建设工程的最低保修期限为：\n"
    assert told(lead + "（一）屋面防水工程为五年；\n（二）供热与供冷系统为两个采暖期。\n") == [
        "在正常使用条件下，建设工程的最低保修期限为：屋面防水工程为五年"
    ]
    lead = "施工现场的围挡应当符合下列要求：\n"
    assert told(
        lead + "（一）高度不低于二点五米；\n（二）坚固美观；\n（三）间距不超过三米。\n"
    ) == ["施工现场的围挡应当符合的要求之一是：间距不超过三米"]


NUMBERS = (
    "施工单位应当自验收合格之日起十五日内将起重机械的验收情况报送备案。",
    "建设单位应当在工程开工前十个工作日内办理工程质量监督手续。",
    "专项施工方案的论证专家不得少于五名，并且应当具有高级职称。",
    "深基坑工程施工期间，监测单位应当至少每七日提交一次监测报告。",
    "违反本条例规定，施工单位未编制专项施工方案的，处一万元以上三万元以下罚款。",
    "施工单位应当自事故发生之日起三十日内提交事故情况的书面报告。",
    "施工现场的临时建筑使用年限不得超过五年，期满的应当拆除。",
    "违反本条例规定，监理单位未审查专项施工方案的，处二万元以上十万元以下罚款。",
)


@pytest.fixture(scope="module")
def said() -> list[Item]:
    text = rule(*NUMBERS)
    return [
        item
        for seed in map(str, range(12))
        for item in sayings(list(statements_in(*text)), Evidence([text]), seed)
    ]


def test_sayings_are_true_by_their_clauses_or_false_by_one_number(said: list[Item]) -> None:
    assert {item.type for item in said} == {ItemType.SINGLE, ItemType.MULTIPLE}
    printed = "".join(NUMBERS).replace("本条例", "该条例")
    for item in said:
        wrong_wanted = "错误的" in item.stem
        for at, option in enumerate(item.options):
            assert (option in printed) is ((at in item.key) is not wrong_wanted)
        assert len({source.clause_id for source in item.sources}) == len(item.options) == 4
        assert item.explanation.count("有误，应是") == sum(o not in printed for o in item.options)


def test_several_sayings_are_right_in_one_type_and_one_in_the_other(said: list[Item]) -> None:
    for item in said:
        assert len(item.key) in ({1} if item.type is ItemType.SINGLE else {2, 3})


def test_a_breach_is_told_with_the_article_that_it_breaks() -> None:
    text = rule(
        "施工单位不得在燃气管道上方堆放建筑材料和停放施工机械。",
        "违反本条例第一条规定的，由燃气主管部门责令改正，处一万元以上五万元以下罚款。",
        LAST,
    )
    assert [each for each in statements_in(*text) if each.quantities] == []
    [statement] = breach_statements(*text)
    assert statement.text == (
        "施工单位不得在燃气管道上方堆放建筑材料和停放施工机械。"
        "违反这一规定的，由燃气主管部门责令改正，处一万元以上五万元以下罚款"
    )
    [item] = blank_filling(statement, Evidence([text]), "1")
    assert [source.citation[-3:] for source in item.sources] == ["第一条", "第二条"]
    assert item.explanation.count("规定：“") == 2, "each quotation under its own article"


@pytest.mark.parametrize(
    "article",
    [
        "施工单位不得堆放材料。监理单位应当检查。" * 6,  # too long to be told beside
        "施工单位应当遵守下列规定：\n（一）不得堆放建筑材料；\n（二）不得停放机械。",
    ],
)
def test_an_article_of_many_words_is_not_told_beside_its_breach(article: str) -> None:
    fined = "违反本条例第一条规定的，由燃气主管部门责令改正，处一万元以上五万元以下罚款。"
    assert list(breach_statements(*rule(article, fined, LAST))) == []


def test_what_the_paragraph_before_lays_down_is_told_with_its_breach() -> None:
    made = told(
        "任何单位和个人不得擅自拆除城镇照明设施和燃气设施。\n"
        "　　违反前款规定的，责令限期改正，处二百元以上一千元以下罚款。"
    )
    assert made == [
        "任何单位和个人不得擅自拆除城镇照明设施和燃气设施。"
        "违反这一规定的，责令限期改正，处二百元以上一千元以下罚款"
    ]


def test_a_breach_of_nobody_known_is_not_told_alone() -> None:
    assert told("违反本条例第三条规定，未保持安全间距的，处一千元以上五千元以下罚款。") == []
    assert told("违反本条例第三条规定，施工单位未保持间距的，处一千元以上五千元以下罚款。") != []
