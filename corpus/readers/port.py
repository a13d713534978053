"""What does every reader of a file format give?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from corpus.records import Doubt, Place

__all__ = ["RawText", "Reader"]


@dataclass(frozen=True, slots=True)
class RawText:
    """One file: its text as Markdown, what its front matter says, notes on what was left out.

    `places` lead back into the file where it has pages, paragraphs or rows; `doubts` are what a
    person must compare with the original, `unread` how many pages gave no text.
    """

    text: str
    front: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unread: int = 0


class Reader(Protocol):
    """Reads one family of file formats."""

    def __call__(self, path: Path) -> RawText:
        """Return the text of `path`; raise UnreadableFile saying why and what to do."""
        ...
