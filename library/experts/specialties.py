"""Which specialties can an expert have, what are they called, and which lies within which?

The taxonomy is data: ours is a suggestion that no law prescribes (`basis` says so of each row), the
department's own, `expert_specialties.tsv` of the home, takes its place as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from corpus.normalise import folded
from library.errors import ExpertTableRejected, UnknownSpecialty
from library.experts.tables import read_table

__all__ = ["SPECIALTIES_TABLE", "Specialty", "Taxonomy", "taxonomy_in"]

SPECIALTIES_TABLE = "expert_specialties.tsv"
_COLUMNS = ("code", "name", "parent", "names", "basis")


@dataclass(frozen=True, slots=True)
class Specialty:
    """A specialty; `parent` is the code of the wider one, '' for none; `names` are others for it.

    `basis` says where the row comes from, in Chinese.
    """

    code: str
    name: str
    parent: str
    names: tuple[str, ...]
    basis: str

    @property
    def suggested(self) -> bool:
        """Whether no regulation asks for this division."""
        return "非法定" in self.basis


class Taxonomy:
    """All specialties, in the order of their table."""

    def __init__(self, specialties: Iterable[Specialty]) -> None:
        self.specialties = tuple(specialties)
        self._by_code = {one.code: one for one in self.specialties}

    def __iter__(self) -> Iterator[Specialty]:
        return iter(self.specialties)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Specialty:
        """Return the specialty of a code; raise UnknownSpecialty."""
        if code not in self._by_code:
            raise UnknownSpecialty(code, self.near(code))
        return self._by_code[code]

    def name(self, code: str) -> str:
        """Return the name of a code; a code that the table no longer has stands for itself."""
        return self._by_code[code].name if code in self._by_code else code

    def named(self, text: str) -> Specialty:
        """Return the specialty with this code, name or other name; raise UnknownSpecialty."""
        if found := self._by_code.get(text.strip().upper()) or self.by_name.get(folded(text)):
            return found
        raise UnknownSpecialty(text, self.near(text))

    def near(self, text: str) -> list[str]:
        """Return names of specialties whose own or other names are like the text, best first."""
        key = folded(text)
        if not key:
            return []
        known = self.by_name
        like = get_close_matches(key, known, 6, 0.4)
        holding = [name for name in known if len(key) > 1 and (key in name or name in key)]
        return list(dict.fromkeys(known[name].name for name in (*like, *holding)))[:3]

    @cached_property
    def by_name(self) -> Mapping[str, Specialty]:
        """The specialties by each of their folded names; an own name goes before an other one."""
        own = {folded(one.name): one for one in self.specialties}
        others = {folded(name): one for one in self.specialties for name in one.names}
        return {**others, **own}

    def within(self, code: str) -> tuple[str, ...]:
        """Return the code and those of all that lies within it, sorted: they satisfy a need."""
        found, waiting = set[str](), [code]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += [each.code for each in self.specialties if each.parent == one]
        return tuple(sorted(found))


def taxonomy_in(home: Path | None) -> Taxonomy:
    """Return the taxonomy that holds in a home; raise ExpertTableRejected naming the line."""
    rows = [
        Specialty(code.upper(), name, parent.upper(), tuple(filter(None, names.split(";"))), basis)
        for code, name, parent, names, basis in read_table(home, SPECIALTIES_TABLE, _COLUMNS)
    ]
    codes = {row.code for row in rows}
    seen: set[str] = set()
    for line, row in enumerate(rows, 2):
        for key in (row.code, folded(row.name)):
            if not key or key in seen:
                said = f"“{row.code} {row.name}”重复或为空"
                raise ExpertTableRejected(SPECIALTIES_TABLE, line, said)
            seen.add(key)
        if row.parent and (row.parent not in codes or row.parent == row.code):
            raise ExpertTableRejected(SPECIALTIES_TABLE, line, f"没有上级“{row.parent}”")
    return Taxonomy(rows)
