"""How is a record written as JSON and read back unchanged?"""

import json
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any

from corpus.corrections import Correction
from corpus.records import (
    Clause,
    Defect,
    Document,
    Doubt,
    Kind,
    Node,
    Place,
    Relation,
    RelationKind,
    Status,
)

__all__ = [
    "clause_from_row",
    "clause_row",
    "correction_from_row",
    "correction_row",
    "document_from_json",
    "document_to_json",
    "outline_from_json",
    "outline_to_json",
    "relation_from_row",
    "relation_row",
]

_DATES = (
    "issued_on", "published_on", "effective_on", "expires_on", "repealed_on", "status_as_of",
)  # fmt: skip
_APART = ("text", "outline", "relations")
_PARTS: dict[str, type[Defect | Doubt | Place]] = {
    "defects": Defect,
    "doubts": Doubt,
    "places": Place,
}


def document_to_json(document: Document) -> str:
    """Return every field but `text`, `outline` and `relations`, which are kept apart."""
    kept = {f.name: getattr(document, f.name) for f in fields(document) if f.name not in _APART}
    for name in _PARTS:
        kept[name] = [asdict(part) for part in kept[name]]
    return json.dumps(kept, ensure_ascii=False, default=date.isoformat, sort_keys=True)


def document_from_json(record: str) -> Document:
    """Return the document without what is kept apart; an older record lacks some fields."""
    values: dict[str, Any] = json.loads(record)
    values.pop("verbatim", None)  # stored by the first version; now it follows from the kind
    for name in _DATES:
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    values |= {
        "kind": Kind(values["kind"]),
        "status": Status(values["status"]),
        "aliases": tuple(values["aliases"]),
        "notes": tuple(values["notes"]),
    }
    for name, part in _PARTS.items():
        values[name] = tuple(part(**value) for value in values.get(name, ()))
    return Document(text="", **values)


def outline_to_json(document: Document) -> str:
    """Return the nodes of the outline."""
    return json.dumps([asdict(node) for node in document.outline], ensure_ascii=False)


def outline_from_json(outline: str) -> tuple[Node, ...]:
    """Return the nodes written by `outline_to_json`."""
    nodes = (Node(**node) for node in json.loads(outline))
    return tuple(replace(node, path=tuple(node.path)) for node in nodes)


def clause_row(clause: Clause) -> tuple[Any, ...]:
    """Return a clause as a row of the table `clauses`."""
    return (
        clause.clause_id, clause.document_id, clause.ordinal, clause.address,
        json.dumps(clause.path, ensure_ascii=False), clause.citation, clause.text,
        clause.start, clause.end,
        json.dumps([asdict(defect) for defect in clause.defects], ensure_ascii=False),
    )  # fmt: skip


def clause_from_row(row: tuple[Any, ...]) -> Clause:
    """Return the clause written by `clause_row`."""
    *values, start, end, defects = row
    clause_id, document_id, ordinal, address, path, citation, text = values
    return Clause(
        clause_id, document_id, ordinal, address, tuple(json.loads(path)), citation, text,
        start, end, tuple(Defect(**defect) for defect in json.loads(defects)),
    )  # fmt: skip


def relation_row(relation: Relation) -> tuple[Any, ...]:
    """Return a relation as a row of the table `relations`, its document first."""
    return (
        relation.document_id, relation.clause_id, relation.kind.value, relation.title,
        relation.number, relation.place, relation.start, relation.end,
    )  # fmt: skip


def relation_from_row(row: tuple[Any, ...]) -> Relation:
    """Return the relation written by `relation_row`, its document left out."""
    clause_id, kind, *values = row
    return Relation(RelationKind(kind), clause_id, *values)


def correction_row(correction: Correction) -> tuple[Any, ...]:
    """Return a correction as a row of the table `corrections`, without the number."""
    return (
        correction.document_id, correction.field, json.dumps(correction.value, ensure_ascii=False),
        json.dumps(correction.reading, ensure_ascii=False), correction.basis, correction.who,
        correction.made_at.isoformat(), correction.withdrawn,
    )  # fmt: skip


def correction_from_row(row: tuple[Any, ...]) -> Correction:
    """Return the correction written by `correction_row`."""
    document_id, field, value, reading, basis, who, made_at, withdrawn = row
    return Correction(
        document_id, field, json.loads(value), json.loads(reading), basis, who,
        datetime.fromisoformat(made_at), bool(withdrawn),
    )  # fmt: skip
