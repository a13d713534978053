"""How is a question written as JSON, and read back unchanged?"""

from collections.abc import Mapping
from typing import Any

from library.questions.records import Change, Item, ItemType, Source

__all__ = ["item_from_json", "item_json"]


def item_json(item: Item) -> dict[str, Any]:
    """Return the item as what `json` writes."""
    return {
        "item_id": item.item_id,
        "type": item.type.value,
        "stem": item.stem,
        "options": list(item.options),
        "key": list(item.key),
        "blanks": [list(accepted) for accepted in item.blanks],
        "points": list(item.points),
        "sources": [_source_json(source) for source in item.sources],
        "rule": item.rule,
        "change": _change_json(item.change),
        "explanation": item.explanation,
        "topic": item.topic,
        "difficulty": item.difficulty,
    }


def item_from_json(record: Mapping[str, Any]) -> Item:
    """Return the item that `item_json` wrote; raise KeyError or ValueError for anything else."""
    change = record["change"]
    return Item(
        item_id=record["item_id"],
        type=ItemType(record["type"]),
        stem=record["stem"],
        options=tuple(record["options"]),
        key=tuple(record["key"]),
        blanks=tuple(tuple(accepted) for accepted in record["blanks"]),
        points=tuple(record["points"]),
        sources=tuple(Source(**source) for source in record["sources"]),
        rule=record["rule"],
        change=Change(**change) if change else None,
        explanation=record["explanation"],
        topic=record["topic"],
        difficulty=record["difficulty"],
    )


def _source_json(source: Source) -> dict[str, str | int]:
    return {
        "document_id": source.document_id,
        "clause_id": source.clause_id,
        "citation": source.citation,
        "edition": source.edition,
        "start": source.start,
        "end": source.end,
        "quote": source.quote,
    }


def _change_json(change: Change | None) -> dict[str, str] | None:
    if change is None:
        return None
    return {"kind": change.kind, "before": change.before, "after": change.after}
