"""Who must do what, by when, and where does it stand?"""

from library.duties.deadlines import deadlines_in
from library.duties.extracting import duties_in
from library.duties.parties import canonical
from library.duties.records import NOT_NAMED, Deadline, DeadlineKind, Duty, Modality

__all__ = [
    "NOT_NAMED",
    "Deadline",
    "DeadlineKind",
    "Duty",
    "Modality",
    "canonical",
    "deadlines_in",
    "duties_in",
]
