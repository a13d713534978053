"""What would other words of the field change: in how texts are cut, and in what is found?

Synonyms are looked up when a query is read, so that the serving index answers with them exactly.
Into which words its texts were cut is settled when it is built: what a new word of the dictionary
changes there shows on examples only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.normalise import fold
from indexer import JiebaSegmenter, Lexicon, Segmenter
from search.engine import SearchEngine
from search.errors import QueryRejected
from search.query import QueryReader
from search.results import Hit, SearchRequest

__all__ = ["Cut", "Effects", "QueryEffect", "Reading", "WordEffect", "effects"]

_HITS = 5
_AROUND = 16
"""Characters of an example on each side of the word."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text with the words into which it is cut now, and would be."""

    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordEffect:
    """A word that is added or gone: how many clauses hold its characters, and an example."""

    word: str
    clauses: int
    example: Cut


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query is read and answered: (word, synonyms, related words), and the first hits."""

    words: tuple[tuple[str, tuple[str, ...]], ...]
    related: tuple[str, ...]
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class QueryEffect:
    """A query before and after; both are None where it is `refused`, and why."""

    query: str
    before: Reading | None = None
    after: Reading | None = None
    refused: str = ""

    @property
    def changed(self) -> bool:
        """Whether anything would be read or found otherwise."""
        if self.before is None or self.after is None:
            return False
        ids = [[hit.clause_id for hit in reading.hits] for reading in (self.before, self.after)]
        read = [(reading.words, reading.related) for reading in (self.before, self.after)]
        return ids[0] != ids[1] or read[0] != read[1]


@dataclass(frozen=True, slots=True)
class Effects:
    """What would change, word by word, text by text and query by query."""

    words: tuple[WordEffect, ...] = ()
    texts: tuple[Cut, ...] = ()
    queries: tuple[QueryEffect, ...] = ()


def effects(
    engine: SearchEngine,
    lexicon: Lexicon,
    words: Sequence[str],
    texts: Sequence[str],
    queries: Sequence[str],
) -> Effects:
    """Compare what serves with what `lexicon` would do; nothing is changed.

    `words` are those that are added or gone.
    """
    after = JiebaSegmenter(lexicon)
    told = replace(engine, requests=replace(engine.requests, queries=_reader(engine, lexicon)))
    return Effects(
        tuple(_word(engine, after, word) for word in words),
        tuple(_cut(engine.segmenter, after, text) for text in texts),
        tuple(_query(engine, told, query) for query in queries),
    )


def _reader(engine: SearchEngine, lexicon: Lexicon) -> QueryReader:
    """Return what reads queries with the new synonyms, and else cuts as the index was cut.

    The words of the synonyms are whole words there too, as they will be.
    """
    read = Lexicon.of(engine.requests.queries.lexicon.terms, lexicon.groups)
    return QueryReader(JiebaSegmenter(read), read)


def _word(engine: SearchEngine, after: Segmenter, word: str) -> WordEffect:
    folded = fold(word).text
    rows = engine.phrases.rows(folded).tolist() if folded else []
    text = _around(engine.clause(engine.clause_ids[rows[0]]).text, word) if rows else word
    return WordEffect(word, len(rows), _cut(engine.segmenter, after, text))


def _around(text: str, word: str) -> str:
    """Return the word with some of the text about it, the word alone where it is not to be seen."""
    line = " ".join(text.split())
    at = line.find(word)
    if at < 0:
        return word
    return line[max(0, at - _AROUND) : at + len(word) + _AROUND]


def _cut(before: Segmenter, after: Segmenter, text: str) -> Cut:
    return Cut(text, tuple(_whole(before, text)), tuple(_whole(after, text)))


def _whole(segmenter: Segmenter, text: str) -> Iterator[str]:
    return (token.term for token in segmenter.cut(text) if not token.inner)


def _query(engine: SearchEngine, told: SearchEngine, query: str) -> QueryEffect:
    try:
        return QueryEffect(query, _reading(engine, query), _reading(told, query))
    except QueryRejected as error:
        return QueryEffect(query, refused=str(error))


def _reading(engine: SearchEngine, query: str) -> Reading:
    read = engine.requests.queries.read(query)
    found = engine.search(SearchRequest(query, limit=_HITS))
    words = tuple((concept.word, concept.synonyms) for concept in read.concepts)
    return Reading(words, read.related, tuple(found.hits), found.total)
