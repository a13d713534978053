"""What do the pages, the API and the commands need of the room `search`?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.records import Clause, Document
from search.results import SearchRequest, SearchResults

__all__ = ["Health", "SearchService"]


@dataclass(frozen=True, slots=True)
class Health:
    """Can searches be answered, by which means, and over how much?

    `problems` are Chinese sentences saying what is wrong and what to do; empty when all is well.
    """

    searchable: bool
    semantic: bool
    generation: str | None
    documents: int
    clauses: int
    model: str | None
    problems: tuple[str, ...]


class SearchService(Protocol):
    """Answers searches and hands out what was found; safe to share between threads."""

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer the request; raise QueryRejected or NotSearchable."""
        ...

    def document(self, document_id: str) -> tuple[Document, Sequence[Clause]]:
        """Return a document of the serving generation with its clauses in reading order.

        Raise UnknownDocument, or NotSearchable without a generation.
        """
        ...

    def clause(self, clause_id: str) -> tuple[Document, Clause]:
        """Return a clause and its document; raise UnknownDocument or NotSearchable."""
        ...

    def marks(self, query: str, text: str) -> list[tuple[int, int]]:
        """Return the [start, end) offsets in `text` that a query would highlight."""
        ...

    def health(self) -> Health:
        """Say whether searching works."""
        ...
