"""Which questions are set aside, with which reason, and which are let through?"""

from dataclasses import replace

import pytest

from library.questions import Item, ItemType, Source
from library.questions.gates import Gatekeeper
from library.questions.references import dangling

QUOTE = "施工单位应当在十五日内将深基坑工程的验收情况报住房城乡建设主管部门备案"
SOURCE = Source("d", "d:a1", "《某法》第一条", "《某法》", 0, len(QUOTE), QUOTE)
ITEM = Item(
    "q1",
    ItemType.SINGLE,
    f"根据《某法》，{QUOTE.replace('十五日', '（　　）')}。",
    ("三日", "七日", "十五日", "三十日"),
    (2,),
    (),
    (),
    (SOURCE,),
    "单选·期限",
    None,
    "",
    "基坑与土石方",
    0.5,
)


def gate(**changes: object) -> str:
    failed = Gatekeeper().check(replace(ITEM, **changes))  # type: ignore[arg-type]
    assert failed is None or failed.reason
    return failed.gate if failed else ""


def test_a_good_item_passes() -> None:
    assert gate() == ""


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sources": ()}, "无依据"),
        ({"options": ("三日", "七日", "三日", "三十日")}, "答案"),
        ({"key": (1,)}, "答案"),
        ({"key": (1, 2)}, "答案"),
        ({"options": ("三日", "七日", "二十日", "三十日")}, "答案"),
        (
            {"stem": "根据《某法》，上述单位应当在（　　）内将深基坑工程验收情况报部门备案。"},
            "指代不明",
        ),
        (
            {"stem": "根据《某法》，依照该法第十条，施工单位应当在（　　）内报送验收情况。"},
            "指代不明",
        ),
        (
            {"stem": "根据《某法》，施工单位十五日验收，应当在（　　）内报深基坑验收情况。"},
            "题干泄露答案",
        ),
        ({"stem": "根据《某法》，有关部门应当依法加强安全生产监督管理工作（　　）。"}, "过于空泛"),
        ({"stem": "根据《某法》，根据省厅要求，施工单位（　　）内报送深基坑验收情况。"}, "不通顺"),
        (
            {"stem": "根据《某法》，任何单位都有爱护地下管线的权利和义务，并在（　　）内报告。"},
            "过于空泛",
        ),
        ({"stem": "根据《某法》，施工单位应当应当在（　　）内将深基坑验收情况报备案。"}, "不通顺"),
        ({"stem": "根据《某法》，施工单位（企业应当在（　　）内将深基坑验收情况备案。"}, "不通顺"),
        (
            {"stem": "根据《某法》，施工单位应当在（　　）内报验收情况，联系电话13812345678。"},
            "个人信息",
        ),
        (
            {"stem": "根据《某法》，省厅成立由厅长王大明任组长的深基坑验收小组（　　）内备案。"},
            "个人信息",
        ),
    ],
)
def test_what_is_unfit_is_set_aside(changes: dict[str, object], told: str) -> None:
    assert gate(**changes) == told


@pytest.mark.parametrize(
    "text",
    [
        "其主要负责人应当报告",
        "该项目应当停工",
        "前款规定的单位应当整改",
        "依照本条规定处罚",
        "按照附表执行",
        "违反该条例规定，情节严重的，处以罚款",
        "设计单位的设计文件不符合相关要求的，处以罚款",
        "建设单位未按规定报告的，业主可以联名提出申请",
        "建设单位应当将异议处理结果书面答复异议人",
        "施工单位应当在验收合格后到主管部门登记",
    ],
)
def test_what_refers_to_elsewhere_dangles(text: str) -> None:
    assert dangling(text)


@pytest.mark.parametrize(
    "text",
    [
        "施工单位及其项目负责人应当报告",
        "施工单位应当对其作业人员进行教育",
        "建设单位和其他单位应当报告",
        "校验安全附件并作记录",
        "违反该条例规定，建设单位未组织验收的，处以罚款",
        "用户对查询结果有异议的，供水单位应当答复",
    ],
)
def test_what_is_explained_in_the_text_does_not_dangle(text: str) -> None:
    assert not dangling(text)


@pytest.mark.parametrize(
    "stem",
    [
        "根据《某法》，施工单位应当在（　　）内向被拆迁人发放补偿安置资金。",
        "根据《某法》，建设工程附近饲养犬只的，应当在（　　）内办理登记。",
        "根据《某市条例》，施工单位应当在（　　）内将深基坑验收情况报安全生产监督管理部门备案。",
    ],
)
def test_what_is_not_of_the_field_or_has_ended_is_set_aside(stem: str) -> None:
    assert gate(stem=stem) == "与业务无关"


def test_a_national_text_may_name_an_authority_of_its_day() -> None:
    stem = "根据《某法》，施工单位应当在（　　）内将深基坑情况报安全生产监督管理部门备案。"
    assert gate(stem=stem) == ""


def test_an_item_of_no_topic_is_of_another_field() -> None:
    stem = "根据《某法》，居民小组应当在（　　）内将名册交村公所存查。"
    assert gate(stem=stem, topic="综合") == "与业务无关"


def test_a_near_duplicate_names_its_twin() -> None:
    gates = Gatekeeper()
    assert gates.check(ITEM) is None
    twin = replace(ITEM, item_id="q2", stem=ITEM.stem.replace("《某法》", "《另一法》"))
    failed = gates.check(twin)
    assert failed is not None
    assert (failed.gate, failed.reason) == ("近似重复", "与q1近似")
    assert Gatekeeper([ITEM]).check(twin) is not None
    assert gates.check(ITEM) is None, "an item is no twin of itself"


def test_another_type_of_the_same_words_is_no_duplicate() -> None:
    gates = Gatekeeper([ITEM])
    stem = ITEM.stem.replace("（　　）", "____")
    blank = replace(
        ITEM,
        item_id="q3",
        type=ItemType.BLANK,
        stem=stem,
        options=(),
        key=(),
        blanks=(("十五日",),),
    )
    assert gates.check(blank) is None


@pytest.mark.parametrize(
    "text",
    [
        "自公告之日起经过十五日仍无法确定的，城乡规划执法部门应当报告",
        "乡、镇人民政府应当自受理申请之日起二十日内初审完毕",
        "街道办事处应当在收到报告或者申请之日起五个工作日内予以核实",
        "会议结束后三日内，物业管理委员会应当公示会议情况",
        "险情消除后三日内，砍伐单位应当补办手续",
        "县人民政府审核同意的，街道办事处应当在十日内组织移交工作",
        "供水企业应当为其建立健康档案",
        "电梯维护保养单位未履行相关义务的，处一万元以上罚款",
        "其中，机动车停放还应当遵守哪些规定",
        "施工单位拒不改正的，监理单位应当及时报告建设单位",
        "五千元以下的罚款，由区市政工程行政管理部门决定",
    ],
)
def test_what_goes_on_from_elsewhere_is_set_aside(text: str) -> None:
    assert dangling(text)
