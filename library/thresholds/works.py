"""Which works of the table does a person mean: 深基坑, 高支模, 塔吊, 网架?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from corpus.normalise import folded
from library.errors import UnknownWorks, WorksAmbiguous
from library.hazard_table import HazardRow, Limit

__all__ = ["Works", "find_works", "names_of", "the_works"]


@dataclass(frozen=True, slots=True)
class Works:
    """An item of the table, and the kind of it that has limits of its own, '' for all."""

    category: str
    item: str
    part: str = ""

    @property
    def name(self) -> str:
        """What staff call it."""
        return f"{self.item}（{self.part}）" if self.part else self.item

    def takes(self, limit: Limit) -> bool:
        """Tell whether a limit is for these works: 钢结构跨度 is not for 网架."""
        return not self.part or limit.parameter.startswith(self.part)


def find_works(name: str, rows: Sequence[HazardRow]) -> list[Works]:
    """Return the works that a name means, several where it leaves open which.

    A whole name is looked for first, then one that holds it or is held in it. Raise UnknownWorks
    with the names that are alike.
    """
    key = folded(name)
    known = list(_known(rows))
    found = [works for names, works in known if key in names]
    if not found and key:
        categories = {row.category: folded(row.category) for row in rows}
        named = {c for c, own in categories.items() if key in {own, own.removesuffix("工程")}}
        found = [Works(row.category, row.item) for row in rows if row.category in named]
    if not found and len(key) > 1:
        found = [works for names, works in known if any(key in n for n in names)]
    if not found:
        held = [
            (max((len(n) for n in names if n in key), default=0), works) for names, works in known
        ]
        longest = max(length for length, _ in held)
        found = [works for length, works in held if length == longest > 1]
    if not found:
        names = [n for _, row in _table() for n in row] + [row.item for row in rows]
        raise UnknownWorks(name, get_close_matches(name, names, 4, 0.3))
    return list(dict.fromkeys(found))


def the_works(name: str, rows: Sequence[HazardRow]) -> Works:
    """Return the works that a name means; raise UnknownWorks or WorksAmbiguous."""
    found = find_works(name, rows)
    if len(found) > 1:
        raise WorksAmbiguous(name, [works.name for works in found])
    return found[0]


def names_of(item: str) -> list[str]:
    """Return what an item is also called, for a list to choose from."""
    return [name for own, names in _table() if own[0] == item for name in names]


def _known(rows: Sequence[HazardRow]) -> Iterator[tuple[frozenset[str], Works]]:
    """Yield the folded names of each of the works, the item itself first."""
    parts = _table()
    for row in {row.item: row for row in rows}.values():
        yield frozenset({folded(row.item)}), Works(row.category, row.item)
        yield frozenset({folded(row.item)}), Works(row.category, row.item)
        for (item, part), names in parts:
            if item == row.item:
                works = Works(row.category, item, part)
                yield frozenset(map(folded, (*names, works.name))), works


@cache
def _table() -> tuple[tuple[tuple[str, str], tuple[str, ...]], ...]:
    text = (files("library") / "data" / "works.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith(("#", "item\t"))]
    return tuple(((item, part), tuple(names.split(";"))) for item, part, names in lines)
