"""Which rows answer a query by their words, fully or in part?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import fold
from indexer import KeywordIndex, TermGroup
from search.phrases import Phrases
from search.query import Concept, Query

__all__ = ["Match", "Scorer", "match_words"]

Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

_ENOUGH = 10
"""With so many full matches to keywords, clauses that hold only a part are not shown."""

_LEAST_COVERAGE = 0.2
"""A clause that holds less of the query's weight than this is no answer by its words."""

_TO_THE_LETTER = 0.1
"""Added to the coverage where several words stand together as they were asked."""

_MOST_UNKNOWN = 0.5
"""Above this share of unknown weight a query is about something that is not collected."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """BM25 of one query, for the rows that it is asked of.

    Whoever asks about a few rows pays for these alone, however large the collection is.
    """

    keyword: KeywordIndex | None = None
    groups: tuple[TermGroup, ...] = ()
    pairs: tuple[str, ...] = ()

    def of(self, rows: Rows) -> Floats:
        """Return BM25 of words and character pairs together, 0 where nothing matched."""
        words, pairs = self.parts(rows)
        return words + pairs

    def parts(self, rows: Rows) -> tuple[Floats, Floats]:
        """Return BM25 of the words and of the character pairs."""
        if self.keyword is None:
            return np.zeros(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=np.float32)
        return (
            self.keyword.scores(self.groups, (), rows),
            self.keyword.scores((), self.pairs, rows),
        )

    def leading(self, within: Mask, limit: int) -> Rows:
        """Return the best `limit` rows within that score, best first, equal ones by row."""
        if self.keyword is None:
            return np.empty(0, dtype=np.int64)
        groups, pairs = self.groups, self.pairs
        return self.keyword.search(groups, pairs, limit=limit, at_least=0, within=within).rows


@dataclass(frozen=True, slots=True)
class Match:
    """What the words of a query found, for every row.

    `rows` is true where a clause answers by its words, `full` counts those that hold all of them;
    `coverage` is the share of the query's weight (0…1) that a row holds, a little more where
    words stand together as asked. `unknown` names the words that the collection does not hold;
    `lost` is true where these are most of the query, so that the others say little. `held` is
    true where a row holds all words. `coverage` and `held` do not look at what is within.
    """

    rows: Mask
    full: int
    coverage: Floats
    relaxed: bool
    unknown: tuple[str, ...]
    lost: bool
    held: Mask
    scorer: Scorer


def match_words(query: Query, keyword: KeywordIndex, phrases: Phrases, within: Mask) -> Match:
    """Match a query's concepts: all of them, and a part of them unless enough rows have all.

    A concept's weight is its inverse document frequency; one that no clause holds weighs most.
    """
    scorer = Scorer(keyword, query.groups, query.bigrams)
    if not query.concepts:
        return _without_concepts(query, scorer, within)
    concepts = list(_held(query, keyword, phrases))
    weights = np.array([_idf(len(rows), len(within)) for _, rows in concepts], dtype=np.float32)
    known = np.array([len(rows) > 0 for _, rows in concepts])
    coverage = np.zeros(len(within), dtype=np.float32)
    holding = np.zeros(len(within), dtype=np.min_scalar_type(len(concepts)))
    for (_, rows), share in zip(concepts, weights / weights.sum(), strict=True):
        coverage[rows] += share
        holding[rows] += 1
    for compound in query.compounds:
        coverage[phrases.rows(compound)] += np.float32(_TO_THE_LETTER)
    everything = holding == len(concepts)
    full = within & everything
    complete = int(np.count_nonzero(full))
    enough = query.in_keywords and complete >= _ENOUGH
    return Match(
        rows=full if enough else full | (within & (coverage >= _LEAST_COVERAGE)),
        full=complete,
        coverage=coverage,
        relaxed=not complete,
        unknown=tuple(c.word for (c, rows) in concepts if not len(rows)),
        lost=bool(weights[~known].sum() > _MOST_UNKNOWN * weights.sum()),
        held=everything,
        scorer=scorer,
    )


def _without_concepts(query: Query, scorer: Scorer, within: Mask) -> Match:
    """Match what is no concept: phrases and numbers, within which is all; or whatever scores."""
    named = bool(query.phrases or query.doc_nos)
    rows = within
    if not named:
        rows = np.zeros_like(within)
        among = np.flatnonzero(within)
        rows[among[scorer.of(among) > 0]] = True
    return Match(
        rows, int(np.count_nonzero(rows)), np.ones(len(within), dtype=np.float32),
        relaxed=False, unknown=(), lost=False, held=np.full(len(within), named), scorer=scorer,
    )  # fmt: skip


def _held(query: Query, keyword: KeywordIndex, phrases: Phrases) -> Iterator[tuple[Concept, Rows]]:
    """Yield the concepts, each with the rows that hold it.

    One that no clause holds gives way to the words it is made of.
    """
    for concept in query.concepts:
        rows = _holding(concept, keyword, phrases)
        if concept.inner and not len(rows):
            for word in concept.inner:
                inner = Concept(word, {word: 1.0})
                yield inner, _holding(inner, keyword, phrases)
        else:
            yield concept, rows


def _holding(concept: Concept, keyword: KeywordIndex, phrases: Phrases) -> Rows:
    """Return the rows, rising, that hold any word of the concept as a term.

    To the letter counts too for a word that is nowhere a term, since its characters may be cut
    otherwise in a sentence, and for a name that may be printed with punctuation inside. For other
    words it must not: 施工方 is not in 专项施工方案.
    """
    held = keyword.holding(concept.terms)
    folded = fold(concept.word).text
    if len(folded) > 1 and (concept.is_counted_name or not len(held)):
        return np.union1d(held, phrases.rows(folded))
    return held


def _idf(frequency: int, total: int) -> float:
    return float(np.log1p((total - frequency + 0.5) / (frequency + 0.5)))
