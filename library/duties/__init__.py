"""Who must do what, by when, and where does it stand?"""

from library.duties.deadlines import deadlines_in
from library.duties.extracting import duties_in
from library.duties.finding import DutyFilter, DutyOrder, FoundDuty, find_duties
from library.duties.listing import duties_json, duty_table
from library.duties.parties import canonical
from library.duties.records import NOT_NAMED, Deadline, DeadlineKind, Duty, Modality

__all__ = [
    "NOT_NAMED",
    "Deadline",
    "DeadlineKind",
    "Duty",
    "DutyFilter",
    "DutyOrder",
    "FoundDuty",
    "Modality",
    "canonical",
    "deadlines_in",
    "duties_in",
    "duties_json",
    "duty_table",
    "find_duties",
]
