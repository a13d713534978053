"""How does a trainer mark what was written? Question by question, without seeing whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from library.errors import ExamRejected, StateRefused
from library.exams import WRITTEN, Exam, Sitting
from library.papers import Printed
from library.questions import Item, ItemType
from web.exam_forms import Number, marks_in
from web.examining import mark_sittings
from web.form_fields import texts_in
from web.service import exams_of
from web.templating import render

__all__ = ["mark", "marking"]

_AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class Written:
    """One answer to be marked: where its mark goes, and the mark it has, if any."""

    field: str
    text: str
    most: Decimal
    mark: Decimal | None


@dataclass(frozen=True, slots=True)
class Task:
    """A question with the answers to it that nobody marked, and how many were."""

    item: Item
    score: Decimal
    answers: Sequence[Written]
    marked: int


def marking(request: Request, number: Number, item: str = "", done: str = "") -> Response:
    """Show what waits to be marked, of one question or of all; raise UnknownExam."""
    told = "评分已保存。" if done == "marked" else ""
    return _page(request, number, item, done=told)


def mark(request: Request, number: Number) -> Response:
    """Keep the marks of a form."""
    fields = texts_in(request)
    try:
        mark_sittings(request, number, marks_in(fields))
    except (ExamRejected, StateRefused) as error:
        return _page(request, number, fields.get("item", ""), refused=str(error))
    return RedirectResponse(f"/exams/{number}/marking?done=marked", 303)


def _page(
    request: Request, number: int, item: str, *, done: str = "", refused: str = ""
) -> Response:
    exams = exams_of(request)
    exams.sittings.settle(number)
    exam = exams.get(number)
    tasks = _tasks(exam, exams.sittings.of_exam(number))
    shown = [task for task in tasks if item in {"", task.item.item_id}]
    return render(
        request, "exam_marking.html", status_code=400 if refused else 200, exam=exam, done=done,
        refused=refused, tasks=shown, item=item, at_once=_AT_ONCE,
    )  # fmt: skip


def _tasks(exam: Exam, sittings: Sequence[Sitting]) -> list[Task]:
    """Return the questions that a person marks, with the blanks that no answer fits."""
    held: dict[str, list[tuple[Sitting, Printed]]] = {}
    for sitting in sittings:
        if sitting.submitted_at is None:
            continue
        for question in exam.variant(sitting.version).questions:
            if _by_hand(question, sitting):
                held.setdefault(question.item.item_id, []).append((sitting, question))
    return [_task(each) for each in held.values()]


def _by_hand(question: Printed, sitting: Sitting) -> bool:
    given = sitting.answers.get(question.number, ())
    if not any(given):
        return False
    missed = sitting.scores.get(question.number, Decimal(0)) < question.score
    kind = question.item.type
    return kind in WRITTEN or (
        kind is ItemType.BLANK and (missed or question.number in sitting.marks)
    )


def _task(each: Sequence[tuple[Sitting, Printed]]) -> Task:
    question = each[0][1]
    written = [
        Written(
            f"m{sitting.number}_{one.number}", "；".join(sitting.answers[one.number]), one.score,
            sitting.marks.get(one.number),
        )
        for sitting, one in each
    ]  # fmt: skip
    waiting = [one for one in written if one.mark is None]
    marked = [one for one in written if one.mark is not None]
    return Task(question.item, question.score, [*waiting, *marked][:_AT_ONCE], len(marked))
