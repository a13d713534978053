"""Which 简答 ask for what a clause of a notice asks?

Only a clause that can be known: at least two and half of its points hold a number, a time or how
often. What is to be strengthened and improved is in every notice, and nobody is asked to recite it.
The duties of a party are not asked for: a digest does not hold all of them,
and whoever names one that it lacks is right as well.
"""

import re
from collections.abc import Iterator

from corpus import Clause, Document, Kind
from library.duties import sentences_in
from library.questions.records import Item, ItemType
from library.questions.references import dangling
from library.questions.rules.making import explained, make_item
from library.questions.rules.quantities import quantities_in
from library.questions.rules.statement import law_of, source_of, unsigned
from library.questions.rules.statements import is_aside

__all__ = ["clause_outline"]

_FEWEST, _MOST = 3, 6
_OFTEN = re.compile("每[^，]{1,30}次")
_LONGEST = 80  # characters of a point that somebody may be asked to know


def clause_outline(document: Document, clause: Clause) -> Iterator[Item]:
    """Yield the 简答 on a titled clause of a notice: what does it ask for?"""
    if document.kind is not Kind.POLICY or not document.verbatim or not clause.path:
        return
    if is_aside(clause) or unsigned(document):
        return
    title = clause.path[-1].split("）")[-1].split(")")[-1].split("、")[-1].strip("。 ")
    sentences = [s for s in sentences_in(clause) if not s.opens]
    points = [clause.text[s.start : s.end].strip(" 。；;") for s in sentences]
    whole = not any(d.start < clause.end and clause.start < d.end for d in document.defects)
    if not (whole and 4 <= len(title) <= 24 and _FEWEST <= len(points) <= _MOST + 1):
        return
    if any(dangling(point) or not 8 <= len(point) <= _LONGEST for point in points):
        return
    concrete = sum(any(quantities_in(point)) or bool(_OFTEN.search(point)) for point in points)
    if concrete < 2 or 2 * concrete < len(points):
        return
    source = source_of(document, clause, clause.start, clause.end)
    yield make_item(
        ItemType.SHORT,
        "简答·条款要求",
        f"根据{law_of(document)}，在“{title}”方面提出了哪些要求？",
        [source],
        explained(source, verbatim=True, answer=""),
        clause.path,
        points=points,
    )
