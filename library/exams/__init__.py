"""How is a paper sat online, scored, and what do the results show?"""

from library.exams.answers import (
    CHOSEN,
    LONGEST_BLANK,
    LONGEST_TEXT,
    WRITTEN,
    read_answers,
    unanswered,
)
from library.exams.exams import LONGEST_KEPT, MOST_ATTEMPTS, Exams
from library.exams.figures import (
    FEW,
    LEAST,
    GroupFigures,
    ItemFigures,
    WeakClause,
    best_of,
    item_figures,
    measured_of,
    weak_clauses,
)
from library.exams.receipts import receipt_of
from library.exams.records import (
    GRACE,
    Answers,
    Audience,
    Exam,
    Examinee,
    Identity,
    Showing,
    Sitting,
    Terms,
)
from library.exams.result_tables import (
    FORGOTTEN,
    RECORD_COLUMNS,
    by_audience,
    by_unit,
    group_rows,
    item_rows,
    people_table,
    record_rows,
    result_tables,
)
from library.exams.scoring import Scored, score_answers
from library.exams.showing import Shown, shown_to
from library.exams.tending import measure, tend_exams

__all__ = [
    "CHOSEN", "FEW", "FORGOTTEN", "GRACE", "LEAST", "LONGEST_BLANK", "LONGEST_KEPT",
    "LONGEST_TEXT", "MOST_ATTEMPTS", "RECORD_COLUMNS", "WRITTEN", "Answers", "Audience", "Exam",
    "Examinee", "Exams", "GroupFigures", "Identity", "ItemFigures", "Scored", "Showing", "Shown",
    "Sitting", "Terms", "WeakClause", "best_of", "by_audience", "by_unit", "group_rows",
    "item_figures", "item_rows", "measure", "measured_of", "people_table", "read_answers",
    "receipt_of", "record_rows", "result_tables", "score_answers", "shown_to", "tend_exams",
    "unanswered", "weak_clauses",
]  # fmt: skip
