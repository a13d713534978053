"""How does a person put the catalogue entry of a document right, or take that back?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from corpus.cataloguing import identified
from corpus.corrections import (
    CONFIRMED,
    LABELS,
    Correction,
    Plain,
    active,
    as_read,
    corrected,
    digest,
    field_value,
    label_of,
    plain,
    settled,
    with_values,
)
from corpus.errors import BadCorrection
from corpus.front_matter import FIELDS
from corpus.records import Clause, Document
from corpus.store import DocumentStore

__all__ = ["catalogued", "correct", "withdraw"]


def correct(
    store: DocumentStore, document_id: str, values: Mapping[str, Plain], basis: str, who: str,
    moment: datetime, confirmed: Sequence[str] = (),
) -> Document:  # fmt: skip
    """Keep what a person says of a document, and return it so; raise BadCorrection.

    What is `confirmed` as it is has its doubt settled, and no new reading changes it; but other
    text has to be confirmed again. A status brings its basis and day along. Raise
    UnknownDocument.
    """
    document, before = store.get(document_id), store.corrections(document_id)
    read, given = as_read(document, before), active(before)
    if "status" in values:
        today = moment.date().isoformat()
        values = {"status_basis": f"人工核对：{basis}", "status_as_of": today, **values}
    said = {field: _as_it_is(document, field) for field in confirmed}
    said |= {field: _checked(field, value) for field, value in values.items()}
    made = [
        Correction(document_id, field, value, _reading(field, read, given), basis, who, moment)
        for field, value in said.items()
    ]
    return _keep(store, document, read, before, made)


def withdraw(
    store: DocumentStore, document_id: str, fields: Sequence[str], basis: str, who: str,
    moment: datetime,
) -> Document:  # fmt: skip
    """Give fields back to what the file says, and return the document so; raise BadCorrection.

    What was doubtful before is asked again when the file is read again. Raise UnknownDocument.
    """
    document, before = store.get(document_id), store.corrections(document_id)
    given = active(before)
    for field in fields:
        if field not in given:
            raise BadCorrection(label_of(field), "这一项没有人工更正，不用撤回")
    made = [
        replace(given[field], basis=basis, who=who, made_at=moment, withdrawn=True)
        for field in fields
    ]
    return _keep(store, document, as_read(document, before), before, made)


def catalogued(
    read: Document, document_id: str, corrections: Sequence[Correction]
) -> tuple[Document, list[Clause]]:
    """Return a document as read from a file under its id, as a person put it right."""
    document, clauses = identified(with_values(read, corrections), document_id)
    return settled(document, read, corrections), clauses


def _checked(field: str, value: Plain) -> Plain:
    """Return the plain form of a value as it will be stored; raise BadCorrection."""
    if field not in LABELS:
        raise BadCorrection(
            label_of(field), f"没有这个字段。可以更正的有：{'、'.join(LABELS.values())}"
        )
    try:
        return plain(field_value(field, value))
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise BadCorrection(
            LABELS[field], f"不能写成“{value or ''}”，应为{FIELDS[field].expected}"
        ) from error


def _as_it_is(document: Document, field: str) -> Plain:
    return digest(document) if field in CONFIRMED else plain(getattr(document, field, None))


def _reading(field: str, read: Document, given: Mapping[str, Correction]) -> Plain:
    if field in CONFIRMED:
        return None
    return given[field].reading if field in given else plain(getattr(read, field))


def _keep(
    store: DocumentStore, document: Document, read: Document, before: Sequence[Correction],
    made: Sequence[Correction],
) -> Document:  # fmt: skip
    """Store corrections and the document that follows from them, together."""
    name, every = document.document_id, [*before, *made]
    clauses = store.clauses(name)
    if identified(document, name)[1] == clauses:
        now, clauses = catalogued(read, name, every)
    else:  # composed of records: the clauses are not found in the text
        now = corrected(read, every)
    with store.batch():
        store.correct(made)
        store.put(now, clauses)
    return now
