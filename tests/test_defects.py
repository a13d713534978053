"""Are visible losses found, and sound text left in peace?"""

import pytest

from corpus.records import Node
from corpus.structure import find_defects, read_outline


def notes(text: str) -> list[tuple[str, str]]:
    node = Node("1", 2, "", "", 0, len(text))
    return [(text[d.start : d.end], d.note[:4]) for d in find_defects(text, [node])]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("动员部署(20205月)", "0"),
        ("责任个清单”,制定", "”"),
        ("附件:《统计表", "《"),
        ("2020年6月12", "2"),
    ],
)
def test_losses_are_marked(text: str, place: str) -> None:
    assert place in [found for found, _ in notes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "（一）甲；二)乙",
        "2020年5月至12月",
        "“两个清单”和《规定》（试行）",
        "到2022年底前",
        "(2021年）",
    ],
)
def test_sound_text_has_none(text: str) -> None:
    assert notes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "一、第三条修改为：“持卡人甲。\n“具有下列情形之一的：\n“（一）乙；\n“（二）丙。”\n二、丁。",
        "一、增加一条：“第七条 甲，“乙”是指丙。\n对于丁，戊。”",
        "一、修改为：“第六条 甲。\n\n“（一）乙；”\n\n二、增加：“第七条 丙。\n“丁。”",
        "自2019年5月1日起施行。《浙江\n\n省测绘管理条例》同时废止。",
        "对做出成绩的，市、县（市、\n区）人民政府给予奖励。",
    ],
)
def test_a_quotation_of_several_paragraphs_and_a_broken_line_lose_nothing(text: str) -> None:
    assert notes(text) == []


def test_a_mark_lost_within_a_sentence_is_no_quotation_of_paragraphs() -> None:
    assert notes("坚持“红线意识，严格落实。\n动态更新三个清单”，抓好整改。") == [
        ("“", "缺字：“"),
        ("”", "缺字：“"),
    ]
    assert notes("修改为：“第三条 甲。\n二、修改为：“第四条 乙。”") == [("“", "缺字：“")]


def test_a_list_mark_is_known_by_the_characters_before_it() -> None:
    line = "甲" * 100
    assert notes(f"{line}，二)乙") == []
    assert notes(f"{line}二)乙") == [(")", "缺字：“")]
    assert notes("》" * 3) == [("》", "缺字：“")] * 3


def skips(*lines: str) -> list[tuple[str, str]]:
    text = "\n".join(["示例条例", *lines, ""])
    found = find_defects(text, read_outline(text).nodes)
    return [(text[d.start : d.end], d.note.removesuffix("，请核对原件")) for d in found]


def test_a_missing_article_is_said_at_both_its_neighbours() -> None:
    assert skips("第一条 甲。", "第二条 乙。", "第五条 戊。") == [
        ("第二条", "缺条：来源中在本条之后没有第三条至第四条，其文字可能并在本条里"),
        ("第五条", "缺条：来源中没有第三条至第四条"),
    ]
    assert skips("第一条 甲。", "第一条之三 乙。", "第一条之四 丙。")[1] == (
        "第一条之三",
        "缺条：来源中没有第一条之一",
    )


def test_an_article_that_may_run_on_from_the_one_above_is_named() -> None:
    [above, _] = skips("第一条 甲。", "第二条 乙单第三条丙。", "第四条 丁。")
    assert above[1] == "缺条：来源中在本条之后没有第三条，“第三条”字样在本条之中，疑两条连排"


def test_repeated_and_misprinted_numbers_are_said() -> None:
    assert skips("第一条 甲。", "第二条 乙。", "第二条 丙。", "第三条 丁。") == [
        ("第二条", "重号：第二条在来源中不止一处")
    ]
    assert skips("第九条 甲。", "第十条 乙。", "第十－条 丙。", "笫十二条 丁。") == [
        ("第十－条", "错字：第十－条按前后条文认作第十一条"),
        ("笫十二条", "错字：笫十二条按前后条文认作第十二条"),
    ]
    assert skips("第四百六十三条 甲。", "第四百六十四条 乙。") == []


def test_articles_quoted_by_an_amendment_are_not_its_own() -> None:
    new = ("第七节 监察", "第一百二十三条 丙。", "第一百二十四条 丁。")
    lines = ("第五十一条 甲。", "第五十二条 增加一节，内容如下：", *new, "第五十三条 戊。")
    assert skips(*lines) == []
    text = "\n".join(["示例修正案", *lines, ""])
    addresses = [node.address for node in read_outline(text).nodes]
    assert addresses == ["t", "a51", "a52", "a53"]
