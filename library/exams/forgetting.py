"""What is let go of when the names of a test are no longer needed, or a person asks for it?

Gone are the name, the account, what the browser and the receipt would open, and every text that
was written. Unit, audience, chosen letters and scores stay, so that all counts stay as they were;
attempts of one person are still known as those of one, but not of whom.
"""

import secrets

from library.exams.answers import CHOSEN
from library.exams.exam_file import SITTING, ExamFile, dump_answers, sitting_of
from library.exams.records import Exam, Sitting

__all__ = ["forget", "forget_person"]


def forget(file: ExamFile, exam: Exam, now: float) -> int:
    """Let go of all names of a test; return how many sittings had one."""
    people = file.rows("SELECT DISTINCT person FROM sittings WHERE exam = ?", exam.number)
    with file.batch():
        lost = sum(forget_person(file, exam, person) for (person,) in people)
        file.run("UPDATE exams SET forgotten_at = ? WHERE number = ?", now, exam.number)
    return lost


def forget_person(file: ExamFile, exam: Exam, person: str) -> int:
    """Let go of one person's name in a test; return how many sittings had it."""
    query = f"SELECT {SITTING} FROM sittings WHERE exam = ? AND person = ? AND name != ''"  # noqa: S608
    found = [sitting_of(row) for row in file.rows(query, exam.number, person)]
    stranger = f"gone-{secrets.token_hex(8)}"
    with file.batch():
        for sitting in found:
            file.run(
                "UPDATE sittings SET person = ?, name = '', user_id = NULL, secret = NULL,"
                " receipt = NULL, answers = ? WHERE number = ?",
                stranger, dump_answers(_without_texts(exam, sitting)), sitting.number,
            )  # fmt: skip
    return len(found)


def _without_texts(exam: Exam, sitting: Sitting) -> dict[int, tuple[str, ...]]:
    chosen = {
        question.number
        for question in exam.variant(sitting.version).questions
        if question.item.type in CHOSEN
    }
    return {number: given for number, given in sitting.answers.items() if number in chosen}
