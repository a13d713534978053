"""What may a person be about to type? Titles, numbers, short names and words that are held."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from heapq import nsmallest

from corpus.normalise import fold
from corpus.records import Document
from corpus.references import title_key, unmarked
from indexer import Token
from search.aliases import aliases
from search.simplified import simplify

__all__ = ["LONGEST_PREFIX", "MOST_SUGGESTED", "Source", "Suggester", "Suggestion"]

MOST_SUGGESTED = 20
LONGEST_PREFIX = 50
"""Nobody waits for a suggestion after so many characters."""

_LOOKED_AT = 5000
"""Entries with one prefix that are compared; only a single character reaches so many."""


class Source(StrEnum):
    """Where a suggestion comes from; the value is shown."""

    WORD = "词语"
    ALIAS = "简称"
    NUMBER = "文号"
    TITLE = "标题"


_ORDER = {source: place for place, source in enumerate(Source)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that finds something, and where it comes from."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class _Entry:
    """A suggestion under the folded characters with which it may be begun; less is better."""

    key: str
    priority: tuple[int, int, int]
    suggestion: Suggestion


@dataclass(frozen=True)
class Suggester:
    """Completes what is typed from one generation; its list is made when it is first asked.

    `vocabulary` gives the words of the index with their clauses, `terms` the words of the field;
    `cut` is the segmenter's, so that a title is also found from any of its words on.
    """

    documents: Sequence[Document]
    terms: tuple[str, ...]
    vocabulary: Callable[[], Iterable[tuple[str, int]]]
    cut: Callable[[str], Sequence[Token]]

    def suggest(self, prefix: str, limit: int = 10) -> list[Suggestion]:
        """Return at most `limit` suggestions that begin with the prefix, the best first.

        Empty for a prefix without a character that counts, or longer than LONGEST_PREFIX.
        """
        key = fold(simplify(prefix)).text if len(prefix) <= LONGEST_PREFIX else ""
        if not key:
            return []
        entries, keys = self._entries
        start = bisect_left(keys, key)
        end = min(bisect_left(keys, key + "\U0010ffff"), start + _LOOKED_AT)
        wanted = limit * 3  # a title stands under several of its words
        best = nsmallest(wanted, entries[start:end], key=lambda entry: entry.priority)
        return list(dict.fromkeys(entry.suggestion for entry in best))[:limit]

    def prepare(self) -> None:
        """Make the list now, so that nobody waits for it."""
        _ = self._entries

    @cached_property
    def _entries(self) -> tuple[list[_Entry], list[str]]:
        entries = [*self._words(), *self._numbers(), *self._titles(), *self._aliases()]
        entries.sort(key=lambda entry: entry.key)
        return entries, [entry.key for entry in entries]

    def _words(self) -> Iterator[_Entry]:
        held = dict(self.vocabulary())
        for term in self.terms:
            if len(term) > 1 and (clauses := held.get(term.lower())):
                yield _entry(term, term, Source.WORD, -clauses)

    def _numbers(self) -> Iterator[_Entry]:
        for number in dict.fromkeys(d.doc_no for d in self.documents if d.doc_no):
            yield _entry(number, number, Source.NUMBER)

    def _titles(self) -> Iterator[_Entry]:
        for title in dict.fromkeys(unmarked(d.title) for d in self.documents):
            yield _entry(title_key(title), title, Source.TITLE)
            for token in self.cut(title):
                if token.start and not token.inner and token.end - token.start > 1:
                    yield _entry(title[token.start :], title, Source.TITLE, token.start)

    def _aliases(self) -> Iterator[_Entry]:
        held = {title_key(d.title): unmarked(d.title) for d in self.documents}
        for alias in aliases().values():
            if title := held.get(title_key(alias.title)):
                yield _entry(alias.name, title, Source.ALIAS)
        for document in self.documents:
            for name in document.aliases:
                yield _entry(name, unmarked(document.title), Source.ALIAS)


def _entry(key: str, text: str, source: Source, rank: int = 0) -> _Entry:
    return _Entry(fold(key).text, (_ORDER[source], rank, len(text)), Suggestion(text, source))
