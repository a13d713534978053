"""What is a paper, and how do its versions A and B differ?

Both ask the same questions. Within each part their order is chance's, and so is that of the
options of 单选 and 多选; only options that are all quantities stay in natural order, as people
expect of numbers, and so do options that speak of others (以上都是). 正确 and 错误 never move.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from library.papers.blueprint import Blueprint
from library.questions import Item, ItemType

__all__ = ["Paper", "Part", "Printed", "Variant", "key_of", "letters_of", "variant"]

_QUANTITY = re.compile(
    r"[^\d零〇一二三四五六七八九十百千万亿]{0,3}[\d零〇一二三四五六七八九十百千万亿]"
)
_REFERS = re.compile(r"(?:以上|上述|前述|前面)|[A-H](?:[、和与及]|$)")
_SHUFFLED = frozenset({ItemType.SINGLE, ItemType.MULTIPLE})


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: the questions of each cell of its blueprint, as they were when it was assembled.

    `quarter` is like 2026Q4. The same id, questions and seed give the same versions.
    """

    paper_id: str
    title: str
    quarter: str
    seed: str
    blueprint: Blueprint
    chosen: tuple[tuple[Item, ...], ...]

    @property
    def items(self) -> list[Item]:
        """All questions, cell by cell."""
        return [item for cell in self.chosen for item in cell]


@dataclass(frozen=True, slots=True)
class Printed:
    """A question as it stands in a version, its options in that order; `number` from 1."""

    number: int
    item: Item
    score: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of one type that are worth the same."""

    type: ItemType
    score: Decimal
    questions: tuple[Printed, ...]

    @property
    def total(self) -> Decimal:
        """What all of them are worth."""
        return self.score * len(self.questions)


@dataclass(frozen=True, slots=True)
class Variant:
    """One version of a paper, A or B."""

    name: str
    parts: tuple[Part, ...]

    @property
    def questions(self) -> list[Printed]:
        """All questions by number."""
        return [question for part in self.parts for question in part.questions]

    @property
    def total(self) -> Decimal:
        """The sum of all scores, exact."""
        return sum((part.total for part in self.parts), Decimal(0))


def variant(paper: Paper, name: str) -> Variant:
    """Return the version of that name; the same each time."""
    chance = Random(f"{paper.seed}\n{paper.paper_id}\n{name}")  # noqa: S311 - to be repeated
    groups: dict[tuple[ItemType, Decimal], list[Item]] = {}
    for cell, items in zip(paper.blueprint.cells, paper.chosen, strict=True):
        groups.setdefault((cell.type, cell.score), []).extend(items)
    parts, number = [], 1
    for (type_, score), held in groups.items():
        order = sorted(held, key=lambda item: item.item_id)
        chance.shuffle(order)
        shown = [Printed(number + at, _shuffled(i, chance), score) for at, i in enumerate(order)]
        parts.append(Part(type_, score, tuple(shown)))
        number += len(shown)
    return Variant(name, tuple(parts))


def letters_of(item: Item) -> Mapping[str, str]:
    """Return the options by the letter that stands before each."""
    return {chr(ord("A") + at): option for at, option in enumerate(item.options)}


def key_of(item: Item) -> str:
    """Return the key as it is printed: ABD, 正确; of what is filled in, all that is accepted."""
    match item.type:
        case ItemType.SINGLE | ItemType.MULTIPLE:
            return "".join(chr(ord("A") + at) for at in item.key)
        case ItemType.TRUE_FALSE:
            return "".join(item.options[at] for at in item.key)
        case ItemType.BLANK:
            return "；".join(" 或 ".join(accepted) for accepted in item.blanks)
        case _:
            return ""


def _shuffled(item: Item, chance: Random) -> Item:
    if item.type not in _SHUFFLED or _keeps_order(item.options):
        return item
    order = list(range(len(item.options)))
    chance.shuffle(order)
    moved = tuple(sorted(order.index(at) for at in item.key))
    return replace(item, options=tuple(item.options[at] for at in order), key=moved)


def _keeps_order(options: Sequence[str]) -> bool:
    return all(map(_QUANTITY.match, options)) or any(map(_REFERS.search, options))
