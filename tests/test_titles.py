"""Which titles are one, and which only look alike?"""

import pytest

from corpus.references.titles import title_key, unmarked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国建筑法", "建筑法"),
        ("中华人民共和国建筑法（2019修正）", "建筑法"),
        ("建筑法(2019年4月23日修正)", "建筑法"),
        ("建筑法（2019年修正本）", "建筑法"),
        ("建筑法(2019-04-23)", "建筑法"),
        ("建筑法（２０１９修正）", "建筑法 "),
        ("关于印发〈甲办法〉的通知", "关于印发《甲办法》的通知"),
        ("关于适用《中华人民共和国民法典》的解释", "关于适用〈民法典〉的解释"),
    ],
)  # fmt: skip
def test_spellings_and_editions_of_one_title_share_a_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲办法（试行）", "甲办法"),
        ("甲办法（征求意见稿）", "甲办法"),
        ("产业结构调整指导目录（2019年本）", "产业结构调整指导目录（2024年本）"),
        ("宪法修正案（1999年）", "宪法修正案（2004年）"),
        ("建筑法实施细则", "建筑法"),
        ("刑法修正案（七）", "刑法修正案（八）"),
    ],
)
def test_words_of_the_title_stay_in_its_key(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_a_title_is_never_reduced_to_nothing() -> None:
    assert title_key("中华人民共和国") == "中华人民共和国"
    assert unmarked("（2018修正）") == "(2018修正)"
