"""Are visible losses found, and sound text left in peace?"""

import pytest

from corpus.records import Node
from corpus.structure import find_defects


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


def test_a_list_mark_is_known_by_the_characters_before_it() -> None:
    line = "甲" * 100
    assert notes(f"{line}，二)乙") == []
    assert notes(f"{line}二)乙") == [(")", "缺字：“")]
    assert notes("》" * 3) == [("》", "缺字：“")] * 3
