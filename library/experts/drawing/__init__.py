"""How is a panel drawn so that nobody can dispute it, and anybody can compute it again?

request → commitments → candidates frozen → secrets revealed → seed → order → panel → record
"""

from library.experts.drawing.asking import Asked, Party
from library.experts.drawing.draws import Draws, Overview
from library.experts.drawing.eligibility import REASONS, reason_text
from library.experts.drawing.proceedings import (
    CONCLUSIONS,
    FORMAT,
    Draw,
    Proceedings,
    Step,
    commitment_of,
)
from library.experts.drawing.publishing import published
from library.experts.drawing.sheets import attendance_sheet, draw_sheet
from library.experts.drawing.verifying import Check, Verified, verify

__all__ = [
    "CONCLUSIONS",
    "FORMAT",
    "REASONS",
    "Asked",
    "Check",
    "Draw",
    "Draws",
    "Overview",
    "Party",
    "Proceedings",
    "Step",
    "Verified",
    "attendance_sheet",
    "commitment_of",
    "draw_sheet",
    "published",
    "reason_text",
    "verify",
]
