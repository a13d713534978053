"""Where in the original does a stretch of the text stand, after tidying and masking?"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from corpus.records import Document, Place

__all__ = ["Edits", "Stretch", "edited", "moved", "place_of", "placed"]


class Stretch(NamedTuple):
    """A stretch of the text before an edit, and the one that stands for it after: offsets."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Edits:
    """What an edit kept or replaced, in order; all between two stretches was left out."""

    stretches: Sequence[Stretch]

    def __call__(self, offset: int) -> int:
        """Return where the text from `offset` on stands after the edit.

        What was left out leads to what follows it; the midst of what was replaced, to its end.
        """
        at = bisect_right(self.stretches, offset, key=attrgetter("start")) - 1
        if at >= 0:
            start, end, new_start, new_end = self.stretches[at]
            if offset == start or (offset < end and end - start == new_end - new_start):
                return new_start + offset - start
            if offset < end:
                return new_end
        if at + 1 < len(self.stretches):
            return self.stretches[at + 1].new_start
        return self.stretches[-1].new_end if self.stretches else 0


def edited(text: str, cuts: Iterable[tuple[int, int, str]]) -> tuple[str, Edits]:
    """Return `text` with each span (start, end) replaced, and the edits; spans come in order."""
    pieces: list[str] = []
    stretches: list[Stretch] = []
    at = new = 0
    for start, end, instead in (*cuts, (len(text), len(text), "")):
        for since, until, piece in ((at, start, text[at:start]), (start, end, instead)):
            if since < until and piece:
                stretches.append(Stretch(since, until, new, new + len(piece)))
            pieces.append(piece)
            new += len(piece)
        at = end
    return "".join(pieces), Edits(stretches)


def moved(places: Iterable[Place], edits: Iterable[Edits], length: int) -> tuple[Place, ...]:
    """Return the places as they stand in the text of `length` characters after all the edits.

    A place that has lost all its text goes.
    """
    steps = tuple(edits)
    return tuple(_filled([_moved(place, steps) for place in places], length))


def placed(blocks: Iterable[tuple[str, str]], between: str = "") -> tuple[str, tuple[Place, ...]]:
    """Join (text, name of its place) with `between`, and return the places in the whole.

    White space in front of a text belongs to no place of its own.
    """
    pieces: list[str] = []
    places: list[Place] = []
    at = 0
    for text, name in blocks:
        if not places or places[-1].name != name:
            places.append(Place(at + len(text) - len(text.lstrip()), name))
        pieces.append(text)
        at += len(text) + len(between)
    return between.join(pieces), tuple(places)


def place_of(document: Document, offset: int) -> str:
    """Return the place in the original of this offset into the text; '' where it is not known."""
    at = bisect_right(document.places, offset, key=attrgetter("start")) - 1
    return document.places[at].name if at >= 0 else ""


def _moved(place: Place, edits: Sequence[Edits]) -> Place:
    start = place.start
    for edit in edits:
        start = edit(start)
    return Place(start, place.name)


def _filled(places: Sequence[Place], length: int) -> Iterator[Place]:
    ends = [after.start for _, after in pairwise(places)] + [length]
    before = None
    for place, end in zip(places, ends, strict=False):
        if place.start < end and place.name != before:
            before = place.name
            yield place
