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
