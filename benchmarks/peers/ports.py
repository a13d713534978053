"""What must an engine be able to do to be compared?"""

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

__all__ = ["Article", "Corpus", "Peer", "Searcher"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a law; its title names law and number, 劳动法 第三条."""

    name: str
    title: str
    text: str

    @property
    def content(self) -> str:
        """What every engine indexes: title and text in one field."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus file in BEIR's layout (`_id`, `title`, `text`), and what it is called."""

    name: str
    path: Path

    def articles(self) -> Iterator[Article]:
        """Read the rows; every engine does so within the time of its build."""
        opener = lzma.open if self.path.suffix == ".xz" else open
        with opener(self.path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Article(row["_id"], row["title"], row["text"])


class Searcher(Protocol):
    """An opened index that answers."""

    def search(self, query: str, limit: int) -> Sequence[str]:
        """Return the names of at most `limit` articles, the best first."""
        ...


class Peer(Protocol):
    """An engine in its fairest set-up; a module `peers.<name>` holds one as `PEER`."""

    label: str
    """How tables call it."""

    setup: str
    """The set-up in one Chinese sentence."""

    packages: Sequence[str]
    """Distributions whose versions tables state; the first is the engine's."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Index the corpus into the empty `folder`, from reading to everything on disk."""
        ...

    def open(self, folder: Path) -> Searcher:
        """Open what `build` wrote, in another process."""
        ...
