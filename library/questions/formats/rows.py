"""What comes out of a file of questions, entry by entry, and what travels unseen beside each?"""

import json
from dataclasses import dataclass

from library.questions.formats.draft import Draft
from library.questions.items_json import item_from_json, item_json
from library.questions.records import Item

__all__ = ["MARK", "Row", "packed", "unpacked"]

MARK = "zhiku:"
"""Before the record of an item, where a format has room for remarks."""
_LONGEST = 30_000  # characters; a cell of Excel holds 32,767


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a file.

    `place` says where it stands (第 3 行); `problem` is Chinese and tells why there is no `draft`.
    `record` is the item that we wrote beside it, where the file is one of ours.
    """

    place: str
    draft: Draft | None
    problem: str = ""
    record: Item | None = None


def packed(item: Item) -> str:
    """Return the item in one line of ASCII that may stand in a comment of XML; '' if too long."""
    text = json.dumps(item_json(item), separators=(",", ":")).replace("-", "\\u002d")
    return text if len(text) <= _LONGEST else ""


def unpacked(text: str) -> Item | None:
    """Return the item that was packed; None for anything else."""
    try:
        record = json.loads(text)
        item = item_from_json(record)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    return item if item_json(item) == record and _sound(item) else None


def _sound(item: Item) -> bool:
    """Tell whether a record that anyone may have written has the right kinds of values."""
    texts = (
        item.item_id, item.stem, item.rule, item.explanation, item.topic, *item.options,
        *item.points, *(text for accepted in item.blanks for text in accepted),
        *(text for each in item.sources for text in
          (each.document_id, each.clause_id, each.citation, each.edition, each.quote)),
    )  # fmt: skip
    numbers = (*item.key, *(n for each in item.sources for n in (each.start, each.end)))
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(number, int) for number in numbers)
        and all(0 <= at < len(item.options) for at in item.key)
        and isinstance(item.difficulty, int | float)
        and 0 <= item.difficulty <= 1
    )
