"""How does a structured record become a document that can be read, found and cited?

record → checked fields → text of our own → document with clauses
"""

from corpus.composing.case import compose_case
from corpus.composing.collection import OWN, import_records
from corpus.composing.digest import DUTY_COLUMNS, compose_digest, tabulate_duties
from corpus.composing.fields import CASE_FIELDS, DUTY_FIELDS, STANDARD_FIELDS
from corpus.composing.note import Note, base_citation, compose_note
from corpus.composing.standard import compose_standard
from corpus.composing.thresholds import compose_thresholds, read_thresholds
from corpus.composing.wording import remark

__all__ = [
    "CASE_FIELDS",
    "DUTY_COLUMNS",
    "DUTY_FIELDS",
    "OWN",
    "STANDARD_FIELDS",
    "Note",
    "base_citation",
    "compose_case",
    "compose_digest",
    "compose_note",
    "compose_standard",
    "compose_thresholds",
    "import_records",
    "read_thresholds",
    "remark",
    "tabulate_duties",
]
