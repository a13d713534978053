"""Which words of a clause changed? Never half of a number, a 第N条 or a document number.

diff-match-patch compares characters. Each word becomes one character first, so that neither the
comparison nor its semantic cleanup can cut a word.
"""

import re
from collections.abc import Container, Iterable, Iterator
from enum import StrEnum
from time import monotonic
from typing import NamedTuple

from diff_match_patch import diff_match_patch

__all__ = ["Op", "Piece", "Wording", "tokens"]

_HAN = "〇零一二三四五六七八九十百千万亿两"
_PLACE = rf"第\s*(?:[{_HAN}]+|\d+|[（(][{_HAN}\d]+[）)])\s*[编章节条款项目](?:之[{_HAN}]+)?"
_DAY = (
    rf"(?:\d{{4}}|[{_HAN}]{{4}})\s*年(?:\s*(?:\d+|[{_HAN}]+)\s*月(?:\s*(?:\d+|[{_HAN}]+)\s*日)?)?"
)
_NUMBER = (
    r"[〔﹝［\[]\d{4}[〕﹞］\]]\s*\d+\s*号"
    r"|\d+(?:[.,，．·:：/-]\d+)*(?:[%％‰]|[A-Za-z㎡℃]+\d*)?"
    rf"|[（(][{_HAN}\d]+[）)]|百分之[{_HAN}]+"
)
_WHOLE = re.compile(f"{_PLACE}|{_DAY}|{_NUMBER}|[A-Za-z]+")
_SPOKEN = re.compile(rf"[{_HAN}]+")
# A word of a dictionary: short, for of a compound the inner words say more exactly what changed,
# and not all numerals, for 三十 would cut 三十五.
_WORD = re.compile(rf"(?![{_HAN}]+$)[\u3400-\u9fff]{{2,4}}")
_LONGEST_WORD = 4
_FIRST_SIGN = 0xF0000  # private use: none is white space or a letter to the library
_LONGEST_WAIT = 0.25  # seconds for one clause; the rest is then marked as replaced whole
_SHORTEST_WAIT = 0.01


class Op(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


class Piece(NamedTuple):
    """A stretch of words with one fate."""

    op: Op
    text: str


_OPS = {0: Op.SAME, -1: Op.DELETED, 1: Op.INSERTED}


class Wording:
    """Compares the clauses of two texts within a time that they share."""

    def __init__(self, words: Iterable[str] = (), seconds: float = 3.0) -> None:
        """`words` are those that a dictionary knows in the texts; all else is told by character."""
        self._known = frozenset(word for word in words if _WORD.fullmatch(word))
        self._end = monotonic() + seconds

    def pieces(self, old: str, new: str) -> tuple[Piece, ...]:
        """Return the pieces in reading order; what is not inserted is `old`, not deleted `new`."""
        signs: dict[str, str] = {}
        one, other = ("".join(_signed(tokens(text, self._known), signs)) for text in (old, new))
        library = diff_match_patch()
        library.Diff_Timeout = max(_SHORTEST_WAIT, min(_LONGEST_WAIT, self._end - monotonic()))
        found = library.diff_main(one, other, False)
        library.diff_cleanupSemantic(found)
        written = {sign: token for token, sign in signs.items()}
        return tuple(Piece(_OPS[op], "".join(map(written.__getitem__, run))) for op, run in found)


def tokens(text: str, known: Container[str] = frozenset()) -> Iterator[str]:
    """Yield the whole text in pieces that are never cut, `known` words the longest first."""
    at = 0
    while at < len(text):
        if match := _WHOLE.match(text, at):
            end = match.end()
        elif word := _word_at(text, at, known):
            end = at + len(word)
        else:
            match = _SPOKEN.match(text, at)
            end = match.end() if match else at + 1
        yield text[at:end]
        at = end


def _word_at(text: str, at: int, known: Container[str]) -> str:
    """Return the longest known word that begins here and ends in no numeral that goes on."""
    for end in range(min(at + _LONGEST_WORD, len(text)), at + 1, -1):
        goes_on = text[end - 1] in _HAN and text[end : end + 1] in set(_HAN)
        if text[at:end] in known and not goes_on:
            return text[at:end]
    return ""


def _signed(pieces: Iterable[str], signs: dict[str, str]) -> Iterator[str]:
    """Yield a character for each piece, the same for the same piece."""
    for piece in pieces:
        yield signs.setdefault(piece, chr(_FIRST_SIGN + len(signs)))
