"""What became of every file of an import?"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from corpus.intake.changes import Changes
from corpus.records import Doubt

__all__ = ["ImportReport", "Outcome", "Result", "Similar"]


class Result(StrEnum):
    """How a file ended; each file ends in one way."""

    NEW = "新增"
    UPDATED = "更新"
    REPLACED = "替代"
    """Another document stands at its place now; the one before has left the collection."""
    SAME = "未变"
    DUPLICATE = "重复"
    """Another file holds the same text; it was not stored twice."""
    FAILED = "失败"
    SKIPPED = "略过"


@dataclass(frozen=True, slots=True)
class Similar:
    """Another document with nearly the same text; `share` of it, 0 to 1, is common."""

    document_id: str
    title: str
    share: float
    advice: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, with a message for the operator.

    The path of a file in an archive is the archive's, followed by the name within. `notes` are
    the document's, `doubts` what a person must confirm of it, `similar` what may be the same.
    """

    path: Path
    result: Result
    document_id: str | None
    message: str
    title: str = ""
    notes: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)
    doubts: tuple[Doubt, ...] = ()
    similar: tuple[Similar, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of every file, in the order in which they were read."""

    outcomes: tuple[Outcome, ...]

    def count(self, result: str) -> int:
        """Return how many files ended so."""
        return sum(outcome.result == result for outcome in self.outcomes)

    @property
    def doubtful(self) -> tuple[Outcome, ...]:
        """The files whose documents hold values that a person must confirm."""
        return tuple(outcome for outcome in self.outcomes if outcome.doubts)
