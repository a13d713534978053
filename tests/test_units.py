"""Is a quantity met in the other units in which it may be printed?"""

import pytest

from search.units import same_quantities


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("4800mm", "4.8m"), ("4.8m", "4800mm"), ("1.50m", "1.5m"), ("100万元", "1000000元"),
        ("15kn/m2", "15kpa"), ("24小时", "24h"), (".5m", "0.5m"), (".5m", "50cm"), ("30天", "30日"),
    ],
)  # fmt: skip
def test_one_quantity_in_two_units(term: str, other: str) -> None:
    assert other in same_quantities(term)


@pytest.mark.parametrize("term", ["2020年", "第41条", "a类", "5", "3.1.2", "3级", "37号"])
def test_what_is_no_measure_stays_as_it_is(term: str) -> None:
    assert same_quantities(term) == ()


def test_nothing_absurd_is_looked_for() -> None:
    assert "0.0001m" not in same_quantities("0.1mm")
