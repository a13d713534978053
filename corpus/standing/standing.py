"""Where does a document stand on a day, and on what ground is that said?"""

from dataclasses import dataclass
from datetime import date

from corpus.records import Status

__all__ = ["Standing"]

_ENDED = frozenset({Status.REPEALED, Status.REPLACED})


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a document on a day, and the Chinese sentence that says why.

    `as_of` is the last day for which a source, a person or a date vouches, None where nobody does.
    `by` is the document that repealed, replaced or amended it, `clause_id` the clause of that
    document that says so. `warning` tells of a contradiction that a person should settle.
    `existed` is false before the day of issue.
    """

    status: Status
    basis: str
    as_of: date | None = None
    by: str | None = None
    clause_id: str | None = None
    warning: str = ""
    existed: bool = True

    @property
    def hidden(self) -> bool:
        """Whether a search leaves the document out unless its status is asked for."""
        return not self.existed or self.status in _ENDED
