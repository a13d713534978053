"""How do questions leave the product in the formats of others, and how do they come in?"""

from library.questions.formats.draft import IMPORTED, Draft, item_of
from library.questions.formats.files import (
    IMPORT_SUFFIXES,
    Format,
    question_bytes,
    read_questions,
)
from library.questions.formats.matching import Basis, ClauseMatcher, Matched
from library.questions.formats.rows import Row

__all__ = [
    "IMPORTED",
    "IMPORT_SUFFIXES",
    "Basis",
    "ClauseMatcher",
    "Draft",
    "Format",
    "Matched",
    "Row",
    "item_of",
    "question_bytes",
    "read_questions",
]
