"""Which parties might be taken for another, being of its kind and not a part of it?"""

from functools import cache
from importlib.resources import files

__all__ = ["in_a_list", "siblings"]


_JOINS = frozenset("、和及或与")


def in_a_list(text: str, start: int, end: int) -> bool:
    """Whether the party at text[start:end] is one of several that are named together."""
    return text[max(start - 1, 0) : start] in _JOINS or text[end : end + 1] in _JOINS


@cache
def _kinds() -> tuple[tuple[str, ...], ...]:
    lines = (files("library") / "data" / "party_kinds.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")[1].split("|")) for line in lines[1:])


def siblings(party: str, *, wide: bool = False) -> tuple[str, ...]:
    """Return the other parties of its kind, the first in the table, by canonical name.

    `wide` takes all its kinds together. () where it has none.
    """
    kinds = [kind for kind in _kinds() if party in kind]
    found = (other for kind in (kinds if wide else kinds[:1]) for other in kind if other != party)
    return tuple(dict.fromkeys(found))
