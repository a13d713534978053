"""What is done with a test by a page or a program? Each is audited, and never with a name.

Sittings are told by their number: the log outlives the names.
"""

from collections.abc import Mapping
from decimal import Decimal

from fastapi import Request

from library.exams import Exam, Sitting, Terms, measure, tend_exams
from web.service import accounts_of, exams_of, papers_of
from web.visitors import user_of

__all__ = ["close_exam", "forget_exam", "forget_sitting", "mark_sittings", "open_exam",
           "release_sitting", "tell_bank", "tend"]  # fmt: skip


def open_exam(request: Request, paper_id: str, terms: Terms) -> Exam:
    """Open a test of a paper; raise ExamRejected, UnknownPaper."""
    paper = papers_of(request).papers.paper(paper_id)
    made = exams_of(request).open(paper, terms, user_of(request).name)
    told = {
        "试卷": paper_id, "名称": made.terms.title, "开始": made.terms.opens_at,
        "结束": made.terms.closes_at, "次数": terms.attempts, "认人": terms.identity,
        "保存天数": terms.keep_days,
    }  # fmt: skip
    _audit(request, "开设考试", f"考试 {made.number}", after=told)
    return made


def close_exam(request: Request, number: int, moment: float) -> Exam:
    """Let a test end at another moment; raise ExamRejected, UnknownExam."""
    before = exams_of(request).get(number).terms.closes_at
    made = exams_of(request).close_at(number, moment)
    _audit(
        request, "改变考试结束时间", f"考试 {number}", {"结束": before},
        {"结束": made.terms.closes_at},
    )  # fmt: skip
    return made


def release_sitting(request: Request, exam: int, number: int) -> None:
    """Let whoever sits it go on on another device; raise StateRefused, UnknownExam."""
    one = _sitting(request, exam, number)
    exams_of(request).sittings.release(one.number)
    _audit(request, "放行换设备", f"考试 {exam} 答卷 {number}")


def forget_sitting(request: Request, exam: int, number: int) -> None:
    """Let go of one person's name at once, as they may ask; raise UnknownExam."""
    one = _sitting(request, exam, number)
    lost = exams_of(request).sittings.forget(one.number)
    _audit(request, "删除姓名", f"考试 {exam} 答卷 {number}", after={"答卷数": lost})


def forget_exam(request: Request, number: int) -> int:
    """Let go of all names of a test at once; raise UnknownExam."""
    lost = exams_of(request).forget(number)
    _audit(request, "删除姓名", f"考试 {number}", after={"答卷数": lost})
    return lost


def mark_sittings(request: Request, exam: int, marks: Mapping[int, Mapping[int, Decimal]]) -> None:
    """Give questions of sittings their marks; raise ExamRejected, StateRefused, UnknownExam."""
    exams = exams_of(request)
    exams.sittings.mark(exams.get(exam), marks)
    told = {str(n): {str(q): str(mark) for q, mark in each.items()} for n, each in marks.items()}
    _audit(request, "阅卷", f"考试 {exam}", after=told)


def tell_bank(request: Request, number: int) -> int:
    """Tell the bank how hard its questions proved, by all tests; return of how many.

    Raise UnknownExam.
    """
    exams = exams_of(request)
    told = measure(exams, papers_of(request).bank, [exams.get(number)])
    _audit(request, "写回难度", f"考试 {number}", after={"题数": told})
    return told


def tend(request: Request) -> None:
    """Do what is due as somebody looks, whether the server did so lately or not."""
    tend_exams(exams_of(request), papers_of(request).bank)


def _sitting(request: Request, exam: int, number: int) -> Sitting:
    return exams_of(request).sittings.of(exam, number)


def _audit(
    request: Request, action: str, subject: str, before: object = None, after: object = None
) -> None:
    accounts_of(request).audit(user_of(request), action, subject, before, after)
