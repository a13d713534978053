"""What did a new reading change in a document?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.corrections import LABELS, Plain, plain
from corpus.records import Clause, Document

__all__ = ["Changes", "FieldChange", "compare"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of the catalogue entry, before and now, in plain form."""

    field: str
    before: Plain
    now: Plain


@dataclass(frozen=True, slots=True)
class Changes:
    """The values that changed, and the addresses of the clauses added, removed and reworded.

    `other` says that nothing of these changed, but something else that is kept with the record:
    notes, defects, places in the original, relations.
    """

    fields: tuple[FieldChange, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    other: bool = False

    def __bool__(self) -> bool:
        return bool(self.fields or self.added or self.removed or self.reworded or self.other)


def compare(
    before: Document, clauses_before: Sequence[Clause], now: Document, clauses: Sequence[Clause]
) -> Changes:
    """Return what is different now; empty where the two readings agree in everything."""
    old = {clause.address: clause.text for clause in clauses_before}
    new = {clause.address: clause.text for clause in clauses}
    seen = Changes(
        tuple(_fields(before, now)),
        tuple(address for address in new if address not in old),
        tuple(address for address in old if address not in new),
        tuple(address for address in new if old.get(address, new[address]) != new[address]),
    )
    if seen or (before == now and list(clauses_before) == list(clauses)):
        return seen
    return Changes(other=True)


def _fields(before: Document, now: Document) -> Iterator[FieldChange]:
    for field in LABELS:
        if getattr(before, field) != getattr(now, field):
            yield FieldChange(field, plain(getattr(before, field)), plain(getattr(now, field)))
