"""What do staff explain, what does the public ask, and how do both become findable?

draft → second person → beside the clause; question → answer → common question → index
"""

from library.exchange.collecting import PUBLISHED, collect_published, uncollected
from library.exchange.enquiries import (
    KEPT_DAYS,
    LONGEST_ANSWER,
    LONGEST_CONTACT,
    LONGEST_ENQUIRY,
    LONGEST_TITLE,
)
from library.exchange.exchange import Exchange
from library.exchange.interpretations import (
    LONGEST_INTERPRETATION,
    LONGEST_REASON,
    LONGEST_UNIT,
)
from library.exchange.records import (
    Contact,
    Enquiry,
    EnquiryState,
    Interpretation,
    Matter,
    Person,
    State,
    Step,
    Version,
)
from library.exchange.review import outdated, review_of
from library.exchange.sources import Sources, sources_of

__all__ = [
    "KEPT_DAYS",
    "LONGEST_ANSWER",
    "LONGEST_CONTACT",
    "LONGEST_ENQUIRY",
    "LONGEST_INTERPRETATION",
    "LONGEST_REASON",
    "LONGEST_TITLE",
    "LONGEST_UNIT",
    "PUBLISHED",
    "Contact",
    "Enquiry",
    "EnquiryState",
    "Exchange",
    "Interpretation",
    "Matter",
    "Person",
    "Sources",
    "State",
    "Step",
    "Version",
    "collect_published",
    "outdated",
    "review_of",
    "sources_of",
    "uncollected",
]
