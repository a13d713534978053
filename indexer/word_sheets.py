"""What does a line of a file of words mean, and what is wrong with one that means nothing?

Both files are tab-separated UTF-8 with a heading line; empty lines and lines that begin with `#`
are skipped.

    dictionary: term, category
    synonyms:   canonical, aliases (separated by ;), relation
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.normalise import nfkc
from indexer.errors import LexiconBroken

__all__ = [
    "SAME",
    "SEE_ALSO",
    "SynonymGroup",
    "WordLine",
    "WordSheet",
    "decode_words",
    "faults_of",
    "group_of",
    "term_of",
    "word_lines",
]

SAME = frozenset({"简称", "俗称", "同义", "文号", "旧称", "口语"})
"""Relations whose words stand for one another."""

SEE_ALSO = frozenset({"相关", "包含"})
"""Relations whose words only point at one another."""

_REMARK = re.compile(r"\([^()]*\)")
_SEPARATORS = re.compile(r"[;；]")


class WordSheet(StrEnum):
    """Which of the two files; the value is the first word of its heading line."""

    DICTIONARY = "term"
    SYNONYMS = "canonical"


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """A canonical word, its other names and how these relate to it."""

    canonical: str
    aliases: tuple[str, ...]
    relation: str

    @property
    def words(self) -> tuple[str, ...]:
        """The canonical word and its aliases."""
        return (self.canonical, *self.aliases)


@dataclass(frozen=True, slots=True)
class WordLine:
    """A line that holds data: its number from 1, and its cells in NFKC without outer space."""

    number: int
    cells: tuple[str, ...]


def decode_words(content: bytes, path: Path) -> str:
    """Return the text of a file of words; raise LexiconBroken where it is no UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = content[: error.start].count(b"\n") + 1
        raise LexiconBroken(path, broken, "不是 UTF-8 编码", "请另存为 UTF-8 编码。") from error


def word_lines(text: str, sheet: WordSheet) -> Iterator[WordLine]:
    """Yield each line that holds data, not the heading, remarks and empty lines."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = tuple(nfkc(cell).text.strip() for cell in line.split("\t"))
        if any(cells) and not cells[0].startswith("#") and cells[0] != sheet.value:
            yield WordLine(number, cells)


def term_of(line: WordLine, path: Path) -> str:
    """Return the word of a line of the dictionary; raise LexiconBroken."""
    term = line.cells[0]
    if not term or re.search(r"\s", term):
        reason = f"的词条“{term}”是空的或含有空格"
        raise LexiconBroken(path, line.number, reason, "一行只写一个词，分类用制表符隔开。")
    return term


def group_of(line: WordLine, path: Path) -> SynonymGroup:
    """Return the group of a line of the synonyms; raise LexiconBroken."""
    if len(line.cells) != 3:
        advice = "每行应是三列，用制表符隔开：规范词、其他叫法（用分号隔开）、关系。"
        raise LexiconBroken(path, line.number, f"有 {len(line.cells)} 列", advice)
    canonical, aliases, relation = line.cells
    names = tuple(a for part in _SEPARATORS.split(aliases) if (a := _bare(part)))
    if not canonical or not names:
        advice = "请补全，或删去这一行。"
        raise LexiconBroken(path, line.number, "没有词或没有其他叫法", advice)
    if relation not in SAME | SEE_ALSO:
        advice = f"可用的关系：{'、'.join(sorted(SAME | SEE_ALSO))}。"
        raise LexiconBroken(path, line.number, f"的关系“{relation}”不认识", advice)
    return SynonymGroup(canonical, names, relation)


def faults_of(text: str, sheet: WordSheet) -> Sequence[str]:
    """Return what is wrong, line by line, in Chinese; empty where all of it can be used."""
    read = term_of if sheet is WordSheet.DICTIONARY else group_of
    found = []
    for line in word_lines(text, sheet):
        try:
            read(line, Path())
        except LexiconBroken as error:
            found.append(error.told)
    return found


def _bare(alias: str) -> str:
    """Return the alias without remarks in parentheses, such as （口语）."""
    return _REMARK.sub("", alias).strip()
