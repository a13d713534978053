"""Is a record of an accident taken as it is, and a wrong one refused with every reason?"""

import json
from datetime import date
from pathlib import Path

import pytest

from library.cases import Case, as_record, read_case
from library.cases.accident_types import TYPES, broader, covers, nearness
from library.cases.levels import Verdict
from library.errors import CaseRejected
from tests.case_records import RECORD, record


def problems(**values: object) -> tuple[str, ...]:
    with pytest.raises(CaseRejected) as caught:
        read_case(record(**values))
    return caught.value.problems


def test_a_record_goes_round_unchanged() -> None:
    case = read_case(RECORD, "c1")
    assert (case.case_id, case.date, case.deaths) == ("c1", date(2021, 3, 5), 3)
    assert as_record(case) == dict(RECORD)
    assert hash(case)


def test_what_is_missing_is_unknown_and_zero_is_zero() -> None:
    case = read_case({"name": "某事故", "date": "2020-01-01", "deaths": 0})
    assert case.deaths == 0
    assert case.injuries is None
    assert case.lessons == ()
    assert case.comparison.verdict is Verdict.OPEN


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": None}, "“事故名称”没有填写"),
        ({"date": "2021-02-30"}, "“事故日期”写成了“2021-02-30”，应是真实存在的日期"),
        ({"deaths": -1}, "“死亡人数”写成了“-1”，应是不小于零的整数；不知道就留空"),
        ({"deaths": 1.5}, "死亡人数"),
        ({"deaths": True}, "死亡人数"),
        ({"economic_loss_wan_yuan": float("nan")}, "直接经济损失（万元）"),
        ({"level": "严重"}, "应是一般、较大、重大、特别重大"),
        ({"accident_type": "塌了"}, "事故类型"),
        ({"basis": "听说"}, "应是调查报告、初步通报"),
        ({"source_quality": "Z"}, "应是A、B"),
        ({"related_clauses": ["建筑法第七条"]}, "法名|第N条"),
        ({"related_clauses": ["建筑法|第七条第二款"]}, "法名|第N条"),
        ({"indirect_causes": "一句话"}, "间接原因"),
        ({"colour": "红"}, "不认识的字段“colour”"),
    ],
)
def test_a_wrong_field_is_named(values: dict[str, object], told: str) -> None:
    assert told in "；".join(problems(**values))


def test_serious_injuries_give_the_level_and_are_some_of_all() -> None:
    case = read_case(record(deaths=0, injuries=60, serious_injuries=50, note=None, level="重大"))
    assert (case.assessment.text, case.assessment.deciding) == ("重大", ("重伤",))
    assert case.comparison.verdict is Verdict.AGREES
    assert "“重伤人数”3 多于“受伤人数”2" in "；".join(problems(serious_injuries=3))


def test_all_faults_are_told_at_once() -> None:
    assert len(problems(deaths=-1, level="大", date="昨天")) == 3


def test_clauses_are_written_one_way() -> None:
    case = read_case(
        record(related_clauses=["《建筑法》|第7条", "建筑法|第七条", "甲规定|第八十二条之一"])
    )
    assert case.related_clauses == ("建筑法|第七条", "甲规定|第八十二条之一")


def test_contacts_are_masked_and_addresses_kept() -> None:
    link = "http://news.example.com/c/13912345678.shtml"
    case = read_case(record(note="联系人：张三，电话13912345678", sources=[link]))
    assert case.note is not None
    assert "13912345678" not in case.note
    assert case.sources == (link,)


def test_types_are_graded() -> None:
    assert nearness("坍塌", "坍塌") == 1
    assert nearness("坍塌", "沟槽坍塌") == 0.8
    assert nearness("基坑坍塌", "沟槽坍塌") == 0.6
    assert nearness("坍塌", "透水") == nearness("其他爆炸", "容器爆炸") == 0.3
    assert nearness("坍塌", "触电") == 0
    assert covers("坍塌", "沟槽坍塌")
    assert not covers("沟槽坍塌", "坍塌")
    assert not covers("坍塌", None)
    assert all(broader(name) in TYPES for name in TYPES)


def test_the_collected_records_are_cases_that_agree_with_their_level(test_data: Path) -> None:
    lines = (test_data / "facts" / "cases.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    cases = [read_case(values) for values in records]
    assert len(cases) == 47
    for case, values in zip(cases, records, strict=True):
        assert isinstance(case, Case)
        assert {k: v for k, v in as_record(case).items() if k in values} == values
        assert case.comparison.verdict is Verdict.AGREES, case.name
    assert sum(not case.assessment.certain for case in cases) == 19
