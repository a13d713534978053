"""Are the duties of the five notices read as a person read them?

The floors lie a little under what is measured (docs/duties.md); they are only ever raised.
"""

from collections import Counter

import pytest

from benchmarks.notice_duties import GOLD, UNSEEN, Read, compare, figures, notices, read_gold
from library.duties import DeadlineKind, duties_in


@pytest.fixture(scope="module")
def gold() -> Read:
    return compare(read_gold(GOLD), notices())


def test_the_gold_list_is_long_and_of_all_notices() -> None:
    rows = read_gold()
    told = Counter(row.clause_id.partition(":")[0] for row in rows)
    assert len(rows) >= 150
    assert len(told) == 5
    assert min(told.values()) >= 30


@pytest.mark.parametrize("rest", [1, 0])
def test_the_gold_list(gold: Read, rest: int) -> None:
    found = figures(gold, rest)
    assert found["准确率"] >= 0.97
    assert found["召回率"] >= 0.97
    assert found["期限"] >= 0.90


def test_clauses_read_after_the_grammar_was_finished() -> None:
    found = figures(compare(read_gold(UNSEEN), notices()))
    assert found["准确率"] >= 0.92
    assert found["召回率"] >= 0.92


def test_the_drills_and_the_reports_of_the_notices() -> None:
    times = {
        ("、".join(duty.parties), each.normal)
        for document, clauses in notices()
        for duty in duties_in(document, clauses)
        for each in duty.deadlines
        if each.kind in {DeadlineKind.FREQUENCY, DeadlineKind.RECURRING}
    }
    assert {
        ("住房城乡建设主管部门", "每年至少1次"),
        ("企业", "每半年至少1次"),
        ("住房城乡建设主管部门", "每月18日前"),
        ("住房城乡建设主管部门", "每年12月10日前"),
    } <= times


def test_a_duty_says_where_it_stands() -> None:
    for document, clauses in notices():
        held = {clause.clause_id: clause for clause in clauses}
        for duty in duties_in(document, clauses):
            clause = held[duty.clause_id]
            assert clause.start <= duty.start < duty.end <= clause.end
            assert duty.action in document.text[duty.start : duty.end]
            assert duty.citation == clause.citation
            assert duty.rule
