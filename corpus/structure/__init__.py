"""What is the structure of a Chinese administrative text?"""

from corpus.structure.citations import cited_place, code_title, is_standard, title_citation
from corpus.structure.clauses import cut_clauses, own_words
from corpus.structure.defects import find_defects
from corpus.structure.enactment import Enactment
from corpus.structure.head import Head, read_head
from corpus.structure.inside import find_place, place_name
from corpus.structure.outline import Outline, read_outline
from corpus.structure.parts import Part
from corpus.structure.validity import Validity, last_day, read_validity

__all__ = [
    "Enactment",
    "Head",
    "Outline",
    "Part",
    "Validity",
    "cited_place",
    "code_title",
    "cut_clauses",
    "find_defects",
    "find_place",
    "is_standard",
    "last_day",
    "own_words",
    "place_name",
    "read_head",
    "read_outline",
    "read_validity",
    "title_citation",
]
