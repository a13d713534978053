"""What changed from one edition of a text to the next, clause by clause and word by word?

clauses → alignment → rows → wording
"""

from library.editions.comparison import Change, Comparison, Row, Side, compare, in_order
from library.editions.comparison_json import comparison_json
from library.editions.wording import Op, Piece, Wording

__all__ = [
    "Change",
    "Comparison",
    "Op",
    "Piece",
    "Row",
    "Side",
    "Wording",
    "compare",
    "comparison_json",
    "in_order",
]
