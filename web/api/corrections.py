"""How does a program put the entry of a document right, take that back, or remove the document?"""

from fastapi import Request
from fastapi.responses import JSONResponse

from corpus import CONFIRMED, LABELS, active, as_read, label_of, plain
from library.collection import done_in_words, leaving_of, plain_value, remark_on
from search import open_store
from web.entries import confirm_field, correct_fields, remove_entry, withdraw_field
from web.entry_schemas import CorrectionBody, DocumentId, WithdrawalBody
from web.errors import ParameterRejected
from web.service import settings_of

__all__ = ["correct", "entry", "remove", "withdraw"]


def entry(request: Request, document_id: DocumentId) -> JSONResponse:
    """Answer with the entry as it is now, not as of the index; raise UnknownDocument."""
    with open_store(settings_of(request)) as store:
        found, made = store.get(document_id), store.corrections(document_id)
    given, read = active(made), as_read(found, made)
    return JSONResponse(
        {
            "document_id": document_id,
            "fields": [
                {
                    "field": name,
                    "label": label_of(name, found),
                    "value": plain(getattr(found, name)),
                    "remark": remark_on(name, given, read),
                }
                for name in LABELS
            ],
            "doubts": [
                {"field": one.field, "value": one.value, "reason": one.reason}
                for one in found.doubts
            ],
            "history": [
                {
                    "field": one.field,
                    "done": done_in_words(one),
                    "basis": one.basis,
                    "who": one.who,
                    "made_at": one.made_at.isoformat(),
                }
                for one in reversed(made)
            ],
        }
    )


def correct(request: Request, document_id: DocumentId, body: CorrectionBody) -> JSONResponse:
    """Put a value right, or confirm it; raise BadCorrection, BuildBusy, UnknownDocument."""
    _refuse_unknown(body.field)
    if body.confirm:
        confirm_field(request, document_id, body.field, body.basis)
    else:
        value = plain_value(body.field, body.value)
        correct_fields(request, document_id, {body.field: value}, body.basis)
    return entry(request, document_id)


def withdraw(request: Request, document_id: DocumentId, body: WithdrawalBody) -> JSONResponse:
    """Give a field back to what the file says; raise as `correct` does."""
    _refuse_unknown(body.field)
    withdraw_field(request, document_id, body.field, body.basis)
    return entry(request, document_id)


def remove(request: Request, document_id: DocumentId) -> JSONResponse:
    """Remove a document; answer with what went. Raise BuildBusy, UnknownDocument."""
    with open_store(settings_of(request)) as store:
        leaving = leaving_of(store, document_id)
    remove_entry(request, document_id)
    return JSONResponse(leaving.as_json() | {"warnings": leaving.warnings})


def _refuse_unknown(field: str) -> None:
    known = {**LABELS, **CONFIRMED}
    if field not in known:
        raise ParameterRejected("field", f"没有“{field[:40]}”这一项，可用的有 {'、'.join(known)}。")
