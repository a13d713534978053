"""What does every reader of a file format give?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

__all__ = ["RawText", "Reader"]


@dataclass(frozen=True, slots=True)
class RawText:
    """One file: its text as Markdown, what its front matter says, notes on what was left out."""

    text: str
    front: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one family of file formats."""

    def __call__(self, path: Path) -> RawText:
        """Return the text of `path`; raise UnreadableFile saying why and what to do."""
        ...
