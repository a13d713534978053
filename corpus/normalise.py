"""How is a character's look made uniform without losing its place in the source?"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["PRIVATE_USE", "Folded", "fold", "folded", "nfkc", "places_of", "spans_of", "visible"]

PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""One character without agreed meaning; it may stand for a decimal point or a rare Han."""


_POINTS = frozenset(".．·")
_POINT = re.compile("[.．·]")
_DIGITS = frozenset("0123456789")
_MEASURE = re.compile(r"\d+(?:\.\d+)?[^\d.]")
_DECIMAL_BEFORE = re.compile(r"\d\.$")


@dataclass(frozen=True, slots=True)
class Folded:
    """A normalised text and where each of its characters came from.

    `origin[i]` is the offset in the source of `text[i]`; `origin` has one more entry, the
    source's length, so that `origin[end]` is valid for every span end.
    """

    text: str
    origin: range | tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of the normalised text to the span of the source it came from."""
        return self.origin[start], self.origin[end - 1] + 1


def nfkc(text: str) -> Folded:
    """Return `text` in compatibility form (full width becomes half width, ㎡ becomes m2).

    Works character by character, so that every result character has one origin; combining
    sequences are not composed across characters, which Chinese administrative text never needs.
    """
    normal = text.translate(_NFKC)
    if len(normal) == len(text):  # no character grew, and none can shrink
        return Folded(normal, range(len(text) + 1))
    return _collect(text, ((i, _NFKC[ord(char)]) for i, char in enumerate(text)))


def fold(text: str) -> Folded:
    """Return `text` as phrases are compared: NFKC, lower case, no white space, no punctuation.

    The point between two digits stays, be it raised: 2.5米 is not 25米, and 7·16 is 7.16.
    """
    return _collect(text, ((i, _folded(text, i)) for i in range(len(text))))


def folded(text: str) -> str:
    """Return `fold(text).text`; several times faster."""
    if _POINT.search(text):
        return fold(text).text
    return text.translate(_FOLD)


def visible(text: str) -> str:
    """Return `text` to be shown: U+FFFD for each private-use character, which may look like none.

    With one that stands for a decimal point, 2.5米 would else be read as 25米. No offset moves.
    """
    return PRIVATE_USE.sub("\ufffd", text)


def spans_of(phrase: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield the source span of each occurrence of an already folded, non-empty `phrase`."""
    for at in places_of(phrase, folded.text):
        yield folded.source_span(at, at + len(phrase))


def places_of(phrase: str, text: str, start: int = 0) -> Iterator[int]:
    """Yield the offsets of a folded phrase in a folded text, from `start` on, without overlaps.

    5米 is not found in 2.5米.
    """
    measure = _MEASURE.match(phrase) is not None
    at = text.find(phrase, start)
    while at >= 0:
        if measure and _DECIMAL_BEFORE.search(text, max(0, at - 2), at):
            at = text.find(phrase, at + 1)
            continue
        yield at
        at = text.find(phrase, at + len(phrase))


def _collect(text: str, pieces: Iterator[tuple[int, str]]) -> Folded:
    characters: list[str] = []
    origin: list[int] = []
    for at, piece in pieces:
        characters.append(piece)
        origin.extend([at] * len(piece))
    origin.append(len(text))
    return Folded("".join(characters), tuple(origin))


class _Characters(dict[int, str]):
    """The compatibility form of each character met so far."""

    def __missing__(self, code: int) -> str:
        self[code] = form = unicodedata.normalize("NFKC", chr(code))
        return form


_NFKC = _Characters()


def _folded(text: str, at: int) -> str:
    """Return the folded form of one character of a text."""
    char = text[at]
    if char in _POINTS and 0 < at < len(text) - 1:
        before, after = _fold_char(text[at - 1])[-1:], _fold_char(text[at + 1])[:1]
        if before in _DIGITS and after in _DIGITS:
            return "."
    return _fold_char(char)


class _FoldedCharacters(dict[int, str]):
    """The folded form of each character met so far, away from points between digits."""

    def __missing__(self, code: int) -> str:
        self[code] = form = _fold_char(chr(code))
        return form


_FOLD = _FoldedCharacters()


@lru_cache(maxsize=16384)
def _fold_char(char: str) -> str:
    # Symbols with meaning for a number (%, ‰, ℃, +, ≥) are kept; the rest of P, Z, C goes.
    # A private-use character (Co) is kept: it may be the decimal point in 2.5米.
    kept = (c for c in _NFKC[ord(char)].lower() if c == "%" or _is_kept(unicodedata.category(c)))
    return "".join(kept)


def _is_kept(category: str) -> bool:
    return category[0] in "LNS" or category == "Co"
