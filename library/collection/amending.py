"""How does a person's word for a value become a correction, and which words are there?

The rules of `zhiku correct`, for the terminal and the browser alike.
"""

from collections.abc import Mapping

from corpus import CONFIRMED, LABELS, Correction, Document, Kind, Plain, plain, plain_words
from corpus.corrections import ACCIDENT_DAY

__all__ = ["FIELD_NAMES", "done_in_words", "plain_value", "remark_on", "value_in_words"]

_NAMED = {**LABELS, **CONFIRMED}
FIELD_NAMES: Mapping[str, str] = (
    {label: field for field, label in _NAMED.items()}
    | {field: field for field in _NAMED}
    | {ACCIDENT_DAY: "issued_on"}
)
"""What a field may be called → the field."""

_LISTS = {"aliases"}
_KINDS = {kind.label: kind.value for kind in Kind}


def plain_value(field: str, words: str) -> Plain:
    """Return what was typed for a field in plain form; nothing typed empties it.

    Several aliases are parted by 、; a kind may be called as staff call it.
    """
    words = words.strip()
    if field in _LISTS:
        return [part.strip() for part in words.split("、") if part.strip()]
    return (_KINDS.get(words, words) if field == "kind" else words) or None


def value_in_words(document: Document, field: str) -> str:
    """Return the value of a field as a person reads it."""
    return plain_words(plain(getattr(document, field)))


def remark_on(field: str, given: Mapping[str, Correction], read: Document) -> str:
    """Say whether a person settled a field, and what the file says; `given` are what counts."""
    if field not in given:
        return ""
    if given[field].value == given[field].reading:
        return "人工确认"
    return f"人工更正，文件里是：{value_in_words(read, field)}"


def done_in_words(one: Correction) -> str:
    """Say what a person did to a field."""
    if one.withdrawn:
        return "撤回更正"
    return "与原件核对无误" if one.field in CONFIRMED else f"定为“{plain_words(one.value)}”"
