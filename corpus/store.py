"""Where are documents and their clauses kept? The port; every text in the product comes from it."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from corpus.records import Clause, Document

__all__ = ["DocumentStore"]


class DocumentStore(Protocol):
    """Keeps documents with their clauses; a document and its clauses change together."""

    def batch(self) -> AbstractContextManager[None]:
        """Make the writes inside one transaction: all of them happen, or none."""
        ...

    def put(self, document: Document, clauses: Sequence[Clause], source_key: str = "") -> None:
        """Add the document, or replace the one with the same `document_id` and its clauses.

        `source_key` names the place it was read from, so that the same place keeps its id.
        """
        ...

    def sources(self) -> dict[str, str]:
        """Return the `document_id` last read from each non-empty source key."""
        ...

    def get(self, document_id: str) -> Document:
        """Return the document; raise UnknownDocument."""
        ...

    def clause(self, clause_id: str) -> Clause:
        """Return the clause; raise UnknownDocument."""
        ...

    def clauses(self, document_id: str) -> list[Clause]:
        """Return the clauses of one document in reading order; raise UnknownDocument."""
        ...

    def documents(self) -> Iterator[Document]:
        """Yield every document in order of `document_id`, with text and outline left empty."""
        ...

    def all_clauses(self) -> Iterator[Clause]:
        """Yield every clause, by `document_id`, then reading order."""
        ...

    def delete(self, document_id: str) -> None:
        """Remove the document and its clauses; raise UnknownDocument."""
        ...

    def counts(self) -> tuple[int, int]:
        """Return how many documents and clauses there are."""
        ...

    def snapshot(self, path: Path) -> None:
        """Write a consistent copy of everything to a new file that `SqliteStore` can open."""
        ...
