"""Does reading a report find what it says, with the place, and leave the rest to a person?"""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from library.cases.persons import redact
from library.cases.record import read_case
from library.cases.report import read_report
from tests.case_reports import NAMES, REPORTS


@pytest.mark.parametrize("layout", sorted(REPORTS))
def test_a_report_gives_what_it_says_and_nothing_else(layout: str) -> None:
    text, expected = REPORTS[layout]
    found = {k: v for k, v in read_report(text).record.items() if v not in (None, [])}
    assert found == {"redacted": True, **expected}


@pytest.mark.parametrize("layout", sorted(REPORTS))
def test_every_value_has_its_quote_and_the_record_is_a_case(layout: str) -> None:
    read = read_report(REPORTS[layout][0])
    assert len(read.text) == len(REPORTS[layout][0])
    for finding in read.findings:
        quote = read.text[finding.start : finding.end]
        assert quote.strip()
        if finding.field in {"direct_cause", "indirect_causes"}:
            assert " ".join(quote.split()) == finding.value
    draft = {**read.record, "name": read.record["name"] or "待补充"}
    assert read_case(draft).redacted


@pytest.mark.parametrize("layout", sorted(REPORTS))
def test_no_person_is_named_in_what_is_read(layout: str) -> None:
    shown = json.dumps(asdict(read_report(REPORTS[layout][0])), ensure_ascii=False, default=str)
    assert not [name for name in NAMES if name in shown]


def test_names_are_hidden_where_they_were() -> None:
    read = read_report(REPORTS["formal"][0])
    assert read.names_hidden >= 6
    assert "架子工某某等8人" in read.text


def test_statements_that_differ_are_a_question_and_no_value() -> None:
    read = read_report(REPORTS["conflict"][0])
    assert read.record["deaths"] is read.record["injuries"] is None
    asked = {question.field: question for question in read.questions}
    assert [f.value for f in asked["deaths"].findings] == [2, 3]
    assert "前后说法不一" in asked["deaths"].reason
    assert "死亡人数" in read.missing


def test_what_is_not_found_is_listed() -> None:
    read = read_report(REPORTS["bulletin"][0])
    assert {"事故名称", "直接原因", "事故等级", "直接经济损失（万元）"} <= set(read.missing)
    assert "死亡人数" not in read.missing


def test_dying_later_is_not_added_up() -> None:
    text = "2020年1月2日3时，某工地坍塌，1人当场死亡，另1人经抢救无效死亡。"
    assert read_report(text).record["deaths"] is None


def test_the_mark_in_the_name_and_the_day_must_agree() -> None:
    text = "某工地“7·12”坍塌事故调查报告\n2021年7月13日8时，某工地发生坍塌事故。\n"
    read = read_report(text)
    assert read.record["date"] is None
    assert any(question.field == "date" for question in read.questions)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("死者张建国，男，45岁。", "死者某某某，男，45岁。"),
        ("安全员王小二、刘洋在现场。", "安全员某某某、某某在现场。"),
        ("房主郝立新私自加建，郝立新被拘。", "房主某某某私自加建，某某某被拘。"),
        ("法定代表人：孙志强；", "法定代表人：某某某；"),
        ("陈大勇（男，32岁）受伤", "某某某（男，32岁）受伤"),
        ("驾驶员赵某某违章操作", "驾驶员赵某某违章操作"),
        ("作业人员安全意识淡薄", "作业人员安全意识淡薄"),
        ("施工人员高处作业未系安全带", "施工人员高处作业未系安全带"),
        ("管理人员任命不规范", "管理人员任命不规范"),
        ("司机常年无证驾驶", "司机常年无证驾驶"),
        ("成员单位包括公安、住建、总工会", "成员单位包括公安、住建、总工会"),
    ],
)
def test_names_of_persons_are_replaced_in_their_length(text: str, clean: str) -> None:
    assert redact(text).text == clean
    assert redact(clean).text == clean


def test_collected_records_name_nobody(test_data: Path) -> None:
    text = (test_data / "facts" / "cases.jsonl").read_text("utf-8")
    assert redact(text) == (text, 0)
