"""Which items of the ledger does somebody ask for?"""

from dataclasses import dataclass
from datetime import date

from library.ledger.records import Item, Kind, State

__all__ = ["ItemFilter"]


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What an item must be; '' and empty tuples restrict nothing.

    `unit` and `region` match by a part of the name, `words` all anywhere in its texts but in the
    name of the person. `due` is the last day at which it may be due, `overdue` asks for what is
    open past its day.
    """

    kinds: tuple[Kind, ...] = ()
    states: tuple[State, ...] = ()
    grade: str = ""
    unit: str = ""
    region: str = ""
    words: str = ""
    due: date | None = None
    overdue: bool = False

    def takes(self, item: Item, today: date) -> bool:
        """Whether the item passes."""
        return (
            (not self.kinds or item.kind in self.kinds)
            and (not self.states or item.state in self.states)
            and (not self.grade or item.grade == self.grade)
            and self.unit in item.unit
            and self.region in item.region
            and (not self.due or "" < item.due_on <= self.due.isoformat())
            and (not self.overdue or item.is_overdue(today))
            and all(word in _texts(item) for word in self.words.lower().split())
        )


def _texts(item: Item) -> str:
    parts = (
        item.number, item.text, item.company, item.project, item.place, item.measure,
        item.citation, item.duty, item.unit, item.found_by,
    )  # fmt: skip
    return "\n".join(parts).lower()
