"""How does a person sit a test: begin, save, submit, be marked, look up what became of it?

The server's clock decides. What comes after the deadline and its grace is not taken: then what
was saved last is what was handed in.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from decimal import Decimal

from corpus.normalise import folded
from library.errors import ExamRejected, StateRefused, UnknownExam
from library.exams.answers import merged
from library.exams.exam_file import SITTING, ExamFile, dump_answers, dump_marks, sitting_of
from library.exams.forgetting import forget_person
from library.exams.receipts import digest_of, receipt_of
from library.exams.records import (
    GRACE,
    MINUTE,
    Answers,
    Audience,
    Exam,
    Examinee,
    Identity,
    Sitting,
)
from library.exams.scoring import score_answers
from library.papers import plain_score

__all__ = ["LONGEST_NAME", "LONGEST_UNIT", "Sittings"]

LONGEST_NAME, LONGEST_UNIT = 30, 60
_ELSEWHERE = (
    "这个姓名和单位已经开始作答，请在原来的手机或浏览器上继续。"
    "换了设备或清除过浏览数据的，请监考人员放行。"
)


class Sittings:
    """Who sat which test, and what they answered; threads may share it."""

    def __init__(
        self, file: ExamFile, now: Callable[[], float], exam_of: Callable[[int], Exam]
    ) -> None:
        self._file, self._now, self._exam_of = file, now, exam_of

    def begin(self, exam: Exam, examinee: Examinee) -> tuple[Sitting, str]:
        """Let somebody begin, or go on on another device; return also the secret for the browser.

        With an account they simply go on, the secret is ''. Raise ExamRejected for a name or a
        unit that is none, StateRefused outside of the hours, after the last attempt, and where
        the person is sitting it elsewhere.
        """
        examinee = _checked(examinee)
        person = _person(exam, examinee)
        with self._file.batch():
            self.settle(exam.number)
            earlier = self._of_person(exam, person)
            if earlier and earlier[-1].submitted_at is None:
                return self._go_on(exam, earlier[-1])
            _admit(exam, len(earlier), self._now())
            return self._new(exam, person, examinee, len(earlier))

    def by_secret(self, exam: Exam, secret: str) -> Sitting | None:
        """Return the sitting of the browser that keeps this secret."""
        return self._found("exam = ? AND secret = ?", exam.number, digest_of(secret))

    def by_user(self, exam: Exam, user_id: int) -> Sitting | None:
        """Return the last sitting of an account."""
        last = "exam = ? AND user_id = ? ORDER BY attempt DESC LIMIT 1"
        return self._found(last, exam.number, user_id)

    def by_receipt(self, receipt: str) -> Sitting:
        """Return the sitting of a receipt; raise UnknownExam."""
        found = self._found("receipt = ?", digest_of(receipt))
        if found is None:
            raise UnknownExam("没有这个成绩查询码，或者姓名已经过了保存期。请核对后再试。")
        return found

    def get(self, number: int) -> Sitting:
        """Return a sitting; raise UnknownExam."""
        found = self._found("number = ?", number)
        if found is None:
            raise UnknownExam("没有这份答卷。")
        return found

    def of(self, exam: int, number: int) -> Sitting:
        """Return a sitting of that test; raise UnknownExam."""
        found = self.get(number)
        if found.exam != exam:
            raise UnknownExam("这场考试没有这份答卷。")
        return found

    def of_exam(self, exam: int) -> list[Sitting]:
        """Return all sittings of a test in the order in which they began."""
        return self._all("exam = ? ORDER BY number", exam)

    def of_user(self, user_id: int) -> list[Sitting]:
        """Return all that an account handed in, the newest first."""
        return self._all("user_id = ? AND submitted_at IS NOT NULL ORDER BY number DESC", user_id)

    def count(self, exam: int, *, handed_in: bool = False) -> int:
        """Return how many sittings a test has."""
        also = " AND submitted_at IS NOT NULL" if handed_in else ""
        [(count,)] = self._file.rows(
            f"SELECT count(*) FROM sittings WHERE exam = ?{also}", exam  # noqa: S608
        )  # fmt: skip
        return int(count)

    def named(self, exam: int) -> int:
        """Return how many sittings of a test still have a name.

        A test whose names were let go of early has some again when more people sit it.
        """
        [(count,)] = self._file.rows(
            "SELECT count(*) FROM sittings WHERE exam = ? AND name != ''", exam
        )
        return int(count)

    def save(self, number: int, answers: Answers, upon: int) -> Sitting:
        """Keep answers; raise StateRefused once they are handed in, or after the deadline.

        `upon` is the revision that the page had: where another page saved meanwhile, what was
        answered there is kept but for what is answered otherwise here.
        """
        with self._file.batch():
            sitting = self._open(number)
            kept = answers if upon == sitting.revision else merged(sitting.answers, answers)
            self._file.run(
                "UPDATE sittings SET answers = ?, revision = revision + 1, saved_at = ?"
                " WHERE number = ?",
                dump_answers(kept), self._now(), number,
            )  # fmt: skip
            return self.get(number)

    def submit(self, number: int) -> Sitting:
        """Hand in what was saved; once handed in, doing it again changes nothing."""
        with self._file.batch():
            sitting = self.get(number)
            if sitting.submitted_at is None:
                now = self._now()
                self._hand_in(sitting, now if now <= sitting.due_at + GRACE else sitting.due_at)
            return self.get(number)

    def settle(self, exam: int | None = None, *, everybody: bool = False) -> int:
        """Hand in what is overdue, or what is still open at all; return how many that was."""
        limit = float("inf") if everybody else self._now() - GRACE
        query = "submitted_at IS NULL AND due_at < ? AND (exam = ? OR ?)"
        with self._file.batch():
            overdue = self._all(query, min(limit, 1e12), exam or 0, exam is None)
            for sitting in overdue:
                self._hand_in(sitting, min(sitting.due_at, self._now()))
        return len(overdue)

    def mark(self, exam: Exam, marks: Mapping[int, Mapping[int, Decimal]]) -> None:
        """Give by sitting questions these marks, beside those given before: all, or none.

        Raise ExamRejected for more than a question is worth, StateRefused for what is not handed
        in or was let go of, UnknownExam for a sitting that is not of this test.
        """
        with self._file.batch():
            for number, given in marks.items():
                sitting = self.of(exam.number, number)
                _check_marks(exam, sitting, given)
                self._score(sitting, {**sitting.marks, **given})

    def release(self, number: int) -> Sitting:
        """Let the person go on on another device: who next gives their name takes it over."""
        with self._file.batch():
            sitting = self._open(number)
            self._file.run("UPDATE sittings SET released = 1 WHERE number = ?", number)
        return sitting

    def forget(self, number: int) -> int:
        """Let go of the name of whoever sat it, in all their attempts; return how many."""
        with self._file.batch():
            sitting = self.get(number)
            exam = self._exam_of(sitting.exam)
            for attempt in self._of_person(exam, sitting.person):
                self.submit(attempt.number)  # scored before its texts are gone
            lost = forget_person(self._file, exam, sitting.person)
        self._file.overwrite()
        return lost

    def _go_on(self, exam: Exam, sitting: Sitting) -> tuple[Sitting, str]:
        if exam.terms.identity is Identity.ACCOUNT:
            return sitting, ""
        if not sitting.released:
            raise StateRefused(_ELSEWHERE)
        secret = secrets.token_urlsafe(32)
        self._file.run(
            "UPDATE sittings SET secret = ?, receipt = ?, released = 0 WHERE number = ?",
            digest_of(secret), digest_of(receipt_of(secret)), sitting.number,
        )  # fmt: skip
        return self.get(sitting.number), secret

    def _new(
        self, exam: Exam, person: str, examinee: Examinee, attempts: int
    ) -> tuple[Sitting, str]:
        now, terms = self._now(), exam.terms
        version = terms.versions[(self.count(exam.number)) % len(terms.versions)]
        secret = secrets.token_urlsafe(32)
        by_account = terms.identity is Identity.ACCOUNT
        made = self._file.run(
            "INSERT INTO sittings (exam, person, name, unit, audience, user_id, attempt, version,"
            " secret, receipt, began_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            exam.number, person, examinee.name, examinee.unit, examinee.audience,
            examinee.user_id, attempts + 1, version, digest_of(secret),
            digest_of(receipt_of(secret)), now,
            min(now + terms.minutes * MINUTE, terms.closes_at),
        )  # fmt: skip
        return self.get(int(made.lastrowid or 0)), "" if by_account else secret

    def _open(self, number: int) -> Sitting:
        """Return a sitting that may still be written; raise StateRefused."""
        sitting = self.get(number)
        if sitting.submitted_at is None and self._now() <= sitting.due_at + GRACE:
            return sitting
        early = sitting.submitted_at is not None and sitting.submitted_at < sitting.due_at
        raise StateRefused(
            "已经交卷，不能再改。" if early else "时间已到，已按最后一次保存的内容交卷。"
        )

    def _hand_in(self, sitting: Sitting, at: float) -> None:
        self._file.run(
            "UPDATE sittings SET submitted_at = ?, released = 0 WHERE number = ?", at,
            sitting.number,
        )  # fmt: skip
        self._score(sitting, sitting.marks)

    def _score(self, sitting: Sitting, marks: Mapping[int, Decimal]) -> None:
        exam = self._exam_of(sitting.exam)
        version, partial = exam.variant(sitting.version), exam.terms.partial
        scored = score_answers(version, sitting.answers, marks, partial)
        self._file.run(
            "UPDATE sittings SET marks = ?, scores = ?, waiting = ? WHERE number = ?",
            dump_marks(marks), dump_marks(scored.scores), str(list(scored.waiting)),
            sitting.number,
        )  # fmt: skip

    def _of_person(self, exam: Exam, person: str) -> list[Sitting]:
        return self._all("exam = ? AND person = ? ORDER BY attempt", exam.number, person)

    def _found(self, condition: str, *values: str | float) -> Sitting | None:
        return next(iter(self._all(condition, *values)), None)

    def _all(self, condition: str, *values: str | float) -> list[Sitting]:
        query = f"SELECT {SITTING} FROM sittings WHERE {condition}"  # noqa: S608
        return [sitting_of(row) for row in self._file.rows(query, *values)]


def _admit(exam: Exam, attempts: int, now: float) -> None:
    match exam.state(now):
        case "未开始":
            raise StateRefused("考试还没有开始。")
        case "已结束":
            raise StateRefused("考试已经结束。")
    if attempts >= exam.terms.attempts:
        raise StateRefused(f"这场考试每人 {exam.terms.attempts} 次，您已经答过了。")


def _check_marks(exam: Exam, sitting: Sitting, marks: Mapping[int, Decimal]) -> None:
    if sitting.submitted_at is None:
        raise StateRefused("这份答卷还没有交，不能阅卷。")
    if not sitting.examinee.name:  # what was written is gone, and would count as nothing
        raise StateRefused("这份答卷的姓名和书写的回答已经删除，不能再阅卷。")
    worth = {one.number: one.score for one in exam.variant(sitting.version).questions}
    for number, mark in marks.items():
        if number not in worth:
            raise ExamRejected(f"试卷没有第 {number} 题。")
        if not 0 <= mark <= worth[number]:
            raise ExamRejected(
                f"评分 {plain_score(mark)} 超过了这一题的分值 {plain_score(worth[number])}。"
            )


def _checked(examinee: Examinee) -> Examinee:
    name, unit = " ".join(examinee.name.split()), " ".join(examinee.unit.split())
    if not 1 <= len(name) <= LONGEST_NAME or not folded(name):
        raise ExamRejected(f"请填写姓名，不超过 {LONGEST_NAME} 字。")
    if not 1 <= len(unit) <= LONGEST_UNIT or not folded(unit):
        raise ExamRejected(f"请填写单位，不超过 {LONGEST_UNIT} 字。")
    if examinee.audience not in set(Audience):
        raise ExamRejected("请选择人员类别。")
    return Examinee(name, unit, examinee.audience, examinee.user_id)


def _person(exam: Exam, examinee: Examinee) -> str:
    """Return what tells a person from others in a test, however name and unit were spaced."""
    said = f"{folded(examinee.name)}\n{folded(examinee.unit)}"
    if examinee.user_id is not None:
        said = f"user {examinee.user_id}"
    return hashlib.sha256(f"{exam.token}\n{said}".encode("utf-8", "replace")).hexdigest()
