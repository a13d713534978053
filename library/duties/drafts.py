"""What is known of a duty while its clause is being read?"""

from dataclasses import dataclass, field

from library.duties.records import Modality

__all__ = ["Draft", "Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """A party and by what it was concluded; `words` is '' where it is not printed there."""

    parties: tuple[str, ...]
    words: str
    rule: str


@dataclass(slots=True)
class Draft:
    """A duty in the making; offsets into the text of the clause.

    [start:end) is all that says it, `action` where the words of the action begin, `condition` the
    words before the subject.
    """

    who: Found
    modality: Modality
    start: int
    action: int
    end: int
    condition: str = ""
    rule: str = ""
    notes: list[str] = field(default_factory=list)
