"""Through which one door do pages reach the tests: opened, found, closed, and tidied in time?"""

import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from library.errors import ExamRejected, StateRefused, UnknownExam
from library.exams.exam_file import EXAM, ExamFile, dump_terms, exam_of
from library.exams.forgetting import forget
from library.exams.records import DAY, Exam, Terms
from library.exams.sittings import Sittings
from library.papers import Paper, paper_json
from library.questions import ItemType

__all__ = ["LONGEST_KEPT", "MOST_ATTEMPTS", "Exams"]

LONGEST_KEPT, MOST_ATTEMPTS = 1095, 20
_LONGEST_TITLE, _LONGEST_MINUTES, _LONGEST_WINDOW = 80, 600, 366


class Exams:
    """The tests of a home with all sittings, in one file; threads may share it.

    Everything raises ExamsBroken where the file cannot be used.
    """

    def __init__(self, path: Path | None = None, *, now: Callable[[], float] = time.time) -> None:
        """Open the file, `Settings.exams`, making it where there is none; None is in memory."""
        self._file, self.now = ExamFile(path), now
        self.sittings = Sittings(self._file, now, self.get)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def open(self, paper: Paper, terms: Terms, person: str) -> Exam:
        """Open a test of a paper as it is now; raise ExamRejected saying what is wrong."""
        terms = replace(terms, title=terms.title.strip() or paper.title)
        _check(terms, paper)
        made = self._file.run(
            "INSERT INTO exams (token, paper_id, paper, terms, closes_at, opened_by, opened_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            secrets.token_urlsafe(16), paper.paper_id,
            json.dumps(paper_json(paper), ensure_ascii=False), dump_terms(terms), terms.closes_at,
            person, self.now(),
        )  # fmt: skip
        return self.get(int(made.lastrowid or 0))

    def get(self, number: int) -> Exam:
        """Return a test; raise UnknownExam."""
        return self._one("number = ?", number)

    def by_token(self, token: str) -> Exam:
        """Return the test that a link leads to; raise UnknownExam."""
        return self._one("token = ?", token)

    def all(self) -> list[Exam]:
        """Return the tests, the newest first."""
        query = f"SELECT {EXAM} FROM exams ORDER BY number DESC"  # noqa: S608
        return [exam_of(row) for row in self._file.rows(query)]

    def of_paper(self, paper_id: str) -> list[int]:
        """Return the numbers of the tests in which a paper is used."""
        query = "SELECT number FROM exams WHERE paper_id = ? ORDER BY number"
        return [row[0] for row in self._file.rows(query, paper_id)]

    def require_unused(self, paper_id: str) -> None:
        """Raise StateRefused where a test was opened of a paper, which then stays as it is."""
        if numbers := self.of_paper(paper_id):
            raise StateRefused(
                f"试卷 {paper_id} 已用于考试 {'、'.join(map(str, numbers))}，不能再改。"
                "请换一个种子另组一卷。"
            )

    def close_at(self, number: int, moment: float) -> Exam:
        """Let a test end at another moment, or now; raise ExamRejected, UnknownExam.

        Whoever is sitting it keeps their own deadline but for an earlier close.
        """
        exam = self.get(number)
        terms = replace(exam.terms, closes_at=max(moment, exam.terms.opens_at + 1))
        _check(terms, exam.paper)
        with self._file.batch():
            self._file.run(
                "UPDATE exams SET terms = ?, closes_at = ? WHERE number = ?",
                dump_terms(terms), terms.closes_at, number,
            )  # fmt: skip
            self._file.run(
                "UPDATE sittings SET due_at = min(began_at + ?, ?) WHERE exam = ?"
                " AND submitted_at IS NULL",
                terms.minutes * 60.0, terms.closes_at, number,
            )  # fmt: skip
        return self.get(number)

    def note_measured(self, number: int) -> None:
        """Keep that the bank was told what the answers to this test showed."""
        self._file.run("UPDATE exams SET measured_at = ? WHERE number = ?", self.now(), number)

    def forget(self, number: int) -> int:
        """Let go of all names of a test now; return how many sittings lost one.

        What is still under way is ended first. Raise UnknownExam.
        """
        exam = self.get(number)
        with self._file.batch():
            self.sittings.settle(exam.number, everybody=True)
            lost = forget(self._file, exam, self.now())
        self._file.overwrite()
        return lost

    def tend(self) -> int:
        """Do what is due: end what is overdue, let go of names in time; return how many names."""
        self.sittings.settle()
        now = self.now()
        due = [
            exam
            for exam in self.all()
            if exam.terms.closes_at + exam.terms.keep_days * DAY <= now
            and (not exam.forgotten_at or self.sittings.named(exam.number))
        ]
        return sum(self.forget(exam.number) for exam in due)

    def _one(self, condition: str, value: str | int) -> Exam:
        rows = self._file.rows(f"SELECT {EXAM} FROM exams WHERE {condition}", value)  # noqa: S608
        if not rows:
            raise UnknownExam("没有这场考试，请核对网址。")
        return exam_of(rows[0])


def _check(terms: Terms, paper: Paper) -> None:
    worths = [c.score for c in paper.blueprint.cells if c.type is ItemType.MULTIPLE]
    told: Sequence[tuple[bool, str]] = (
        (len(terms.title) > _LONGEST_TITLE, f"考试名称不能超过 {_LONGEST_TITLE} 字。"),
        (terms.closes_at <= terms.opens_at, "结束时间要晚于开始时间。"),
        (terms.closes_at - terms.opens_at > _LONGEST_WINDOW * DAY, "一场考试最多开放一年。"),
        (not 1 <= terms.minutes <= _LONGEST_MINUTES,
         f"答题时间应是 1 到 {_LONGEST_MINUTES} 分钟。"),
        (not 1 <= terms.attempts <= MOST_ATTEMPTS, f"次数应是 1 到 {MOST_ATTEMPTS}。"),
        (not 1 <= terms.keep_days <= LONGEST_KEPT, f"姓名的保存期应是 1 到 {LONGEST_KEPT} 天。"),
        (not set(terms.versions) <= {"A", "B"} or not terms.versions, "试卷只有 A 卷和 B 卷。"),
        (terms.partial < 0 or any(terms.partial >= worth for worth in worths),
         "多选题少选时每项的得分应少于每题的分值，不给分写 0。"),
    )  # fmt: skip
    for wrong, message in told:
        if wrong:
            raise ExamRejected(message)
