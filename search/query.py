"""What does a person ask for? A query is read once, into terms, phrases and identifiers."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.identifiers import doc_no_key, find_identifiers, order_key, standard_key
from corpus.normalise import fold, nfkc
from indexer import Lexicon, Segmenter, TermGroup, Token
from search.citations import straightened
from search.errors import QueryRejected
from search.everyday import formal
from search.filters_syntax import Operators, read_operators
from search.simplified import simplify
from search.stopwords import STOP_WORDS, without_asking
from search.units import same_quantities

__all__ = ["LONGEST", "Concept", "Query", "QueryReader"]

LONGEST = 500
"""Characters of the longest query that is answered."""

_SAME_WEIGHT, _INNER_WEIGHT, _RELATED_WEIGHT = 0.8, 1.0, 0.4
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|「([^」]+)」|『([^』]+)』')
_ASKING = re.compile(
    r"[?？]|吗|什么|怎么|怎样|如何|哪些|哪个|是否|能否|可以|多少|多久|几[天小个次年]"
)
_PAUSE = re.compile("[，。；,;]")
_SENTENCE_LENGTH = 12
_MARKS = re.compile("[“”「」『』]")
_OUTSIDE = 6
"""Characters beside what is quoted from which a question is a sentence of its own."""

# Abbreviations that count what they sum up are printed with punctuation inside or without.
_COUNTED_NAME = re.compile(r"[一二两三四五六七八九十双][\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for: the word as asked, and the words that satisfy it with their weights.

    `inner` are the words that a compound is made of.
    """

    word: str
    terms: dict[str, float]
    inner: tuple[str, ...] = ()

    @property
    def synonyms(self) -> tuple[str, ...]:
        """The words added to the one asked for."""
        return tuple(term for term in self.terms if term != self.word)

    @property
    def is_counted_name(self) -> bool:
        """Whether the word is an abbreviation such as 双随机一公开, met with punctuation inside."""
        return bool(_COUNTED_NAME.fullmatch(self.word))

    @property
    def group(self) -> TermGroup:
        """The concept as the keyword index takes it."""
        return TermGroup(self.terms)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read.

    `concepts` must be there for a full match; `extra` words only add to the score, `related` ones,
    which mean something near or wider, add a little. `compounds`
    are stretches of several words without space, folded. `phrases` are quoted, folded, and must
    occur. `doc_nos` are numbers of documents in their one spelling. A query in keywords is one of
    a few words, as opposed to a sentence.

    `text` is what was typed; `asked` is what is searched: simplified, without the operators, and
    with `turns` of everyday speech put as a rule puts them.
    """

    text: str
    asked: str
    turns: tuple[str, ...]
    operators: Operators
    concepts: tuple[Concept, ...]
    extra: tuple[str, ...]
    related: tuple[str, ...]
    compounds: tuple[str, ...]
    phrases: tuple[str, ...]
    doc_nos: tuple[str, ...]
    bigrams: tuple[str, ...]
    in_keywords: bool

    @property
    def is_listing(self) -> bool:
        """Whether nothing but filters was written: all that passes them is asked for."""
        return bool(self.operators.applied) and not self.asked

    @property
    def simplified(self) -> str:
        """What is searched in simplified characters, "" where it was typed in them."""
        return self.asked if simplify(self.text) != self.text else ""

    @property
    def is_open(self) -> bool:
        """Whether it is a sentence that quotes and names nothing to the letter."""
        return not (self.in_keywords or self.single or self.phrases or self.doc_nos)

    @property
    def single(self) -> bool:
        """Whether one thing is asked for by its name."""
        return len(self.concepts) + len(self.phrases) == 1

    @property
    def has_fragments(self) -> bool:
        """Whether the cut left lone characters that are no particles, as a slip often does."""
        return any(_is_weak(term) and term not in STOP_WORDS for term in self.extra)

    @property
    def groups(self) -> tuple[TermGroup, ...]:
        """Everything that scores, required groups first."""
        optional = tuple(TermGroup({word: _INNER_WEIGHT}, required=False) for word in self.extra)
        near = tuple(TermGroup({w: _RELATED_WEIGHT}, required=False) for w in self.related)
        numbers = tuple(TermGroup({key.lower(): 1.0}, required=False) for key in self.doc_nos)
        return tuple(concept.group for concept in self.concepts) + optional + near + numbers

    @property
    def literal_terms(self) -> tuple[str, ...]:
        """What is to be highlighted to the letter: phrases, and names with punctuation inside."""
        return self.phrases + tuple(c.word for c in self.concepts if c.is_counted_name)

    @property
    def marked_terms(self) -> tuple[str, ...]:
        """The words to highlight, longest first."""
        words = {term for concept in self.concepts for term in concept.terms}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))


class QueryReader:
    """Reads queries with the segmenter that also served the index."""

    def __init__(self, segmenter: Segmenter, lexicon: Lexicon) -> None:
        self._segmenter = segmenter
        self.lexicon = lexicon
        self._names = {fold(term).text: term for term in lexicon.terms}

    def read(self, text: str) -> Query:
        """Return the query; raise QueryRejected where there is nothing that can be searched."""
        cleaned = _clean(text)
        operators = read_operators(simplify(cleaned))
        asked, turns = _put_formally(straightened(operators.words))
        _refuse_nothing(asked, operators)
        phrases, rest = _take_phrases(_unquoted(asked))
        doc_nos, words = _take_identifiers(rest)
        wanted, asking = without_asking(words)
        chunks = words.split()
        concepts, extra = self._concepts(wanted)
        return Query(
            text=cleaned,
            asked=asked,
            turns=turns,
            operators=operators,
            concepts=tuple(concepts),
            extra=(*extra, *self._segmenter.terms(asking)),
            related=self._related(concepts),
            compounds=tuple(folded for c in chunks if 4 <= len(folded := fold(c).text) <= 12),
            phrases=phrases,
            doc_nos=doc_nos,
            bigrams=tuple(dict.fromkeys(self._segmenter.bigrams(" ".join((*phrases, words))))),
            in_keywords=_is_in_keywords(words),
        )

    def _concepts(self, words: str) -> tuple[list[Concept], list[str]]:
        """Return what is asked for, and the words in or beside it that only add to the score."""
        concepts: dict[str, Concept] = {}
        extra: dict[str, None] = {}
        for token, inner in self._tokens(words):
            if _is_weak(token.term) or _asks(token.term):
                extra[token.term] = None
            elif token.term not in concepts:
                concepts[token.term] = self._concept(token.term, inner)
            extra |= dict.fromkeys(inner)
        return list(concepts.values()), list(extra) if concepts else []

    def _tokens(self, words: str) -> Iterator[tuple[Token, tuple[str, ...]]]:
        """Yield the words of each chunk with the words inside them.

        A chunk that is a known name stays in one piece; punctuation inside a name does not count:
        双随机、一公开 is 双随机一公开.
        """
        for chunk in words.split():
            name = self._names.get(fold(chunk).text)
            tokens = self._segmenter.cut(name or chunk)
            for _, group in groupby(tokens, key=lambda token: token.position):
                word, *inner = group
                yield word, tuple(dict.fromkeys(token.term for token in inner))

    def _related(self, concepts: Sequence[Concept]) -> tuple[str, ...]:
        """Return the words that the things asked for point at, without those asked for."""
        asked = {term for concept in concepts for term in concept.terms}
        names = (name for concept in concepts for name in self.lexicon.related(concept.word))
        return tuple(
            term for name in dict.fromkeys(names) if (term := self._whole(name)) not in {"", *asked}
        )

    def _whole(self, name: str) -> str:
        """Return the term that a name is cut into, "" where it is more than one."""
        tokens = [token for token in self._segmenter.cut(name) if not token.inner]
        return tokens[0].term if len(tokens) == 1 else ""

    def _concept(self, word: str, inner: tuple[str, ...]) -> Concept:
        terms = {word: 1.0} | dict.fromkeys(same_quantities(word), _SAME_WEIGHT)
        for name in self.lexicon.equivalents(word):
            if term := self._whole(name):
                terms.setdefault(term, _SAME_WEIGHT)
        return Concept(word, terms, inner)


def _clean(text: str) -> str:
    """Return the query without control characters and outer space; refuse what says nothing."""
    visible = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text[: LONGEST + 1])
    cleaned = " ".join(nfkc(visible).text.split())
    if len(text) > LONGEST:
        raise QueryRejected(
            f"查询有 {len(text)} 个字，超过 {LONGEST} 个字。请只保留要找的关键词或一句话。"
        )
    if not cleaned:
        raise QueryRejected("查询是空的。请输入要找的词语、文号或问题。")
    if not fold(cleaned).text:
        raise QueryRejected("查询里只有标点符号。请输入要找的词语、文号或问题。")
    return cleaned


def _refuse_nothing(asked: str, operators: Operators) -> None:
    """Raise QueryRejected where the operators leave nothing that can be searched or listed."""
    if fold(asked).text or (operators.applied and not asked):
        return
    if operators.excluded:
        raise QueryRejected("只写了要排除的词。请再写要找的词语，如：基坑 -排水。")
    raise QueryRejected("除了筛选条件，查询里只有标点符号。请再写要找的词语。")


def _put_formally(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a query as a rule would put it, with the turns that were not; quotes stay as typed."""
    return (text, ()) if _QUOTED.search(text) else formal(text)


def _unquoted(text: str) -> str:
    """Return a question without its Chinese quotation marks: in a sentence these set off a word.

    Marks around most of the question, and straight ones, ask for what they hold to the letter.
    """
    outside = _QUOTED.sub("", text)
    if '"' in text or len(fold(outside).text) < _OUTSIDE or not _ASKING.search(outside):
        return text
    return _MARKS.sub("", text)


def _is_in_keywords(words: str) -> bool:
    """Tell whether a query is a few words, not a sentence that asks or tells something.

    Words with a comma between them, or one whole question among them, are no keywords.
    """
    chunks = words.split()
    if len(chunks) < 2:
        return _length(words) < _SENTENCE_LENGTH and not _ASKING.search(words)
    if _PAUSE.search(words) and _length(words) >= _SENTENCE_LENGTH:
        return False
    return not any(_length(c) >= _SENTENCE_LENGTH and _ASKING.search(c) for c in chunks)


def _length(text: str) -> int:
    """Return how many characters a text has without punctuation and blanks."""
    return len(fold(text).text)


def _take_phrases(text: str) -> tuple[tuple[str, ...], str]:
    """Return the quoted phrases, folded, and the query without them; a quoted number stays."""
    phrases, rest, at = [], [], 0
    for match in _QUOTED.finditer(text):
        inner = next(filter(None, match.groups()))
        keys, words = _take_identifiers(inner)
        folded = "" if keys and not words else fold(inner).text
        rest += [text[at : match.start()], "" if folded else inner]
        phrases += [folded] if folded else []
        at = match.end()
    return tuple(phrases), " ".join((*rest, text[at:]))


def _take_identifiers(text: str) -> tuple[tuple[str, ...], str]:
    """Return 文号, 标准号 and order numbers in their one spelling, and the query without them."""
    keys, kept, at = [], [], 0
    for found in find_identifiers(text):
        span = text[found.start : found.end]
        order = order_key(span) if found.key.startswith("令") else None
        if order or found.key in {doc_no_key(span), standard_key(span)}:
            keys.append(order or found.key)
            kept.append(text[at : found.start])
            at = found.end
    return tuple(keys), " ".join((*kept, text[at:])).strip()


def _is_weak(term: str) -> bool:
    """Tell whether a term is too slight to be required: a lone Chinese character."""
    return len(term) == 1 and "\u4e00" <= term <= "\u9fff"


def _asks(term: str) -> bool:
    """Tell whether a term says how something is asked: 什么, 应当, 几次, 多少人."""
    return term in STOP_WORDS or bool(re.fullmatch(r"(?:几|多少|多)[\u4e00-\u9fff]{1,2}", term))
