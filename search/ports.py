"""What do the pages, the API and the commands need of the room `search`?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus.records import Clause, Document, Kind, Relation
from corpus.standing import Standing
from indexer import Floats, Lexicon
from search.dossier import Dossier
from search.effects import Effects
from search.results import SearchRequest, SearchResults
from search.suggest import Suggestion

__all__ = ["Collection", "Health", "SearchService"]


@dataclass(frozen=True, slots=True)
class Collection:
    """Every document of one generation; it stays readable when another takes its place.

    `documents` are without text, by id; `read` returns one in full with its clauses, or raises
    UnknownDocument. `changed_since` names the documents that are not as in a generation before
    (some may be gone), None where that can no longer be told. `select` returns the documents that
    pass the filters of a request, whatever its words, with where they stand on its day. `relations`
    reads what all the documents say of other texts, which takes a while where there are many.
    """

    generation: str
    documents: Sequence[Document]
    read: Callable[[str], tuple[Document, Sequence[Clause]]]
    changed_since: Callable[[str], set[str] | None]
    select: Callable[[SearchRequest], list[tuple[Document, Standing]]]
    relations: Callable[[], Sequence[Relation]]


@dataclass(frozen=True, slots=True)
class Health:
    """Can searches be answered, by which means, and over how much?

    `problems` are Chinese sentences saying what is wrong and what to do; empty when all is well.
    `holdings` says which body of law is held and what of it is not, '' where none was loaded.
    """

    searchable: bool
    semantic: bool
    generation: str | None
    documents: int
    clauses: int
    model: str | None
    problems: tuple[str, ...]
    holdings: str = ""


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

    def dossier(self, document_id: str, as_of: date | None = None) -> Dossier:
        """Return standing, editions and relations of a document on a day, None for today.

        Raise UnknownDocument or NotSearchable.
        """
        ...

    def clause(self, clause_id: str) -> tuple[Document, Clause]:
        """Return a clause and its document; raise UnknownDocument or NotSearchable."""
        ...

    def documents(self, kind: Kind | None = None) -> Sequence[Document]:
        """Return the documents of the serving generation, of one kind or all, without text.

        Raise NotSearchable without a generation.
        """
        ...

    def collection(self) -> Collection:
        """Return all that the serving generation holds; raise NotSearchable without one."""
        ...

    def cited(self, citation: str) -> Sequence[tuple[Document, Clause]]:
        """Return what 《法名》第N条 names, editions in force first; empty where it is not held."""
        ...

    def embed(self, texts: Sequence[str]) -> Floats | None:
        """Return unit vectors as `indexer.Embedder` does, None without a model."""
        ...

    def terms(self, text: str) -> Sequence[str]:
        """Return the words of a text as the index holds them."""
        ...

    def suggest(self, prefix: str, limit: int) -> Sequence[Suggestion]:
        """Return at most `limit` queries that begin so and find something, the best first."""
        ...

    def marks(self, query: str, text: str) -> list[tuple[int, int]]:
        """Return the [start, end) offsets in `text` that a query would highlight."""
        ...

    def effects(
        self,
        lexicon: Lexicon,
        words: Sequence[str],
        texts: Sequence[str] = (),
        queries: Sequence[str] = (),
    ) -> Effects:
        """Say what other words of the field would change; raise NotSearchable.

        `words` are those that are added or gone, `texts` and `queries` what to try them on.
        """
        ...

    def health(self) -> Health:
        """Say whether searching works."""
        ...
