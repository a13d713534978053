"""Which parties might be taken for another, being of its kind and not a part of it?"""

from functools import cache
from importlib.resources import files

__all__ = ["siblings"]


@cache
def _kinds() -> tuple[tuple[str, ...], ...]:
    lines = (files("library") / "data" / "party_kinds.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")[1].split("|")) for line in lines[1:])


def siblings(party: str) -> tuple[str, ...]:
    """Return the other parties of its kinds, by canonical name; () where it has none."""
    found = (other for kind in _kinds() if party in kind for other in kind if other != party)
    return tuple(dict.fromkeys(found))
