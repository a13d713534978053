"""What may stand in the front matter of a document file, and is it well-formed?"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableFile
from corpus.records import Kind, Status

__all__ = ["FIELDS", "read_front"]


def read_front(path: Path, front: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with their proper types; raise UnreadableFile naming the field at fault.

    Unknown fields are refused, so that a misspelt one is not lost in silence.
    """
    values: dict[str, Any] = {}
    for name, value in front.items():
        if name not in FIELDS:
            raise UnreadableFile(
                path, f"文首信息里有不认识的字段“{name}”", f"可用字段：{'、'.join(FIELDS)}。"
            )
        if value is None:
            continue
        try:
            values[name] = FIELDS[name](value)
        except (TypeError, ValueError) as error:
            raise UnreadableFile(
                path, f"文首信息的“{name}”写成了“{value}”，不合要求", "请按 docs/corpus.md 改正。"
            ) from error
    return values


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value.strip()


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_text(item) for item in value)


def _titles(value: object) -> dict[int, str]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return {int(number): _text(title) for number, title in value.items()}


def _quotes(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple((str(item["quote"]), _text(item["note"])) for item in value)


FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "id": _text,
    "title": _text,
    "kind": Kind,
    "doc_no": _text,
    "issuer": _text,
    "region": _text,
    "level": _text,
    "issued_on": _day,
    "published_on": _day,
    "effective_on": _day,
    "status": Status,
    "status_basis": _text,
    "status_as_of": _day,
    "source": _text,
    "aliases": _texts,
    "notes": _texts,
    "part_titles": _titles,
    "defects": _quotes,
}
"""Field name → reader of its value."""
