"""Where are documents and their clauses kept? The port; every text in the product comes from it."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from corpus.corrections import Correction
from corpus.records import Clause, Document, Relation

__all__ = ["DocumentStore"]


class DocumentStore(Protocol):
    """Keeps documents with their clauses; a document and its clauses change together."""

    def batch(self) -> AbstractContextManager[None]:
        """Make the writes inside one transaction: all of them happen, or none.

        A batch inside a batch can fail alone. Raises StoreBroken where the end cannot be written.
        """
        ...

    def put(
        self, document: Document, clauses: Sequence[Clause], source_key: str = "", stamp: str = ""
    ) -> None:
        """Add the document, or replace the one with the same `document_id` and its clauses.

        A non-empty `source_key` names the place it was read from. A place holds one document: the
        key is taken from any other. Further places of the same document stay known. `stamp`
        tells by what the place was read, so that an unchanged file need not be read again. Where
        the record changes, the stamps of its other places are taken back: they gave another.
        """
        ...

    def place(self, source_key: str, document_id: str, stamp: str = "") -> None:
        """Note that a place holds a document as it is stored; raise UnknownDocument."""
        ...

    def sources(self) -> dict[str, str]:
        """Return the `document_id` last read from each source key."""
        ...

    def stamps(self) -> dict[str, str]:
        """Return by what each source was last read, '' where that is not known."""
        ...

    def relations(self, document_id: str | None = None) -> list[Relation]:
        """Return what one document says of others, or what all say, in order of the clauses."""
        ...

    def correct(self, corrections: Sequence[Correction]) -> None:
        """Keep what a person said of documents; raise UnknownDocument.

        The record itself is put by the caller. Corrections stay when the document is put again,
        and go with it when it is deleted.
        """
        ...

    def corrections(self, document_id: str | None = None) -> list[Correction]:
        """Return what persons said of one document, or of all, by document, oldest first."""
        ...

    def sketches(self) -> dict[str, bytes]:
        """Return the sketch of each document's text (see `corpus.near_duplicates`)."""
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
        """Yield every document in order of `document_id`, without text, outline, relations.

        What is written while this runs may or may not be seen.
        """
        ...

    def all_clauses(self) -> Iterator[Clause]:
        """Yield every clause, by `document_id`, then reading order.

        What is written while this runs may or may not be seen.
        """
        ...

    def delete(self, document_id: str) -> None:
        """Remove the document, its clauses and its sources; raise UnknownDocument."""
        ...

    def counts(self) -> tuple[int, int]:
        """Return how many documents and clauses there are."""
        ...

    def snapshot(self, path: Path) -> None:
        """Write a consistent copy of everything to a new file that `SqliteStore` can open."""
        ...
