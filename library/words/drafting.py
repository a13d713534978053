"""What would a file of words be after a change, may it be so, and which words does that touch?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.normalise import nfkc
from indexer import (
    Lexicon,
    LexiconBroken,
    SynonymGroup,
    WordLine,
    WordSheet,
    faults_of,
    group_of,
    load_lexicon,
    term_of,
    word_lines,
)
from library.errors import WordsRejected

__all__ = ["Change", "Edit", "change_of", "edited", "lexicon_with", "tidy", "with_rows"]

_HEADINGS = {
    WordSheet.DICTIONARY: "term\tcategory",
    WordSheet.SYNONYMS: "canonical\taliases\trelation",
}
_LARGEST = 800_000  # bytes; forms bring no more than a MiB in one field
_LONGEST = 200  # characters of a cell of a form
_NOWHERE = Path()


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one line: its number, 0 for a new one; its cells, none for a line to delete."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What another text would change, as lines of data without tabs at their ends.

    `words` are those that are added or gone; `names` all words of the lines that are.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def edited(text: str, sheet: WordSheet, edit: Edit) -> str:
    """Return the text with one line changed; raise WordsRejected, which says why not.

    Remarks, and the order of what is there, stay.
    """
    lines = text.splitlines() or [_HEADINGS[sheet]]
    if edit.line and edit.line not in {line.number for line in word_lines(text, sheet)}:
        raise WordsRejected([f"第 {edit.line} 行不是词条，请刷新后再改"])
    _refuse_cells(edit.cells, sheet)
    written = [_written(edit.cells, sheet)] if edit.cells else []
    if written:
        _refuse_again(written[0], text, sheet, edit.line)
    at = slice(edit.line - 1, edit.line) if edit.line else slice(len(lines), None)
    lines[at] = written
    return tidy("\n".join(lines), sheet)


def with_rows(text: str, sheet: WordSheet, rows: Sequence[Sequence[str]]) -> str:
    """Return the text with these rows as its data; raise WordsRejected, which says why not.

    Remarks, and lines that stay, keep their place and form; what is new comes at the end.
    """
    for row in rows:
        _refuse_cells(row, sheet)
    wanted = {_key(row): row for row in rows}
    held = {line.number: _key(line.cells) for line in word_lines(text, sheet)}
    lines = text.splitlines() or [_HEADINGS[sheet]]
    kept = [
        line for number, line in enumerate(lines, start=1)
        if number not in held or wanted.pop(held[number], None) is not None
    ]  # fmt: skip
    return tidy("\n".join([*kept, *(_written(row, sheet) for row in wanted.values())]), sheet)


def tidy(text: str, sheet: WordSheet) -> str:
    """Return the text as it is kept; raise WordsRejected naming every line that cannot be read."""
    kept = "\n".join(line.rstrip("\r") for line in text.removeprefix("\ufeff").splitlines())
    kept = f"{kept.strip(chr(10)) or _HEADINGS[sheet]}\n"
    if len(kept.encode()) > _LARGEST:
        raise WordsRejected([f"词表最大 {_LARGEST // 1000} KB，请删减"])
    if "\0" in kept:
        raise WordsRejected(["内容不是文本，请上传制表符分隔的文本文件（UTF-8）"])
    if faults := faults_of(kept, sheet):
        raise WordsRejected([fault.rstrip("。") for fault in faults])
    return kept


def change_of(before: str, after: str, sheet: WordSheet) -> Change:
    """Compare two texts line by line, whatever their order; what cannot be read has no words."""
    old, new = Counter(_lines(before, sheet)), Counter(_lines(after, sheet))
    added, removed = tuple((new - old).elements()), tuple((old - new).elements())
    here, there = _words(before, sheet), _words(after, sheet)
    touched = (word for line in (*added, *removed) for word in _words(line, sheet))
    words = (*(w for w in there if w not in here), *(w for w in here if w not in there))
    return Change(added, removed, words, tuple(dict.fromkeys(touched)))


def lexicon_with(dictionary: str, synonyms: str) -> Lexicon:
    """Return the built-in words with these texts of a department; raise LexiconBroken."""
    ours = load_lexicon()
    terms = (term_of(line, _NOWHERE) for line in word_lines(dictionary, WordSheet.DICTIONARY))
    return Lexicon.of([*ours.terms, *terms], [*ours.groups, *_groups(synonyms)])


def _groups(text: str) -> Iterator[SynonymGroup]:
    return (group_of(line, _NOWHERE) for line in word_lines(text, WordSheet.SYNONYMS))


def _words(text: str, sheet: WordSheet) -> dict[str, None]:
    """Return the words of a text in order, without those of lines that cannot be read."""
    return dict.fromkeys(word for line in word_lines(text, sheet) for word in _of(line, sheet))


def _of(line: WordLine, sheet: WordSheet) -> tuple[str, ...]:
    try:
        if sheet is WordSheet.DICTIONARY:
            return (term_of(line, _NOWHERE),)
        return group_of(line, _NOWHERE).words
    except LexiconBroken:
        return ()


def _lines(text: str, sheet: WordSheet) -> Iterator[str]:
    return ("\t".join(line.cells).rstrip("\t") for line in word_lines(text, sheet))


def _written(cells: Iterable[str], sheet: WordSheet) -> str:
    line = "\t".join(cell.strip() for cell in cells)
    if not line.strip():
        raise WordsRejected(["没有填写"])
    return line.rstrip("\t") if sheet is WordSheet.DICTIONARY else line


def _key(cells: Iterable[str]) -> str:
    """Return what tells a line from others, however it is written."""
    return "\t".join(nfkc(cell).text.strip() for cell in cells).rstrip("\t")


def _refuse_cells(cells: Iterable[str], sheet: WordSheet) -> None:
    """Refuse what would not stay one line of data."""
    for number, cell in enumerate(cells):
        if "\t" in cell or len(cell.strip().splitlines()) > 1:
            raise WordsRejected(["一格里不能有制表符或换行"])
        if len(cell) > _LONGEST:
            raise WordsRejected([f"一格最长 {_LONGEST} 个字"])
        if number == 0 and cell.strip().startswith(("#", "＃")):
            raise WordsRejected(["以 # 开头的行是注释，不是词条"])
        if number == 0 and cell.strip() == sheet.value:
            raise WordsRejected([f"“{sheet.value}”是表头，不能作词条"])


def _refuse_again(line: str, text: str, sheet: WordSheet, at: int) -> None:
    """Refuse a word, or a synonym's line, that the file has already."""
    first = sheet is WordSheet.DICTIONARY
    for wanted in word_lines(line, sheet):
        for there in word_lines(text, sheet):
            same = there.cells[:1] == wanted.cells[:1] if first else there.cells == wanted.cells
            if same and there.number != at:
                raise WordsRejected([f"第 {there.number} 行已有“{wanted.cells[0]}”"])
