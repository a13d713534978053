"""Which cases are wanted, and in which order?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.normalise import fold
from library.cases.accident_types import covers
from library.cases.record import Case, as_record

__all__ = ["UNKNOWN", "CaseFilter", "CaseOrder", "holds", "ordered"]

UNKNOWN = "未核实"
"""What is written, and asked for, where a value is unknown."""


class CaseOrder(StrEnum):
    """How cases are ordered; relevance needs a query and is by date without one."""

    RELEVANCE = "relevance"
    DATE = "date"
    DEATHS = "deaths"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases pass; empty means no restriction, the values of one field are alternatives.

    A type covers its finer kinds. Works, project types and regions match by a part of the name;
    未核实 finds what is unknown. Days and deaths are inclusive; an unknown number of deaths passes
    no limit.
    """

    types: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    project_types: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    least_deaths: int | None = None
    most_deaths: int | None = None

    def passes(self, case: Case) -> bool:
        """Whether the case is wanted."""
        return (
            _any(self.types, case.accident_type, covers)
            and _any(self.works, case.hazard_works, _part)
            and _any(self.levels, case.level, _equal)
            and _any(self.provinces, case.province, _part)
            and _any(self.cities, case.city, _part)
            and _any(self.project_types, case.project_type, _part)
            and _any(self.bases, case.basis, _equal)
            and _any(self.qualities, case.source_quality, _equal)
            and (self.since or case.date) <= case.date <= (self.until or case.date)
            and self._by_deaths(case.deaths)
        )

    def _by_deaths(self, deaths: int | None) -> bool:
        if self.least_deaths is None and self.most_deaths is None:
            return True
        if deaths is None or deaths < (self.least_deaths or 0):
            return False
        return self.most_deaths is None or deaths <= self.most_deaths


def holds(case: Case, query: str) -> bool:
    """Whether every word of the query stands somewhere in the record, whatever the field."""
    words = [fold(word).text for word in query.split()]
    text = fold("\n".join(_texts(as_record(case).values()))).text
    return all(word in text for word in words if word) and any(words)


def ordered(cases: Iterable[Case], order: CaseOrder, ranking: Sequence[str] = ()) -> list[Case]:
    """Return the cases in order: newest first, most deaths first (unknown last), or as ranked."""
    newest = sorted(cases, key=lambda case: (case.date, case.case_id), reverse=True)
    if order is CaseOrder.DEATHS:
        newest.sort(key=lambda case: -1 if case.deaths is None else case.deaths, reverse=True)
    if order is CaseOrder.RELEVANCE and ranking:
        rank = {case_id: place for place, case_id in enumerate(ranking)}
        newest.sort(key=lambda case: rank.get(case.case_id, len(rank)))
    return newest


def _any(wanted: Sequence[str], value: str | None, match: Callable[[str, str], bool]) -> bool:
    if not wanted:
        return True
    if value is None:
        return UNKNOWN in wanted
    return any(match(word, value) for word in wanted)


def _part(word: str, value: str) -> bool:
    return fold(word).text in fold(value).text


def _equal(word: str, value: str) -> bool:
    return word == value


def _texts(values: Iterable[object]) -> Iterable[str]:
    for value in values:
        if isinstance(value, list):
            yield from value
        elif isinstance(value, str):
            yield value
