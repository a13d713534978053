"""What became of each clause from one edition to the next?"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.normalise import folded, nfkc
from corpus.records import Clause, Document
from corpus.standing import beginning, is_later
from corpus.structure import cited_place, own_words
from library.editions.alignment import Match, Unit, align
from library.editions.wording import Piece, Wording

__all__ = ["Change", "Comparison", "Row", "Side", "compare", "in_order"]

Held = tuple[Document, Sequence[Clause]]
Words = Callable[[str], Sequence[str]]


class Change(StrEnum):
    """What became of a clause; the value appears in the API."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        """The word that staff use for it."""
        return _LABELS[self]


_LABELS = {
    Change.ADDED: "新增",
    Change.REMOVED: "删去",
    Change.CHANGED: "有修改",
    Change.RENUMBERED: "仅条号变动",
    Change.UNCHANGED: "未变",
}


@dataclass(frozen=True, slots=True)
class Side:
    """A clause in one edition: `name` is its place (第十二条), `part` the heading above it.

    `words` are those of the source without the number: line by line, blanks at the ends left out.
    """

    clause: Clause
    name: str
    part: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A clause of both editions, or of one; `pieces` are empty where no word changed."""

    change: Change
    old: Side | None
    new: Side | None
    likeness: float = 0.0
    pieces: tuple[Piece, ...] = ()

    @property
    def shown(self) -> Side:
        """The clause in the newer edition, in the older where it was removed."""
        side = self.new or self.old
        assert side is not None  # noqa: S101 - a row has one side at least
        return side

    @property
    def renumbered(self) -> bool:
        """Whether the clause has another number in the newer edition."""
        return bool(self.old and self.new and self.old.name != self.new.name)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts, the older first, and every clause of both in the order of the newer."""

    old: Document
    new: Document
    rows: tuple[Row, ...]

    @property
    def counts(self) -> Mapping[Change, int]:
        """How many rows there are of each kind, all kinds included."""
        found = Counter(row.change for row in self.rows)
        return {change: found[change] for change in Change}


def in_order(one: Held, other: Held) -> tuple[Held, Held]:
    """Return the two with the older first; where no day tells, `other` counts as the older."""
    if is_later(other[0], one[0]):
        return one, other
    if is_later(one[0], other[0]):
        return other, one
    days = [beginning(held[0]).day for held in (one, other)]
    if days[0] and days[1] and days[0] < days[1]:
        return one, other
    return other, one


def compare(old: Held, new: Held, words: Words = lambda _: ()) -> Comparison:
    """Return what changed from `old` to `new`; `words` returns the words of a text."""
    before, after = (list(_sides(*held)) for held in (old, new))
    matches = align([_unit(side) for side in before], [_unit(side) for side in after])
    rows = [_row(match, before, after) for match in matches]
    changed = [row for row in rows if row.change is Change.CHANGED]
    texts = (side.words for row in changed for side in (row.old, row.new) if side)
    wording = Wording(words("\n".join(texts)))
    return Comparison(old[0], new[0], tuple(_worded(row, wording) for row in rows))


def _row(match: Match, before: Sequence[Side], after: Sequence[Side]) -> Row:
    old = before[match.old] if match.old is not None else None
    new = after[match.new] if match.new is not None else None
    if old is None or new is None:
        return Row(Change.REMOVED if old else Change.ADDED, old, new)
    if _alike(old.words) != _alike(new.words):
        return Row(Change.CHANGED, old, new, round(match.likeness, 3))
    return Row(Change.UNCHANGED if old.name == new.name else Change.RENUMBERED, old, new, 1.0)


def _worded(row: Row, wording: Wording) -> Row:
    if row.change is not Change.CHANGED or row.old is None or row.new is None:
        return row
    return replace(row, pieces=wording.pieces(row.old.words, row.new.words))


def _sides(document: Document, clauses: Sequence[Clause]) -> Iterator[Side]:
    nodes = {node.address: node for node in document.outline}
    for clause in clauses:
        node = nodes.get(clause.address)
        part = " › ".join(clause.path[:-1])
        name = cited_place(clause.citation) or "文首"
        yield Side(clause, name, part, own_words(clause, node.marker if node else ""))


def _unit(side: Side) -> Unit:
    return Unit(side.clause.address, folded(side.words))


def _alike(words: str) -> str:
    """Return the words as they are compared: full width is half width, blanks do not count."""
    return re.sub(r"\s", "", nfkc(words).text)
