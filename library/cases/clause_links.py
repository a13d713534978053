"""Which clauses does a case name, and which cases name a clause?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Clause, Document
from corpus.standing import Standing
from library.cases.record import Case
from search.ports import SearchService

__all__ = [
    "BY_CURRENT_TEXT",
    "NamedClause",
    "cases_naming",
    "clauses_named",
    "index_cases",
]

Pair = tuple[str, str]
"""Title and place, as a case names a clause."""

BY_CURRENT_TEXT = "相关条款按现行条文列出，事故发生时可能尚未施行或条号不同"


@dataclass(frozen=True, slots=True)
class NamedClause:
    """A clause that a case names; the rest is None where the collection lacks it.

    `standing` is that of the document today.
    """

    title: str
    place: str
    document: Document | None = None
    clause: Clause | None = None
    standing: Standing | None = None

    @property
    def citation(self) -> str:
        """The clause as a letter cites it."""
        return self.clause.citation if self.clause else f"《{self.title}》{self.place}"


def clauses_named(case: Case, service: SearchService) -> list[NamedClause]:
    """Return the clauses of a case in its order, each found in the collection or not."""
    return [_found(title, place, service) for title, place in _pairs(case)]


def cases_naming(clause: Clause, cases: Sequence[Case], service: SearchService) -> list[Case]:
    """Return the cases one of whose clauses leads to this one, so that both ways agree."""
    naming = [c for c in cases if any(place in clause.citation for _, place in _pairs(c))]
    return index_cases(naming, service).get(clause.clause_id, [])


def index_cases(cases: Sequence[Case], service: SearchService) -> dict[str, list[Case]]:
    """Return, by clause id, the cases one of whose clauses leads there, over all that is held."""
    leading: dict[Pair, list[str]] = {}
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for pair in _pairs(case):
            if pair not in leading:
                held = service.cited(f"《{pair[0]}》{pair[1]}")
                leading[pair] = [clause.clause_id for _, clause in held]
            for clause_id in leading[pair]:
                if case not in found[clause_id]:
                    found[clause_id].append(case)
    return dict(found)


def _found(title: str, place: str, service: SearchService) -> NamedClause:
    held = service.cited(f"《{title}》{place}")
    if not held:
        return NamedClause(title, place)
    document, clause = held[0]
    return NamedClause(
        title, place, document, clause, service.dossier(document.document_id).standing
    )


def _pairs(case: Case) -> Iterator[Pair]:
    for clause in case.related_clauses:
        title, _, place = clause.partition("|")
        yield title, place
