"""Is a changed statement false by its clause, and never merely other words or implied by it?"""

import random

import pytest

from library.questions.rules.changing import falsehoods
from library.questions.rules.party_kinds import siblings
from tests.statutes_for_questions import one


def changes(article: str, *others: str, tries: int = 20) -> dict[str, set[str]]:
    """Return by kind what came in place of what, over many seeds."""
    statement, evidence = one(article, *others)
    found: dict[str, set[str]] = {}
    for seed in range(tries):
        for each in falsehoods(statement, evidence, random.Random(seed)):
            found.setdefault(each.change.kind, set()).add(each.change.after)
    return found


def test_a_deadline_is_only_made_shorter() -> None:
    """五日内 implies 七日内: who reports within five days has reported within seven."""
    told = changes("施工单位应当在检查后五日内向建设单位报告检查结果。")
    assert told["期限"]
    assert told["期限"] <= {"一日", "二日", "三日", "两日"}


@pytest.mark.parametrize("begins", ["试运行期满后", "自任期届满之日起"])
def test_a_deadline_is_one_whatever_stands_before_it(begins: str) -> None:
    """期满后一年内 is no 满一年: who acts within one year has acted within two."""
    told = changes(f"建设单位应当在{begins}十日内组织工程质量专项验收并书面报告。")
    assert told["期限"]
    assert told["期限"] <= {"一日", "二日", "三日", "五日", "七日", "两日"}


def test_how_long_a_search_was_in_vain_is_only_made_shorter() -> None:
    told = changes("施工单位经过十五日仍无法联系发包方的，应当向建设单位书面报告情况。")
    assert told.get("期限", set()) <= {"十日", "七日", "五日", "三日"}


@pytest.mark.parametrize(
    "article",
    [
        "物业服务合同期限届满前六个月，业主委员会应当组织业主共同决定续聘事宜。",
        "电梯维护保养单位的应急救援电话应当保持二十四小时有效应答。",
    ],
)
def test_a_moment_and_a_whole_day_are_left_alone(article: str) -> None:
    assert "期限" not in changes(article)


def test_a_number_told_twice_is_left_alone() -> None:
    assert "数字" not in changes("二层（含二层）以上的住宅，建设单位应当委托设计单位设计。")


def test_leave_is_never_made_a_duty() -> None:
    assert "情态" not in changes("施工单位可以建立由成年志愿者组成的应急救援队伍。")


def test_a_day_ahead_is_only_made_earlier() -> None:
    told = changes("业主委员会应当在会议召开十五日前将会议议题书面告知居民委员会。")
    assert told["期限"] <= {"二十日", "三十日", "四十五日", "六十日"}
    assert told["期限"]


def test_a_least_number_of_a_duty_is_only_raised() -> None:
    told = changes("施工单位应当组织召开专家论证会，参加论证的专家不得少于五名。")
    assert told["数字"] <= {"七名", "九名", "十一名"}
    assert told["界限"] == {"不得超过"}


def test_a_condition_is_only_made_wider() -> None:
    """What holds from three metres on holds from five on as well, and need not from two on."""
    told = changes("开挖深度超过三米的，施工单位应当编制专项施工方案并组织审查。")
    assert told["数字"] <= {"二米", "1.5米", "一米", "两米"}
    told = changes("中标价格低于最高限价百分之八十五的，招标人应当要求投标人书面说明。")
    assert told["数字"] <= {"百分之九十"}


@pytest.mark.parametrize("often", ["每三年", "至少每三年"])
def test_an_interval_is_only_made_shorter(often: str) -> None:
    told = changes(f"使用危险化学品从事生产的单位应当{often}进行一次安全评价并提出评价报告。")
    assert told["期限"] <= {"两年", "一年", "每年"}


def test_the_most_that_is_allowed_is_only_lowered() -> None:
    told = changes("特殊情况下，住房城乡建设主管部门可以延长审查期限，延长期限不得超过三十日。")
    assert told.get("期限", set()) <= {"二十日", "十五日", "十日"}


@pytest.mark.parametrize("often", ["每年", "每半年", "每季度"])
def test_a_frequency_is_only_raised(often: str) -> None:
    told = changes(f"施工单位应当{often}至少组织一次应急预案演练并记录演练情况。")
    stricter = {"每年": "每半年", "每半年": "每季度", "每季度": "每月"}[often]
    assert told["期限"] == {stricter}
    assert told["数字"] <= {"两次", "三次", "四次"}


def test_a_number_that_another_text_gives_for_the_same_is_no_falsehood() -> None:
    same = "施工单位应当在检查后{}日内向建设单位报告检查结果。"
    told = changes(same.format("五"), same.format("三"), same.format("一"))
    assert told.get("期限", set()) & {"三日", "一日"} == set()


def test_a_modal_word_changes_in_force_and_not_in_words() -> None:
    ban = changes("施工单位不得在高压线路两侧十米内搭设作业棚、堆放构件和停放机械。")
    assert ban["情态"] == {"可以"}


@pytest.mark.parametrize(
    "article",
    [
        "施工单位不得擅自修改经过审批的专项施工方案和施工组织设计。",
        "任何单位和个人不得损坏、挪用或者擅自拆除消防设施和器材。",
        "未经验收合格，施工单位不得将起重机械投入使用或者交付使用。",
        "经审批的管线工程项目，建设单位不得随意更改。",
    ],
)
def test_what_nobody_would_think_allowed_is_not_asked(article: str) -> None:
    assert "情态" not in changes(article)


BUILDERS = (
    "建设单位应当组织竣工验收。",
    "监理单位应当编制监理规划。",
    "勘察单位应当编制勘察文件。",
    "设计单位应当编制设计文件。",
)
"""What makes these parties of the same statute."""


def test_another_party_has_to_do_with_the_same_and_is_not_bound_anywhere() -> None:
    drawn = "施工单位应当将深基坑的专项方案和监测方案一并提交专家论证。"
    assert changes(drawn, *BUILDERS)["主体"] == {"建设单位", "监理单位", "设计单位"}
    both = changes(drawn, *BUILDERS, "监理单位应当将深基坑的专项方案和监测方案提交专家论证。")
    assert both["主体"] == {"建设单位", "设计单位"}
    assert "主体" not in changes(drawn), "no other party has duties by this statute"


def test_a_part_of_a_name_is_no_party() -> None:
    assert "主体" not in changes("劳务分包单位应当在作业人员正式上岗前安排实习操作并作记录。")


def test_a_party_that_the_sentence_names_is_not_put_in() -> None:
    told = changes("建设单位应当将场地的地下管线资料书面提供给施工单位和监理单位。", *BUILDERS)
    assert not told.get("主体", set()) & {"施工单位", "监理单位"}


def test_what_nobody_would_take_for_another_partys_business_stays() -> None:
    assert "主体" not in changes("建设单位应当在开工前向主管部门申请领取施工许可证。", *BUILDERS)


def test_an_exception_goes_and_the_rule_is_made_absolute() -> None:
    told = changes("除为抢救人员需要移动物件以外，任何单位和个人不得破坏事故现场、毁灭证据。")
    assert told["例外"] == {"在任何情况下"}
    empty = changes("除法律、行政法规另有规定外，任何单位和个人不得收取安全检查费用。")
    assert "例外" not in empty


def test_a_range_is_not_turned_round() -> None:
    told = changes("发生三人以上十人以下死亡事故的，应当由市人民政府组织事故调查组进行调查。")
    assert "界限" not in told


def test_a_choice_is_left_alone() -> None:
    assert changes("施工单位可以不编制专项施工方案，原则上由监理单位在收到后三日内审查。") == {}


@pytest.mark.parametrize(
    "article",
    [
        "建设单位不得向施工单位以外的单位提供施工场地的地下管线资料和图纸。",  # nobody may
        "建设单位可以委托检测单位对主体结构的混凝土强度进行抽样检测。",  # others may as well
        "施工单位应当在资质许可范围内承揽建筑工程并对所承揽的部分负责。",  # so must others
        "施工中发生事故时，建筑施工企业应当采取紧急措施减少人员伤亡和事故损失。",
    ],
)
def test_what_binds_others_as_well_is_given_to_no_other_party(article: str) -> None:
    assert "主体" not in changes(article)


def test_of_two_cases_the_later_is_implied_by_the_earlier() -> None:
    """Who must after one year's halt must after two years' as well."""
    told = changes("建设单位应当在中止施工满一年的工程恢复施工前报发证机关核验施工许可证。")
    assert "期限" not in told


def test_others_are_not_those_whose_exception_is_gone() -> None:
    assert "例外" not in changes("除准许经营的批发企业以外，其他单位和个人不得储存烟花爆竹。")


@pytest.mark.parametrize(
    "article",
    [
        "监理单位应当审查施工组织设计中的安全技术措施是否符合工程建设强制性标准。",
        "县级以上人民政府应当组织编制城市地下管线的综合管理信息系统。",
        "建设单位应当将拆除工程发包给具有相应资质等级的施工单位。",
    ],
)
def test_no_duty_is_said_to_be_at_will(article: str) -> None:
    """「可以自行决定是否…」 tells everybody that the sentence is false."""
    assert "情态" not in changes(article)


@pytest.mark.parametrize(
    "article",
    [
        "施工单位发生生产安全事故，应当及时、如实地向建设行政主管部门或者其他有关部门报告。",
        "城乡规划主管部门应当根据历史建筑保护图则将保护和使用要求书面告知所有权人。",
        "县级以上人民政府建设行政主管部门和其他有关部门应当及时受理对事故隐患的检举和控告。",
    ],
)
def test_no_party_takes_a_duty_that_it_may_have_as_well(article: str) -> None:
    assert "主体" not in changes(article)


def test_who_builds_nothing_is_not_said_to_build() -> None:
    told = changes("建设单位应当按照设计方案进行施工，设计方案变更的须经原批准机关审批。")
    assert not told.get("主体", set()) & {"勘察单位", "监理单位", "监测单位"}


def test_an_age_is_not_turned_round() -> None:
    assert "界限" not in changes("居民会议由十八周岁以上的居民组成，每年至少召开一次会议。")


def test_the_parties_are_those_of_the_law_s_own_field() -> None:
    assert siblings("建设单位", "《某市物业管理条例》")[0] == "物业服务企业"
    assert siblings("建设单位", "《建筑法》")[0] == "施工单位"
    assert "出租单位" not in siblings("使用单位", "《特种设备安全法》")


def test_a_deadline_after_leave_is_not_made_longer() -> None:
    told = changes("管线抢修单位可以先行破路抢修，并在二十四小时内补办批准手续。")
    assert not told.get("期限", set()) & {"四十八小时", "七十二小时"}


def test_a_ban_of_five_years_is_one_of_four_as_well() -> None:
    assert "期限" not in changes("新建的城市道路交付使用后五年内，建设单位不得挖掘。")


@pytest.mark.parametrize(
    "article",
    [
        "建设单位采购电梯的选型、配置应当与建筑结构设计相适应并满足消防要求。",
        "管理单位应当在二次供水水质受到污染时立即停止供水并组织清洗消毒。",
        "物业服务企业接管电梯应当确认电梯状况，并如实记录。",
    ],
)
def test_whose_things_are_and_who_may_be_the_same_is_not_exchanged(article: str) -> None:
    assert "主体" not in changes(article)
