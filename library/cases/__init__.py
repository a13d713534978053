"""What do accidents teach, and which of them are like this one?

records → cases → filters, statistics, likeness, clauses
"""

from library.cases.catalogue import CaseLibrary, FoundCases, cases_among
from library.cases.clause_links import BY_CURRENT_TEXT, NamedClause, index_cases
from library.cases.filters import UNKNOWN, CaseFilter, CaseOrder
from library.cases.record import CHOICES, LABELS, Case, as_record, read_case
from library.cases.similarity import Likeness, Similar
from library.cases.statistics import (
    DIMENSIONS,
    MonthChange,
    Statistics,
    Tally,
    YearChange,
    monthly,
    statistics,
)

__all__ = [
    "BY_CURRENT_TEXT",
    "CHOICES",
    "DIMENSIONS",
    "LABELS",
    "UNKNOWN",
    "Case",
    "CaseFilter",
    "CaseLibrary",
    "CaseOrder",
    "FoundCases",
    "Likeness",
    "MonthChange",
    "NamedClause",
    "Similar",
    "Statistics",
    "Tally",
    "YearChange",
    "as_record",
    "cases_among",
    "index_cases",
    "monthly",
    "read_case",
    "statistics",
]
