"""Which specialties does a review of works need, and how many experts of each?

The table is a suggestion of ours that no law prescribes; the department's own, `expert_demands.tsv`
of the home, takes its place. At least five experts in all (部令第37号第十二条).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from library.errors import ExpertTableRejected
from library.experts.rules import Rules
from library.experts.specialties import Taxonomy
from library.experts.tables import read_table
from library.thresholds import Decision, Scale, names_of

__all__ = ["DEMANDS_TABLE", "Need", "Proposal", "needs_in", "propose", "works_names"]

DEMANDS_TABLE = "expert_demands.tsv"
_COLUMNS = ("item", "needs", "basis")


@dataclass(frozen=True, slots=True)
class Need:
    """So many experts of a specialty, and so many in reserve for them."""

    specialty: str
    number: int
    reserve: int = 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a review may need; `notes` are Chinese sentences, `basis` where the needs come from."""

    needs: tuple[Need, ...]
    basis: str
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many experts review."""
        return sum(need.number for need in self.needs)


def needs_in(home: Path | None, taxonomy: Taxonomy) -> dict[str, tuple[tuple[Need, ...], str]]:
    """Return the needs and their basis by item of the table of limits, the main one first.

    A specialty that the department's taxonomy does not have is left out of ours. Raise
    ExpertTableRejected.
    """
    found = {}
    own = bool(home and (home / DEMANDS_TABLE).is_file())
    for line, (item, needs, basis) in enumerate(read_table(home, DEMANDS_TABLE, _COLUMNS), 2):
        rows = []
        for part in filter(None, needs.split(";")):
            code, _, number = part.partition(":")
            if not number.isdecimal() or not int(number):
                raise ExpertTableRejected(DEMANDS_TABLE, line, f"“{part}”应写成 代码:人数")
            if code.upper() in taxonomy:
                rows.append(Need(code.upper(), int(number)))
            elif own:
                raise ExpertTableRejected(DEMANDS_TABLE, line, f"专业目录里没有“{code}”")
        found[item] = tuple(rows), basis
    return found


def propose(
    decisions: Iterable[Decision],
    needs: Mapping[str, tuple[tuple[Need, ...], str]],
    rules: Rules,
) -> Proposal:
    """Return what the works need together; of each specialty the highest number asked for.

    Works that are not beyond a certain scale need no review; a note says so. What is lacking to
    the least number is added to the main specialty.
    """
    together: dict[str, int] = {}
    notes, basis = list[str](), dict[str, None]()
    for decision in decisions:
        name = decision.works.name
        if decision.lowest is not Scale.BEYOND:
            notes.append(f"{name}：{decision.text}，按所给的大小不必专家论证，没有计入。")
            continue
        own, source = needs.get(decision.works.item, ((), ""))
        if not own:
            notes.append(f"{name}：没有建议的专业，请自行写明。")
        for need in own:
            together[need.specialty] = max(need.number, together.get(need.specialty, 0))
        basis |= {source: None} if source else {}
    rows = [Need(code, number) for code, number in together.items()]
    if rows and (short := rules.least - sum(row.number for row in rows)) > 0:
        rows[0] = Need(rows[0].specialty, rows[0].number + short)
    return Proposal(tuple(rows), "；".join(basis), tuple(notes))


def works_names(
    taxonomy: Taxonomy, needs: Mapping[str, tuple[Sequence[Need], str]] | None = None
) -> dict[str, list[str]]:
    """Return what works are called, by the code of their main specialty, for the look-up."""
    found: dict[str, list[str]] = {}
    for item, (own, _) in (needs if needs is not None else needs_in(None, taxonomy)).items():
        if own:
            found.setdefault(own[0].specialty, []).extend([item, *names_of(item)])
    return found
