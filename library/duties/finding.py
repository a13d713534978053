"""Which duties does somebody ask for, and in which order?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corpus import Document
from library.duties.parties import canonical, rank_of
from library.duties.records import NOT_NAMED, DeadlineKind, Duty, Modality

__all__ = ["DutyFilter", "DutyOrder", "FoundDuty", "in_order"]

_URGENCY = list(DeadlineKind)
_SHORT = 8


class DutyOrder(StrEnum):
    """How duties stand."""

    PARTY = "party"
    """By party as their table has them, in each as the documents do; NOT_NAMED last."""
    DEADLINE = "deadline"
    """What has a date or a frequency first, by date; without a time last."""


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """What a duty must be; an empty tuple, '' or None restricts nothing.

    `parties` are names in any spelling, one of which must be bound; `timed` is whether the duty
    has a deadline or a frequency. `as_of` is the day on which documents must stand, None for today.
    """

    parties: tuple[str, ...] = ()
    modalities: tuple[Modality, ...] = ()
    document_id: str = ""
    timed: bool | None = None
    as_of: date | None = None

    def among(self, parties: Collection[str]) -> "DutyFilter":
        """Return the filter with the names that `parties` have for those asked for.

        A name that is one of them means it alone; otherwise the party whose spelling it is, or all
        that hold it. One that nobody has stays, and nothing passes.
        """
        named = (_meant(name, parties) or {name} for name in self.parties)
        return replace(self, parties=tuple(dict.fromkeys(one for each in named for one in each)))

    def takes(self, duty: Duty) -> bool:
        """Whether the duty passes; `parties` are as duties have them (`among`)."""
        return (
            (not self.modalities or duty.modality in self.modalities)
            and (not self.parties or any(name in self.parties for name in duty.parties))
            and (self.timed is None or self.timed is bool(duty.deadlines))
        )


def _meant(name: str, parties: Collection[str]) -> set[str]:
    if name in parties:
        return {name}
    known = {party for party in canonical(name) if party in parties}
    return known or {party for party in parties if name in party}


@dataclass(frozen=True, slots=True)
class FoundDuty:
    """A duty, the document that says it (without its text), and the words that do.

    `text` is the source's own, but for a digest; `until` is the last day of the action that the
    document starts, None where it has no end.
    """

    document: Document
    duty: Duty
    text: str
    until: date | None = None

    @property
    def gist(self) -> str:
        """What is to be done, told without the clause: the action, or all words where it is short.

        「记录」 of 「演练应当记录」 says nothing by itself; a digest's action is a sentence.
        """
        short = len(self.duty.action) < _SHORT and self.document.verbatim
        return self.text if short else self.duty.action

    @property
    def law(self) -> str:
        """The law that a digest tells, '' for a source itself."""
        return str(self.document.facts.get("law", ""))


def in_order(found: Sequence[FoundDuty], order: DutyOrder) -> list[FoundDuty]:
    """Return the duties as they stand in an order."""
    return sorted(found, key=_KEYS[order])


def _by_party(found: FoundDuty) -> tuple[bool, int, str, str, int]:
    duty = found.duty
    named = "、".join(duty.parties)
    rank = rank_of(duty.parties[0])
    return duty.parties == (NOT_NAMED,), rank, named, duty.document_id, duty.start


def _by_deadline(found: FoundDuty) -> tuple[int, str, str, int]:
    duty = found.duty
    times = [(_URGENCY.index(each.kind), each.sort) for each in duty.deadlines]
    dated = min((sort for _, sort in times if sort), default="")
    first = 0 if dated else 1 + min((kind for kind, _ in times), default=len(_URGENCY))
    return first, dated, duty.document_id, duty.start


_KEYS = {DutyOrder.PARTY: _by_party, DutyOrder.DEADLINE: _by_deadline}
