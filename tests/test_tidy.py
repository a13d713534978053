"""Is what belongs to the portal left out, and what belongs to the document kept?"""

import pytest

from corpus.readers.tidy import tidy


@pytest.mark.parametrize(
    "line",
    [
        "您的位置: 首页 > 政务公开>意见征集",
        "时间:2018-10-08 09:59:55来源:作者: 点击:",
        "<!-- INFO END -->",
        "【打印本页】 【关闭窗口】",
    ],
)
def test_furniture_is_left_out_and_quoted(line: str) -> None:
    text, [note], _ = tidy(f"{line}\n关于演练的通知\n")
    assert text == "关于演练的通知\n"
    assert note.endswith(line)


@pytest.mark.parametrize(
    "line",
    [
        "时间：9月1日，游客来源广泛，请做好接待。",
        "时间：2020年9月1日，游客来源广泛，请做好接待。",
        "当前位置不明的，应当报告。",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert tidy(f"{line}\n")[:2] == (f"{line}\n", [])


def test_navigation_stands_above_the_body() -> None:
    line = "发布时间：2020年9月1日 来源"
    text, notes, _ = tidy(f"各单位要做好接待。\n{line}\n")
    assert line in text
    assert notes == []


def test_a_title_marked_as_such_stays_above_its_repetition() -> None:
    text = "# 示例市安全条例\n示例市\n安全条例\n第一条 目的。\n"
    assert tidy(text)[:2] == (text, [])


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置：首页 > 信息公开 > 文件",
        "你现在的位置: 政务公开",
        "【字体：大 中 小】 打印本页",
        "信息来源：某局 发布时间：2020-06-12",
    ],
)
def test_an_edited_head_of_the_portal_changes_no_title(line: str) -> None:
    assert tidy(f"{line}\n关于示例的通知\n正文。\n").text == "关于示例的通知\n正文。\n"


def test_the_foot_of_the_portal_is_left_out_and_quoted() -> None:
    foot = "分享到：\n上一篇：关于甲的通知\n\n主办单位：某厅\n某ICP备05000001号\n"
    tidied = tidy(f"正文。\n某厅\n2020年1月2日\n\n{foot}")
    assert tidied.text == "正文。\n某厅\n2020年1月2日\n"
    assert "已略去网页页脚：上一篇：关于甲的通知" in tidied.notes
    assert tidy("正文。\n主办单位：某厅\n").text == "正文。\n主办单位：某厅\n"
    assert tidy("正文。\n扫一扫关注。\n").text == "正文。\n扫一扫关注。\n"
