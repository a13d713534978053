"""Are 款 and 项 found where they stand?"""

import pytest

from corpus.structure.inside import find_place, place_name, places

ARTICLE = "第十条　单位应当做到：\n（一）建立制度；\n(二)配备人员。\n前款规定的人员应当考核合格。\n"


def test_paragraphs_and_items_in_order() -> None:
    assert [(p.paragraph, p.item) for p in places(ARTICLE)] == [(1, 0), (1, 1), (1, 2), (2, 0)]


@pytest.mark.parametrize(
    ("paragraph", "item", "text"),
    [
        (2, 0, "前款规定的人员应当考核合格。"),
        (1, 2, "(二)配备人员。"),
        (0, 1, "（一）建立制度；"),
        (1, 0, "第十条　单位应当做到：\n（一）建立制度；\n(二)配备人员。"),
    ],
)
def test_places_are_the_sources_own_words(paragraph: int, item: int, text: str) -> None:
    place = find_place(ARTICLE, paragraph, item)
    assert place is not None
    assert ARTICLE[place.start : place.end] == text


def test_what_is_not_there_is_not_found() -> None:
    assert find_place(ARTICLE, 3, 0) is None
    assert find_place(ARTICLE, 2, 1) is None
    assert list(places("")) == []


def test_names() -> None:
    assert place_name(2, 0) == "第二款"
    assert place_name(2, 3) == "第二款第（三）项"
    assert place_name(0, 3) == "第（三）项"


LISTED = (
    "第十条　符合下列条件：\n（一）人员：\n1.甲；\n2．乙；\n（ 二 ）设备。\n"
    "| 表 | 头 |\n|---|---|\n"
    "前款所称人员：\n1.不另成款；\n2.也不是。\n第三款。"
)


def test_subitems_tables_and_lists_without_a_name() -> None:
    keys = [place.key for place in places(LISTED)]
    assert keys == [
        (1, 0, 0),
        (1, 1, 0),
        (1, 1, 1),
        (1, 1, 2),
        (1, 2, 0),
        (2, 0, 0),
        (3, 0, 0),
    ]


@pytest.mark.parametrize(
    ("paragraph", "item", "subitem", "text"),
    [
        (1, 1, 2, "2．乙；"),
        (1, 1, 0, "（一）人员：\n1.甲；\n2．乙；"),
        (1, 2, 0, "（ 二 ）设备。\n| 表 | 头 |\n|---|---|"),
        (2, 0, 0, "前款所称人员：\n1.不另成款；\n2.也不是。"),
        (3, 0, 0, "第三款。"),
    ],
)
def test_subitems_are_the_sources_own_words(
    paragraph: int, item: int, subitem: int, text: str
) -> None:
    place = find_place(LISTED, paragraph, item, subitem)
    assert place is not None
    assert LISTED[place.start : place.end] == text


def test_paragraphs_and_items_of_a_clause_of_a_standard() -> None:
    clause = "3.0.1 应符合下列规定：\n1 深度超过\n2.5m的：\n1) 论证；\n2) 检查；\n2 其他。"
    assert [place.key for place in places(clause)] == [(1, 0, 0), (1, 1, 0), (1, 2, 0), (2, 0, 0)]
    place = find_place(clause, 1, 2)
    assert place is not None
    assert clause[place.start : place.end] == "2) 检查；"


def test_names_of_subitems() -> None:
    assert place_name(2, 3, 1) == "第二款第（三）项第1目"
