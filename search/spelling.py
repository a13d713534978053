"""Which query may have been meant where hardly anything answers the one that was typed?

A stretch of the query that occurs nowhere, one character away from a word of the collection, is
taken for a slip; SymSpell's deletion index finds such words at once (W. Garbe, 2012). A word that
the dictionary knows is never a slip, nor is what the collection holds. Only where nothing is near
in writing, what sounds like a word is looked at: 危大公程, weida gongcheng.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice

from corpus.identifiers import find_identifiers
from search.edits import Spans, is_near, may_be_meant, shortened, stands_alone
from search.sounds import Sounds, sounds_exactly

__all__ = ["MOST", "Speller"]

MOST = 3
"""So many queries are suggested at most."""

_SHORTEST, _LONGEST = 3, 12
"""Characters of a word that is suggested: two leave too little that is right."""

_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_BETWEEN = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class _Slip:
    """Characters [start, end) of the query and the word that they may stand for."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class _Typed:
    """A query, what is known in it, the least weight of a word for it, and what sounds like it."""

    query: str
    known: Spans
    least: int
    sounds: Callable[[], Sounds]


@dataclass(frozen=True)
class Speller:
    """Suggests words of one collection; what it needs is built when it is first asked.

    `vocabulary` gives the words of the collection with the number of clauses that hold each,
    `terms` the words of the field; `holds` tells whether characters occur anywhere in it, `known`
    returns the spans [start, end) of the words of a text that are in the dictionary.
    """

    vocabulary: Callable[[], Iterable[tuple[str, int]]]
    terms: tuple[str, ...]
    holds: Callable[[str], bool]
    known: Callable[[str], Sequence[tuple[int, int]]]
    _weights: dict[str, int] = field(default_factory=dict)

    def suggest(self, query: str, *, of_field: bool = False) -> tuple[str, ...]:
        """Return the query with its slips put right, the likeliest first; empty without slips.

        With `of_field`, as befits a sentence, only words of the field are suggested.
        """
        least = _OF_THE_FIELD if of_field else 0
        found = dict.fromkeys(self._righted(query, list(self._slips(query, least))))
        if not found:
            spelt = list(self._spelt(query, least))
            found = dict.fromkeys(map(self._joined, self._righted(query, spelt)))
        found.pop(query, None)
        return tuple(islice(found, MOST))

    def prepare(self) -> None:
        """Build what a first suggestion needs."""
        _ = self._field_sounds

    def _righted(self, query: str, slips: list[list[_Slip]]) -> Iterator[str]:
        """Yield the query with the best word for every slip, then with the other words."""
        if not slips:
            return
        best = [choices[0] for choices in slips]
        yield _replaced(query, best)
        for at, choices in enumerate(slips):
            for other in choices[1:]:
                yield _replaced(query, [*best[:at], other, *best[at + 1 :]])

    def _slips(self, query: str, least: int) -> Iterator[list[_Slip]]:
        """Yield for each stretch that is a slip the words that it may stand for, best first."""
        numbers = ((one.start, one.end) for one in find_identifiers(query))
        known = (*self.known(query), *numbers)  # 第三条 is no slip for 第三方
        typed = _Typed(query, known, least, cache(lambda: self._sounding(query, least)))
        for run in _RUN.finditer(query):
            at = run.start()
            while at < run.end():
                choices = self._at(typed, at, run.end())
                if choices:
                    yield choices
                at = choices[0].end if choices else at + 1

    def _at(self, typed: _Typed, start: int, end: int) -> list[_Slip]:
        """Return the words that the longest slip beginning at `start` may stand for.

        Whether characters occur is asked last: it costs a scan of the collection.
        """
        longest = min(end - start, _LONGEST + 1)
        for size in range(longest, _SHORTEST - 2, -1):
            window = typed.query[start : start + size]
            words = [
                w
                for w in self._near(window)
                if self._weights[w] >= typed.least
                and may_be_meant(typed.query, start, window, w, typed.known)
            ]
            if words and not self.holds(window):
                return [_Slip(start, start + size, word) for word in self._best(words)]
        return self._heard(typed, start, end)

    def _heard(self, typed: _Typed, start: int, end: int) -> list[_Slip]:
        """Return the words that sound like the longest stretch beginning at `start`.

        Two characters say little: these must sound the very same, be no known word, and give with
        the word beside them what the collection holds: 安全升产, 安全生产.
        """
        for size in range(min(end - start, _LONGEST), 1, -1):
            window, stop = typed.query[start : start + size], start + size
            if window in self._weights or not stands_alone(typed.query, start, stop, typed.known):
                continue
            taken = any(begin < stop and start < last for begin, last in typed.known)
            if size == 2 and taken:
                continue
            words = [
                word
                for word in typed.sounds().like(window)
                if (not (taken or size == 2) or sounds_exactly(window, word))
                and (self._fits(typed, start, word) if size == 2 else
                     self._weights[word] >= typed.least)
            ]  # fmt: skip
            if words and not self.holds(window):
                return [_Slip(start, stop, word) for word in self._best(words)]
        return []

    def _fits(self, typed: _Typed, start: int, word: str) -> bool:
        """Tell whether a word of two characters belongs where it would stand.

        Beside a known word both must be held together; alone it must be one of the field.
        """
        before = [typed.query[begin:last] for begin, last in typed.known if last == start]
        after = [typed.query[begin:last] for begin, last in typed.known if begin == start + 2]
        if before or after:
            return any(self.holds(one + word) for one in before) or any(
                self.holds(word + one) for one in after
            )
        return self._weights[word] >= _OF_THE_FIELD

    def _spelt(self, query: str, least: int) -> Iterator[list[_Slip]]:
        """Yield for each stretch that is written in Latin letters the words that it may spell."""
        for start, stop, words in self._sounds.written(query):
            kept = [word for word in words if self._weights[word] >= least]
            if kept and not self.holds(query[start:stop].lower()):
                yield [_Slip(start, stop, word) for word in self._best(kept)]

    def _joined(self, query: str) -> str:
        """Return words that were spelt apart as one where the collection holds them so."""
        return next(filter(self.holds, [_BETWEEN.sub("", query)]), query)

    def _best(self, words: Iterable[str]) -> list[str]:
        """Return the words that are held, the likeliest first."""
        ordered = sorted(words, key=lambda word: (-self._weights[word], word))
        return [word for word in ordered if self.holds(word)]

    def _near(self, window: str) -> set[str]:
        """Return the words one substitution, omission, addition or exchange away.

        None of a word of the collection, which is no slip.
        """
        if window in self._weights:
            return set()
        keys = {window, *shortened(window)}
        found = {word for key in keys for word in self._index.get(key, ())}
        return {word for word in found if word != window and is_near(window, word)}

    @cached_property
    def _sounds(self) -> Sounds:
        _ = self._index  # which weighs the words
        return Sounds(self._weights)

    def _sounding(self, query: str, least: int) -> Sounds:
        """Return the words, by sound, that a stretch of a query may stand for.

        All take a second; of a short query only those that share a character with it are read.
        """
        if least == _OF_THE_FIELD:
            return self._field_sounds
        characters = set(query)
        return Sounds(word for word in self._weights if not characters.isdisjoint(word))

    @cached_property
    def _field_sounds(self) -> Sounds:
        _ = self._index  # which weighs the words
        return Sounds(w for w, weight in self._weights.items() if weight >= _OF_THE_FIELD)

    @cached_property
    def _index(self) -> dict[str, list[str]]:
        """Every word under itself and under what is left without one of its characters."""
        of_field = {word.lower() for word in self.terms}
        for word, clauses in self.vocabulary():
            if _RUN.fullmatch(word) and _SHORTEST <= len(word) <= _LONGEST:
                if word in of_field:
                    self._weights[word] = clauses + _OF_THE_FIELD
                elif clauses > 1:
                    self._weights[word] = clauses
            elif len(word) == 2 and clauses > 1:
                self._weights[word] = clauses + _OF_THE_FIELD * (word in of_field)
        for word in of_field:  # also where the collection holds it within other words only
            if _RUN.fullmatch(word) and len(word) <= _LONGEST:
                self._weights.setdefault(word, _OF_THE_FIELD)
        index: dict[str, list[str]] = {}
        for word in self._weights:
            for key in {word, *shortened(word)} if len(word) >= _SHORTEST else ():
                index.setdefault(key, []).append(word)
        return index


_OF_THE_FIELD = 1_000_000
"""Weight of a word of the field over any other."""


def _replaced(query: str, slips: Iterable[_Slip]) -> str:
    for slip in sorted(slips, key=lambda slip: -slip.start):
        query = query[: slip.start] + slip.word + query[slip.end :]
    return query
