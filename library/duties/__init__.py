"""Who must do what, by when, and where does it stand?"""

from library.duties.catalogue import DutyLibrary, FoundDuties, find_duties
from library.duties.deadlines import deadlines_in
from library.duties.extracting import duties_in, sentences_in
from library.duties.finding import DutyFilter, DutyOrder, FoundDuty
from library.duties.listing import duties_json, duty_table
from library.duties.parties import canonical, rank_of
from library.duties.records import NOT_NAMED, Deadline, DeadlineKind, Duty, Modality
from library.duties.schedule import Due, due_days, has_date
from library.duties.sentences import Sentence

__all__ = [
    "NOT_NAMED",
    "Deadline",
    "DeadlineKind",
    "Due",
    "Duty",
    "DutyFilter",
    "DutyLibrary",
    "DutyOrder",
    "FoundDuties",
    "FoundDuty",
    "Modality",
    "Sentence",
    "canonical",
    "deadlines_in",
    "due_days",
    "duties_in",
    "duties_json",
    "duty_table",
    "find_duties",
    "has_date",
    "rank_of",
    "sentences_in",
]
