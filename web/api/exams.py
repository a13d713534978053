"""Which tests are there, how does a program open one, and what did each show?"""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from library.exams import Exam, Sitting
from library.papers import plain_score
from web.exam_forms import Number, terms_in
from web.exam_json import analysis_json, exam_json, exam_row, record_json, results_json
from web.exam_schemas import ExamBody, RecordParameters
from web.examining import open_exam, tend
from web.service import exams_of, papers_of

__all__ = ["analysis", "exam", "exams", "open_test", "results", "training"]


def exams(request: Request) -> JSONResponse:
    """Answer with the tests, the newest first."""
    tend(request)
    kept = exams_of(request)
    counted = [
        (one, kept.sittings.count(one.number), kept.sittings.count(one.number, handed_in=True))
        for one in kept.all()
    ]
    return JSONResponse({"exams": [exam_row(one, kept.now(), *counts) for one, *counts in counted]})


def open_test(request: Request, body: ExamBody) -> JSONResponse:
    """Open a test; raise ExamRejected, UnknownPaper."""
    plan = papers_of(request).papers.paper(body.paper_id).blueprint
    made = open_exam(
        request, body.paper_id,
        terms_in({
            "title": body.title, "opens": body.opens, "closes": body.closes,
            "minutes": str(body.minutes or plan.minutes), "attempts": str(body.attempts),
            "identity": body.identity.value, "showing": body.showing.value,
            "partial": body.partial.strip() or plain_score(plan.partial),
            "keep_days": str(body.keep_days), "versions": body.versions,
        }),
    )  # fmt: skip
    return JSONResponse(exam_json(made, exams_of(request).now(), []))


def exam(request: Request, number: Number) -> JSONResponse:
    """Answer with a test and how each group did; raise UnknownExam."""
    held, sittings = _settled(request, number)
    return JSONResponse(exam_json(held, exams_of(request).now(), sittings))


def results(request: Request, number: Number) -> JSONResponse:
    """Answer with who did how; raise UnknownExam."""
    return JSONResponse(results_json(*_settled(request, number)))


def analysis(request: Request, number: Number) -> JSONResponse:
    """Answer with what the answers showed; raise UnknownExam."""
    return JSONResponse(analysis_json(*_settled(request, number)))


def training(request: Request, parameters: Annotated[RecordParameters, Query()]) -> JSONResponse:
    """Answer with the training record."""
    kept = exams_of(request)
    kept.sittings.settle()
    held = [
        (one, kept.sittings.of_exam(one.number))
        for one in kept.all()
        if parameters.quarter in {"", one.paper.quarter}
    ]
    return JSONResponse(record_json(held))


def _settled(request: Request, number: int) -> tuple[Exam, list[Sitting]]:
    kept = exams_of(request)
    held = kept.get(number)
    kept.sittings.settle(number)
    return held, kept.sittings.of_exam(number)
