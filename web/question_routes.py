"""Where does a trainer work on the question bank, and a program too? The table of that part."""

from library.accounts import Permission
from web import question_examples as shown
from web import question_schemas as told
from web.api import questions as api
from web.pages import (
    question_bulk,
    question_edit,
    question_making,
    question_review,
    question_statistics,
    questions,
)
from web.questioning import LARGEST_FILE
from web.routing import Manual, Route

__all__ = ["QUESTION_ROUTES"]

_BANK = Permission.QUESTIONS
_READS, _NAMED = (400, 401, 403, 503), (400, 401, 403, 404, 503)
_BEGINS = (400, 401, 403, 409, 413, 503)
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
    Route("/api/v1/questions", api.questions, Manual(
        "列题目", "按主题、题型、状态等取题库里的题，按条文的次序分页给出，含答案。",
        told.ItemsAnswer, shown.QUESTIONS, _READS,
    ), needs=_BANK),
    Route("/api/v1/questions/decision", api.decide, Manual(
        "审题", "通过、停用、放回草稿，或对待复核的说仍然成立；停用要写理由，没有依据的不能通过。",
        told.JudgedAnswer, shown.DECIDED, _READS,
    ), method="POST", needs=_BANK),
    Route("/api/v1/questions/generate", api.make, Manual(
        "出题", "在后台按规则出题；同一种子和同样的条文出同样的题，已在库里的不再出。",
        told.WorkAnswer, shown.WORK, _BEGINS,
    ), method="POST", needs=_BANK),
    Route("/api/v1/questions/import", api.bring, Manual(
        "导入题目", "在后台导入 Excel、CSV、GIFT、Moodle XML、QTI、Word，每题找出依据的条款。",
        told.WorkAnswer, shown.WORK, _BEGINS,
    ), method="POST", needs=_BANK, largest=LARGEST_FILE),
    Route("/api/v1/questions/work", api.work, Manual(
        "出题和导入的进度", "取正在做的，或上一次的结果。",
        told.WorkAnswer, shown.WORK, (401, 403, 503),
    ), needs=_BANK),
    Route("/api/v1/questions/aside", api.aside, Manual(
        "列没有过闸门的", "取出题时另存的题，写明哪一道闸门、为什么。",
        told.FailedAnswer, shown.ASIDE, _READS,
    ), needs=_BANK),
    Route("/api/v1/questions/statistics", api.statistics, Manual(
        "题库统计", "取各主题、题型、状态的题数，难度的分布，条款有没有题，薄弱的条款。",
        told.StatisticsAnswer, shown.STATISTICS, (401, 403, 503),
    ), needs=_BANK),
    Route("/api/v1/questions/export", questions.export, needs=_BANK),
    Route("/api/v1/questions/{question}", api.question, Manual(
        "取题目", "取一道题，连同依据、经过和用过的试卷。",
        told.QuestionAnswer, shown.QUESTION, _NAMED,
    ), needs=_BANK),
    Route("/api/v1/questions/{question}", api.edit, Manual(
        "改题目", "改一道题；改后再过一遍闸门，过不了的答 400，没有改动。改过的是草稿。",
        told.QuestionAnswer, shown.QUESTION, (*_NAMED, 413),
    ), method="POST", needs=_BANK, largest=_EDITED),
)  # fmt: skip
