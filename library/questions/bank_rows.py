"""How does a row of the bank's file read as a question, and how are rows put in order?"""

import json
import re
from functools import lru_cache
from typing import Any

from library.questions.bank import BankItem, Gist, Measured, Origin
from library.questions.items_json import item_from_json, item_json
from library.questions.records import Item, ItemState

__all__ = ["bank_item", "dumped", "gist_of", "loaded", "reading_order"]

_NUMBERS = re.compile(r"(\d+)")


def reading_order(gist: Gist) -> tuple[str, tuple[str, ...], str, str]:
    """Return what orders questions as their clauses follow each other: a2 before a10."""
    return gist.document_id, _natural(gist.clause_id), gist.type, gist.item_id


@lru_cache(maxsize=4096)
def _natural(clause_id: str) -> tuple[str, ...]:
    return tuple(part.zfill(8) if part.isdigit() else part for part in _NUMBERS.split(clause_id))


def dumped(item: Item) -> str:
    """Return the record of an item."""
    return json.dumps(item_json(item), ensure_ascii=False)


def loaded(record: str) -> Item:
    """Return the item of a record."""
    return item_from_json(json.loads(record))


def gist_of(row: tuple[Any, ...]) -> Gist:
    """Return what a row of the columns of `Gist` tells."""
    *told, flagged, answers = row
    return Gist._make((*told, bool(flagged), answers))


def bank_item(row: tuple[Any, ...]) -> BankItem:
    """Return what a row of `items` tells; the columns are those of `BankFile`."""
    record, state, origin, reviewer, at, reconsider, answers, measured, discrimination = row
    shown = None if measured is None else Measured(answers, measured, discrimination)
    return BankItem(
        loaded(record), ItemState(state), Origin(origin), reviewer, at, reconsider, shown
    )
