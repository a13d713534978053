"""Whom may a decision brief name, of the specialties that it suggests?"""

from collections.abc import Sequence
from datetime import date

from library.brief import Expert
from library.experts.desk import ExpertDesk

__all__ = ["BriefExperts"]

_EACH = 3
"""Experts of one specialty; those with the fewest reviews come first."""
_SURE = 0.6
"""Below this grade, a specialty of the brief is none of the department's."""


class BriefExperts:
    """The port `ExpertPool` of the briefs, over the pool of a home."""

    def __init__(self, desk: ExpertDesk) -> None:
        self._desk = desk

    def having(self, specialties: Sequence[str], as_of: date) -> Sequence[Expert]:
        """Return a few engaged experts of each specialty, nobody twice, by the order given."""
        found: dict[int, Expert] = {}
        for name in specialties:
            match = next(iter(self._desk.finder.matches(name)), None)
            if match is None or match.score < _SURE:
                continue
            own = self._desk.finder.held_by(self._desk.pool, match.specialty, as_of, _EACH)
            for one in own.experts:
                person = Expert(one.expert.name, match.specialty.name, one.expert.unit)
                found.setdefault(one.expert.expert_id, person)
        return tuple(found.values())
