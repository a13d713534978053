"""The in-memory twin of the SQLite store, for tests and for evaluation on foreign collections."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.corrections import Correction
from corpus.errors import UnknownDocument
from corpus.near_duplicates import sketch
from corpus.records import Clause, Document, Relation
from corpus.storing.sqlite_store import SqliteStore

__all__ = ["MemoryStore"]


class MemoryStore:
    """A `DocumentStore` in dictionaries."""

    def __init__(self) -> None:
        self._documents: dict[str, tuple[Document, tuple[Clause, ...]]] = {}
        self._sources: dict[str, tuple[str, str]] = {}
        self._corrections: list[Correction] = []

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make the writes inside one transaction: all of them happen, or none."""
        before = dict(self._documents), dict(self._sources), list(self._corrections)
        try:
            yield
        except BaseException:
            self._documents, self._sources, self._corrections = before
            raise

    def put(
        self, document: Document, clauses: Sequence[Clause], source_key: str = "", stamp: str = ""
    ) -> None:
        """Add the document, or replace the one with the same `document_id` and its clauses."""
        name = document.document_id
        if name in self._documents and _record(self._documents[name][0]) != _record(document):
            self._sources |= {key: (name, "") for key, held in self._sources.items()
                              if held[0] == name}  # fmt: skip
        self._documents[name] = (document, tuple(clauses))
        if source_key:
            self._sources[source_key] = name, stamp

    def place(self, source_key: str, document_id: str, stamp: str = "") -> None:
        """Note that a place holds a document as it is stored; raise UnknownDocument."""
        self._entry(document_id)
        self._sources[source_key] = document_id, stamp

    def sources(self) -> dict[str, str]:
        """Return the `document_id` last read from each source key."""
        return {key: name for key, (name, _) in self._sources.items()}

    def stamps(self) -> dict[str, str]:
        """Return by what each source was last read, '' where that is not known."""
        return {key: stamp for key, (_, stamp) in self._sources.items()}

    def relations(self, document_id: str | None = None) -> list[Relation]:
        """Return what one document says of others, or what all say, in order of the clauses."""
        chosen = [document_id] if document_id else sorted(self._documents)
        held = (self._documents[name][0] for name in chosen if name in self._documents)
        return [relation for document in held for relation in document.relations]

    def correct(self, corrections: Sequence[Correction]) -> None:
        """Keep what a person said of documents; raise UnknownDocument."""
        for correction in corrections:
            self._entry(correction.document_id)
        self._corrections += corrections

    def corrections(self, document_id: str | None = None) -> list[Correction]:
        """Return what persons said of one document, or of all, by document, oldest first."""
        every = sorted(self._corrections, key=lambda correction: correction.document_id)
        return [one for one in every if document_id in {None, one.document_id}]

    def sketches(self) -> dict[str, bytes]:
        """Return the sketch of each document's text."""
        return {name: sketch(held.text) for name, (held, _) in sorted(self._documents.items())}

    def get(self, document_id: str) -> Document:
        """Return the document; raise UnknownDocument."""
        return self._entry(document_id)[0]

    def clause(self, clause_id: str) -> Clause:
        """Return the clause; raise UnknownDocument."""
        document_id = clause_id.rpartition(":")[0]
        _, clauses = self._documents.get(document_id, (None, ()))
        for clause in clauses:
            if clause.clause_id == clause_id:
                return clause
        raise UnknownDocument(clause_id)

    def clauses(self, document_id: str) -> list[Clause]:
        """Return the clauses of one document in reading order; raise UnknownDocument."""
        return list(self._entry(document_id)[1])

    def documents(self) -> Iterator[Document]:
        """Yield every document in order of `document_id`, with text and outline left empty."""
        for _, (document, _) in sorted(self._documents.items()):
            yield replace(_record(document), text="")

    def all_clauses(self) -> Iterator[Clause]:
        """Yield every clause, by `document_id`, then reading order."""
        for _, (_, clauses) in sorted(self._documents.items()):
            yield from clauses

    def delete(self, document_id: str) -> None:
        """Remove the document, its clauses and its sources; raise UnknownDocument."""
        self._entry(document_id)
        del self._documents[document_id]
        self._sources = {key: held for key, held in self._sources.items() if held[0] != document_id}
        self._corrections = [c for c in self._corrections if c.document_id != document_id]

    def counts(self) -> tuple[int, int]:
        """Return how many documents and clauses there are."""
        clauses = (len(clauses) for _, clauses in self._documents.values())
        return len(self._documents), sum(clauses)

    def snapshot(self, path: Path) -> None:
        """Write a consistent copy of everything to a new file that `SqliteStore` can open."""
        with SqliteStore(path) as copy, copy.batch():
            for document, clauses in self._documents.values():
                copy.put(document, clauses)
            for key, (name, stamp) in self._sources.items():
                copy.place(key, name, stamp)
            copy.correct(self._corrections)

    def _entry(self, document_id: str) -> tuple[Document, tuple[Clause, ...]]:
        if document_id not in self._documents:
            raise UnknownDocument(document_id)
        return self._documents[document_id]


def _record(document: Document) -> Document:
    return replace(document, outline=(), relations=())
