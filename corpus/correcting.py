"""How does a person put the catalogue entry of a document right, or take that back?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from corpus.cataloguing import identified
from corpus.corrections import (
    LABELS,
    Correction,
    Plain,
    active,
    as_read,
    corrected,
    field_value,
    plain,
)
from corpus.errors import BadCorrection
from corpus.front_matter import FIELDS
from corpus.records import Clause, Document
from corpus.store import DocumentStore

__all__ = ["correct", "withdraw"]


def correct(
    store: DocumentStore, document_id: str, values: Mapping[str, Plain], basis: str, who: str,
    moment: datetime,
) -> Document:  # fmt: skip
    """Keep what a person says of a document, and return it so; raise BadCorrection.

    A value that is already there is confirmed by it: its doubt is settled, and no new reading
    changes it. A status brings its basis and day along. Raise UnknownDocument.
    """
    document, before = store.get(document_id), store.corrections(document_id)
    read, given = as_read(document, before), active(before)
    if "status" in values:
        today = moment.date().isoformat()
        values = {"status_basis": f"人工核对：{basis}", "status_as_of": today, **values}
    made = [
        Correction(
            document_id, field, _checked(field, value), _reading(field, read, given), basis, who,
            moment,
        )
        for field, value in values.items()
    ]  # fmt: skip
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
            raise BadCorrection(LABELS.get(field, field), "这一项没有人工更正，不用撤回")
    made = [
        replace(given[field], basis=basis, who=who, made_at=moment, withdrawn=True)
        for field in fields
    ]
    return _keep(store, document, as_read(document, before), before, made)


def _checked(field: str, value: Plain) -> Plain:
    """Return the plain form of a value as it will be stored; raise BadCorrection."""
    if field not in LABELS:
        raise BadCorrection(field, f"没有这个字段。可以更正的有：{'、'.join(LABELS.values())}")
    try:
        return plain(field_value(field, value))
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise BadCorrection(
            LABELS[field], f"不能写成“{value or ''}”，应为{FIELDS[field].expected}"
        ) from error


def _reading(field: str, read: Document, given: Mapping[str, Correction]) -> Plain:
    return given[field].reading if field in given else plain(getattr(read, field))


def _keep(
    store: DocumentStore, document: Document, read: Document, before: Sequence[Correction],
    made: Sequence[Correction],
) -> Document:  # fmt: skip
    """Store corrections and the document that follows from them, together."""
    now, clauses = _catalogued(store, document, corrected(read, [*before, *made]))
    with store.batch():
        store.correct(made)
        store.put(now, clauses)
    return now


def _catalogued(
    store: DocumentStore, document: Document, now: Document
) -> tuple[Document, list[Clause]]:
    """Return the document with its clauses, cited by its new title and number.

    The clauses of what was composed of records are not found in its text; they stay.
    """
    clauses = store.clauses(document.document_id)
    if identified(document, document.document_id)[1] != clauses:
        return now, clauses
    return identified(now, document.document_id)
