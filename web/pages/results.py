"""How does whoever sat a test see what became of it, and what they got wrong?"""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from library.accounts import Permission
from library.errors import UnknownExam
from library.exams import CHOSEN, WRITTEN, Exam, Shown, Sitting, shown_to
from library.papers import Printed, key_of, letters_of
from library.questions import ItemType
from web.service import exams_of, person_of
from web.templating import render
from web.visitors import user_of

__all__ = ["Answered", "find", "mistakes", "result_page", "results"]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what was answered, what would have been right, and what it was worth."""

    question: Printed
    given: tuple[str, ...]
    said: str
    key: str
    gained: Decimal | None

    @property
    def wrong(self) -> bool:
        """Whether something of its score was lost, so far as it is known."""
        return self.gained is not None and self.gained < self.question.score


def find(request: Request, receipt: str = "") -> Response:
    """Ask for a receipt, and lead to its results."""
    if receipt.strip():
        return RedirectResponse(f"/results/{quote(receipt.strip()[:60], safe='')}", 303)
    return render(request, "sit_find.html", refused="")


def results(request: Request, receipt: str, wrong: str = "") -> Response:
    """Show to whoever holds the receipt what became of the sitting; raise UnknownExam."""
    exams = exams_of(request)
    try:
        sitting = exams.sittings.by_receipt(receipt)
    except UnknownExam as error:
        return render(request, "sit_find.html", refused=str(error), status_code=404)
    return result_page(
        request, exams.get(sitting.exam), sitting, receipt=receipt, wrong=bool(wrong)
    )


def result_page(
    request: Request, exam: Exam, sitting: Sitting, *, receipt: str = "", own: bool = False,
    wrong: bool = False,
) -> Response:  # fmt: skip
    """Show a sitting that was handed in, as far as it is shown by now."""
    exams = exams_of(request)
    shown = shown_to(exam, sitting, exams.now())
    answered = answered_in(exam, sitting, shown)
    response = render(
        request, "sit_result.html", exam=exam, sitting=sitting, shown=shown, receipt=receipt,
        own=own, only_wrong=wrong, chosen=CHOSEN, written=WRITTEN,
        answered=[one for one in answered if one.wrong or not wrong],
        wrong_count=sum(one.wrong for one in answered),
        again=own and sitting.attempt < exam.terms.attempts
        and exam.state(exams.now()) == "进行中",
        state=exam.state(exams.now()), may_read=user_of(request).may(Permission.READ),
    )  # fmt: skip
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def mistakes(request: Request) -> Response:
    """Show an account all that it got wrong and may see the key of, the last test first."""
    exams, user = exams_of(request), person_of(request)
    found = []
    for sitting in exams.sittings.of_user(user.user_id):
        exam = exams.get(sitting.exam)
        shown = shown_to(exam, sitting, exams.now())
        wrong = [one for one in answered_in(exam, sitting, shown) if one.wrong]
        found.append((exam, sitting, shown, wrong))
    return render(
        request, "mistakes.html", found=found, chosen=CHOSEN, written=WRITTEN,
        may_read=user_of(request).may(Permission.READ),
    )  # fmt: skip


def answered_in(exam: Exam, sitting: Sitting, shown: Shown) -> list[Answered]:
    """Return the questions with their keys, none where the keys are not shown yet."""
    if not shown.keys:
        return []
    return [_answered(one, sitting) for one in exam.variant(sitting.version).questions]


def _answered(question: Printed, sitting: Sitting) -> Answered:
    given = sitting.answers.get(question.number, ())
    options = letters_of(question.item)
    match question.item.type:
        case ItemType.TRUE_FALSE:
            said = "".join(options.get(letter, "") for letter in given)
        case ItemType.SINGLE | ItemType.MULTIPLE:
            said = "".join(given)
        case _:
            said = "；".join(given)
    return Answered(
        question, given, said, key_of(question.item), sitting.scores.get(question.number)
    )
