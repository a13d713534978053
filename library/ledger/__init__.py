"""Which hazards, measures and responsibilities are there, how far is each, and what shows it?

The lists that the notices name, their closed loop, and the monthly form that is filled from them.
Workbooks are read and written by `sheets`, `intake` and `form_sheet`, which load openpyxl.
"""

from library.ledger.due_days import DueDay, next_due_days
from library.ledger.evidence_files import ACCEPTED, LARGEST_EVIDENCE
from library.ledger.fields import FIELDS, Field, fields_of
from library.ledger.figures import FIGURES, Figure
from library.ledger.filters import ItemFilter
from library.ledger.form import NO_RATE, AspectRow, Form, Period, Share, fill_form, read_period
from library.ledger.form_listing import (
    FORM_NOTES,
    STUDY,
    aspect_lines,
    form_json,
    form_printed,
    form_totals,
)
from library.ledger.from_clauses import DutyDraft, add_duty, drafts_of
from library.ledger.ledger import MOST_EVIDENCE, Ledger
from library.ledger.listing import (
    double_report,
    history_json,
    item_json,
    item_tables,
    lists_sheet,
)
from library.ledger.records import (
    OPEN_STATES,
    Action,
    Aspect,
    Event,
    Evidence,
    Grade,
    Item,
    Kind,
    Recipient,
    Report,
    State,
    item_id_of,
    state_label,
)
from library.ledger.steps import Circumstances, Step, obstacles, steps_of

__all__ = [
    "ACCEPTED",
    "FIELDS",
    "FIGURES",
    "FORM_NOTES",
    "LARGEST_EVIDENCE",
    "MOST_EVIDENCE",
    "NO_RATE",
    "OPEN_STATES",
    "STUDY",
    "Action",
    "Aspect",
    "AspectRow",
    "Circumstances",
    "DueDay",
    "DutyDraft",
    "Event",
    "Evidence",
    "Field",
    "Figure",
    "Form",
    "Grade",
    "Item",
    "ItemFilter",
    "Kind",
    "Ledger",
    "Period",
    "Recipient",
    "Report",
    "Share",
    "State",
    "Step",
    "add_duty",
    "aspect_lines",
    "double_report",
    "drafts_of",
    "fields_of",
    "fill_form",
    "form_json",
    "form_printed",
    "form_totals",
    "history_json",
    "item_id_of",
    "item_json",
    "item_tables",
    "lists_sheet",
    "next_due_days",
    "obstacles",
    "read_period",
    "state_label",
    "steps_of",
]
