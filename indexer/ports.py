"""What may the rest of the product rely on, whichever engine stands behind it?

Rows: an index generation numbers its clauses 0 … n-1; every index speaks of these rows, and
`rows` in a result is the only identity that crosses a port. `within` restricts a search to the
rows where it is true (shape (n,), bool), None means all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "BIGRAM_WEIGHT",
    "FIELDS",
    "Embedder",
    "Floats",
    "IndexedClause",
    "KeywordHits",
    "KeywordIndex",
    "Mask",
    "Rows",
    "Segmenter",
    "TermGroup",
    "Token",
    "VectorIndex",
]

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Token:
    """One term of a text.

    `position` counts words 1, 2, 3 …; inner words of a compound share its position. `start` and
    `end` are offsets into the text as given, so that a highlight falls on the source's characters.
    """

    term: str
    position: int
    start: int
    end: int
    inner: bool = False


class Segmenter(Protocol):
    """Cuts text into terms; the same object serves index and query."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text could give other terms."""
        ...

    def cut(self, text: str) -> list[Token]:
        """Return the tokens of `text` in order of position, compounds before their inner words."""
        ...

    def terms(self, text: str) -> list[str]:
        """Return the terms of `cut(text)` in the same order, without their places; faster."""
        ...

    def bigrams(self, text: str) -> list[str]:
        """Return the character pairs of `text`, in order and with repetitions.

        Pairs are taken from the folded text (NFKC, lower case, no blanks) between punctuation
        marks and line ends; a run of one character gives that character.
        """
        ...


class Embedder(Protocol):
    """Turns texts into vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text could give another vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return float32 of shape (len(texts), dimension); rows have unit length.

        A text without any known term gives a zero row.
        """
        ...


@dataclass(frozen=True, slots=True)
class IndexedClause:
    """What the keyword index needs of a clause: its identity and its terms with their counts."""

    clause_id: str
    words: dict[str, int]
    bigrams: dict[str, int]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One thing asked for: any of `terms` (term → weight) satisfies it.

    `required` groups decide whether a clause matches at all; the others only add to the score. A
    group scores as its best term does: its terms say the same thing, and a clause that says it in
    two words is not about it twice.
    """

    terms: dict[str, float]
    required: bool = True


@dataclass(frozen=True, slots=True)
class KeywordHits:
    """Rows in falling order of score, and how many required groups each satisfies."""

    rows: Rows
    scores: Floats
    matched: NDArray[np.int32]


FIELDS = ("words", "bigrams")
"""The two fields of an indexed clause."""

BIGRAM_WEIGHT = 0.75
"""Weight of the bigrams' score against that of the words, where nothing else is set."""


class KeywordIndex(Protocol):
    """Finds clauses by their terms, ranked by BM25 over words and character bigrams."""

    def __len__(self) -> int:
        """Return the number of rows."""
        ...

    def frequency(self, term: str) -> int:
        """Return the number of clauses that hold the word."""
        ...

    def vocabulary(self) -> Iterable[tuple[str, int]]:
        """Yield each word once, with the number of clauses that hold it; in no stated order.

        A word of clauses that were deleted since may still be among them.
        """
        ...

    def holding(self, terms: Iterable[str]) -> Rows:
        """Return the rows, rising, that hold any of the words."""
        ...

    def search(
        self,
        groups: Sequence[TermGroup],
        bigrams: Iterable[str],
        *,
        limit: int,
        at_least: int = 1,
        within: Mask | None = None,
    ) -> KeywordHits:
        """Return the best `limit` rows that satisfy `at_least` required groups.

        With `at_least` 0, or without any required group, rows that hold any given term or bigram
        match. Equal scores are ordered by row. Weights are positive; a bigram given twice counts
        once.
        """
        ...

    def scores(self, groups: Sequence[TermGroup], bigrams: Iterable[str], rows: Rows) -> Floats:
        """Return what `search` would score each given row, 0 where nothing asked for is in it."""
        ...


class VectorIndex(Protocol):
    """Finds clauses by the direction of their vectors.

    A clause may have several vectors, one for each piece of a long text; its cosine is that of
    its best piece. A clause without any vector, or with zero ones only, is never found.
    """

    def __len__(self) -> int:
        """Return the number of rows."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def search(
        self, vector: Floats, *, limit: int, within: Mask | None = None
    ) -> tuple[Rows, Floats]:
        """Return rows and cosines in falling order; `vector` has shape (dimension,).

        A zero vector finds nothing. Raises DimensionMismatch.
        """
        ...

    def cosines(self, vector: Floats, rows: Rows) -> Floats:
        """Return the cosine of each given row, 0 where it has no vector.

        Raises DimensionMismatch.
        """
        ...
