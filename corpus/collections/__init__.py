"""Which known collections can be taken in whole, and what do they say of their texts?"""

from corpus.collections.china_law import COVERAGE, law_key, write_laws
from corpus.collections.holdings import holdings
from corpus.collections.lawrefbook import read_shelf
from corpus.collections.package_articles import LeftOut, left_out, part_rows
from corpus.collections.package_rows import PACKAGE, Holding, Law, Row, find_laws, read_laws

__all__ = [
    "COVERAGE",
    "PACKAGE",
    "Holding",
    "Law",
    "LeftOut",
    "Row",
    "find_laws",
    "holdings",
    "law_key",
    "left_out",
    "part_rows",
    "read_laws",
    "read_shelf",
    "write_laws",
]
