"""What do the results of a test show of people, of its questions, and of what should be taught?

Of people, the best attempt counts; of questions only the first attempts, since whoever tries again
has seen them. Difficulty is the share of the score that was missed. Discrimination is the
correlation of the share gained with the score of all other questions: for a question that is right
or wrong, the corrected point-biserial (Henrysson 1963). Where fewer than `FEW` answered, or all
alike, there is none.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import StatisticsError, correlation

from library.exams.answers import CHOSEN
from library.exams.records import Answers, Exam, Sitting
from library.papers import Printed, Variant, letters_of
from library.questions import Item, Measured

__all__ = ["FEW", "LEAST", "GroupFigures", "ItemFigures", "WeakClause", "best_of", "by_group",
           "item_figures", "measured_of", "weak_clauses"]  # fmt: skip

FEW = 20
"""Fewer answers tell nothing of discrimination."""
LEAST = 5
"""Fewer answers tell nothing at all."""
_WEAK = 0.4
"""A clause of whose questions this share was missed should be taught again."""
_POOR = 0.2
"""Below this (Ebel 1972) a question does not tell those who know from those who do not."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """How the people of a unit or an audience did; `mean` is None where all await marks."""

    name: str
    people: int
    passed: int
    waiting: int
    mean: Decimal | None

    @property
    def rate(self) -> float | None:
        """The share of those whose result is known that passed."""
        known = self.people - self.waiting
        return self.passed / known if known else None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What the answers to a question showed.

    `right` is how many got the whole score, `wrong` the wrong options by how many chose them;
    `remark` says in Chinese what to think of it.
    """

    item: Item
    answers: int
    right: int
    missed: float
    discrimination: float | None
    wrong: tuple[tuple[str, int], ...]
    remark: str


@dataclass(frozen=True, slots=True)
class WeakClause:
    """A clause whose questions went wrong often; `confused` are the options chosen instead."""

    clause_id: str
    citation: str
    quote: str
    questions: int
    answers: int
    missed: float
    confused: tuple[str, ...]


def best_of(sittings: Iterable[Sitting]) -> list[Sitting]:
    """Return the best attempt of each person who handed one in, in the order of numbers."""
    best: dict[str, Sitting] = {}
    for one in sittings:
        held = best.get(one.person)
        if one.submitted_at is not None and (held is None or one.score > held.score):
            best[one.person] = one
    return sorted(best.values(), key=lambda one: one.number)


def by_group(
    exam: Exam, sittings: Iterable[Sitting], name_of: Callable[[Sitting], str]
) -> list[GroupFigures]:
    """Return how each group did, the largest first; `name_of` tells the group."""
    groups: dict[str, list[Sitting]] = defaultdict(list)
    for one in best_of(sittings):
        groups[name_of(one)].append(one)
    made = [_group(exam, name, held) for name, held in groups.items()]
    return sorted(made, key=lambda group: (-group.people, group.name))


def _group(exam: Exam, name: str, held: Sequence[Sitting]) -> GroupFigures:
    passing = exam.paper.blueprint.passing
    passed = [one for one in held if one.score >= passing]
    waiting = [one for one in held if one.waiting and one.score < passing]
    marked = [one.score for one in held if not one.waiting]
    mean = round(sum(marked, Decimal(0)) / len(marked), 1) if marked else None
    return GroupFigures(name, len(held), len(passed), len(waiting), mean)


def item_figures(exam: Exam, sittings: Iterable[Sitting]) -> list[ItemFigures]:
    """Return what the first attempts showed of each question, in the order of version A."""
    versions = {name: exam.variant(name) for name in ("A", "B")}
    seen = [_Seen(one, versions[one.version]) for one in sittings if _counts(one)]
    return [_figures(question.item, seen) for question in versions["A"].questions]


def _counts(sitting: Sitting) -> bool:
    return sitting.submitted_at is not None and sitting.attempt == 1


class _Seen:
    """A sitting, its questions by the id of the item."""

    def __init__(self, sitting: Sitting, version: Variant) -> None:
        self.answers: Answers = sitting.answers
        self.scores: Mapping[int, Decimal] = sitting.scores
        self.total = float(sitting.score)
        self.questions: dict[str, Printed] = {q.item.item_id: q for q in version.questions}

    def share(self, item_id: str) -> float | None:
        """Return the share of the score gained, None where nobody marked it yet."""
        question = self.questions[item_id]
        gained = self.scores.get(question.number)
        return None if gained is None else float(gained / question.score)

    def chosen(self, item_id: str) -> list[str]:
        """Return the options chosen, by their words."""
        question = self.questions[item_id]
        shown = letters_of(question.item)
        given = self.answers.get(question.number, ())
        return [shown[letter] for letter in given if letter in shown]


def _figures(item: Item, seen: Sequence[_Seen]) -> ItemFigures:
    pairs = [(one, share) for one in seen if (share := one.share(item.item_id)) is not None]
    shares = [share for _, share in pairs]
    rests = [one.total - share * float(one.questions[item.item_id].score) for one, share in pairs]
    missed = 1 - sum(shares) / len(shares) if shares else 0.0
    told = _correlation(shares, rests)
    right = {item.options[at] for at in item.key} if item.type in CHOSEN else set()
    chosen = [text for one, _ in pairs for text in one.chosen(item.item_id)]
    wrong = Counter(text for text in chosen if text not in right).most_common(3)
    gained = sum(share >= 1 for share in shares)
    remark = _remark(len(shares), missed, told)
    return ItemFigures(item, len(shares), gained, missed, told, tuple(wrong), remark)


def _correlation(shares: Sequence[float], rests: Sequence[float]) -> float | None:
    if len(shares) < FEW:
        return None
    try:
        return correlation(shares, rests)
    except StatisticsError:  # all answered alike
        return None


def _remark(answers: int, missed: float, told: float | None) -> str:
    if answers < LEAST:
        return "人数太少，看不出"
    if told is not None and told < 0:
        return "会的人反而错，请核对答案和题干"
    if told is not None and told < _POOR:
        return "区分不出会与不会"
    if missed >= 0.7:
        return "大多答错，先核对题目，再考虑讲解"
    return "几乎都对" if missed <= 0.05 else ""


def weak_clauses(figures: Iterable[ItemFigures]) -> list[WeakClause]:
    """Return the clauses whose questions went wrong often, the worst first."""
    groups: dict[str, list[ItemFigures]] = defaultdict(list)
    for one in figures:
        if one.answers and one.item.sources:
            groups[one.item.sources[0].clause_id].append(one)
    found = [_weak(clause_id, held) for clause_id, held in groups.items()]
    kept = [one for one in found if one.answers >= LEAST and one.missed >= _WEAK]
    return sorted(kept, key=lambda one: (-one.missed, one.clause_id))


def _weak(clause_id: str, held: Sequence[ItemFigures]) -> WeakClause:
    answers = sum(one.answers for one in held)
    missed = sum(one.missed * one.answers for one in held) / answers
    source = held[0].item.sources[0]
    quotes = dict.fromkeys(" ".join(one.item.sources[0].quote.split()) for one in held)
    wrong: Counter[str] = Counter()
    for one in held:
        if len(one.item.options) > 2:
            wrong.update(dict(one.wrong))
    confused = tuple(text for text, _ in wrong.most_common(3))
    quote = "……".join(quotes)
    return WeakClause(clause_id, source.citation, quote, len(held), answers, missed, confused)


def measured_of(results: Iterable[Sequence[ItemFigures]]) -> dict[str, Measured]:
    """Return for the bank what all tests together showed of each question.

    What fewer than `LEAST` answered is left out, since the bank trusts it before its own estimate.
    """
    held: dict[str, list[ItemFigures]] = defaultdict(list)
    for figures in results:
        for one in figures:
            if one.answers:
                held[one.item.item_id].append(one)
    made = {item_id: _pooled(each) for item_id, each in held.items()}
    return {item_id: one for item_id, one in made.items() if one.answers >= LEAST}


def _pooled(each: Sequence[ItemFigures]) -> Measured:
    answers = sum(one.answers for one in each)
    missed = sum(one.missed * one.answers for one in each) / answers
    known = [(one.discrimination, one.answers) for one in each if one.discrimination is not None]
    weight = sum(count for _, count in known)
    told = sum(value * count for value, count in known) / weight if weight else None
    return Measured(answers, round(missed, 4), None if told is None else round(told, 4))
