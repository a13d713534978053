"""How good is the search, on collections with judged queries?"""

from search.evaluation.judged import (
    Judged,
    corpus_file,
    fingerprint_of,
    read_corpus,
    read_judged,
)
from search.evaluation.measures import percentile, ranking, require_measures
from search.evaluation.modes import Evaluation, evaluate_mode

__all__ = [
    "Evaluation",
    "Judged",
    "corpus_file",
    "evaluate_mode",
    "fingerprint_of",
    "percentile",
    "ranking",
    "read_corpus",
    "read_judged",
    "require_measures",
]
