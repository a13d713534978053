"""What is known of a duty while its clause is being read?"""

from dataclasses import dataclass

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
    words before the subject; `lead` delimits what the sentence says before its first duty where
    this is a later one, because its time holds for both.
    """

    who: Found
    modality: Modality
    start: int
    action: int
    end: int
    condition: str = ""
    lead: tuple[int, int] = (0, 0)
