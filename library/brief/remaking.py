"""Does a saved brief still hold, on the index of then and on that of now?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer import kept
from library.brief.changes import differences
from library.brief.composing import compose
from library.brief.records import Brief
from library.brief.specialties import ExpertPool
from library.duties import DutyLibrary
from library.hazard_table import HazardRow
from search import SearchService, Settings, open_service

__all__ = ["REPRODUCED", "Remade", "remake"]


REPRODUCED = {
    None: "当时的索引已不在，不能在原来的资料上重做；存下的内容不受影响。",
    True: "在当时的索引上重做，与存下的一致。",
    False: "在当时的索引上重做，与存下的不一致：程序或阈值表此后有改动。",
}
"""What is said where the index of then is gone, says the same, or says otherwise."""


@dataclass(frozen=True, slots=True)
class Remade:
    """The brief made anew, what changed, and whether the index of then still says the same.

    `reproduced` is None where that index is gone; `changes` are Chinese sentences.
    """

    brief: Brief
    changes: tuple[str, ...]
    reproduced: bool | None

    @property
    def told(self) -> str:
        """What became of the index of then, in Chinese."""
        return REPRODUCED[self.reproduced]


def remake(
    service: SearchService,
    settings: Settings,
    before: Brief,
    table: Sequence[HazardRow],
    pool: ExpertPool | None = None,
    *,
    duties: DutyLibrary | None = None,
    opening: Callable[[Settings, str], SearchService] = open_service,
) -> Remade:
    """Make a brief anew as of its day on the index that serves; raise NotSearchable.

    `duties` are those of `service`, where they were read before.
    """
    after = compose(service, before.subject, before.as_of, table, duties=duties, pool=pool)
    reproduced = None
    if before.generation == after.generation:
        reproduced = not differences(before, after)
    elif before.generation in kept(settings.home):
        then = opening(settings, before.generation)
        again = compose(then, before.subject, before.as_of, table, pool=pool)
        reproduced = not differences(before, again)
    return Remade(after, differences(before, after), reproduced)
