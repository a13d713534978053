"""Are works 危大, is their plan to be reviewed by experts, and what follows from it?

names of works → rows of the table → measures → decision → what follows
"""

from library.thresholds.deciding import (
    DIMENSIONS,
    Condition,
    Decision,
    Judged,
    Scale,
    State,
    conditions_of,
    decide,
    judge,
    rows_for,
)
from library.thresholds.following import (
    DECREE,
    EXPERTS,
    LEVELS_CLAUSE,
    Consequence,
    cited_clause,
    consequences,
    grounds,
)
from library.thresholds.measures import Measure, read_answers, read_count, read_loss, read_measure
from library.thresholds.table import LOCAL_TABLE, rows_in
from library.thresholds.thresholds_json import accident_json, decision_json
from library.thresholds.works import Works, find_works, names_of, the_works

__all__ = [
    "DECREE",
    "DIMENSIONS",
    "EXPERTS",
    "LEVELS_CLAUSE",
    "LOCAL_TABLE",
    "Condition",
    "Consequence",
    "Decision",
    "Judged",
    "Measure",
    "Scale",
    "State",
    "Works",
    "accident_json",
    "cited_clause",
    "conditions_of",
    "consequences",
    "decide",
    "decision_json",
    "find_works",
    "grounds",
    "judge",
    "names_of",
    "read_answers",
    "read_count",
    "read_loss",
    "read_measure",
    "rows_for",
    "rows_in",
    "the_works",
]
