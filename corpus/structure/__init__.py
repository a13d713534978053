"""What is the structure of a Chinese administrative text?"""

from corpus.structure.clauses import cut_clauses, title_citation
from corpus.structure.defects import find_defects
from corpus.structure.head import Head, read_head
from corpus.structure.inside import find_place, place_name
from corpus.structure.outline import Outline, read_outline
from corpus.structure.parts import Part

__all__ = [
    "Head",
    "Outline",
    "Part",
    "cut_clauses",
    "find_defects",
    "find_place",
    "place_name",
    "read_head",
    "read_outline",
    "title_citation",
]
