"""Which query may have been meant where hardly anything answers the one that was typed?

A stretch of the query that occurs nowhere, one character away from a word of the collection, is
taken for a slip; SymSpell's deletion index finds such words at once (W. Garbe, 2012). A word that
the dictionary knows is never a slip, nor is what the collection holds.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from search.stopwords import STOP_WORDS

__all__ = ["MOST", "Speller"]

MOST = 3
"""So many queries are suggested at most."""

_SHORTEST, _LONGEST = 3, 12
"""Characters of a word that is suggested: two leave too little that is right."""

_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_RUN_START, _RUN_END = re.compile("[\u4e00-\u9fff]"), re.compile("[\u4e00-\u9fff]$")


@dataclass(frozen=True, slots=True)
class _Slip:
    """Characters [start, end) of the query and the word that they may stand for."""

    start: int
    end: int
    word: str


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
        slips = list(self._slips(query, least))
        found = dict.fromkeys(self._righted(query, slips))
        found.pop(query, None)
        return tuple(islice(found, MOST))

    def prepare(self) -> None:
        """Build what a first suggestion needs."""
        _ = self._index

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
        known = self.known(query)
        for run in _RUN.finditer(query):
            at = run.start()
            while at < run.end():
                choices = self._at(query, at, run.end(), least, known)
                if choices:
                    yield choices
                at = choices[0].end if choices else at + 1

    def _at(
        self, query: str, start: int, end: int, least: int, known: Sequence[tuple[int, int]]
    ) -> list[_Slip]:
        """Return the words that the longest slip beginning at `start` may stand for.

        Whether characters occur is asked last: it costs a scan of the collection.
        """
        longest = min(end - start, _LONGEST + 1)
        for size in range(longest, _SHORTEST - 2, -1):
            window = query[start : start + size]
            words = [
                w
                for w in self._near(window)
                if self._weights[w] >= least and _may_be_meant(query, start, window, w, known)
            ]
            if words and not self.holds(window):
                words.sort(key=lambda word: (-self._weights[word], word))
                held = [word for word in words if self.holds(word)]
                if held:
                    return [_Slip(start, start + size, word) for word in held]
        return []

    def _near(self, window: str) -> set[str]:
        """Return the words one substitution, omission, addition or exchange away.

        None of a word of the collection, which is no slip.
        """
        if window in self._weights:
            return set()
        keys = {window, *_shortened(window)}
        found = {word for key in keys for word in self._index.get(key, ())}
        return {word for word in found if word != window and _is_near(window, word)}

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
        index: dict[str, list[str]] = {}
        for word in self._weights:
            for key in {word, *_shortened(word)}:
                index.setdefault(key, []).append(word)
        return index


_OF_THE_FIELD = 1_000_000
"""Weight of a word of the field over any other."""


def _shortened(word: str) -> Iterator[str]:
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def _is_near(one: str, other: str) -> bool:
    """Tell whether two words that share a shortened form are a single edit apart."""
    first, last = _difference(one, other)
    rest = len(other) - (len(one) - last)
    left, right = one[first:last], other[first:rest]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _difference(one: str, other: str) -> tuple[int, int]:
    """Return the span of `one` that differs from `other`: [first, last)."""
    least = min(len(one), len(other))
    first = next((at for at in range(least) if one[at] != other[at]), least)
    end = next((n for n in range(least - first) if one[-1 - n] != other[-1 - n]), least - first)
    return first, len(one) - end


def _may_be_meant(
    query: str, start: int, window: str, word: str, known: Sequence[tuple[int, int]]
) -> bool:
    """Tell whether `word` may be meant by the characters of `query` from `start`.

    Not where a known word covers the difference or is cut by the window's ends, nor where a
    character too many or a particle is all that differs: 没专家论证 is no slip.
    """
    end = start + len(window)
    first, last = _difference(window, word)
    extra = window[first:last]
    if len(word) < len(window) and extra not in window[:first][-1:] + window[last:][:1]:
        return False
    if extra in STOP_WORDS and window not in query.split():
        return False
    return (
        not _covered(start + first, start + last, known)
        and _ends_a_word(query[:start], {stop for _, stop in known})
        and _begins_a_word(query[end:], {begin for begin, _ in known}, end)
    )


def _covered(first: int, last: int, known: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a known word covers characters [first, last), or spans their empty place."""
    if first == last:
        return any(begin < first < end for begin, end in known)
    return any(begin < last and first < end for begin, end in known)


def _ends_a_word(before: str, ends: set[int]) -> bool:
    return not _RUN_END.search(before) or before[-1] in STOP_WORDS or len(before) in ends


def _begins_a_word(after: str, begins: set[int], at: int) -> bool:
    return not _RUN_START.match(after) or after[0] in STOP_WORDS or at in begins


def _replaced(query: str, slips: Iterable[_Slip]) -> str:
    for slip in sorted(slips, key=lambda slip: -slip.start):
        query = query[: slip.start] + slip.word + query[slip.end :]
    return query
