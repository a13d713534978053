"""Does any text say for the same thing what is meant to be a wrong answer?

Sentences of all texts are kept by the strings of three characters in them. Those that share most
of a statement's strings speak of the same thing; what one of them says as well is no wrong answer.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus import Clause, Document
from corpus.normalise import nfkc
from library.duties import canonical

__all__ = ["Evidence"]

_SENTENCE = re.compile(r"[^。；;\n]+")
_NOISE = re.compile(r"[\s\W_]+")
_PROBES = 16  # strings of a statement that are looked up, the rarest first
_REMEMBERED = 64  # statements; what is asked of one is asked at once
_COMMON = 4000  # a string in more sentences than these tells nothing
SAME = 0.5
"""From this share of common pairs on, two sentences speak of the same thing."""


class Evidence:
    """The sentences of a collection, to be searched for what they say of the same thing."""

    def __init__(self, texts: Iterable[tuple[Document, Sequence[Clause]]]) -> None:
        self._sentences: list[str] = []
        self._postings: dict[str, array[int]] = {}
        self._asked: dict[str, list[str]] = {}
        for document, _ in texts:
            for match in _SENTENCE.finditer(document.text):
                self._put(match[0])

    def _put(self, words: str) -> None:
        bare = _bare(words)
        if len(bare) < 6:
            return
        number = len(self._sentences)
        self._sentences.append(bare)
        for at in range(len(bare) - 2):
            postings = self._postings.setdefault(bare[at : at + 3], array("I"))
            if not postings or postings[-1] != number:
                postings.append(number)

    def alike(self, statement: str) -> Sequence[str]:
        """Return the sentences that speak of the same thing as a statement without its answer."""
        if statement not in self._asked:
            if len(self._asked) > _REMEMBERED:
                self._asked.clear()
            self._asked[statement] = self._search(_bare(statement))
        return self._asked[statement]

    def _search(self, bare: str) -> list[str]:
        strings = {bare[at : at + 3] for at in range(len(bare) - 2)}
        known = sorted(
            (len(found), string) for string in strings if (found := self._postings.get(string))
        )
        met: Counter[int] = Counter()
        for size, string in known[:_PROBES]:
            if size <= _COMMON:
                met.update(self._postings[string])
        least = max(2, min(len(known), _PROBES) // 3)
        pairs = _pairs(bare)
        return [
            self._sentences[number]
            for number, count in met.items()
            if count >= least and len(pairs & _pairs(self._sentences[number])) >= SAME * len(pairs)
        ]

    def says(self, statement: str, answers: Iterable[str]) -> bool:
        """Whether a sentence about the same thing holds one of the answers."""
        bare = [_bare(answer) for answer in answers]
        return any(answer in sentence for sentence in self.alike(statement) for answer in bare)

    def binds(self, statement: str, party: str) -> bool:
        """Whether a sentence about the same thing names the party, under any of its names."""
        return any(
            party in sentence or party in _parties(sentence) for sentence in self.alike(statement)
        )

    def elsewhere(self, statement: str) -> int:
        """Return how many sentences speak of the same thing, the statement's own among them."""
        return len(self.alike(statement))


@lru_cache(maxsize=50_000)
def _parties(sentence: str) -> tuple[str, ...]:
    return canonical(sentence)


def _bare(words: str) -> str:
    return _NOISE.sub("", nfkc(words).text).lower()


def _pairs(bare: str) -> set[str]:
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
