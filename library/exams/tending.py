"""What is due without anybody's asking: sittings end, names go in time, the bank learns?"""

from collections.abc import Sequence

from library.exams.exams import Exams
from library.exams.figures import item_figures, measured_of
from library.exams.records import Exam
from library.questions import QuestionBank

__all__ = ["measure", "tend_exams"]


def tend_exams(exams: Exams, bank: QuestionBank) -> None:
    """Do all that is due by now; raise BankBroken, ExamsBroken."""
    exams.tend()
    now = exams.now()
    closed = [
        exam for exam in exams.all() if exam.measured_at is None and exam.state(now) == "已结束"
    ]
    if closed:
        measure(exams, bank, closed)


def measure(exams: Exams, bank: QuestionBank, named: Sequence[Exam]) -> int:
    """Keep in the bank what all tests together showed of the questions of these; say of how many.

    Raise BankBroken, ExamsBroken.
    """
    wanted = {item.item_id for exam in named for item in exam.paper.items}
    figures = [
        [one for one in item_figures(exam, exams.sittings.of_exam(exam.number))
         if one.item.item_id in wanted]
        for exam in exams.all()
    ]  # fmt: skip
    measured = measured_of(figures)
    bank.record_measured(measured)
    for exam in named:
        exams.note_measured(exam.number)
    return len(measured)
