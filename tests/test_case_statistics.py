"""Are cases counted truly, and are unequal times never compared?"""

from datetime import date

import pytest

from library.cases import Case, CaseFilter, CaseOrder, read_case, statistics
from library.cases.filters import holds, ordered
from library.cases.statistics import NO_CENSUS, YearChange
from tests.case_records import record

TODAY = date(2024, 6, 30)


def case(day: str, case_id: str = "", **values: object) -> Case:
    return read_case(record(date=day, **values), case_id or day)


def year(cases: list[Case], number: int) -> YearChange:
    return next(y for y in statistics(cases, TODAY).years if y.year == number)


def test_tallies_have_cases_known_deaths_and_the_unknown() -> None:
    found = statistics([case("2020-01-02"), case("2020-03-04", deaths=None, level=None)], TODAY)
    assert (found.total.cases, found.total.deaths, found.total.deaths_unknown) == (2, 3, 1)
    assert [row.value for row in found.groups["level"]] == ["较大", "未核实"]
    assert [row.value for row in found.groups["month"]] == ["1月", "3月"]
    assert found.notes == (NO_CENSUS, "1 起的死亡人数未核实，没有计入死亡数")


def test_levels_stand_in_their_order_and_others_by_number() -> None:
    cases = [
        case("2020-01-01", level="一般"), case("2020-01-02", level="一般"),
        case("2020-01-03", level="特别重大", hazard_works="基坑工程（沟槽）"),
    ]  # fmt: skip
    groups = statistics(cases, TODAY).groups
    assert [row.value for row in groups["level"]] == ["特别重大", "一般"]
    assert [(row.value, row.cases) for row in groups["works"]] == [
        ("模板工程及支撑体系", 2), ("基坑工程", 1),
    ]  # fmt: skip


def test_a_year_is_compared_with_the_year_before() -> None:
    cases = [case(f"2021-0{n}-01") for n in range(1, 7)]
    cases += [case(f"2022-0{n}-01", deaths=1) for n in range(1, 4)]
    found = year(cases, 2022)
    assert (found.cases, found.cases_before, found.deaths, found.deaths_before) == (3, 6, 3, 18)
    assert found.rate == pytest.approx(-0.5)
    assert (found.until, found.remark) == (None, "")


def test_a_year_not_over_is_compared_with_the_same_days() -> None:
    cases = [case(f"2023-0{n}-30") for n in range(3, 10)] + [case("2024-06-30"), case("2024-07-01")]
    found = year(cases, 2024)
    assert found.until == TODAY
    assert (found.cases, found.cases_before) == (1, 4)
    assert (found.rate, found.remark) == (None, "上年同期本库只收录 4 起，不算百分比")


def test_a_year_without_cases_is_shown_and_nothing_is_divided_by_zero() -> None:
    cases = [case("2019-01-01"), case("2022-01-01")]
    assert [y.year for y in statistics(cases, TODAY).years] == [2020, 2021, 2022]
    found = year(cases, 2022)
    assert (found.rate, found.remark) == (None, "上年同期本库没有收录，无法比较")
    assert statistics([], TODAY).years == ()


@pytest.mark.parametrize(
    ("wanted", "passes"),
    [
        (CaseFilter(), True),
        (CaseFilter(types=("坍塌", "触电")), True),
        (CaseFilter(types=("基坑坍塌",)), False),
        (CaseFilter(works=("模板",)), True),
        (CaseFilter(works=("未核实",)), False),
        (CaseFilter(levels=("较大",), bases=("调查报告",), qualities=("A",)), True),
        (CaseFilter(since=date(2021, 3, 5), until=date(2021, 3, 5)), True),
        (CaseFilter(since=date(2021, 3, 6)), False),
        (CaseFilter(least_deaths=3, most_deaths=3), True),
        (CaseFilter(most_deaths=2), False),
    ],
)
def test_filters(wanted: CaseFilter, passes: bool) -> None:
    assert wanted.passes(case("2021-03-05")) is passes


def test_unknown_deaths_pass_no_limit_and_unknown_values_can_be_asked_for() -> None:
    unknown = case("2020-01-01", deaths=None, city=None)
    assert not CaseFilter(least_deaths=0).passes(unknown)
    assert CaseFilter(cities=("未核实",)).passes(unknown)


def test_words_are_held_in_any_field_and_any_width() -> None:
    held = case("2020-01-01", note="依据ＧＢ５０６５６")
    assert holds(held, "gb50656 浇筑")
    assert not holds(held, "浇筑 触电")
    assert not holds(held, "，")


def test_orders() -> None:
    cases = [case("2020-01-01", "a", deaths=None), case("2021-01-01", "b", deaths=1),
             case("2019-01-01", "c", deaths=9)]  # fmt: skip
    by = {order: [c.case_id for c in ordered(cases, order, ["c", "a"])] for order in CaseOrder}
    assert by == {"relevance": ["c", "a", "b"], "date": ["b", "a", "c"], "deaths": ["c", "b", "a"]}
