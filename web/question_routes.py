"""Where does a trainer work on the question bank, and a program too? The table of that part."""

from library.accounts import Permission
from web.pages import (
    question_bulk,
    question_edit,
    question_making,
    question_review,
    question_statistics,
    questions,
)
from web.questioning import LARGEST_FILE
from web.routing import Route

__all__ = ["QUESTION_ROUTES"]

_BANK = Permission.QUESTIONS
_EDITED = 2**18  # bytes of a question as it is typed
QUESTION_ROUTES = (
    Route("/questions", questions.questions, needs=_BANK),
    Route("/questions/export", questions.export, needs=_BANK),
    Route("/questions/review", question_review.review, needs=_BANK),
    Route("/questions/review", question_review.judge, method="POST", needs=_BANK),
    Route(
        "/questions/bulk", question_bulk.bulk, method="POST", needs=_BANK,
        largest=question_bulk.LARGEST_CHOICE,
    ),
    Route("/questions/generate", question_making.making, needs=_BANK),
    Route("/questions/generate", question_making.make, method="POST", needs=_BANK),
    Route("/questions/import", question_making.bringing, needs=_BANK),
    Route(
        "/questions/import", question_making.bring, method="POST", needs=_BANK,
        largest=LARGEST_FILE,
    ),
    Route("/questions/import/template", question_making.template, needs=_BANK),
    Route("/questions/aside", question_making.aside, needs=_BANK),
    Route("/questions/statistics", question_statistics.statistics, needs=_BANK),
    Route("/questions/{question}", questions.question, needs=_BANK),
    Route(
        "/questions/{question}/decision", question_review.decide, method="POST", needs=_BANK,
    ),
    Route("/questions/{question}/edit", question_edit.form, needs=_BANK),
    Route(
        "/questions/{question}/edit", question_edit.edit, method="POST", needs=_BANK,
        largest=_EDITED,
    ),
)  # fmt: skip
