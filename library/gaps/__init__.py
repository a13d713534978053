"""What is missing, out of date or doubtful in the collection, and what should be done first?"""

from library.gaps.gap import Gap, GapGroup
from library.gaps.search import find_gaps
from library.gaps.tables import gap_tables, gaps_json

__all__ = ["Gap", "GapGroup", "find_gaps", "gap_tables", "gaps_json"]
