"""How are tests and sittings kept in one SQLite file that nobody else reads?"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

from library.errors import ExamsBroken
from library.exams.records import Answers, Exam, Examinee, Identity, Showing, Sitting, Terms
from library.papers import paper_from_json
from library.private_file import PrivateFile

__all__ = ["EXAM", "SITTING", "ExamFile", "dump_answers", "dump_marks", "dump_terms", "exam_of",
           "sitting_of"]  # fmt: skip

EXAM = "number, token, paper, terms, opened_by, opened_at, forgotten_at, measured_at"
SITTING = (
    "number, exam, person, name, unit, audience, user_id, attempt, version, began_at, due_at,"
    " revision, saved_at, submitted_at, released, answers, marks, scores, waiting"
)
"""The columns of which `exam_of` and `sitting_of` make a record."""


class ExamFile(PrivateFile):
    """The database of tests and sittings; without a path it is in memory."""

    migrations: ClassVar[str] = "library.exams"
    broken: ClassVar[type[Exception]] = ExamsBroken
    called: ClassVar[str] = "考试的数据库"
    ahead: ClassVar[bool] = True

    def __init__(self, path: Path | None) -> None:
        """Open the file, making or migrating it; raise ExamsBroken."""
        super().__init__(path)
        with self._explained(self._path):
            # A hall saves at once: one write to the disk each would take seconds. Losing power may
            # cost the last moments, which browsers save again; never what is there already.
            self._db.execute("PRAGMA synchronous = NORMAL")

    def overwrite(self) -> None:
        """See to it that what was removed is nowhere on the disk any more."""
        with self._lock, self._explained(self._path):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def exam_of(row: tuple[Any, ...]) -> Exam:
    """Return a row of `EXAM` as a record."""
    number, token, paper, terms, *rest = row
    return Exam(number, token, paper_from_json(json.loads(paper)), _terms(terms), *rest)


def sitting_of(row: tuple[Any, ...]) -> Sitting:
    """Return a row of `SITTING` as a record."""
    number, exam, person, name, unit, audience, user_id, attempt, version, *rest = row
    began, due, revision, saved, submitted, released, answers, marks, scores, waiting = rest
    return Sitting(
        number, exam, person, Examinee(name, unit, audience, user_id), attempt, version, began,
        due, revision, saved, submitted, bool(released),
        {int(at): tuple(given) for at, given in json.loads(answers).items()},
        _decimals(marks), _decimals(scores), tuple(json.loads(waiting)),
    )  # fmt: skip


def dump_answers(answers: Answers) -> str:
    """Return the answers as they are kept."""
    return json.dumps({str(at): list(given) for at, given in answers.items()}, ensure_ascii=False)


def dump_marks(marks: Any) -> str:
    """Return marks or scores as they are kept: decimals as text."""
    return json.dumps({str(at): str(mark) for at, mark in marks.items()})


def dump_terms(terms: Terms) -> str:
    """Return the rules as they are kept."""
    fields = {name: getattr(terms, name) for name in Terms.__slots__}
    return json.dumps(fields | {"partial": str(terms.partial)}, ensure_ascii=False)


def _terms(text: str) -> Terms:
    fields = json.loads(text)
    return Terms(
        **fields | {
            "identity": Identity(fields["identity"]),
            "showing": Showing(fields["showing"]),
            "partial": Decimal(fields["partial"]),
            "versions": tuple(fields["versions"]),
        }
    )  # fmt: skip


def _decimals(text: str) -> dict[int, Decimal]:
    return {int(at): Decimal(mark) for at, mark in json.loads(text).items()}
