"""What came of making questions, or of a file of questions?"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from library.questions import Item, SetAside, Wish
from library.questions.formats import Basis, Outcome

__all__ = ["Brought", "Made"]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made, and what was set aside with the reason."""

    wish: Wish
    items: tuple[Item, ...]
    failed: tuple[SetAside, ...]

    @property
    def by_type(self) -> Mapping[str, int]:
        """How many were made of each type."""
        return Counter(item.type.value for item in self.items)

    @property
    def by_gate(self) -> Mapping[str, int]:
        """How many each gate held up, most first."""
        return dict(Counter(each.gate for each in self.failed).most_common())


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of each entry of a file; nothing was kept of a trial."""

    name: str
    outcomes: tuple[Outcome, ...]
    trial: bool

    @property
    def results(self) -> Mapping[str, int]:
        """How many entries are new, were held, or could not be used."""
        return Counter(each.result for each in self.outcomes)

    @property
    def baseless(self) -> int:
        """How many questions have no clause to rest on."""
        return sum(each.basis is Basis.NONE for each in self.outcomes)
