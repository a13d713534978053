"""Where does a stem leave something to fill in?"""

import re

__all__ = ["BRACKET", "GAP"]

GAP = re.compile(r"_{2,}")
"""A gap of a 填空."""
BRACKET = re.compile(r"[（(][\s　]*[）)]")
"""Where the letter of a choice is written."""
