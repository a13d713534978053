"""What may stand in the front matter of a document file, and is it well-formed?"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from corpus.errors import UnreadableFile
from corpus.issuers import full_names
from corpus.privacy import mask_contacts
from corpus.records import Doubt, Kind, Level, Status

__all__ = ["FIELDS", "one_line", "read_front", "split_front"]

_LARGEST = 64 * 1024  # characters; PyYAML reads about that many in a second
_BLOCK = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A text may begin with a horizontal rule; front matter begins with a field.
_FIELD = re.compile(r"""(?:[ \t]*(?:#.*)?\n)*+["']?[\w-]+["']?[ \t]*:(?:\s|$)""")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# PyYAML lets these out for dates that do not exist, for `!!int ""` and for deep nesting.
_YAML_ERRORS = (
    yaml.YAMLError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip


class _Loader(yaml.SafeLoader):
    """Reads plain values; anchors are refused, since a few lines of them can fill the memory."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)


def split_front(path: Path, raw: str) -> tuple[dict[Any, Any], str]:
    """Return the values of the leading block between `---` lines, and the text below it.

    A text without such a block comes back whole. Raise UnreadableFile for a block that is no
    YAML, holds aliases or is longer than 64 K characters.
    """
    block = _BLOCK.match(raw)
    if not block or not _FIELD.match(block[1]):
        return {}, raw
    if len(block[1]) > _LARGEST:
        raise UnreadableFile(path, "文首信息（--- 之间）过长", "请把正文移到第二行 --- 之后。")
    try:
        # The loader is a SafeLoader.
        front = yaml.load(block[1], _Loader)  # noqa: S506
    except _YAML_ERRORS as error:
        raise UnreadableFile(
            path,
            "文首信息（--- 之间）不是有效的 YAML",
            "请改正缩进、引号和冒号，日期须真实存在，不要用 & 和 * 引用，不要层层嵌套。",
        ) from error
    return (front, raw[block.end() :]) if isinstance(front, dict) else ({}, raw)


def read_front(path: Path, front: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the fields with their proper types; raise UnreadableFile naming the field at fault.

    Unknown fields are refused, so that a misspelt one is not lost in silence. Every string is
    one line without control characters, its contact data masked.
    """
    values: dict[str, Any] = {}
    for name, value in front.items():
        if name not in FIELDS:
            reason = f"文首信息里有不认识的字段“{_shown(name)}”"
            raise UnreadableFile(path, reason, f"可用字段：{'、'.join(FIELDS)}。")
        if value is None:
            continue
        read, expected = FIELDS[name]
        try:
            values[name] = read(value)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise UnreadableFile(
                path,
                f"文首信息的“{name}”写成了“{_shown(value)}”，不合要求",
                f"请写成{expected}，详见 docs/corpus.md。",
            ) from error
    return values


def one_line(value: str) -> str:
    """Return `value` without line breaks, control and invisible characters, contacts masked."""
    return mask_contacts(_CONTROLS.sub(" ", _INVISIBLE.sub("", value)).strip()).text


def _shown(value: object) -> str:
    """Return the beginning of a value as a message can show it: printable, without surrogates."""
    text = one_line(str(value).encode("utf-8", "replace").decode())
    return text[:40] + "…" if len(text) > 40 else text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # a lone surrogate cannot be stored: UnicodeEncodeError is a ValueError
    if not (line := one_line(value)):
        raise ValueError(value)
    return line


def _issuer(value: object) -> str:
    return full_names(_text(value))


def _identity(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[\w.-]{1,64}", value):
        raise ValueError(value)
    if not re.search(r"\w", value):  # 「..」 would lead an address elsewhere
        raise ValueError(value)
    return value


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
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
    return tuple((_quote(item["quote"]), _text(item["note"])) for item in value)


def _doubts(value: object) -> tuple[Doubt, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(
        Doubt(_text(item["field"]), _text(item["value"]), _text(item["reason"])) for item in value
    )


def _code(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[1-9]\d{5}", value):
        raise ValueError(value)
    return value


def _quote(value: object) -> str:
    if not isinstance(value, str) or not value.partition("|")[0]:
        raise ValueError(value)
    value.encode()
    return value


class Field(NamedTuple):
    """How the value of a field is read, and what is expected of it, to say to the operator."""

    read: Callable[[Any], Any]
    expected: str


_TEXT = Field(_text, "一行文字（全是数字时加引号）")
_DAY = Field(_day, "真实存在的日期，如 2020-12-01")
_LIST = Field(_texts, "列表，每行一项，以“- ”开头")

FIELDS: Mapping[str, Field] = {
    "id": Field(_identity, "1 到 64 个文字、数字、下划线、点或连字符（全是数字时加引号）"),
    "title": _TEXT,
    "kind": Field(Kind, "、".join(Kind)),
    "doc_no": _TEXT,
    "issuer": Field(_issuer, _TEXT.expected),
    "region": _TEXT,
    "region_code": Field(_code, '六位行政区划代码（加引号），如 "210300"'),
    "level": Field(Level, "、".join(Level)),
    "issued_on": _DAY,
    "published_on": _DAY,
    "effective_on": _DAY,
    "expires_on": _DAY,
    "repealed_on": _DAY,
    "status": Field(Status, "、".join(Status)),
    "status_basis": _TEXT,
    "status_as_of": _DAY,
    "source": _TEXT,
    "aliases": _LIST,
    "notes": _LIST,
    "doubts": Field(_doubts, "{field: 字段, value: 读到的值, reason: 理由} 的列表"),
    "part_titles": Field(_titles, "“序号: 标题”，每行一个"),
    "defects": Field(_quotes, "{quote: 原文, note: 说明} 的列表，原文里用 | 标出脱字处"),
}
"""Field name → how its value is read."""
