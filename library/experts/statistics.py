"""Who carries how much, which specialties lack people, and whose term is about to end?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from library.experts.pool import Experts
from library.experts.records import Expert, State
from library.experts.rules import Rules
from library.experts.specialties import Specialty, Taxonomy

__all__ = ["Coverage", "PoolStatistics", "pool_statistics"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many engaged experts a specialty has, those within it included, and how many it needs."""

    specialty: Specialty
    engaged: int
    wanted: int

    @property
    def lacking(self) -> int:
        """How many are lacking for one panel and its reserve."""
        return max(0, self.wanted - self.engaged)


@dataclass(frozen=True, slots=True)
class PoolStatistics:
    """The pool on a day. `load` is by expert with reviews in the last year, the most first."""

    day: date
    states: tuple[tuple[State, int], ...]
    load: tuple[tuple[Expert, int], ...]
    coverage: tuple[Coverage, ...]
    ending: tuple[Expert, ...]
    reviews: int
    unused: int
    """Engaged experts without a review in the last year."""

    @property
    def total(self) -> int:
        """How many experts there are."""
        return sum(count for _, count in self.states)


def pool_statistics(
    pool: Experts, taxonomy: Taxonomy, rules: Rules, day: date, demand: Iterable[tuple[str, int]]
) -> PoolStatistics:
    """Return the statistics; `demand` is the most that works need, by code of the specialty.

    A specialty wants twice that, for a panel and its reserve; one that no works need wants one.
    """
    experts = pool.all()
    wanted = dict(demand)
    counts = pool.review_counts(day - timedelta(days=364), day)
    engaged = [one for one in experts if one.state(day) is State.ENGAGED]
    states = Counter(one.state(day) for one in experts)
    by_id = {one.expert_id: one for one in experts}
    load = sorted(((by_id[i], n) for i, n in counts.items()), key=lambda x: (-x[1], x[0].expert_id))
    until = day + timedelta(days=rules.ending_days)
    ending = [one for one in engaged if one.term_end <= until]
    return PoolStatistics(
        day,
        tuple((state, states[state]) for state in State),
        tuple(load),
        tuple(_coverage(one, taxonomy, engaged, wanted) for one in taxonomy),
        tuple(sorted(ending, key=lambda one: (one.term_end, one.expert_id))),
        sum(counts.values()),
        sum(1 for one in engaged if one.expert_id not in counts),
    )


def _coverage(
    one: Specialty, taxonomy: Taxonomy, engaged: Iterable[Expert], wanted: dict[str, int]
) -> Coverage:
    codes = set(taxonomy.within(one.code))
    held = sum(1 for expert in engaged if codes & set(expert.specialties))
    return Coverage(one, held, 2 * wanted[one.code] if one.code in wanted else 1)
