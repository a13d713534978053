"""Which questions are answered better than before, and which worse?"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

from library.evaluation.trial import Answer, Trial

__all__ = ["Comparison", "compare"]

_NEVER = 1000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs of answers (before, now) to the same question with the same expectation.

    `chance` is the two-sided sign test: how probable so uneven a split is among equal runs.
    `unmatched` counts questions that only one of the runs answered.
    """

    before: Trial
    now: Trial
    wins: tuple[tuple[Answer, Answer], ...]
    losses: tuple[tuple[Answer, Answer], ...]
    same: int
    unmatched: int

    @property
    def chance(self) -> float:
        """Between 0 and 1; 1 where nothing changed."""
        changed, fewer = len(self.wins) + len(self.losses), min(len(self.wins), len(self.losses))
        tail = sum(comb(changed, k) for k in range(fewer + 1))
        return min(1.0, 2 * tail / float(2**changed))


def compare(before: Trial, now: Trial) -> Comparison:
    """Compare two runs question by question."""
    pairs = list(_pairs(before, now))
    wins = tuple(pair for pair in pairs if _place(pair[1]) < _place(pair[0]))
    losses = tuple(pair for pair in pairs if _place(pair[1]) > _place(pair[0]))
    unmatched = len(before.answers) + len(now.answers) - 2 * len(pairs)
    same = len(pairs) - len(wins) - len(losses)
    return Comparison(before, now, wins, losses, same, unmatched)


def _pairs(before: Trial, now: Trial) -> Iterator[tuple[Answer, Answer]]:
    earlier = {(answer.query, answer.expected): answer for answer in before.answers}
    for answer in now.answers:
        if found := earlier.get((answer.query, answer.expected)):
            yield found, answer


def _place(answer: Answer) -> int:
    """Return what is better the smaller it is: the first right rank, 0 or more where none is."""
    if not answer.expected:
        return int(answer.total > 0)
    return answer.first or _NEVER
