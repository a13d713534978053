"""What was written into the forms of the dictionary, and what text does it make of the file?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Request, UploadFile

from indexer import LexiconBroken, WordSheet, decode_words
from library.errors import WordsRejected
from library.words import Edit, WordFile, edited, tidy, with_rows
from web.service import settings_of
from web.values import read_choice

__all__ = [
    "LARGEST_WORDS",
    "MOST_TRIED",
    "Shelf",
    "WordForm",
    "desk_url",
    "few",
    "file_of",
    "read_form",
    "read_shelf",
]

LARGEST_WORDS = 1_200_000
"""Bytes of a form that brings a whole file."""
MOST_TRIED = 10
"""Queries, and texts, that a change is tried on."""
_LONGEST_SAMPLE = 500


class Shelf(StrEnum):
    """Which file is worked on, as addresses name it."""

    DICTIONARY = "dictionary"
    SYNONYMS = "synonyms"

    @property
    def sheet(self) -> WordSheet:
        """The kind of its lines."""
        return WordSheet[self.name]

    @property
    def label(self) -> str:
        """What people call it."""
        return "词典" if self is Shelf.DICTIONARY else "同义词"

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of its columns."""
        if self is Shelf.DICTIONARY:
            return ("词条", "类别")
        return ("规范词", "其他叫法", "关系")


@dataclass(frozen=True, slots=True)
class WordForm:
    """A change as it was sent: of one line, of the whole `text` or all `rows`, on a `version`.

    `samples` are the texts, and `queries` the queries, to try it on. `fault` says what is wrong
    with an upload that is no text.
    """

    shelf: Shelf
    version: str
    line: int
    cells: tuple[str, ...]
    text: str | None
    queries: tuple[str, ...]
    samples: tuple[str, ...]
    fault: str = ""
    rows: tuple[tuple[str, ...], ...] | None = None

    @property
    def action(self) -> str:
        """What is done, as the forms name it."""
        if self.text is not None:
            return "all"
        return "edit" if self.cells else "delete"

    @property
    def mine(self) -> str:
        """What was sent, as text."""
        if self.text is not None:
            return self.text
        return "\t".join(self.cells) or f"（删去第 {self.line} 行）"

    def drafted(self, text: str) -> str:
        """Return what the file would hold; raise WordsRejected."""
        if self.fault:
            raise WordsRejected([self.fault])
        if self.text is not None:
            return tidy(self.text, self.shelf.sheet)
        if self.rows is not None:
            return with_rows(text, self.shelf.sheet, self.rows)
        return edited(text, self.shelf.sheet, Edit(self.line, self.cells))


def read_shelf(value: str) -> Shelf:
    """Return the file that an address names, by default the dictionary; raise ParameterRejected."""
    return read_choice("sheet", Shelf, value or Shelf.DICTIONARY)


def file_of(request: Request, shelf: Shelf) -> WordFile:
    """Return the file of the home; raise Forbidden where there is no home."""
    settings = settings_of(request)
    path: Path = settings.dictionary if shelf is Shelf.DICTIONARY else settings.synonyms
    return WordFile(path, shelf.sheet)


def desk_url(shelf: Shelf, path: str = "", **values: str | int) -> str:
    """Return an address of the desk; values that are empty are left out."""
    pairs = {"sheet": shelf.value} | {name: value for name, value in values.items() if value}
    return f"/admin/dictionary{path}?{urlencode(pairs)}"


def read_form(
    sheet: Annotated[str, Form()] = "",
    version: Annotated[str, Form()] = "",
    action: Annotated[str, Form()] = "",
    line: Annotated[int, Form()] = 0,
    cells: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    text: Annotated[str, Form()] = "",
    queries: Annotated[str, Form()] = "",
    samples: Annotated[str, Form()] = "",
    upload: UploadFile | None = None,
) -> WordForm:
    """Return the form; raise ParameterRejected for a file that there is not."""
    shelf = read_shelf(sheet)
    row = (*cells, *("",) * len(shelf.columns))[: len(shelf.columns)]
    fault = ""
    if upload:
        text, fault = _uploaded(upload)
    return WordForm(
        shelf, version, line, () if action == "delete" else row,
        text if action == "all" else None,
        few(queries.splitlines()), few(samples.splitlines()), fault,
    )  # fmt: skip


def _uploaded(upload: UploadFile) -> tuple[str, str]:
    try:
        return decode_words(upload.file.read(), Path()), ""
    except LexiconBroken as error:
        return "", f"上传的文件{error.told.rstrip('。')}"


def few(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the filled texts once each, no more than will be tried."""
    lines = (line.strip()[:_LONGEST_SAMPLE] for line in texts)
    return tuple(dict.fromkeys(line for line in lines if line))[:MOST_TRIED]
