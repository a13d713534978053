"""What do the first and last lines say about a document: title, number, issuer, day?"""

import re
from dataclasses import dataclass
from datetime import date

from corpus.identifiers import doc_no_key
from corpus.normalise import nfkc
from corpus.records import Node
from corpus.structure.lines import read_lines
from corpus.structure.parts import is_doc_no

__all__ = ["Head", "read_head"]

_DAY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日?$")
_ANNEX = re.compile(r"附[件表]?\s*\d*\s*:|\d+[.、]")  # a line of the list of annexes, no name
_COVER_HEAD = 300  # characters; below them a 文号 belongs to something that is cited


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
        doc_no=_doc_no(text, main) or _cover_number(text, outline) if main else None,
        issuer=issuer,
        issued_on=issued_on,
    )


def _doc_no(text: str, node: Node) -> str | None:
    return doc_no_key(nfkc(text[node.start : node.end]).text)


def _cover_number(text: str, outline: tuple[Node, ...]) -> str | None:
    """Return the 文号 that stands alone in the first lines of a covering letter."""
    cover = [node for node in outline if node.address.startswith("p0.")]
    first = text[cover[0].start : cover[-1].end] if cover else ""
    lines = [line for line in read_lines(first[:_COVER_HEAD]) if is_doc_no(line)]
    return doc_no_key(lines[0].text) if lines else None


def _signature(tail: str) -> tuple[str | None, date | None]:
    """Return issuer and day of the first line that is a day, with the name above it."""
    lines = [nfkc(line).text.strip() for line in tail.splitlines() if line.strip()]
    for above, line in zip([None, *lines], lines, strict=False):
        if match := _DAY.match(line.replace(" ", "")):
            named = None if above is None or _ANNEX.match(above) else above
            return named, _day(*(int(group) for group in match.groups()))
    return None, None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
