"""How is a document written for others, so that equal documents are equal bytes?

One line of JSON: keys in order of their names, no spaces, UTF-8 without escapes. It says what is
stored, personal data masked, and nothing that depends on the day or on other documents. The
original file is never part of it, nor is its checksum.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from corpus.records import Clause, Document, Relation

__all__ = ["SCHEMA", "canonical", "checksum", "shared_record"]

SCHEMA = "zhiku-document-1"
"""Raised whenever the line of an unchanged document becomes another."""

Json = dict[str, object]


def shared_record(document: Document, clauses: Sequence[Clause]) -> Json:
    """Return a document with its clauses in reading order as plain values, days as YYYY-MM-DD."""
    return {
        "document_id": document.document_id,
        "title": document.title,
        "kind": document.kind.value,
        "doc_no": document.doc_no,
        "issuer": document.issuer,
        "region": document.region,
        "region_code": document.region_code,
        "level": document.level,
        "issued_on": _day(document.issued_on),
        "published_on": _day(document.published_on),
        "effective_on": _day(document.effective_on),
        "expires_on": _day(document.expires_on),
        "repealed_on": _day(document.repealed_on),
        "stated_status": document.status.value,
        "stated_status_basis": document.status_basis,
        "stated_status_as_of": _day(document.status_as_of),
        "source": document.source,
        "verbatim": document.verbatim,
        "aliases": list(document.aliases),
        "notes": list(document.notes),
        "facts": dict(document.facts),
        "relations": [_relation(relation) for relation in document.relations],
        "text": document.text,
        "clauses": [_clause(clause) for clause in clauses],
    }


def canonical(document: Document, clauses: Sequence[Clause]) -> bytes:
    """Return the document as one line, without its end."""
    record = shared_record(document, clauses)
    line = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return line.encode("utf-8", "replace")


def checksum(line: bytes) -> str:
    """Return the SHA-256 of a line in hex."""
    return hashlib.sha256(line).hexdigest()


def _clause(clause: Clause) -> Json:
    return {
        "clause_id": clause.clause_id,
        "address": clause.address,
        "path": list(clause.path),
        "citation": clause.citation,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
    }


def _relation(relation: Relation) -> Json:
    return {
        "kind": relation.kind.value,
        "clause_id": relation.clause_id,
        "title": relation.title,
        "number": relation.number,
        "place": relation.place,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
