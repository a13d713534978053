"""Which limits stand on a clause, and which specialties judge the works of which it speaks?"""

import re
from collections.abc import Iterator, Sequence

from corpus.identifiers import doc_no_key, order_key
from corpus.normalise import nfkc
from corpus.records import Clause, Document
from library.cases import Case
from library.errors import UnknownWorks
from library.hazard_table import HazardRow
from library.links.providers import SpecialtyProvider
from library.links.records import Link, LinkKind
from library.thresholds import find_works, names_of

__all__ = ["WorksLinks"]

_SHORTEST = 3
"""Shorter names of works mean other things as well: 支护, 拆除, 降水."""


class WorksLinks:
    """Finds the limits and specialties of clauses, by one table of limits."""

    def __init__(self, rows: Sequence[HazardRow], experts: SpecialtyProvider) -> None:
        self._rows = rows
        self._experts = experts
        self._categories = {
            name: row.category
            for row in rows
            for name in (row.category, row.category.removesuffix("工程"), *names_of(row.item))
            if len(name) >= _SHORTEST
        }
        names = sorted(self._categories, key=len, reverse=True)
        self._named = re.compile("|".join(map(re.escape, names)) or r"(?!)")

    def limits(self, document: Document, clauses: Sequence[Clause]) -> Iterator[Link]:
        """Yield the rows of the table that stand on a document, each at its clause."""
        numbers = {_key(name) for name in (document.doc_no, document.facts.get("law")) if name}
        for row in self._rows:
            place = _place(row, clauses)
            if (row.document and _key(row.document) in numbers) or (
                "rows" in document.facts and place
            ):
                citation = f"{row.document}{row.clause or ''}"
                yield Link(
                    LinkKind.THRESHOLD, place, row.level.value, f"{row.item}：{row.rule}",
                    citation, row.item, document.document_id,
                )  # fmt: skip

    def specialties(self, clause: Clause) -> Iterator[Link]:
        """Yield the specialties for the works that a clause names."""
        told: dict[str, str] = {}
        for match in self._named.finditer(clause.text):
            told.setdefault(self._categories[match[0]], match[0])
        for category, word in told.items():
            yield from self._specialties(category, clause.address, f"文中的“{word}”")

    def of_case(self, case: Case) -> Iterator[Link]:
        """Yield the specialties for the works of an accident."""
        try:
            works = find_works(case.hazard_works, self._rows) if case.hazard_works else []
        except UnknownWorks:
            return
        for category in dict.fromkeys(one.category for one in works):
            yield from self._specialties(category, "", f"危大工程类别“{case.hazard_works}”")

    def _specialties(self, category: str, here: str, why: str) -> Iterator[Link]:
        for name in self._experts.specialties(category):
            yield Link(
                LinkKind.SPECIALTY, here, category, name, f"{category}，{why}",
                note=self._experts.note,
            )  # fmt: skip


def _place(row: HazardRow, clauses: Sequence[Clause]) -> str:
    """Return the clause of a row: below the heading of its category, in its annex if several."""
    found = [c for c in clauses if any(row.category in heading for heading in c.path)]
    annex = re.match(r"附件\d+", row.clause or "")
    exact = [c for c in found if annex and annex[0] in "".join(c.path)]
    return next((clause.address for clause in exact or found), "")


def _key(number: object) -> str:
    plain = nfkc(str(number)).text
    return order_key(plain) or doc_no_key(plain) or plain
