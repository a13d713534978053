"""What is in the question bank, for a program, and how does it decide, change and make?"""

from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import File, Form, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse

from library.questions import TOPICS, ItemType, Wish
from library.questions.formats import Draft
from library.questions.formats.draft import JUDGED
from library.questions.revising import draft_of_item
from library.questions.statistics import coverage_of, fillings, histogram, weak_clauses
from web.errors import ParameterRejected
from web.links import link_pages, link_to
from web.question_json import aside_json, bank_item_json, full_json, work_json
from web.question_parameters import read_asked
from web.question_schemas import (
    AsideParameters,
    DecisionBody,
    EditBody,
    QuestionId,
    QuestionParameters,
    WishBody,
)
from web.question_views import find_questions, titles_of
from web.questioning import begin_import, begin_making, decide_questions, edit_question, work_of
from web.service import bank_of, service_of
from web.values import read_flag, read_number

__all__ = [
    "aside",
    "bring",
    "decide",
    "edit",
    "make",
    "question",
    "questions",
    "statistics",
    "work",
]

_PER_PAGE, _LAST_PAGE = 50, 200_000


def questions(request: Request, parameters: Annotated[QuestionParameters, Query()]) -> JSONResponse:
    """Answer with one page of the questions asked for, in the order of reading."""
    asked, bank = read_asked(parameters), bank_of(request)
    passing = find_questions(request, asked).passing
    shown = [bank_item_json(bank.item(gist.item_id)) for gist in passing[asked.part]]
    return _paged(request, {"questions": shown}, len(passing), asked.page, asked.limit)


def question(request: Request, question: QuestionId) -> JSONResponse:
    """Answer with one question and what was done with it; raise UnknownItem."""
    return _one(request, question)


def decide(request: Request, body: DecisionBody) -> JSONResponse:
    """Accept, reject, put back or uphold; raise ItemRejected."""
    return JSONResponse(asdict(decide_questions(request, body.items, body.decision, body.reason)))


def edit(request: Request, question: QuestionId, body: EditBody) -> JSONResponse:
    """Give a question other words; raise UnknownItem or ItemRejected."""
    draft = draft_of_item(bank_of(request).item(question).item)
    edit_question(request, question, _changed(draft, body), body.note)
    return _one(request, question)


def make(request: Request, body: WishBody) -> JSONResponse:
    """Begin to make questions; raise JobBusy."""
    if unknown := [name for name in body.topics if name not in TOPICS]:
        raise ParameterRejected("topics", f"没有“{unknown[0][:40]}”这个主题。")
    if body.document_id and body.document_id not in titles_of(request):
        raise ParameterRejected("document_id", f"没有编号为“{body.document_id[:40]}”的文件。")
    wish = Wish(
        tuple(body.topics), tuple(body.types), body.count, body.seed or "1", body.document_id
    )
    return JSONResponse(work_json(begin_making(request, wish)))


def bring(
    request: Request,
    file: Annotated[UploadFile, File(description="题目文件")],
    trial: Annotated[str, Form(description="true 为试导入，什么也不写入")] = "",
) -> JSONResponse:
    """Begin to bring the questions of a file in; raise ParameterRejected or JobBusy."""
    dry_run = read_flag("trial", trial)
    return JSONResponse(work_json(begin_import(request, file, dry_run=dry_run)))


def work(request: Request) -> Response:
    """Answer with how far the making or importing is."""
    return JSONResponse(work_json(work_of(request)))


def aside(request: Request, parameters: Annotated[AsideParameters, Query()]) -> JSONResponse:
    """Answer with one page of what was set aside."""
    page, bank = read_number("page", parameters.page, 1, _LAST_PAGE), bank_of(request)
    failed = bank.failed(parameters.gate.strip())
    shown = [aside_json(each) for each in failed[(page - 1) * _PER_PAGE : page * _PER_PAGE]]
    told = {"counts": dict(bank.counts().set_aside), "failed": shown}
    return _paged(request, told, len(failed), page, _PER_PAGE)


def statistics(request: Request) -> JSONResponse:
    """Answer with how the bank is filled."""
    bank = bank_of(request)
    gists = bank.gists()
    cells = [
        {"topic": row.topic, "type": type_, "state": state, "count": count}
        for row in fillings(gists)
        for (type_, state), count in sorted(row.counts.items())
    ]
    weak = [
        {"clause_id": w.clause_id, "questions": w.items, "answers": w.answers, "missed": w.missed}
        for w in weak_clauses(gists)
    ]
    return JSONResponse(
        {
            "total": len(gists),
            "flagged": sum(gist.flagged for gist in gists),
            "cells": cells,
            "difficulty": histogram(gists),
            "coverage": [asdict(each) for each in coverage_of(service_of(request), bank)],
            "weak": weak,
        }
    )


def _changed(draft: Draft, body: EditBody) -> Draft:
    """Return the draft with what is given; a 判断 keeps its options."""
    given = {
        "stem": body.stem,
        "options": None if body.options is None else tuple(body.options),
        "key": None if body.key is None else tuple(sorted(set(body.key))),
        "blanks": None if body.blanks is None else tuple(map(tuple, body.blanks)),
        "points": None if body.points is None else tuple(body.points),
        "explanation": body.explanation,
        "basis": body.basis,
        "topic": body.topic,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    made = replace(draft, **changes)
    if made.type is ItemType.TRUE_FALSE:
        made = replace(made, options=JUDGED)
    if made.options and not all(0 <= at < len(made.options) for at in made.key):
        raise ParameterRejected("key", "key 是正确选项的序号，从 0 开始，不能超出选项。")
    return made


def _one(request: Request, item_id: str) -> JSONResponse:
    bank = bank_of(request)
    held = bank.item(item_id)
    return JSONResponse(full_json(held, bank.history(item_id), bank.uses(item_id)))


def _paged(
    request: Request, told: dict[str, Any], total: int, page: int, limit: int
) -> JSONResponse:
    last = max(1, -(-total // limit))
    following = link_to(request, page=str(page + 1)) if page < last else None
    answer = JSONResponse({"total": total, "page": page, **told, "next": following})
    link_pages(request, answer, page, last)
    return answer
