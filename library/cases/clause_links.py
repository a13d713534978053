"""Which clauses does a case name, and which cases name a clause?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus import Clause, Document
from corpus.titles import title_key
from library.cases.record import Case
from search.lookup import place_in
from search.ports import SearchService

__all__ = ["BY_CURRENT_TEXT", "NamedClause", "cases_naming", "clauses_named"]

BY_CURRENT_TEXT = "相关条款按现行条文列出，事故发生时可能尚未施行或条号不同"


@dataclass(frozen=True, slots=True)
class NamedClause:
    """A clause that a case names; document and clause are None where the collection lacks it."""

    title: str
    place: str
    document: Document | None = None
    clause: Clause | None = None

    @property
    def citation(self) -> str:
        """The clause as a letter cites it."""
        return self.clause.citation if self.clause else f"《{self.title}》{self.place}"


def clauses_named(case: Case, service: SearchService) -> list[NamedClause]:
    """Return the clauses of a case in its order, each found in the collection or not."""
    return [_found(title, place, service) for title, place in _pairs(case)]


def cases_naming(document: Document, clause: Clause, cases: Iterable[Case]) -> list[Case]:
    """Return the cases that name this clause, by the title or another name of its document."""
    place = place_in(clause.citation)[1]
    titles = {title_key(title) for title in (document.title, *document.aliases)}
    titles.add(place_in(clause.citation)[0])
    return [
        case
        for case in cases
        if any(
            title_key(title) in titles and place_in(f"《{title}》{number}")[1] == place
            for title, number in _pairs(case)
        )
    ]


def _found(title: str, place: str, service: SearchService) -> NamedClause:
    held = service.cited(f"《{title}》{place}")
    return NamedClause(title, place, *held[0]) if held else NamedClause(title, place)


def _pairs(case: Case) -> Iterator[tuple[str, str]]:
    for clause in case.related_clauses:
        title, _, place = clause.partition("|")
        yield title, place
