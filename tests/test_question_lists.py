"""Which questions do lists and definitions give, and which lists give none?"""

import pytest

from library.questions import Item, ItemType
from library.questions.rules.definitions import definition_in, term_choice
from library.questions.rules.enumerations import BANNED, CASES, WHOM, Enumeration, enumerations_in
from library.questions.rules.list_answers import short_answer
from library.questions.rules.list_choices import judged_item, multiple_choice
from tests.statutes_for_questions import rule, statements

BUILDER = (
    "施工单位履行下列职责：\n（一）按照审查合格的施工图设计文件施工；\n"
    "（二）对进场的建筑材料进行复验；\n（三）保证安全生产投入有效实施；\n"
    "（四）法律、法规规定的其他职责。"
)
SUPERVISOR = (
    "监理单位履行下列职责：\n（一）审查施工组织设计中的安全技术措施；\n"
    "（二）对建筑材料的见证取样签字确认；\n（三）每日向建设单位报送旁站情况。"
)
BANS = (
    "在燃气设施保护范围内，禁止从事下列危及燃气设施安全的活动：\n（一）倾倒、排放腐蚀性物品；\n"
    "（二）进行爆破、取土等作业；\n（三）放置易燃易爆物品；\n（四）其他危及安全的活动。"
)
COLLUDING = (
    "有下列情形之一的，属于投标人相互串通投标：\n（一）投标人之间协商投标报价的；\n"
    "（二）投标人之间约定中标人的；\n（三）部分投标人之间约定放弃投标的。"
)
DEEMED = (
    "有下列情形之一的，视为投标人相互串通投标：\n（一）投标文件由同一单位编制的；\n"
    "（二）投标保证金从同一账户转出的；\n（三）投标文件相互混装的。"
)


def lists(*articles: str) -> list[Enumeration]:
    return list(enumerations_in(*rule(*articles, "本条例自公布之日起施行。")))


def right_and_wrong(item: Item) -> tuple[set[str], set[str]]:
    right = {item.options[at] for at in item.key}
    return right, set(item.options) - right


def asked(article: str) -> str:
    [own] = lists(article)
    return next((item.stem for item in short_answer(own)), "")


def seeds(own: Enumeration, others: list[Enumeration]) -> list[Item]:
    return [item for n in range(12) for item in multiple_choice(own, others, str(n))]


def test_wrong_options_are_another_partys_of_the_same_text() -> None:
    own, other = found = lists(BUILDER, SUPERVISOR)
    assert [(each.noun, len(each.items), each.whole, each.closed) for each in found] == [
        ("职责", 3, False, True),
        ("职责", 3, True, True),
    ]
    items = seeds(own, found)
    assert items
    for item in items:
        right, wrong = right_and_wrong(item)
        assert item.stem == "根据《某某安全条例》，施工单位履行下列（　　）职责。"
        assert right <= set(own.items)
        assert wrong <= set(other.items)
        assert len(right) >= 2
        assert wrong
        assert all(option in item.sources[0].quote for option in right)


@pytest.mark.parametrize(
    "other",
    [
        SUPERVISOR.replace("监理单位", "城乡建设主管部门"),  # may have to do it as well
        SUPERVISOR.replace("监理单位", "有关单位"),
        SUPERVISOR.replace("审查", "配合审查").replace("对建", "协助对建").replace("每日", "记录"),
        SUPERVISOR.replace("审查施工组织设计中的安全技术措施", "保证安全生产投入的有效实施")
        .replace("对建筑材料的见证取样签字确认", "不得将进场建筑材料转卖他人")
        .replace("每日向建设单位报送旁站情况", "业主委员会委员热心公益"),
    ],
)
def test_what_may_be_of_the_list_as_well_is_no_wrong_option(other: str) -> None:
    found = lists(BUILDER, other)
    assert seeds(found[0], found) == []


def test_a_list_that_something_else_may_belong_to_has_no_wrong_options() -> None:
    open_ = BUILDER.replace("法律、法规规定的其他职责", "合同约定的其他职责")
    found = lists(open_, SUPERVISOR)
    assert not found[0].closed
    assert seeds(found[0], found) == []


def test_of_two_classes_each_has_its_own_cases() -> None:
    own, other = found = lists(COLLUDING, DEEMED)
    assert (own.noun, own.then) == (CASES, "属于投标人相互串通投标")
    items = seeds(own, found)
    assert items
    assert all(right_and_wrong(item)[1] <= set(other.items) for item in items)


def test_a_case_that_ends_like_one_of_the_class_is_of_no_other() -> None:
    graver = (
        "有下列情形之一的，为{}事故：\n（一）{}；\n（二）客运索道滞留十人；\n（三）起重机倾覆。"
    )
    found = lists(
        graver.format("较大", "锅炉、压力容器爆炸"), graver.format("重大", "大型锅炉爆炸")
    )
    options = {option for item in seeds(found[0], found) for option in item.options}
    assert "大型锅炉爆炸" not in options


def test_only_what_is_exact_is_judged_true() -> None:
    [own] = lists(BUILDER)
    assert list(judged_item(own, "1")) == []
    [own] = lists(BUILDER.replace("对进场", "在三日内对进场"))
    [item] = judged_item(own, "1")
    assert (item.key, "在三日内" in item.stem) == ((0,), True)


@pytest.mark.parametrize(
    ("article", "noun", "question"),
    [
        (BANS, BANNED,
         "在燃气设施保护范围内，禁止从事哪些危及燃气设施安全的活动？（“其他”一项不计）"),
        (COLLUDING, CASES, "哪些情形属于投标人相互串通投标？"),
        (COLLUDING.replace("属于投标人相互串通投标", "评标委员会应当否决投标"), CASES,
         "在哪些情形下，评标委员会应当否决投标？"),
        (COLLUDING.replace("有下", "房屋有下").replace("属于投标人相互串通投标", "不得出租"), CASES,
         "房屋有哪些情形的，不得出租？"),
        (SUPERVISOR.replace("监理单位履行下列职责", "下列建设工程必须实行监理"), WHOM,
         "哪些建设工程必须实行监理？"),
        (SUPERVISOR.replace("监理单位履行下列职责", "电梯使用单位按照下列规定确定"), "规定",
         "电梯使用单位如何确定？"),
        (SUPERVISOR, "职责", "监理单位履行哪些职责？"),
    ],
)  # fmt: skip
def test_a_list_is_asked_for_by_what_leads_to_it(article: str, noun: str, question: str) -> None:
    [own] = lists(article)
    [item] = short_answer(own)
    assert (own.noun, item.stem) == (noun, f"根据《某某安全条例》，{question}")
    assert (item.type, item.points) == (ItemType.SHORT, own.items)


@pytest.mark.parametrize(
    "lead",
    [
        "有关部门履行下列职责",
        "筹备组履行下列职责",
        "实施监督检查时，有权采取下列措施",
        "施工单位应当遵守下列规定",
        "业主是自然人的，应当符合下列条件",
        "有下列情形之一的，可以依照法定程序进行修改",
        "禁止下列行为",
        "任何单位和个人不得有下列行为",
        "逾期不改正的，按照下列规定处罚",
    ],
)
def test_a_lead_that_does_not_say_of_whom_or_what_asks_nothing(lead: str) -> None:
    assert asked(SUPERVISOR.replace("监理单位履行下列职责", lead)) == ""


@pytest.mark.parametrize("rote", ["加强", "指导", "完善"])
def test_slogans_are_not_asked_for(rote: str) -> None:
    assert asked(SUPERVISOR) != ""
    assert asked(SUPERVISOR.replace("审查", rote).replace("对建", f"{rote}建")) == ""


def test_a_long_list_is_not_asked_for() -> None:
    longer = SUPERVISOR.replace("审查", "审查施工图设计文件、" * 3 + "审查")
    assert asked(longer) != ""
    assert asked(longer.replace("对建", "在施工现场" * 10 + "对建")) != ""
    assert asked(longer.replace("对建", "在施工现场" * 20 + "对建")) == ""  # one long point
    many = "".join(f"（{n}）在施工现场进行旁站、巡视和平行检验；\n" for n in "一二三四五六七八九")
    assert asked(f"监理单位履行下列职责：\n{many}") == ""


def test_a_line_that_is_broken_off_spoils_the_list() -> None:
    assert lists(SUPERVISOR.replace("见证取样签字确认", "健全的")) == []


def test_penalties_are_no_list() -> None:
    assert lists(COLLUDING.replace("属于投标人相互串通投标", "处一万元以上罚款")) == []


def test_a_term_is_asked_among_the_terms_of_its_kind() -> None:
    found, _ = statements(
        "本条例所称动火作业，是指能直接或者间接产生明火的工艺设置以外的可能产生火焰的操作。",
        "本条例所称地下作业，是指在封闭或者部分封闭、进出口受限的井室管沟内进行的操作。",
        "本条例所称水上作业，是指在江河湖海的浮式平台或者船舶上进行的施工操作。",
        "本条例所称高处作业，是指在坠落基准面两米以上有可能坠落的位置进行的施工操作。",
        "本条例所称临时用电，是指在正式运行的电源上所接的非永久性用电设备的使用行为。",
    )
    definitions = [d for each in found if (d := definition_in(each))]
    assert len(definitions) == 5
    [item] = term_choice(definitions[1], definitions, "1")
    assert right_and_wrong(item) == ({"地下作业"}, {"动火作业", "水上作业", "高处作业"})
    assert list(term_choice(definitions[4], definitions, "1")) == []
