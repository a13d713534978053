"""Where are papers made and tests held, by people and programs? The table of that part.

The pages of a sitting take no turns: whoever sits a test must not wait for those who search.
"""

from library.accounts import Permission
from web import exam_examples as shown
from web import exam_schemas as told
from web.api import exams as exams_api
from web.api import papers as papers_api
from web.pages import exam, exam_marking, exams, papers, results
from web.paper_plans import LARGEST_PLAN
from web.routing import Manual, Route
from web.sitting_forms import LARGEST_ANSWERS

__all__ = ["EXAM_ROUTES"]

_TRAINS, _OWN = Permission.QUESTIONS, Permission.KEEP
_LISTS, _NAMED = (401, 403, 503), (400, 401, 403, 404, 503)
_CHANGES = (400, 401, 403, 404, 409, 503)
_LARGEST_MARKS = 256 * 1024
EXAM_ROUTES = (
    Route("/papers", papers.papers, needs=_TRAINS),
    Route("/papers/new", papers.new, needs=_TRAINS),
    Route(
        "/papers/new", papers.assemble, method="POST", needs=_TRAINS, largest=LARGEST_PLAN,
    ),
    Route("/papers/{paper}", papers.paper, needs=_TRAINS),
    Route("/papers/{paper}/swap", papers.swap, method="POST", needs=_TRAINS),
    Route("/papers/{paper}/verify", papers.verify, method="POST", needs=_TRAINS),
    Route("/papers/{paper}/withdraw", papers.withdraw, method="POST", needs=_TRAINS),
    Route("/papers/{paper}/files/{file}", papers.file, needs=_TRAINS),
    Route("/exams", exams.exams, needs=_TRAINS),
    Route("/exams", exams.open_test, method="POST", needs=_TRAINS),
    Route("/exams/new", exams.new, needs=_TRAINS),
    Route("/exams/record.csv", exams.record_csv, needs=_TRAINS),
    Route("/exams/record.xlsx", exams.record_workbook, needs=_TRAINS),
    Route("/exams/{number}", exams.exam, needs=_TRAINS),
    Route("/exams/{number}", exams.change, method="POST", needs=_TRAINS),
    Route("/exams/{number}/poster", exams.poster, needs=_TRAINS),
    Route("/exams/{number}/qr.svg", exams.qr, needs=_TRAINS),
    Route("/exams/{number}/analysis", exams.analysis, needs=_TRAINS),
    Route("/exams/{number}/analysis", exams.measure, method="POST", needs=_TRAINS),
    Route("/exams/{number}/marking", exam_marking.marking, needs=_TRAINS),
    Route(
        "/exams/{number}/marking", exam_marking.mark, method="POST", needs=_TRAINS,
        largest=_LARGEST_MARKS,
    ),
    Route("/exams/{number}/results.csv", exams.results_csv, needs=_TRAINS),
    Route("/exams/{number}/results.xlsx", exams.results_workbook, needs=_TRAINS),
    Route("/exams/{number}/forget", exams.forget, method="POST", needs=_TRAINS),
    Route(
        "/exams/{number}/sittings/{sitting}/release", exams.release, method="POST",
        needs=_TRAINS,
    ),
    Route("/exam/{token}", exam.sit, open=True, urgent=True),
    Route("/exam/{token}", exam.begin, method="POST", open=True, urgent=True),
    Route(
        "/exam/{token}/answers", exam.answers, method="POST", open=True, urgent=True,
        largest=LARGEST_ANSWERS,
    ),
    Route(
        "/exam/{token}/submit", exam.submit, method="POST", open=True, urgent=True,
        largest=LARGEST_ANSWERS,
    ),
    Route("/exam/{token}/leave", exam.leave, method="POST", open=True, urgent=True),
    Route("/results", results.find, open=True),
    Route("/results/{receipt}", results.results, open=True),
    Route("/account/mistakes", results.mistakes, needs=_OWN),
    Route("/api/v1/papers", papers_api.papers, Manual(
        "列试卷", "取组成的试卷，季度新的在前。", told.PapersAnswer, shown.PAPERS, _LISTS,
    ), needs=_TRAINS),
    Route("/api/v1/papers", papers_api.assemble, Manual(
        "组卷", "按蓝图从已审的题目组卷；题库不够时答 409，写明哪一行缺几题。",
        told.PaperAnswer, shown.PAPER, _CHANGES,
    ), method="POST", needs=_TRAINS, largest=2**17),
    Route("/api/v1/papers/{paper}", papers_api.paper, Manual(
        "取试卷", "取一份试卷的 A、B 两卷和答案。", told.PaperAnswer, shown.PAPER, _NAMED,
    ), needs=_TRAINS),
    Route("/api/v1/exams", exams_api.exams, Manual(
        "列考试", "取开设过的考试，新的在前。", told.ExamsAnswer, shown.EXAMS, _LISTS,
    ), needs=_TRAINS),
    Route("/api/v1/exams", exams_api.open_test, Manual(
        "开设考试", "用一份试卷开设上网的考试，答复里有参加的地址。",
        told.ExamAnswer, shown.EXAM, _CHANGES,
    ), method="POST", needs=_TRAINS),
    Route("/api/v1/exams/{number}", exams_api.exam, Manual(
        "取考试", "取一场考试的规则，按单位和按人员类别的成绩。",
        told.ExamAnswer, shown.EXAM, _NAMED,
    ), needs=_TRAINS),
    Route("/api/v1/exams/{number}/results", exams_api.results, Manual(
        "取成绩", "取一场考试交了的答卷；过了保存期的没有姓名。",
        told.ResultsAnswer, shown.RESULTS, _NAMED,
    ), needs=_TRAINS),
    Route("/api/v1/exams/{number}/analysis", exams_api.analysis, Manual(
        "取题目分析", "取各题的难度和区分度，以及应当再讲的条款。",
        told.AnalysisAnswer, shown.ANALYSIS, _NAMED,
    ), needs=_TRAINS),
    Route("/api/v1/training", exams_api.training, Manual(
        "取培训记录", "取每场考试、每类人员的人数和合格率，不含姓名。",
        told.RecordAnswer, shown.RECORD, (400, 401, 403, 503),
    ), needs=_TRAINS),
)  # fmt: skip
