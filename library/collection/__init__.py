"""How do documents come into the home, how are they put right, and how do they leave it?"""

from library.collection.amending import (
    FIELD_NAMES,
    done_in_words,
    plain_value,
    remark_on,
    value_in_words,
)
from library.collection.delivery import LARGEST_DELIVERY, MOST_FILES, Delivered, Delivery, Spool
from library.collection.removing import Leaving, leaving_of, remove_documents
from library.collection.running import import_into
from library.collection.wording import (
    build_in_words,
    changes_in_words,
    path_text,
    percent,
    report_json,
    totals,
)

__all__ = [
    "FIELD_NAMES",
    "LARGEST_DELIVERY",
    "MOST_FILES",
    "Delivered",
    "Delivery",
    "Leaving",
    "Spool",
    "build_in_words",
    "changes_in_words",
    "done_in_words",
    "import_into",
    "leaving_of",
    "path_text",
    "percent",
    "plain_value",
    "remark_on",
    "remove_documents",
    "report_json",
    "totals",
    "value_in_words",
]
