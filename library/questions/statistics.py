"""How is the bank filled: what of each kind, how hard, which clauses lack questions or are weak?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus import UnknownDocument
from library.questions.bank import Gist, QuestionBank
from library.questions.records import ItemState
from search.ports import SearchService

__all__ = ["Coverage", "Filling", "Weak", "coverage_of", "fillings", "histogram", "weak_clauses"]

_BANDS = 10
_FEWEST, _WEAK = 5, 0.4
"""Answers below which nothing is told of a clause, and the share of the score missed from which."""


@dataclass(frozen=True, slots=True)
class Filling:
    """How many questions a topic has, by type and state."""

    topic: str
    counts: Mapping[tuple[str, str], int]

    def of(self, type_: str, *states: str) -> int:
        """Return how many are of the type and in one of the states; '' means any type."""
        return sum(
            count
            for (kind, state), count in self.counts.items()
            if type_ in {"", kind} and (not states or state in states)
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many clauses of a document have questions in use."""

    document_id: str
    title: str
    clauses: int
    covered: int


@dataclass(frozen=True, slots=True)
class Weak:
    """A clause on which people miss much: `missed` is the share of the score, 0 to 1."""

    clause_id: str
    items: tuple[str, ...]
    answers: int
    missed: float


def fillings(gists: Iterable[Gist]) -> list[Filling]:
    """Return the counts of each topic, the fullest first."""
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for gist in gists:
        counts[gist.topic][gist.type, gist.state] += 1
    ranked = sorted(counts, key=lambda topic: (-counts[topic].total(), topic))
    return [Filling(topic, counts[topic]) for topic in ranked]


def histogram(gists: Iterable[Gist]) -> list[int]:
    """Return how many questions in use have a difficulty in each tenth from 0 to 1."""
    counts = Counter(
        min(int(gist.difficulty * _BANDS), _BANDS - 1)
        for gist in gists
        if gist.state != ItemState.RETIRED
    )
    return [counts[band] for band in range(_BANDS)]


def coverage_of(service: SearchService, bank: QuestionBank) -> Iterator[Coverage]:
    """Yield the coverage of each document that has questions, as the bank orders them."""
    for document_id, resting in bank.resting().items():
        try:
            document, clauses = service.document(document_id)
        except UnknownDocument:
            continue
        covered = sum(clause.clause_id in resting for clause in clauses)
        yield Coverage(document_id, document.title, len(clauses), covered)


def weak_clauses(gists: Sequence[Gist]) -> list[Weak]:
    """Return the clauses whose questions people often miss, the weakest first."""
    by_clause: dict[str, list[Gist]] = defaultdict(list)
    for gist in gists:
        if gist.answers and gist.clause_id:
            by_clause[gist.clause_id].append(gist)
    found = []
    for clause_id, asked in by_clause.items():
        answers = sum(gist.answers for gist in asked)
        missed = sum(gist.difficulty * gist.answers for gist in asked) / answers
        if answers >= _FEWEST and missed >= _WEAK:
            names = tuple(gist.item_id for gist in asked)
            found.append(Weak(clause_id, names, answers, missed))
    return sorted(found, key=lambda weak: (-weak.missed, weak.clause_id))
