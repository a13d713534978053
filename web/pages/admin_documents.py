"""What does the collection hold, what of it is doubtful, and how is it put right or removed?"""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from corpus import (
    CONFIRMED,
    LABELS,
    Document,
    Kind,
    Level,
    Plain,
    Status,
    active,
    as_read,
    label_of,
    plain,
)
from corpus.errors import BadCorrection
from indexer import BuildBusy
from library.collection import (
    done_in_words,
    leaving_of,
    plain_value,
    remark_on,
)
from search import is_behind, open_store
from web.entries import (
    LONGEST_VALUE,
    confirm_field,
    correct_fields,
    remove_entry,
    withdraw_field,
)
from web.errors import ParameterRejected
from web.pagination import turned
from web.service import settings_of
from web.templating import render
from web.values import read_choice, read_flag, read_number

__all__ = ["amend", "document", "documents", "leaving", "remove", "settle", "take_back"]

_PER_PAGE = 50
_DAYS = {name for name in LABELS if name.endswith("_on") or name == "status_as_of"}
_CHOICES: dict[str, list[tuple[str, str]]] = {
    "kind": [(kind.value, kind.label) for kind in Kind],
    "level": [("", "未载明"), *((level.value, level.value) for level in Level)],
    "status": [(status.value, status.value) for status in Status],
}
_DONE = {
    "saved": "已保存，并记入审计日志。",
    "removed": "已移除，并记入审计日志。",
    "same": "没有改动任何一项。",
}


def documents(
    request: Request,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: str = "",
    doubts: str = "",
    page: str = "",
    done: str = "",
) -> Response:
    """List what the collection holds, as of now and not as of the index."""
    refused, wanted, doubtful, number = "", None, False, 1
    try:
        wanted = read_choice("kind", Kind, kind) if kind else None
        doubtful, number = read_flag("doubts", doubts), read_number("page", page, 1, 100_000)
    except ParameterRejected as error:
        refused = str(error)
    words = q.lower().split()
    with open_store(settings_of(request)) as store:
        found = [
            one
            for one in store.documents()
            if wanted in {None, one.kind}
            and (one.doubts or not doubtful)
            and all(word in _searched(one) for word in words)
        ]
    found.sort(key=lambda one: (one.title, one.document_id))
    last = max(1, -(-len(found) // _PER_PAGE))
    number = min(number, last)
    asked = {"q": q.strip(), "kind": kind, "doubts": "1" if doubtful else ""}
    first = (number - 1) * _PER_PAGE
    return render(
        request,
        "admin_documents.html",
        status_code=400 if refused else 200,
        refused=refused,
        done=_DONE.get(done, ""),
        asked=asked,
        kinds=Kind,
        found=found[first : first + _PER_PAGE],
        total=len(found),
        behind=is_behind(settings_of(request)),
        pages=turned(number, last, lambda page: _list_url(asked, page)),
    )


def document(request: Request, document_id: str, done: str = "") -> Response:
    """Show the catalogue entry of one document, to be put right."""
    return _one(request, document_id, done=_DONE.get(done, ""))


def amend(
    request: Request,
    document_id: str,
    values: Annotated[list[str], Form()] = [],  # noqa: B006
    basis: Annotated[str, Form(max_length=LONGEST_VALUE)] = "",
) -> Response:
    """Keep what was changed in the form; `values` are in the order of the fields."""
    with open_store(settings_of(request)) as store:
        before = store.get(document_id)
    typed = dict(zip(LABELS, values, strict=False))
    given = {field: plain_value(field, words[:LONGEST_VALUE]) for field, words in typed.items()}
    given = {field: value for field, value in given.items() if value != _now(before, field)}
    if not given:
        return RedirectResponse(_url(document_id, "same"), 303)
    with_them = partial(correct_fields, request, document_id, given, basis)
    return _changed(request, document_id, with_them, basis, typed)


def settle(
    request: Request,
    document_id: str,
    field: Annotated[str, Form()],
    how: Annotated[str, Form()] = "",
    value: Annotated[str, Form(max_length=LONGEST_VALUE)] = "",
    basis: Annotated[str, Form(max_length=LONGEST_VALUE)] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Confirm a doubtful value as it was read, or put another in its place."""
    if how == "confirm":
        change = partial(confirm_field, request, document_id, field, basis)
    else:
        given = {field: plain_value(field, value)}
        change = partial(correct_fields, request, document_id, given, basis)
    return _changed(request, document_id, change, basis, back=back)


def take_back(
    request: Request,
    document_id: str,
    field: Annotated[str, Form()],
    basis: Annotated[str, Form(max_length=LONGEST_VALUE)] = "",
) -> Response:
    """Give a field back to what the file says."""
    change = partial(withdraw_field, request, document_id, field, basis)
    return _changed(request, document_id, change, basis)


def leaving(request: Request, document_id: str) -> Response:
    """Ask before a document is removed, and say what goes with it."""
    return _leaving(request, document_id)


def remove(request: Request, document_id: str) -> Response:
    """Remove a document with all that belongs to it."""
    try:
        remove_entry(request, document_id)
    except BuildBusy as error:
        return _leaving(request, document_id, refused=str(error))
    return RedirectResponse("/admin/documents?done=removed", 303)


def _changed(
    request: Request,
    document_id: str,
    change: Callable[[], None],
    basis: str,
    typed: dict[str, str] | None = None,
    back: str = "",
) -> Response:
    """Make a change, or say why it was not made."""
    try:
        change()
    except (BadCorrection, BuildBusy) as error:
        status = 409 if isinstance(error, BuildBusy) else 400
        return _one(
            request, document_id, refused=str(error), typed=typed, basis=basis, status=status
        )
    if back.startswith("/admin/import/"):
        return RedirectResponse(f"{quote(back)}?done=doubt#doubts", 303)
    return RedirectResponse(_url(document_id, "saved"), 303)


def _one(
    request: Request, document_id: str, *, refused: str = "", done: str = "",
    typed: dict[str, str] | None = None, basis: str = "", status: int = 400,
) -> Response:  # fmt: skip
    with open_store(settings_of(request)) as store:
        found, made = store.get(document_id), store.corrections(document_id)
    given, read = active(made), as_read(found, made)
    return render(
        request,
        "admin_document.html",
        status_code=status if refused else 200,
        document=found,
        fields=[
            {
                "name": name,
                "label": label_of(name, found),
                "value": (typed or {}).get(name, _shown(found, name)),
                "remark": remark_on(name, given, read),
                "choices": _CHOICES.get(name),
                "is_day": name in _DAYS,
            }
            for name in LABELS
        ],
        doubts=[(one, label_of(one.field, found), one.field in CONFIRMED) for one in found.doubts],
        given=[(name, label_of(name, found), done_in_words(one)) for name, one in given.items()],
        history=[(one, label_of(one.field, found), done_in_words(one)) for one in reversed(made)],
        url=f"/admin/documents/{quote(document_id, safe='')}",
        basis=basis,
        refused=refused,
        done=done,
        behind=is_behind(settings_of(request)),
    )


def _leaving(request: Request, document_id: str, refused: str = "") -> Response:
    with open_store(settings_of(request)) as store:
        found = leaving_of(store, document_id)
    return render(
        request,
        "admin_remove.html",
        status_code=409 if refused else 200,
        leaving=found,
        url=f"/admin/documents/{quote(document_id, safe='')}",
        refused=refused,
    )


def _searched(document: Document) -> str:
    parts = (document.title, document.doc_no, document.issuer, document.document_id)
    return " ".join(part or "" for part in (*parts, *document.aliases)).lower()


def _now(document: Document, field: str) -> Plain:
    value = plain(getattr(document, field))
    return value or plain_value(field, "")


def _shown(document: Document, field: str) -> str:
    value = plain(getattr(document, field))
    return "、".join(value) if isinstance(value, list) else value or ""


def _url(document_id: str, done: str) -> str:
    return f"/admin/documents/{quote(document_id, safe='')}?done={done}"


def _list_url(asked: dict[str, str], page: int) -> str:
    pairs: dict[str, Any] = {name: value for name, value in asked.items() if value}
    told = urlencode(pairs | ({"page": page} if page > 1 else {}))
    return f"/admin/documents?{told}" if told else "/admin/documents"
