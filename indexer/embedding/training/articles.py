"""What does the model learn from?

Statute text: JSON lines (plain, .xz or .gz) with `law` and `text`, and optionally `short`, the
law's title without the name of the state, `no`, the article's number in words, and `path`, the
headings of its part and chapter.
"""

import gzip
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

__all__ = ["Article", "open_text", "read_articles"]

_NUMBER = re.compile(r"第[一二三四五六七八九十百千零〇0-9]+分?[编章节]\s*")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its law's title, its number (第十二条), the headings above it and its text."""

    law: str
    number: str
    headings: str
    text: str


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a JSON-lines file in its order; those without text are left out."""
    with open_text(path) as lines:
        return list(_articles(lines))


def _articles(lines: IO[str]) -> Iterator[Article]:
    for line in lines:
        row = json.loads(line)
        text = str(row["text"]).strip()
        if text:
            headings = _NUMBER.sub("", " ".join(row.get("path") or ()))
            law = str(row.get("short") or row["law"])
            yield Article(law, str(row.get("no") or ""), headings, text)


def open_text(path: Path) -> IO[str]:
    """Open UTF-8 text, compressed or not by its suffix."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
