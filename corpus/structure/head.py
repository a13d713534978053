"""What do the first and last lines say about a document: title, number, issuer, day?"""

import re
from dataclasses import dataclass
from datetime import date

from corpus.identifiers import doc_no_key
from corpus.normalise import nfkc
from corpus.records import Node

__all__ = ["Head", "read_head"]

_DAY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日?$")


@dataclass(frozen=True, slots=True)
class Head:
    """What was found; None where the text does not say it. The title is '' without any."""

    title: str
    doc_no: str | None
    issuer: str | None
    issued_on: date | None


def read_head(text: str, outline: tuple[Node, ...]) -> Head:
    """Read the title node, the number below it, and signature and day of the first tail.

    The main text is the first part that has a title, be it behind a covering letter.
    """
    titles = [node for node in outline if node.address.split(".")[-1] == "t"]
    main = next((node for node in titles if not node.address.startswith("p0")), None)
    tail = next((node for node in outline if node.address.split(".")[-1] == "z"), None)
    issuer, issued_on = _signature(text[tail.start : tail.end]) if tail else (None, None)
    return Head(
        title=main.title if main else "",
        doc_no=doc_no_key(nfkc(text[main.start : main.end]).text) if main else None,
        issuer=issuer,
        issued_on=issued_on,
    )


def _signature(tail: str) -> tuple[str | None, date | None]:
    """Return issuer and day of the last line that is a day with a name above it."""
    lines = [nfkc(line).text.strip() for line in tail.splitlines() if line.strip()]
    for above, line in zip([None, *lines], lines, strict=False):
        match = _DAY.match(line.replace(" ", ""))
        if match and above:
            return above, _day(*(int(group) for group in match.groups()))
    return None, None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
