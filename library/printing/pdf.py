"""How does a sheet become a PDF that looks the same everywhere?

Typst sets it (`sheet.typ`) and embeds the fonts of this machine. The words reach it as data, so
nothing in them is ever taken for an instruction.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from library.cells import printable
from library.errors import NoChineseFont
from library.printing.blocks import (
    Block,
    Bullets,
    Columns,
    Gap,
    Grid,
    Heading,
    Line,
    Sheet,
    Text,
    runs_of,
)

__all__ = ["pdf_bytes"]

_BODY = (
    "FangSong", "STFangsong", "FangSong_GB2312", "Noto Serif CJK SC", "Source Han Serif SC",
    "Noto Serif SC", "SimSun", "NSimSun", "STSong", "Songti SC",
)  # fmt: skip
_HEAD = (
    "SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC",
    "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
)  # fmt: skip


def pdf_bytes(sheet: Sheet) -> bytes:
    """Return the sheet as a PDF; raise NoChineseFont where this machine has none."""
    data = {
        "title": printable(sheet.title),
        "subtitle": printable(sheet.subtitle),
        "header": printable(sheet.header or sheet.title),
        "landscape": sheet.landscape,
        "compact": sheet.compact,
        "seal": [printable(name) for name in sheet.seal],
        "fonts": _fonts(),
        "blocks": [_data(block) for block in sheet.blocks],
    }
    with as_file(files("library.printing") / "sheet.typ") as template:
        made = typst.compile(str(template), format="pdf", sys_inputs={"sheet": json.dumps(data)})
    if not isinstance(made, bytes):  # pages of other formats come as a list
        raise TypeError(type(made).__name__)
    return made


@cache
def _fonts() -> dict[str, list[str]]:
    """Return the fonts for text and headings that this machine has; either serves for both."""
    held = set(typst.Fonts().families())
    body = [name for name in _BODY if name in held]
    head = [name for name in _HEAD if name in held]
    if not body and not head:
        raise NoChineseFont(
            "这台电脑没有中文字体，不能生成 PDF。"
            "请安装中文字体（如 Debian 的 fonts-noto-cjk）后再试，或改用 Word 格式。"
        )
    return {"body": [*body, *head], "head": [*head, *body]}


def _data(block: Block) -> dict[str, Any]:
    """Return a block as the template reads it."""
    kind = {"kind": type(block).__name__}
    match block:
        case Heading():
            return kind | {"text": printable(block.text), "level": block.level}
        case Text():
            return kind | {
                "line": _line(block.line), "small": block.small, "indent": block.indent,
                "center": block.center, "together": block.together,
            }  # fmt: skip
        case Bullets() | Columns():
            more = (
                {"numbered": block.numbered}
                if isinstance(block, Bullets)
                else {"count": block.count}
            )
            return kind | {"lines": list(map(_line, block.lines))} | more
        case Grid():
            return kind | {
                "columns": list(map(printable, block.columns)), "shares": block.shares,
                "cells": _cells(block.rows, len(block.shares)), "small": block.small,
                "center": block.center,
            }  # fmt: skip
        case Gap():
            return kind | {"lines": block.lines}
    return kind


def _cells(rows: Sequence[Sequence[Line]], count: int) -> list[list[dict[str, Any]]]:
    """Return the cells row by row, each row as long as the table is wide."""
    return [_line(row[at] if at < len(row) else "") for row in rows for at in range(count)]


def _line(line: Line) -> list[dict[str, Any]]:
    return [
        {
            "text": printable(run.text), "bold": run.bold, "underline": run.underline,
            "grey": run.grey,
        }
        for run in runs_of(line)
    ]  # fmt: skip
