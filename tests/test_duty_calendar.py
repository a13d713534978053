"""Do duties fall due on the days that their documents name, and does a calendar hold them so?"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

from corpus.records import Kind, Status
from library.duties import DutyFilter, DutyLibrary, FoundDuty, due_days
from library.duties.calendar import calendar_bytes
from library.duties.lasting import last_day
from tests.calendars import events_of
from tests.fake_search import FakeSearch, make_document

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
LAST = date(2022, 12, 31)


def found(line: str, **values: Any) -> Sequence[FoundDuty]:
    text = f"关于安全工作的通知\n一、任务\n（一）做好工作。{line}\n"
    stated: dict[str, Any] = {"issued_on": date(2020, 6, 12)} | values
    return DutyLibrary(FakeSearch(make_document("n", text, **stated))).find("", DutyFilter()).duties


def days_of(event: Any, until: date) -> list[date]:
    """Return the days as an independent reader of RFC 5545 expands them."""
    first = event["DTSTART"].dt
    if "RRULE" not in event:
        return [first]
    start = datetime.combine(first, datetime.min.time())
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
    last = datetime.combine(until, datetime.min.time())
    return [day.date() for day in rule.between(start, last, inc=True)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("施工单位要每月18日前报送进展。", ["2020-06-18", "2020-07-18", "2020-08-18"]),
        ("施工单位要每月31日前报送进展。", ["2020-06-30", "2020-07-31", "2020-08-31"]),
        ("施工单位要每年12月10日前报送总结。", ["2020-12-10", "2021-12-10", "2022-12-10"]),
        ("施工单位要每年3月1日前报送计划。", ["2021-03-01", "2022-03-01"]),
        ("施工单位要每年至少组织1次演练。", ["2020-12-31", "2021-12-31", "2022-12-31"]),
        ("施工单位要每半年至少组织1次演练。", ["2020-06-30", "2020-12-31", "2021-06-30"]),
        ("施工单位要每季度组织1次检查。", ["2020-06-30", "2020-09-30", "2020-12-31"]),
        ("施工单位要每月组织1次检查。", ["2020-06-30", "2020-07-31", "2020-08-31"]),
        ("施工单位要每周组织1次检查。", ["2020-06-14", "2020-06-21", "2020-06-28"]),
        ("施工单位要每2年组织1次评估。", ["2021-12-31"]),
        ("施工单位要在2021年底前建立制度。", ["2021-12-31"]),
        ("施工单位要6月14日前报送方案。", ["2020-06-14"]),
        ("施工单位要3月1日前报送方案。", ["2021-03-01"]),
    ],
)
def test_the_days_of_a_duty_until_the_action_ends(line: str, expected: list[str]) -> None:
    [event] = events_of(calendar_bytes(found(line, expires_on=LAST), "义务", NOW))
    days = days_of(event, date(2040, 1, 1))
    assert [f"{day}" for day in days[: len(expected)]] == expected
    assert days[-1] <= LAST
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(1)


@pytest.mark.parametrize(
    "line",
    [
        "施工单位要在1小时内报告。",
        "施工单位要及时报告。",
        "施工单位可以每年组织1次演练。",
        "施工单位要2月30日前报送方案。",
        "施工单位要每年18日前报送方案。",
    ],
)
def test_what_has_no_day_is_in_no_calendar(line: str) -> None:
    assert found(line)
    assert not events_of(calendar_bytes(found(line), "义务", NOW))


def test_an_action_that_ended_before_the_first_day_has_none() -> None:
    duties = found("施工单位要每年12月10日前报送总结。", expires_on=date(2020, 11, 30))
    assert [due_days(one, NOW.date()) for one in duties] == [[]]


def test_an_event_tells_the_words_their_source_and_what_was_concluded() -> None:
    duties = found("施工单位要每半年至少组织1次演练, 注意\\n安全、\\,安全。", expires_on=LAST)
    url = "http://localhost/clauses/n:1"
    content = calendar_bytes(duties, "义务", NOW, lambda _: url)
    [event] = events_of(content)
    assert str(event["SUMMARY"]) == "施工单位：每半年至少组织1次演练, 注意\\n安全、\\,安全"
    told = str(event["DESCRIPTION"])
    for words in ("施工单位要每半年", "《关于安全工作的通知》", "没有写哪一天", "2022年12月31日"):
        assert words in told
    assert (event["URL"], event["DTSTAMP"].dt) == (url, NOW)
    [alarm] = event.walk("VALARM")
    assert timedelta(0) < -alarm["TRIGGER"].dt <= timedelta(14)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_the_same_duty_has_the_same_name_in_every_file() -> None:
    line = "施工单位要每月18日前报送进展，每年12月10日前报送总结。"
    first, later = found(line), found("各地要加强领导。" + line)  # it stands elsewhere by then
    names = [
        {str(event["UID"]) for event in events_of(calendar_bytes(duties, "义务", at))}
        for duties, at in ((first, NOW), (later, NOW + timedelta(90)))
    ]
    assert names[0] == names[1]
    assert len(names[0]) == 2


def test_a_draft_is_called_one() -> None:
    duties = found("施工单位要每月18日前报送进展。", status=Status.DRAFT)
    [event] = events_of(calendar_bytes(duties, "义务", NOW))
    assert str(event["SUMMARY"]).startswith("（征求意见稿）施工单位：")


@pytest.mark.parametrize(
    ("text", "values", "day"),
    [
        ("从2020年5月至2022年12月,分三个阶段进行。", {}, LAST),
        ("从2020年4月至2021年2月，分四个阶段进行。", {}, date(2021, 2, 28)),
        ("从2020年5月至2022年12月,分三个阶段。", {"expires_on": LAST}, LAST),
        ("从2020年5月至2022年12月,分三个阶段进行。", {"kind": Kind.REGULATION}, None),
        ("各地要加强领导。", {"title": "三年行动方案（2020—2022年）"}, LAST),
        ("各地要加强领导。", {}, None),
    ],
)  # fmt: skip
def test_the_last_day_of_an_action(text: str, values: dict[str, Any], day: date | None) -> None:
    document, _ = make_document("n", f"通知\n一、任务\n{text}\n", **values)
    assert last_day(document) == day
