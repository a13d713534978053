"""How well are duties read from the five notices of the built-in collection?

The gold lists were written by reading the clauses before any grammar read them
(tests/golden/notice_duties.tsv; notice_duties_unseen.tsv when the grammar was finished).
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from corpus import Clause, Document, read_document
from library.duties import DeadlineKind, Duty, duties_in

__all__ = ["GOLD", "UNSEEN", "GoldDuty", "Read", "compare", "figures", "notices", "read_gold"]

_ROOT = Path(__file__).parent.parent
GOLD = _ROOT / "tests" / "golden" / "notice_duties.tsv"
"""Odd rows served to write the grammar, even rows are only reported."""
UNSEEN = _ROOT / "tests" / "golden" / "notice_duties_unseen.tsv"
"""Clauses that were read after the grammar was finished, and before it read them."""
_POLICIES = _ROOT / "corpus" / "documents" / "policies"


@dataclass(frozen=True, slots=True)
class GoldDuty:
    """One duty as a person read it; `action` are words that its span must hold."""

    row: int
    clause_id: str
    parties: frozenset[str]
    modality: str
    action: str
    deadline: str


@dataclass(frozen=True, slots=True)
class Read:
    """What came of the list: rows found, rows missed, and what was read beyond them.

    `missed` and `extra` give a line for each row; what is extra goes with the last row of its
    clause. `times` are the rows found that have a time in the list or in what was read, true where
    both are the same.
    """

    found: Sequence[int]
    missed: Mapping[int, str]
    extra: Sequence[tuple[int, str]]
    times: Mapping[int, bool]


def read_gold(path: Path = GOLD) -> list[GoldDuty]:
    """Return a gold list in its order."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        GoldDuty(
            number,
            f"{row['document_id']}:{row['address']}",
            frozenset(row["actor"].split("、")),
            row["modality"],
            row["action"],
            row["deadline"],
        )
        for number, row in enumerate(rows, 1)
    ]


def notices() -> list[tuple[Document, list[Clause]]]:
    """Return the five notices of the built-in collection with their clauses."""
    return [read_document(path) for path in sorted(_POLICIES.glob("*.md"))]


def compare(
    gold: Sequence[GoldDuty], documents: Sequence[tuple[Document, Sequence[Clause]]]
) -> Read:
    """Compare the clauses of a list with what is read from them.

    A row is found where a duty of its clause, party and modality holds its words; each duty
    answers for one row. What else is read from these clauses is extra.
    """
    clauses = {clause.clause_id: clause for _, held in documents for clause in held}
    duties = [duty for document, held in documents for duty in duties_in(document, held)]
    found: list[int] = []
    missed: dict[int, str] = {}
    extra: list[tuple[int, str]] = []
    times: dict[int, bool] = {}
    for clause_id, group in groupby(gold, key=lambda row: row.clause_id):
        rows, clause = list(group), clauses[clause_id]
        left = [duty for duty in duties if duty.clause_id == clause_id]
        for row in rows:
            at = clause.start + clause.text.index(row.action)
            duty = next((each for each in left if _same(row, each, at)), None)
            if duty is None:
                missed[row.row] = f"{clause_id} {'、'.join(sorted(row.parties))} {row.action}"
                continue
            left.remove(duty)
            found.append(row.row)
            if row.deadline or _time(duty):
                times[row.row] = row.deadline == _time(duty)
        extra += [(rows[-1].row, f"{clause_id} {_told(duty)}") for duty in left]
    return Read(found, missed, extra, times)


def figures(read: Read, rest: int | None = None) -> dict[str, float]:
    """Return the figures of all rows, or of those whose number leaves `rest` when halved."""
    found, missed, extra = (
        [row for row in rows if rest is None or row % 2 == rest]
        for rows in (read.found, read.missed, (row for row, _ in read.extra))
    )
    times = [right for row, right in read.times.items() if rest is None or row % 2 == rest]
    return {
        "条数": len(found) + len(missed),
        "准确率": len(found) / (len(found) + len(extra)),
        "召回率": len(found) / (len(found) + len(missed)),
        "期限": sum(times) / len(times),
    }


def _same(row: GoldDuty, duty: Duty, at: int) -> bool:
    bound = row.parties == frozenset(duty.parties) and row.modality == duty.modality
    return bound and duty.start <= at < duty.end


def _time(duty: Duty) -> str:
    times = [each.normal for each in duty.deadlines if each.kind is not DeadlineKind.EVENT]
    return "、".join(dict.fromkeys(times))


def _told(duty: Duty) -> str:
    return f"{'、'.join(duty.parties)} {duty.modality} {duty.action[:30]}（{duty.rule}）"
