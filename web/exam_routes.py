"""Where are papers made and tests held, by people and programs? The table of that part.

The pages of a sitting take no turns: whoever sits a test must not wait for those who search.
"""

from library.accounts import Permission
from web.pages import exam, exam_marking, exams, papers, results
from web.paper_plans import LARGEST_PLAN
from web.routing import Route
from web.sitting_forms import LARGEST_ANSWERS

__all__ = ["EXAM_ROUTES"]

_TRAINS, _OWN = Permission.QUESTIONS, Permission.KEEP
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
    Route("/papers/{paper}/files/{name}", papers.file, needs=_TRAINS),
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
)  # fmt: skip
