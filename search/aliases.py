"""Which text do staff mean by a short name or an order's number alone: 安法, 质量条例, 31号文?

A line of `data/aliases.tsv` holds short names, the full title and the number. An alias only helps
to find what is held; of any other text it is said that it is not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.references import title_key

__all__ = ["Alias", "aliases"]


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name, and the full title and number ('' where it has none) of what it names."""

    name: str
    title: str
    number: str = ""


@cache
def aliases() -> Mapping[str, Alias]:
    """Return what the short names mean, by their folded form."""
    return {title_key(alias.name): alias for alias in _read()}


def _read() -> Iterator[Alias]:
    text = (files(__package__) / "data" / "aliases.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith(("#", "alias\t")):
            names, title, number = line.split("\t")
            yield from (Alias(name, title, number) for name in names.split(";"))
