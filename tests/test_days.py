"""Which days do texts print?"""

from datetime import date

import pytest

from corpus.days import find_days, read_day


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2020年4月1日", date(2020, 4, 1)),
        ("2020 年 4 月 1 日", date(2020, 4, 1)),
        ("二〇二〇年四月一日", date(2020, 4, 1)),
        ("二○一九年十二月三十一日", date(2019, 12, 31)),
        ("二O一九年十月二十日", date(2019, 10, 20)),
        ("一九九八年元月十一日", date(1998, 1, 11)),
        ("2020年6月12", date(2020, 6, 12)),
    ],
)
def test_a_day_is_read_in_figures_and_in_characters(printed: str, day: date) -> None:
    found = read_day(printed)
    assert found is not None
    assert (found.day, found.end) == (day, len(printed))


def test_a_day_that_no_calendar_has_is_printed_but_none() -> None:
    (found,) = find_days("定于2019年2月30日开会")
    assert (found.printed, found.day) == ("2019年2月30日", None)


@pytest.mark.parametrize("text", ["2020年4月", "三年行动", "1899年1月1日", "第2020年度"])
def test_what_is_no_day(text: str) -> None:
    assert not list(find_days(text))
