"""Is the level of an accident computed as 国务院令第493号第三条 says, and never from guesses?"""

import pytest

from library.cases.levels import LEVELS, AccidentLevel, Bounds, Verdict, assess, compare
from library.cases.severity import serious_injuries

NONE = Bounds.of(0)
UNKNOWN = Bounds.of(None)


@pytest.mark.parametrize(
    ("deaths", "level"),
    [(0, "一般"), (1, "一般"), (2, "一般"), (3, "较大"), (9, "较大"), (10, "重大"), (29, "重大"),
     (30, "特别重大"), (31, "特别重大"), (500, "特别重大")],
)  # fmt: skip
def test_limits_of_deaths(deaths: int, level: str) -> None:
    found = assess(Bounds.of(deaths), NONE, NONE)
    assert found.certain
    assert found.text == level


@pytest.mark.parametrize(
    ("injured", "level"),
    [(0, "一般"), (9, "一般"), (10, "较大"), (49, "较大"), (50, "重大"), (99, "重大"),
     (100, "特别重大"), (101, "特别重大")],
)  # fmt: skip
def test_limits_of_serious_injuries(injured: int, level: str) -> None:
    assert assess(NONE, Bounds.of(injured), NONE).text == level


@pytest.mark.parametrize(
    ("loss", "level"),
    [(0, "一般"), (999.99, "一般"), (1000, "较大"), (4999.99, "较大"), (5000, "重大"),
     (9999.99, "重大"), (10000, "特别重大"), (10197.2, "特别重大")],
)  # fmt: skip
def test_limits_of_loss(loss: float, level: str) -> None:
    assert assess(NONE, NONE, Bounds.of(loss)).text == level


def test_the_highest_dimension_decides() -> None:
    found = assess(Bounds.of(2), Bounds.of(60), Bounds.of(1200))
    assert (found.text, found.deciding) == ("重大", ("重伤",))
    both = assess(Bounds.of(26), Bounds.of(37), Bounds.of(5395.41))
    assert (both.text, both.deciding) == ("重大", ("死亡", "直接经济损失"))


def test_what_is_unknown_leaves_a_level_at_least() -> None:
    found = assess(Bounds.of(7), Bounds.of(0), UNKNOWN)
    assert (found.text, found.unknown) == ("至少较大", ("直接经济损失",))
    assert "不排除更高" in found.reason
    grave = assess(Bounds.of(30), UNKNOWN, UNKNOWN)
    assert (grave.text, grave.unknown) == ("特别重大", ())
    nothing = assess(UNKNOWN, UNKNOWN, UNKNOWN)
    assert (nothing.text, nothing.lowest) == ("无法计算", None)


def test_injured_of_unknown_gravity_are_a_range_not_serious() -> None:
    found = assess(Bounds.of(1), serious_injuries(138, None), Bounds.of(10))
    assert found.text == "至少一般"
    assert found.highest is AccidentLevel.GRAVE
    assert "0 至 138" in found.reason
    few = assess(Bounds.of(1), serious_injuries(9, None), Bounds.of(10))
    assert few.text == "一般"


@pytest.mark.parametrize(
    ("injuries", "note", "number"),
    [
        (138, "138名伤者中重伤37人", 37),
        (13, "13名伤者中10人重伤、3人轻伤；related_clauses按现行条文", 10),
        (2, "2名伤者均为重伤", 2),
        (5, "伤者4重1轻、损失与原因为单一来源", 4),
        (6, "伤者重伤六人", 6),
    ],
)
def test_serious_injuries_are_read_from_the_note(injuries: int, note: str, number: int) -> None:
    found = serious_injuries(injuries, note)
    assert (found.low, found.high) == (number, number)
    assert found.remark.startswith("备注：")


@pytest.mark.parametrize(
    ("injuries", "note"),
    [
        (2, "两名伤者轻重各源不一（2重伤或1重1轻）"),
        (4, "伤者4人（1重3轻）按起诉与判决，另一处网络资料作1重伤24轻伤，未采"),
        (1, "当日初报5死1重伤，后为6死1伤"),
        (3, "重伤30人"),
        (5, "重伤2人；复核为重伤3人"),
        (5, None),
    ],
)
def test_disputed_or_missing_gravity_stays_open(injuries: int, note: str | None) -> None:
    found = serious_injuries(injuries, note)
    assert (found.low, found.high) == (0, injuries)


def test_a_number_in_the_record_goes_before_the_note() -> None:
    assert serious_injuries(138, "138名伤者中重伤37人", 40) == Bounds(40, 40)
    assert serious_injuries(138, "轻重不一", 0) == Bounds(0, 0)


def test_no_injured_is_none_serious_and_unknown_stays_unknown() -> None:
    assert serious_injuries(0, None) == Bounds(0, 0)
    assert not serious_injuries(None, None).known


def test_the_missing_may_be_dead() -> None:
    found = assess(Bounds(2, 3, remark="另有失踪 1 人未计入"), NONE, NONE)
    assert found.text == "至少一般"
    assert found.highest is AccidentLevel.LARGER


@pytest.mark.parametrize(
    ("stated", "deaths", "loss", "verdict", "word"),
    [
        ("较大", 3, 0, Verdict.AGREES, "都是较大"),
        ("较大", 3, None, Verdict.AGREES, "不排除更高"),
        ("一般", 3, None, Verdict.DISAGREES, "至少较大"),
        ("重大", 3, 0, Verdict.DISAGREES, "只是较大"),
        ("重大", 3, None, Verdict.OPEN, "取决于未核实的直接经济损失"),
        (None, 3, 0, Verdict.OPEN, "没有写明等级"),
        ("一般", None, None, Verdict.AGREES, "不排除更高"),
    ],
)
def test_stated_and_computed_levels_are_compared(
    stated: str | None, deaths: int | None, loss: float | None, verdict: Verdict, word: str
) -> None:
    found = compare(stated, assess(Bounds.of(deaths), NONE, Bounds.of(loss)))
    assert found.verdict is verdict
    assert word in found.reason


def test_nothing_known_is_no_comparison() -> None:
    found = compare("较大", assess(UNKNOWN, UNKNOWN, UNKNOWN))
    assert found.verdict is Verdict.OPEN
    assert [level.label for level in AccidentLevel] == list(LEVELS)
