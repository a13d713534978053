"""Are turns of everyday speech read as a rule puts them, and nothing else?"""

import pytest

from search.everyday import formal


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("燃气用户不能干什么", "燃气用户不得有哪些行为"),
        ("施工单位不准做哪些事情", "施工单位不得有哪些行为"),
        ("吊篮作业要什么证", "吊篮作业要取得什么资格证书"),
        ("塔吊司机需要持哪种证件", "塔吊司机要取得什么资格证书"),
        ("调查组有多少天", "调查组期限是多少日内"),
        ("几天内上报", "期限是多少日内上报"),
        ("没按方案施工怎么罚", "没按方案施工处多少罚款"),
        ("评估谁出钱", "评估费用由谁承担"),
        ("物业归谁管", "物业由哪个部门负责监督管理"),
        ("深基坑要不要论证", "深基坑是否应当论证"),
        ("施工许可要交哪些材料", "施工许可应当提交哪些资料"),
    ],
)
def test_a_turn_of_speech_is_put_as_a_rule_puts_it(typed: str, read: str) -> None:
    asked, turns = formal(typed)
    assert asked == read
    assert len(turns) == 1
    assert turns[0] in typed


@pytest.mark.parametrize(
    "text",
    [
        "要什么证据", "需要哪些证明", "几天检查一次", "怎么罚款", "施工许可证", "不能使用",
        "由谁管理", "三十日内", "前几天下雨塌方", "要不要求公示", "危大工程 施工单位 应当做什么",
    ],
)  # fmt: skip
def test_what_is_no_such_turn_stays(text: str) -> None:
    assert formal(text) == (text, ())
