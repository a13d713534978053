"""Who else knows what stands on a clause: a bank of questions, the briefs, a library of experts?"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

from library.accounts import Permission
from library.links.records import Link

__all__ = ["LinkProvider", "SpecialtyProvider", "SuggestedSpecialties"]


class LinkProvider(Protocol):
    """Another library whose things stand on clauses; safe to share between threads.

    It is asked whenever links are shown, as its things change between generations: it should
    answer from an index of its own.
    """

    @property
    def needs(self) -> Permission:
        """What a person must be allowed to do to see that these things exist."""
        ...

    def links_of(self, document_id: str) -> Iterable[Link]:
        """Yield what stands on a document, or nothing where it knows of none.

        `here` names the clause as its address in the document; `kind`, `title`, `citation` and
        `target` tell the thing, `page` where it is shown.
        """
        ...


class SpecialtyProvider(Protocol):
    """Whoever knows which specialties experts need for a kind of works."""

    def specialties(self, category: str) -> Sequence[str]:
        """Return the specialties for a category of the table of limits (基坑工程), best first."""
        ...

    @property
    def note(self) -> str:
        """What to beware of when relying on it, '' for nothing."""
        ...


class SuggestedSpecialties:
    """The specialties that the product suggests (`library/data/specialties.tsv`)."""

    note = "按工程类别归纳的建议，不是文件原文，以当地专家库的专业目录为准"

    def specialties(self, category: str) -> Sequence[str]:
        """Return the specialties suggested for a category, best first."""
        return _suggested().get(category, ())


@cache
def _suggested() -> Mapping[str, tuple[str, ...]]:
    table = files("library") / "data" / "specialties.tsv"
    with table.open(encoding="utf-8") as lines:
        return {
            row["category"]: tuple(row["item"].split("；"))
            for row in csv.DictReader(lines, delimiter="\t")
            if row["kind"] == "specialty_suggestion"
        }
