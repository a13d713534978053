"""Which questions must not stand in one paper, because one gives the other away?

Two do where their words come from overlapping spans of one text, where they are nearly the same,
or where one says in its stem the answer to the other together with most of what the other asks.
"""

from dataclasses import dataclass
from functools import cached_property

from corpus.normalise import folded
from library.questions import Item, ItemType

__all__ = ["Profile", "gives_away"]

_ALIKE = 0.8
"""From this share of common pairs of characters on (Dice) two questions are nearly the same."""
_ASKED = 0.5
"""What stands in another stem must share this part of the question's own stem to answer it."""
_TELLING = 10
"""An answer of so many characters tells by itself; 施工单位 stands in half of all stems."""


@dataclass(frozen=True)
class Profile:
    """What of an item is compared with others; made once for each."""

    item: Item

    @cached_property
    def spans(self) -> list[tuple[str, int, int]]:
        """Where the words of the item stand."""
        return [(each.document_id, each.start, each.end) for each in self.item.sources]

    @cached_property
    def stem(self) -> str:
        """The stem as it is compared."""
        return folded(self.item.stem)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The pairs of characters of the stem."""
        return _pairs(self.stem)

    @cached_property
    def whole(self) -> frozenset[str]:
        """The pairs of characters of the stem and what may be chosen."""
        shown = self.item.options if self.item.type is not ItemType.TRUE_FALSE else ()
        return _pairs(self.stem + "\n" + "\n".join(sorted(map(folded, shown))))

    @cached_property
    def keys(self) -> list[str]:
        """The answers, as they are compared; a statement that is true or false has none."""
        item = self.item
        if item.type is ItemType.TRUE_FALSE:
            return []
        right = [item.options[at] for at in item.key]
        filled = [accepted[0] for accepted in item.blanks if accepted]
        return [key for key in map(folded, (*right, *filled, *item.points)) if len(key) >= 2]


def gives_away(one: Profile, other: Profile) -> bool:
    """Tell whether the two must not stand in one paper."""
    return (
        one.item.item_id == other.item.item_id
        or _overlap(one, other)
        or _alike(one.whole, other.whole)
        or _answers(one, other)
        or _answers(other, one)
    )


def _overlap(one: Profile, other: Profile) -> bool:
    return any(
        name == its and start < its_end and its_start < end
        for name, start, end in one.spans
        for its, its_start, its_end in other.spans
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sets share so much; most pairs are told by their sizes alone."""
    few, many = sorted((len(one), len(other)))
    if not few or 2 * few < _ALIKE * (few + many):
        return False
    return 2 * len(one & other) >= _ALIKE * (few + many)


def _answers(stating: Profile, asking: Profile) -> bool:
    """Tell whether the stem of `stating` says an answer to `asking`."""
    said = [key for key in asking.keys if key in stating.stem]
    if any(len(key) >= _TELLING for key in said):
        return True
    shared = len(asking.asked & stating.asked)
    return bool(said) and shared >= _ASKED * len(asking.asked)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
