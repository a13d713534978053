"""Are Chinese and Arabic numerals one?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import to_chinese, to_int


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("一百一十", 110),
        ("一千零五", 1005), ("二〇二〇", 2020), ("两", 2), ("12", 12), ("１２", 12),
    ],
)  # fmt: skip
def test_numerals(numeral: str, value: int) -> None:
    assert to_int(numeral) == value


@given(st.integers(min_value=0, max_value=9999))
def test_there_and_back(number: int) -> None:
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize("word", ["", "条", "十条", "第十", "二0", "9" * 5000, "一" * 5000])
def test_other_words_are_refused(word: str) -> None:
    with pytest.raises(ValueError, match="不是数字"):
        to_int(word)


def test_numbers_beyond_any_article_stay_in_digits() -> None:
    assert to_chinese(12345) == "12345"
