"""Which words sound like what was typed, in characters or in Latin letters?

Toneless pinyin; what input methods and southern ears confuse is one sound: z and zh, c and ch,
s and sh, n and l, and a final n or ng. The readings of characters are pypinyin's, and are loaded
with the first question.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import islice, product

__all__ = ["Sounds", "sounds_exactly"]

_READINGS, _SPELLINGS = 2, 8
"""So many readings of a character are looked at, and so many of a word: the rest is rare."""

_SHORTEST = 6
"""Letters that are taken for pinyin where no character stands beside them: BIM is none."""

_TYPED = re.compile(r"[\u4e00-\u9fffa-z]*[a-z]{2}[\u4e00-\u9fffa-z' ]*")
_PIECES = re.compile(r"[a-z']+|[\u4e00-\u9fff]+")


class Sounds:
    """The words given, by how they sound; those of several readings stand under each."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        return self._by(_alike)

    @cached_property
    def _spelt(self) -> dict[str, list[str]]:
        return self._by(lambda syllables: _in_letters("".join(syllables)))

    def _by(self, key_of: Callable[[tuple[str, ...]], str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words:
            for key in {key_of(syllables) for syllables in _spellings(word)}:
                found.setdefault(key, []).append(word)
        return found

    def like(self, typed: str) -> list[str]:
        """Return the words of as many characters that sound alike and share one with `typed`."""
        keys = {_alike(syllables) for syllables in _spellings(typed)}
        found = {word for key in keys for word in self._alike.get(key, ()) if word != typed}
        return sorted(word for word in found if any(map(str.__eq__, word, typed)))

    def written(self, query: str) -> Iterator[tuple[int, int, list[str]]]:
        """Yield where pinyin stands in a query, [start, end), and the words it may spell."""
        for typed in _TYPED.finditer(query.lower()):
            pieces = list(_PIECES.finditer(typed[0]))
            at = 0
            while at < len(pieces):
                end, words = self._longest(pieces[at:])
                if words:
                    first, last = pieces[at], pieces[at + end - 1]
                    yield typed.start() + first.start(), typed.start() + last.end(), words
                at += max(1, end)

    def _longest(self, pieces: list[re.Match[str]]) -> tuple[int, list[str]]:
        """Return how many of the first pieces together spell words, and these; (0, []) if none."""
        for end in range(len(pieces), 0, -1):
            taken = [piece[0] for piece in pieces[:end]]
            letters = sum(len(piece) for piece in taken if piece.isascii())
            if letters == 0 or (letters < _SHORTEST and all(map(str.isascii, taken))):
                continue
            keys = {_in_letters("".join(s)) for s in _spellings("".join(taken).replace("'", ""))}
            if found := sorted({word for key in keys for word in self._spelt.get(key, ())}):
                return end, found
        return 0, []


def sounds_exactly(one: str, other: str) -> bool:
    """Tell whether two words may be read in the very same way, tones aside."""
    return not set(_spellings(one)).isdisjoint(_spellings(other))


def _spellings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read a text, the commonest first; what is no Chinese stays as it is."""
    return islice(product(*(_readings(char) for char in text)), _SPELLINGS)


@cache
def _readings(char: str) -> tuple[str, ...]:
    """Return the commonest readings of a character, ü written as v."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - a fifth of a second, seldom needed

    return tuple(pinyin(char, style=Style.NORMAL, heteronym=True)[0][:_READINGS])


def _alike(syllables: Iterable[str]) -> str:
    return " ".join(map(_as_heard, syllables))


@cache
def _as_heard(syllable: str) -> str:
    return re.sub("ng$", "n", _folded(syllable))


def _in_letters(spelling: str) -> str:
    """Return what is equal for letters without division: a g may begin the next syllable."""
    return re.sub("ng(?![aeiouv])", "n", _folded(spelling))


def _folded(spelling: str) -> str:
    return re.sub("([zcs])h", r"\1", spelling).replace("l", "n")
