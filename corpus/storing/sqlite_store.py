"""How are documents kept in one SQLite file?"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.corrections import Correction
from corpus.errors import UnknownDocument
from corpus.near_duplicates import sketch
from corpus.records import Clause, Document, Relation
from corpus.storing.record_json import (
    clause_from_row,
    clause_row,
    correction_from_row,
    correction_row,
    document_from_json,
    document_to_json,
    outline_from_json,
    outline_to_json,
    relation_from_row,
    relation_row,
)
from corpus.storing.sqlite_file import SqliteFile

__all__ = ["SqliteStore"]

_PUT = (
    "INSERT INTO documents (document_id, checksum, record, text, outline) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (document_id) DO UPDATE SET checksum = excluded.checksum,"
    " record = excluded.record, text = excluded.text, outline = excluded.outline"
)
_SELECT = (
    "SELECT clause_id, document_id, ordinal, address, path, citation, text, start, stop, defects"
    " FROM clauses "
)
_RELATIONS = "SELECT clause_id, kind, title, number, place, start, stop FROM relations "
_CORRECTIONS = (
    "SELECT document_id, field, value, reading, basis, who, made_at, withdrawn FROM corrections "
)
_CORRECT = (
    "INSERT INTO corrections (document_id, field, value, reading, basis, who, made_at, withdrawn)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_PLACE = "INSERT OR REPLACE INTO sources (source_key, document_id, stamp) VALUES (?, ?, ?)"


class SqliteStore(SqliteFile):
    """A `DocumentStore` in one file."""

    def put(
        self, document: Document, clauses: Sequence[Clause], source_key: str = "", stamp: str = ""
    ) -> None:
        """Add the document, or replace the one with the same `document_id` and its clauses."""
        name, record = document.document_id, document_to_json(document)
        checksum = hashlib.sha256(document.text.encode()).hexdigest()
        with self.batch():
            held = self._rows("SELECT checksum, record FROM documents WHERE document_id = ?", name)
            if held and held != [(checksum, record)]:
                self._db.execute("UPDATE sources SET stamp = '' WHERE document_id = ?", (name,))
            self._db.execute(
                _PUT, (name, checksum, record, document.text, outline_to_json(document))
            )
            self._put_parts(document, clauses)
            if source_key:
                self._db.execute(_PLACE, (source_key, name, stamp))

    def _put_parts(self, document: Document, clauses: Sequence[Clause]) -> None:
        """Write what belongs to a document that is stored already, in place of what did."""
        name = (document.document_id,)
        for table in ("clauses", "relations", "sketches"):
            self._db.execute(f"DELETE FROM {table} WHERE document_id = ?", name)  # noqa: S608
        self._db.executemany(
            "INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(clause_row, clauses)
        )
        self._db.executemany(
            "INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            map(relation_row, document.relations),
        )
        self._db.execute("INSERT INTO sketches VALUES (?, ?)", (*name, sketch(document.text)))

    def place(self, source_key: str, document_id: str, stamp: str = "") -> None:
        """Note that a place holds a document as it is stored; raise UnknownDocument."""
        with self.batch():
            self._known(document_id)
            self._db.execute(_PLACE, (source_key, document_id, stamp))

    def sources(self) -> dict[str, str]:
        """Return the `document_id` last read from each source key."""
        return dict(self._rows("SELECT source_key, document_id FROM sources"))

    def stamps(self) -> dict[str, str]:
        """Return by what each source was last read, '' where that is not known."""
        return dict(self._rows("SELECT source_key, stamp FROM sources"))

    def relations(self, document_id: str | None = None) -> list[Relation]:
        """Return what one document says of others, or what all say, in order of the clauses."""
        if not self._holds("relations"):
            return []
        where, values = ("WHERE document_id = ? ", (document_id,)) if document_id else ("", ())
        rows = self._rows(_RELATIONS + where + "ORDER BY document_id, rowid", *values)
        return [relation_from_row(row) for row in rows]

    def correct(self, corrections: Sequence[Correction]) -> None:
        """Keep what a person said of documents; raise UnknownDocument."""
        with self.batch():
            for correction in corrections:
                self._known(correction.document_id)
            self._db.executemany(_CORRECT, map(correction_row, corrections))

    def corrections(self, document_id: str | None = None) -> list[Correction]:
        """Return what persons said of one document, or of all, by document, oldest first."""
        if not self._holds("corrections"):
            return []
        where, values = ("WHERE document_id = ? ", (document_id,)) if document_id else ("", ())
        rows = self._rows(_CORRECTIONS + where + "ORDER BY document_id, correction_id", *values)
        return [correction_from_row(row) for row in rows]

    def sketches(self) -> dict[str, bytes]:
        """Return the sketch of each document's text; those of an older file are made now."""
        held = dict(self._rows("SELECT * FROM sketches")) if self._holds("sketches") else {}
        known = [name for (name,) in self._rows("SELECT document_id FROM documents")]
        made = [(name, sketch(self.get(name).text)) for name in known if name not in held]
        if made and not self._read_only:
            with self.batch():
                self._db.executemany("INSERT OR REPLACE INTO sketches VALUES (?, ?)", made)
        return held | dict(made)

    def get(self, document_id: str) -> Document:
        """Return the document; raise UnknownDocument."""
        rows = self._rows(
            "SELECT record, text, outline FROM documents WHERE document_id = ?", document_id
        )
        for record, text, outline in rows:
            document = document_from_json(record)
            return replace(
                document, text=text, outline=outline_from_json(outline),
                relations=tuple(self.relations(document_id)),
            )  # fmt: skip
        raise UnknownDocument(document_id)

    def record(self, document_id: str) -> Document:
        """Return the document with text, outline and relations left empty; raise UnknownDocument.

        As `documents` yields it, without reading its text.
        """
        for (record,) in self._rows(
            "SELECT record FROM documents WHERE document_id = ?", document_id
        ):
            return document_from_json(record)
        raise UnknownDocument(document_id)

    def clause(self, clause_id: str) -> Clause:
        """Return the clause; raise UnknownDocument."""
        for row in self._rows(_SELECT + "WHERE clause_id = ?", clause_id):
            return clause_from_row(row)
        raise UnknownDocument(clause_id)

    def clauses(self, document_id: str) -> list[Clause]:
        """Return the clauses of one document in reading order; raise UnknownDocument."""
        self._known(document_id)
        rows = self._rows(_SELECT + "WHERE document_id = ? ORDER BY ordinal", document_id)
        return [clause_from_row(row) for row in rows]

    def documents(self) -> Iterator[Document]:
        """Yield every document in order of `document_id`, with text and outline left empty."""
        last = ""
        while page := self._rows(
            "SELECT document_id, record FROM documents WHERE document_id > ?"
            " ORDER BY document_id LIMIT 500", last,
        ):  # fmt: skip
            for _, record in page:
                yield document_from_json(record)
            last = page[-1][0]

    def all_clauses(self) -> Iterator[Clause]:
        """Yield every clause, by `document_id`, then reading order."""
        last: tuple[str, int] = ("", -1)
        while page := self._rows(
            _SELECT + "WHERE (document_id, ordinal) > (?, ?)"
            " ORDER BY document_id, ordinal LIMIT 2000", *last,
        ):  # fmt: skip
            clauses = [clause_from_row(row) for row in page]
            yield from clauses
            last = clauses[-1].document_id, clauses[-1].ordinal

    def delete(self, document_id: str) -> None:
        """Remove the document, its clauses and its sources; raise UnknownDocument."""
        with self.batch():
            done = self._db.execute("DELETE FROM documents WHERE document_id = ?", (document_id,))
            if not done.rowcount:
                raise UnknownDocument(document_id)

    def counts(self) -> tuple[int, int]:
        """Return how many documents and clauses there are."""
        [(documents,)] = self._rows("SELECT count(*) FROM documents")
        [(clauses,)] = self._rows("SELECT count(*) FROM clauses")
        return documents, clauses

    def _known(self, document_id: str) -> None:
        if not self._rows("SELECT 1 FROM documents WHERE document_id = ?", document_id):
            raise UnknownDocument(document_id)

    def _holds(self, table: str) -> bool:
        """Whether there is the table; a file of an older version, opened to be read, lacks some."""
        return bool(self._rows("SELECT 1 FROM sqlite_master WHERE name = ?", table))
