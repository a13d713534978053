"""How good is the search on a department's own questions?"""

from library.evaluation.comparison import Comparison, compare
from library.evaluation.questions import (
    QUESTION_SUFFIXES,
    BadRow,
    Question,
    read_questions,
    write_template,
)
from library.evaluation.report import REPORT_SUFFIXES, require_charts, write_report
from library.evaluation.saved import read_trials, trial_json
from library.evaluation.tables import FIGURE_NAMES, figure_cells, in_words, report_tables
from library.evaluation.targets import Target, Targets
from library.evaluation.trial import Answer, Figures, Trial, figures_of, run_trial

__all__ = [
    "FIGURE_NAMES",
    "QUESTION_SUFFIXES",
    "REPORT_SUFFIXES",
    "Answer",
    "BadRow",
    "Comparison",
    "Figures",
    "Question",
    "Target",
    "Targets",
    "Trial",
    "compare",
    "figure_cells",
    "figures_of",
    "in_words",
    "read_questions",
    "read_trials",
    "report_tables",
    "require_charts",
    "run_trial",
    "trial_json",
    "write_report",
    "write_template",
]
