"""What do pages and commands need of the expert library, opened once for a home?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corpus.closing import Closing
from indexer import Floats, load_lexicon
from library.experts.demands import Need, Proposal, needs_in, propose, works_names
from library.experts.drawing import Draws
from library.experts.finding import FoundExpert, SpecialtyFinder
from library.experts.pool import Experts
from library.experts.rules import Rules, rules_in
from library.experts.scans import Scans
from library.experts.specialties import Specialty, Taxonomy, taxonomy_in
from library.experts.statistics import PoolStatistics, pool_statistics
from library.thresholds import Decision, Works, rows_in
from search import SearchError, SearchService, Settings

__all__ = ["ExpertDesk", "WorksExperts"]


@dataclass(frozen=True, slots=True)
class WorksExperts:
    """A specialty that works need, how many of it, how many can be drawn, and the first of them."""

    specialty: Specialty
    needed: int
    engaged: int
    experts: tuple[FoundExpert, ...]


class ExpertDesk(Closing):
    """Pool, taxonomy, rules, look-up and draws of one home. Threads may share it.

    It is a `SpecialtyProvider` of the links, too.
    """

    def __init__(self, settings: Settings, service: SearchService | None = None) -> None:
        """Open the files of a home; `service` lends the look-up its model.

        Raise ExpertTableRejected or ExpertsBroken.
        """
        self._settings, self._service = settings, service
        self.taxonomy: Taxonomy = taxonomy_in(settings.home)
        self.rules: Rules = rules_in(settings.home)
        self.needs = needs_in(settings.home, self.taxonomy)
        self.pool = Experts(settings.experts, settings.experts_key)
        self.draws = Draws(self.pool, self.taxonomy, self.rules)
        self.scans = Scans(self.pool.file)

    def close(self) -> None:
        """Close the file of the pool."""
        self.pool.close()

    @cached_property
    def finder(self) -> SpecialtyFinder:
        """The look-up by specialty in people's words; raise LexiconBroken."""
        words = load_lexicon(self._settings.dictionary, self._settings.synonyms)
        names = works_names(self.taxonomy, self.needs)
        return SpecialtyFinder(self.taxonomy, words, self._embed, names)

    def propose(self, decisions: Iterable[Decision]) -> Proposal:
        """Return which specialties the works need, and how many experts of each."""
        return propose(decisions, self.needs, self.rules)

    def for_works(self, works: Works, day: date, limit: int = 5) -> list[WorksExperts]:
        """Return specialties and experts for works, for a brief; contact data are not in it."""
        own, _ = self.needs.get(works.item, ((), ""))
        return [self._for_need(need, day, limit) for need in own]

    @property
    def note(self) -> str:
        """What to beware of when relying on `specialties`, '' for nothing."""
        bases = {basis for _, basis in self.needs.values() if "非法定" in basis}
        return "；".join(sorted(bases))

    def specialties(self, category: str) -> list[str]:
        """Return what experts a category of works needs, the main ones first, for links."""
        items = {row.item: row.category for row in rows_in(self._settings.home)}
        needs = [
            need
            for item, (own, _) in self.needs.items()
            if items.get(item) == category
            for need in own
        ]
        needs.sort(key=lambda need: -need.number)
        return list(dict.fromkeys(self.taxonomy.name(need.specialty) for need in needs))

    def statistics(self, day: date) -> PoolStatistics:
        """Return the statistics of the pool on a day."""
        most: dict[str, int] = {}
        for own, _ in self.needs.values():
            for need in own:
                most[need.specialty] = max(need.number, most.get(need.specialty, 0))
        return pool_statistics(self.pool, self.taxonomy, self.rules, day, most.items())

    def _for_need(self, need: Need, day: date, limit: int) -> WorksExperts:
        specialty = self.taxonomy[need.specialty]
        found = self.finder.held_by(self.pool, specialty, day, limit)
        return WorksExperts(specialty, need.number, found.total, found.experts)

    def _embed(self, texts: Sequence[str]) -> Floats | None:
        """Return the vectors of texts, None where there is no model or no index."""
        try:
            return self._service.embed(texts) if self._service else None
        except SearchError:
            return None
