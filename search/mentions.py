"""Which held texts does a question name among its other words: 安全生产法对动火作业有什么规定?

A name counts in book marks, or where words begin and end with it, so that 公司法 is not read out of
公司法定代表人. Of names one inside another the longest counts.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.references import title_key
from indexer import Segmenter

__all__ = ["Mentioned", "Mentions"]

_MARKED = re.compile("《([^《》]{2,80})》")
_LEADING_UP = re.compile("(?:根据|依据|依照|按照|违反|参照|在|按)$")
_LED_ON = re.compile("^(?:中|里|上)?(?:的?(?:有关|相关)?规定|中|里)?[,，、:：的]*")
_SHORTEST = 3
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The documents that a query names, and what it asks beside their names."""

    documents: tuple[int, ...]
    rest: str


class Mentions:
    """Finds names in queries; `called` gives the documents of a folded title or short name."""

    def __init__(self, called: Callable[[str], Sequence[int]], segmenter: Segmenter) -> None:
        self._called = called
        self._segmenter = segmenter

    def of(self, query: str) -> Mentioned:
        """Return what a query names; its rest is the whole query where it names nothing."""
        marked = [(match.span(), match[1]) for match in _MARKED.finditer(query)]
        named = [(span, found) for span, name in marked if (found := self._called(title_key(name)))]
        if not marked:
            named = self._unmarked(query)
        numbers = tuple(dict.fromkeys(number for _, found in named for number in found))
        return Mentioned(numbers, _without(query, [span for span, _ in named]))

    def _unmarked(self, query: str) -> list[tuple[tuple[int, int], Sequence[int]]]:
        """Return the names that stand in a query without book marks, with their documents."""
        named: list[tuple[tuple[int, int], Sequence[int]]] = []
        end = 0
        for start, stop in self._spans(query):
            key = title_key(query[start:stop])
            found = self._called(key) if start >= end and len(key) >= _SHORTEST else ()
            if found:
                named.append(((start, stop), found))
                end = stop
        return named

    def _spans(self, query: str) -> Iterator[tuple[int, int]]:
        """Yield the stretches of whole words, from left to right, the longest first."""
        tokens = [token for token in self._segmenter.cut(query) if not token.inner]
        for at, first in enumerate(tokens):
            for last in reversed(tokens[at:]):
                if _SHORTEST <= last.end - first.start <= _LONGEST:
                    yield first.start, last.end


def _without(query: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a query without names and the words that lead up to them or on from them."""
    rest, at = "", 0
    for start, stop in spans:
        rest += _LEADING_UP.sub("", query[at:start]) + " "
        at = stop + (len(match[0]) if (match := _LED_ON.match(query[stop:])) else 0)
    return (rest + query[at:]).strip()
