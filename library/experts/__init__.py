"""Who are the department's experts, who of them knows this, and who is drawn for that panel?

records ← keys, vault ← pool ← look-up, sheets, statistics; drawing; the desk opens all for a home
"""

from library.experts.checks import examine_experts
from library.experts.columns import COLUMNS, CONTACTS
from library.experts.demands import Need, Proposal
from library.experts.desk import ExpertDesk, WorksExperts
from library.experts.editing import add_by_hand, change_by_hand, written
from library.experts.finding import FoundExpert, FoundExperts, SpecialtyFinder, SpecialtyMatch
from library.experts.intake import RowOutcome, import_rows
from library.experts.keys import ExpertKey
from library.experts.pool import Experts
from library.experts.records import Contact, Expert, FormerUnit, HistoryEntry, Review, Sex, State
from library.experts.rows import ExpertFilter
from library.experts.rules import Rules
from library.experts.samples import sample_experts
from library.experts.scans import LARGEST_SCAN, SCAN_SUFFIXES, Scans
from library.experts.sheets import SHEET_SUFFIXES, experts_as, read_rows, template_bytes
from library.experts.specialties import Specialty, Taxonomy, taxonomy_in
from library.experts.statistics import Coverage, PoolStatistics

__all__ = [
    "COLUMNS",
    "CONTACTS",
    "LARGEST_SCAN",
    "SCAN_SUFFIXES",
    "SHEET_SUFFIXES",
    "Contact",
    "Coverage",
    "Expert",
    "ExpertDesk",
    "ExpertFilter",
    "ExpertKey",
    "Experts",
    "FormerUnit",
    "FoundExpert",
    "FoundExperts",
    "HistoryEntry",
    "Need",
    "PoolStatistics",
    "Proposal",
    "Review",
    "RowOutcome",
    "Rules",
    "Scans",
    "Sex",
    "Specialty",
    "SpecialtyFinder",
    "SpecialtyMatch",
    "State",
    "Taxonomy",
    "WorksExperts",
    "add_by_hand",
    "change_by_hand",
    "examine_experts",
    "experts_as",
    "import_rows",
    "read_rows",
    "sample_experts",
    "taxonomy_in",
    "template_bytes",
    "written",
]
