"""Is a test sat by the server's clock, scored exactly, and forgotten in time, whatever comes?"""

import math
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from random import Random
from statistics import correlation

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import ExamRejected, StateRefused, UnknownExam
from library.exams import (
    GRACE,
    Exam,
    Exams,
    Identity,
    Showing,
    best_of,
    by_audience,
    by_unit,
    item_figures,
    measured_of,
    read_answers,
    receipt_of,
    result_tables,
    score_answers,
    shown_to,
    unanswered,
    weak_clauses,
)
from library.papers import Paper, PaperDesk, PaperFile
from library.questions import BankFile, ItemType
from tests.exam_homes import NOW, answered, person, right_answers, terms, with_paper


class Clock:
    """A clock that goes when it is told."""

    seconds = NOW

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="module")
def paper() -> Iterator[Paper]:
    with BankFile(None) as bank, PaperFile(None) as papers:
        yield with_paper(PaperDesk(bank, papers))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def exams(clock: Clock) -> Iterator[Exams]:
    held = Exams(None, now=clock)
    yield held
    held.close()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), marks=st.dictionaries(
    st.integers(1, 20), st.decimals(0, 6, places=1), max_size=4))  # fmt: skip
def test_the_stored_score_is_what_answers_and_key_make(
    paper: Paper, seed: int, marks: dict[int, Decimal]
) -> None:
    """Recomputed by a second, plain reading of the rules from what is stored."""
    exams = Exams(None, now=lambda: NOW)
    try:
        exam = exams.open(paper, terms(), "培训")
        for name in ("张三", "李四"):
            sitting, _ = exams.sittings.begin(exam, person(name))
            version = exam.variant(sitting.version)
            exams.sittings.save(sitting.number, answered(version, Random(seed)), 0)
            exams.sittings.submit(sitting.number)
            worths = {one.number: one.score for one in version.questions}
            given = {n: min(m, worths[n]) for n, m in marks.items() if n in worths}
            exams.sittings.mark(exam, {sitting.number: given})
            held = exams.sittings.get(sitting.number)
            total = Decimal(0)
            for one in version.questions:
                said = held.answers.get(one.number, ())
                right = {chr(65 + at) for at in one.item.key}
                if one.number in held.marks:
                    worth = min(held.marks[one.number], one.score)
                elif one.item.type in (ItemType.SHORT, ItemType.CASE):
                    assert (one.number in held.waiting) is bool(said)
                    worth = Decimal(0)
                elif one.item.type is ItemType.BLANK:
                    hits = sum(a in b for a, b in zip(said, one.item.blanks, strict=False))
                    worth = round(one.score * hits / len(one.item.blanks), 2)
                elif set(said) == right:
                    worth = one.score
                elif one.item.type is ItemType.MULTIPLE and set(said) < right:
                    worth = min(len(said) * Decimal("0.5"), one.score - Decimal("0.5"))
                else:
                    worth = Decimal(0)
                total += worth
            assert held.score == total <= version.total
            again = score_answers(version, held.answers, held.marks, exam.terms.partial)
            assert dict(again.scores) == dict(held.scores)
    finally:
        exams.close()


def test_all_right_is_all_and_wrong_choices_are_nothing(exams: Exams, paper: Paper) -> None:
    exam = exams.open(paper, terms(), "培训")
    version = exam.variant("A")
    right = right_answers(version)
    scored = score_answers(version, right, {}, Decimal("0.5"))
    written = {q.number for q in version.questions if q.item.points}
    assert sum(scored.scores.values()) == version.total - 9  # nobody wrote anything
    assert unanswered(version, right) == sorted(written)
    every = {
        q.number: tuple(chr(65 + at) for at in range(len(q.item.options)))
        for q in version.questions if q.item.type is ItemType.MULTIPLE
    }  # fmt: skip
    scored = score_answers(version, every, {}, Decimal("0.5"))
    for q in version.questions:
        if q.number in every:
            assert scored.scores[q.number] == (q.score if len(q.item.key) == 5 else 0)


def test_the_fields_of_a_form_are_not_believed(exams: Exams, paper: Paper) -> None:
    version = exams.open(paper, terms(), "培训").variant("B")
    single = next(q for q in version.questions if q.item.type is ItemType.SINGLE)
    blank = next(q for q in version.questions if q.item.type is ItemType.BLANK)
    short = next(q for q in version.questions if q.item.type is ItemType.SHORT)
    read = read_answers(version, {
        f"q{single.number}": ["A", "B", "Z", "甲"], f"q{blank.number}_1": ["5\x00日" * 200],
        f"q{blank.number}_9": ["多"], f"q{short.number}": ["a\ud800\r\n" * 3000], "q999": ["A"],
        "score": ["100"], "q1x": ["A"],
    })  # fmt: skip
    assert set(read) == {single.number, blank.number, short.number}
    assert read[single.number] == ("A",)
    assert len(read[blank.number][0]) == 100
    assert len(read[short.number][0]) == 2000
    read[short.number][0].encode()


def test_the_clock_of_the_server_decides(exams: Exams, clock: Clock, paper: Paper) -> None:
    exam = exams.open(paper, terms(opens_at=NOW + 10, closes_at=NOW + 4000), "培训")
    with pytest.raises(StateRefused, match="还没有开始"):
        exams.sittings.begin(exam, person())
    clock.seconds = NOW + 3000
    sitting, _ = exams.sittings.begin(exam, person())
    assert sitting.due_at == NOW + 4000  # the close comes before thirty minutes
    right = right_answers(exam.variant("A"))
    kept = exams.sittings.save(sitting.number, right, 0)
    clock.seconds = NOW + 4000 + GRACE
    exams.sittings.save(sitting.number, right, kept.revision)  # what was under way
    clock.seconds += 1
    with pytest.raises(StateRefused, match="时间已到"):
        exams.sittings.save(sitting.number, {}, kept.revision + 1)
    assert exams.sittings.settle() == 1
    held = exams.sittings.get(sitting.number)
    assert held.submitted_at == held.due_at
    assert held.score == exam.paper.blueprint.total - 9
    with pytest.raises(StateRefused, match="已经结束"):
        exams.sittings.begin(exam, person("李四"))


def test_attempts_are_counted_by_person_however_spaced(exams: Exams, paper: Paper) -> None:
    exam = exams.open(paper, terms(attempts=2), "培训")
    first, _ = exams.sittings.begin(exam, person("张 三"))
    with pytest.raises(StateRefused, match="放行"):
        exams.sittings.begin(exam, person("张三", " 甲公司 "))
    exams.sittings.submit(first.number)
    second, _ = exams.sittings.begin(exam, person())
    assert (second.attempt, second.person) == (2, first.person)
    assert second.version != first.version
    exams.sittings.submit(second.number)
    with pytest.raises(StateRefused, match="2 次"):
        exams.sittings.begin(exam, person())
    for wrong in (
        person(""),
        person("，。"),
        person("张" * 31),
        person(unit=" "),
        person(audience="x"),
    ):
        with pytest.raises(ExamRejected):
            exams.sittings.begin(exam, wrong)


def test_who_is_let_go_on_takes_the_answers_along(exams: Exams, paper: Paper) -> None:
    exam = exams.open(paper, terms(), "培训")
    sitting, old = exams.sittings.begin(exam, person())
    exams.sittings.save(sitting.number, {1: ("A",)}, 0)
    exams.sittings.release(sitting.number)
    again, new = exams.sittings.begin(exam, person())
    assert (again.number, again.answers) == (sitting.number, {1: ("A",)})
    assert exams.sittings.by_secret(exam, old) is None
    found = exams.sittings.by_secret(exam, new)
    assert found is not None
    assert found.number == sitting.number
    with pytest.raises(StateRefused):
        exams.sittings.begin(exam, person())


def test_two_pages_take_nothing_from_each_other(exams: Exams, paper: Paper) -> None:
    exam = exams.open(paper, terms(), "培训")
    sitting, _ = exams.sittings.begin(exam, person())
    one = exams.sittings.save(sitting.number, {1: ("A",), 4: ("B",)}, 0)
    other = exams.sittings.save(sitting.number, {2: ("A",), 4: ("C",)}, 0)
    assert other.answers == {1: ("A",), 2: ("A",), 4: ("C",)}
    last = exams.sittings.save(sitting.number, {2: ("A",)}, other.revision)
    assert last.answers == {2: ("A",)}  # taken back by a page that knew
    assert (one.revision, other.revision, last.revision) == (1, 2, 3)


def test_handing_in_twice_is_handing_in_once(exams: Exams, clock: Clock, paper: Paper) -> None:
    exam = exams.open(paper, terms(), "培训")
    sitting, _ = exams.sittings.begin(exam, person())
    first = exams.sittings.submit(sitting.number)
    clock.seconds += 5
    assert exams.sittings.submit(sitting.number) == first
    with pytest.raises(StateRefused, match="已经交卷"):
        exams.sittings.save(sitting.number, {1: ("A",)}, 0)


def test_when_scores_and_keys_are_shown(exams: Exams, clock: Clock, paper: Paper) -> None:
    for showing, early in ((Showing.NOW, (True, True)), (Showing.SCORE, (True, False)),
                           (Showing.CLOSE, (False, False))):  # fmt: skip
        exam = exams.open(paper, terms(showing=showing), "培训")
        sitting, _ = exams.sittings.begin(exam, person())
        open_ = shown_to(exam, sitting, clock())
        assert (open_.score, open_.keys) == (False, False)
        held = exams.sittings.submit(sitting.number)
        shown = shown_to(exam, held, clock())
        assert (shown.score, shown.keys) == early
        assert shown_to(exam, held, exam.terms.closes_at).score
        assert shown_to(exam, held, exam.terms.closes_at + GRACE).keys is early[1]
        after = shown_to(exam, held, exam.terms.closes_at + GRACE + 1)
        assert (after.score, after.keys) == (True, True)
    twice = exams.open(paper, terms(attempts=2), "培训")
    sitting, _ = exams.sittings.begin(twice, person())
    held = exams.sittings.submit(sitting.number)
    assert not shown_to(twice, held, clock()).keys  # there is another attempt to come


def filled(exams: Exams, paper: Paper, people: int, **changes: object) -> Exam:
    exam = exams.open(paper, terms(**changes), "培训")
    for at in range(people):
        who = person(f"人{at}", f"单位{at % 3}", ("安管人员", "农民工")[at % 2])
        sitting, _ = exams.sittings.begin(exam, who)
        given = answered(exam.variant(sitting.version), Random(at))
        exams.sittings.save(sitting.number, given, 0)
        exams.sittings.submit(sitting.number)
    return exam


def test_marks_are_given_all_or_none_and_never_more_than_a_question_is_worth(
    exams: Exams, paper: Paper
) -> None:
    exam = filled(exams, paper, 2)
    one, two = exams.sittings.of_exam(exam.number)
    first, more = Decimal("0.5"), Decimal("0.6")
    other = exams.open(paper, terms(), "培训")
    for wrong, why in (
        ({one.number: {1: first}, two.number: {1: more}}, ExamRejected),
        ({one.number: {1: first}, two.number: {99: first}}, ExamRejected),
        ({one.number: {1: first}, 99: {1: first}}, UnknownExam),
    ):
        with pytest.raises(why):
            exams.sittings.mark(exam, wrong)
    with pytest.raises(UnknownExam):
        exams.sittings.mark(other, {one.number: {1: first}})
    assert exams.sittings.of_exam(exam.number) == [one, two]
    exams.sittings.mark(exam, {one.number: {1: first}, two.number: {1: first}})
    assert all(held.marks == {1: first} for held in exams.sittings.of_exam(exam.number))


def test_a_name_let_go_of_while_trying_again_costs_no_score(exams: Exams, paper: Paper) -> None:
    exam = exams.open(paper, terms(attempts=2), "培训")
    first, _ = exams.sittings.begin(exam, person())
    exams.sittings.submit(first.number)
    again, _ = exams.sittings.begin(exam, person())
    right = right_answers(exam.variant(again.version))
    exams.sittings.save(again.number, right, 0)
    assert exams.sittings.forget(first.number) == 2
    held = exams.sittings.get(again.number)
    assert held.submitted_at
    assert held.score == paper.blueprint.total - 9
    with pytest.raises(StateRefused, match="已经删除"):  # a blank would count as nothing
        exams.sittings.mark(exam, {again.number: {1: Decimal(0)}})
    assert exams.sittings.get(again.number).score == held.score


def test_who_sits_after_names_were_let_go_of_loses_theirs_in_time(
    exams: Exams, clock: Clock, paper: Paper
) -> None:
    exam = filled(exams, paper, 2, keep_days=30)
    assert exams.forget(exam.number) == 2
    exams.sittings.begin(exam, person("后来者"))
    clock.seconds = exam.terms.closes_at + 30 * 86_400
    assert exams.tend() == 1
    assert not any(one.examinee.name for one in exams.sittings.of_exam(exam.number))
    assert exams.tend() == 0


def test_names_go_in_time_and_the_figures_stay(tmp_path: Path, clock: Clock, paper: Paper) -> None:
    exams = Exams(tmp_path / "exams.db", now=clock)
    exam = filled(exams, paper, 8, keep_days=30)
    receipt = receipt_of("无")
    before = exams.sittings.of_exam(exam.number)
    shown = (by_unit(exam, before), by_audience(exam, before), item_figures(exam, before))
    assert exams.sittings.forget(before[0].number) == 1  # one person asks for it
    clock.seconds = exam.terms.closes_at + 30 * 86_400 - 1
    assert exams.tend() == 0
    clock.seconds += 1
    assert exams.tend() == 7
    assert exams.tend() == 0
    after = exams.sittings.of_exam(exam.number)
    assert (by_unit(exam, after), by_audience(exam, after), item_figures(exam, after)) == shown
    assert all(not one.examinee.name for one in after)
    assert exams.get(exam.number).forgotten_at == clock.seconds
    kept = (tmp_path / "exams.db").read_bytes()
    assert all("人3".encode() not in file.read_bytes() for file in tmp_path.iterdir())
    assert "人3".encode() not in kept  # overwritten, not only unlinked
    assert "题的回答".encode() not in kept
    with sqlite3.connect(tmp_path / "exams.db") as db:
        assert db.execute("SELECT count(*) FROM sittings WHERE secret IS NOT NULL").fetchone() == (
            0,
        )
    db.close()
    exams.close()
    with pytest.raises(UnknownExam):
        Exams(None).sittings.by_receipt(receipt)
    assert (tmp_path / "exams.db").stat().st_mode & 0o077 == 0


def test_difficulty_discrimination_and_what_to_teach(exams: Exams, paper: Paper) -> None:
    few = filled(exams, paper, 4)
    for one in item_figures(few, exams.sittings.of_exam(few.number)):
        assert one.discrimination is None
        assert "太少" in one.remark
    exam = filled(exams, paper, 30)
    sittings = exams.sittings.of_exam(exam.number)
    figures = item_figures(exam, sittings)
    one = next(f for f in figures if f.discrimination is not None and f.item.key)
    shares, rests = [], []
    for sitting in sittings:
        questions = exam.variant(sitting.version).questions
        question = next(q for q in questions if q.item.item_id == one.item.item_id)
        gained = sitting.scores[question.number]
        shares.append(float(gained / question.score))
        rests.append(float(sitting.score - gained))
    assert one.discrimination is not None
    assert math.isclose(one.discrimination, correlation(shares, rests))
    assert math.isclose(one.missed, 1 - sum(shares) / 30)
    weak = weak_clauses(figures)
    assert weak == sorted(weak, key=lambda each: (-each.missed, each.clause_id))
    assert all(each.missed >= 0.4 and each.citation and each.quote for each in weak)
    measured = measured_of([figures, item_figures(few, exams.sittings.of_exam(few.number))])
    assert measured[one.item.item_id].answers == 34
    assert measured_of([item_figures(few, exams.sittings.of_exam(few.number))]) == {}
    names = [table.name for table in result_tables(exam, sittings)]
    assert names == ["成绩", "按单位", "按人员类别", "题目", "薄弱条款"]


def test_the_best_attempt_counts(exams: Exams, paper: Paper) -> None:
    exam = exams.open(paper, terms(attempts=3), "培训")
    for answers in (right_answers, lambda _: {1: ("A",)}):
        sitting, _ = exams.sittings.begin(exam, person())
        exams.sittings.save(sitting.number, answers(exam.variant(sitting.version)), 0)
        exams.sittings.submit(sitting.number)
    [best] = best_of(exams.sittings.of_exam(exam.number))
    assert best.attempt == 1
    [group] = by_unit(exam, exams.sittings.of_exam(exam.number))
    assert (group.people, group.passed, group.rate) == (1, 1, 1.0)


@pytest.mark.parametrize(("changes", "said"), [
    ({"closes_at": NOW - 200}, "晚于"), ({"minutes": 0}, "答题时间"), ({"attempts": 0}, "次数"),
    ({"keep_days": 5000}, "保存期"), ({"partial": Decimal("1.5")}, "少于"),
    ({"versions": ("C",)}, "A 卷"), ({"title": "长" * 81}, "名称"),
    ({"closes_at": NOW + 400 * 86_400}, "一年"),
])  # fmt: skip
def test_rules_that_cannot_be(
    exams: Exams, paper: Paper, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(ExamRejected, match=said):
        exams.open(paper, terms(**changes), "培训")


def test_an_account_goes_on_anywhere(exams: Exams, paper: Paper) -> None:
    exam = exams.open(paper, terms(identity=Identity.ACCOUNT), "培训")
    who = person()
    first, secret = exams.sittings.begin(exam, type(who)(who.name, who.unit, who.audience, 7))
    again, _ = exams.sittings.begin(exam, type(who)(who.name, "别的单位", who.audience, 7))
    assert (first.number, secret) == (again.number, "")
    exams.sittings.submit(first.number)
    assert [one.number for one in exams.sittings.of_user(7)] == [first.number]


def test_two_hundred_sit_at_once(tmp_path: Path, paper: Paper) -> None:
    exams = Exams(tmp_path / "exams.db", now=lambda: NOW)
    exam = exams.open(paper, terms(), "培训")

    def sit(at: int) -> Decimal:
        sitting, secret = exams.sittings.begin(exam, person(f"人{at}"))
        right = right_answers(exam.variant(sitting.version))
        for turn in range(3):
            exams.sittings.save(sitting.number, right, turn)
        found = exams.sittings.by_secret(exam, secret)
        assert found is not None
        return exams.sittings.submit(found.number).score

    with ThreadPoolExecutor(20) as pool:
        scores = set(pool.map(sit, range(200)))
    assert scores == {exam.paper.blueprint.total - 9}
    assert exams.sittings.count(exam.number, handed_in=True) == 200
    versions = [one.version for one in exams.sittings.of_exam(exam.number)]
    assert versions.count("A") == versions.count("B") == 100
    exams.close()
