"""How is the entry of a document put right, or the document removed, by a page or a program?"""

from collections.abc import Callable, Sequence
from datetime import datetime

from fastapi import Request

from corpus import CONFIRMED, Document, DocumentStore, Plain, correct, label_of, withdraw
from corpus.errors import BadCorrection
from indexer import writing
from library.collection import leaving_of, remove_documents, value_in_words
from search import open_store
from web.service import accounts_of, settings_of
from web.visitors import user_of

__all__ = ["LONGEST_VALUE", "confirm_field", "correct_fields", "remove_entry", "withdraw_field"]

LONGEST_VALUE = 500  # characters of one value
Change = Callable[[DocumentStore, str, datetime], object]


def correct_fields(request: Request, document_id: str, given: dict[str, Plain], basis: str) -> None:
    """Put other values in their place; raise BadCorrection, BuildBusy, UnknownDocument."""
    who = user_of(request).name

    def change(store: DocumentStore, basis: str, now: datetime) -> None:
        correct(store, document_id, given, basis, who, now)

    _change(request, document_id, "更正著录", list(given), basis, change)


def confirm_field(request: Request, document_id: str, field: str, basis: str) -> None:
    """Keep a value as it was read; raise as `correct_fields` does."""
    who = user_of(request).name

    def change(store: DocumentStore, basis: str, now: datetime) -> None:
        correct(store, document_id, {}, basis, who, now, [field])

    _change(request, document_id, "确认著录", [field], basis, change)


def withdraw_field(request: Request, document_id: str, field: str, basis: str) -> None:
    """Give a field back to what the file says; raise as `correct_fields` does."""
    who = user_of(request).name

    def change(store: DocumentStore, basis: str, now: datetime) -> None:
        withdraw(store, document_id, [field], basis, who, now)

    _change(request, document_id, "撤回更正", [field], basis, change)


def remove_entry(request: Request, document_id: str) -> None:
    """Remove a document with all that belongs to it; raise BuildBusy, UnknownDocument."""
    settings = settings_of(request)
    with writing(settings.home, "移除文件"), open_store(settings) as store:
        gone = leaving_of(store, document_id)
        remove_documents(settings, store, [gone])
    accounts_of(request).audit(user_of(request), "移除文件", document_id, before=gone.as_json())


def _change(
    request: Request,
    document_id: str,
    action: str,
    fields: Sequence[str],
    basis: str,
    change: Change,
) -> None:
    """Make a change as the one writer, and note it."""
    settings, basis = settings_of(request), basis.strip()
    if not basis:
        raise BadCorrection("依据", "没有写明凭什么这样定，如 省政府公报2024年第3期")
    with writing(settings.home, action), open_store(settings) as store:
        before = store.get(document_id)
        change(store, basis, datetime.now().astimezone().replace(microsecond=0))
        after = store.get(document_id)
    told = {"依据": basis} | _told(after, fields)
    accounts_of(request).audit(user_of(request), action, document_id, _told(before, fields), told)


def _told(document: Document, fields: Sequence[str]) -> dict[str, str]:
    """Return the values as the audit log keeps them; of a text, that it was looked at."""
    return {
        label_of(field, document): value_in_words(document, field)
        for field in fields
        if field not in CONFIRMED
    }
