"""Which rows answer a query by their words, fully or in part?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import fold
from indexer import KeywordIndex, TermGroup
from search.phrases import Phrases
from search.query import Concept, Query

__all__ = ["Match", "match_words"]

Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]

_ENOUGH = 10
"""With so many full matches to keywords, clauses that hold only a part are not shown."""

_LEAST_COVERAGE = 0.2
"""A clause that holds less of the query's weight than this is no answer by its words."""

_TO_THE_LETTER = 0.1
"""Added to the coverage where several words stand together as they were asked."""

_MOST_UNKNOWN = 0.5
"""Above this share of unknown weight a query is about something that is not collected."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the words of a query found.

    `rows` is true where a clause answers by its words, `full` counts those that hold all of them;
    `scores` holds BM25 for every row, 0 where nothing matched, of which
    `bigrams` is that of the character pairs; `coverage` is the share of the
    query's weight (0…1) that a row holds, a little more where words stand together as asked.
    `unknown` names the words that the collection does not hold; `lost` is true where these are
    most of the query, so that the others say little. `held` is true where a row holds all words,
    within or not.
    """

    rows: Mask
    full: int
    scores: Floats
    bigrams: Floats
    coverage: Floats
    relaxed: bool
    unknown: tuple[str, ...]
    lost: bool
    held: Mask


def match_words(query: Query, keyword: KeywordIndex, phrases: Phrases, within: Mask) -> Match:
    """Match a query's concepts: all of them, and a part of them unless enough rows have all.

    A concept's weight is its inverse document frequency; one that no clause holds weighs most.
    """
    bigrams = _scores((), query.bigrams, keyword, within)
    scores = bigrams + _scores(query.groups, (), keyword, within)
    if not query.concepts:
        named = bool(query.phrases or query.doc_nos)
        rows = within if named else within & (scores > 0)
        full = np.ones(len(scores), dtype=np.float32)
        return Match(
            rows, int(rows.sum()), scores, bigrams, full, relaxed=False, unknown=(), lost=False,
            held=np.full(len(scores), named),
        )  # fmt: skip
    concepts = list(_known(query.concepts, keyword, phrases))
    held = [_holding(concept, keyword, phrases) for concept in concepts]
    weights = np.array([_idf(int(rows.sum()), len(keyword)) for rows in held], dtype=np.float32)
    known = np.array([rows.any() for rows in held])
    coverage = (weights / weights.sum() @ np.array(held)) * within
    for compound in query.compounds:
        coverage += _TO_THE_LETTER * (phrases.mask(compound) & within)
    everything = np.logical_and.reduce(held)
    full = within & everything
    some = within & (coverage >= _LEAST_COVERAGE)
    enough = query.in_keywords and int(full.sum()) >= _ENOUGH
    return Match(
        rows=full if enough else full | some,
        full=int(full.sum()),
        scores=scores,
        bigrams=bigrams,
        coverage=coverage,
        relaxed=not full.any(),
        unknown=tuple(c.word for c, is_known in zip(concepts, known, strict=True) if not is_known),
        lost=bool(weights[~known].sum() > _MOST_UNKNOWN * weights.sum()),
        held=everything,
    )


def _known(
    concepts: Sequence[Concept], keyword: KeywordIndex, phrases: Phrases
) -> Iterator[Concept]:
    """Yield the concepts; one that no clause holds gives way to the words it is made of."""
    for concept in concepts:
        if concept.inner and not _holding(concept, keyword, phrases).any():
            yield from (Concept(word, {word: 1.0}) for word in concept.inner)
        else:
            yield concept


def _scores(
    groups: Sequence[TermGroup], bigrams: Sequence[str], keyword: KeywordIndex, within: Mask
) -> Floats:
    """Return BM25 for every row within, 0 for the others."""
    rows = np.flatnonzero(within)
    scores = np.zeros(len(keyword), dtype=np.float32)
    scores[rows] = keyword.scores(groups, bigrams, rows)
    return scores


def _holding(concept: Concept, keyword: KeywordIndex, phrases: Phrases) -> Mask:
    """Return the rows that hold any word of the concept as a term.

    To the letter counts too for a word that is nowhere a term, since its characters may be cut
    otherwise in a sentence, and for a name that may be printed with punctuation inside. For other
    words it must not: 施工方 is not in 专项施工方案.
    """
    held = keyword.holding(concept.terms)
    folded = fold(concept.word).text
    if len(folded) > 1 and (concept.is_counted_name or not held.any()):
        held |= phrases.mask(folded)
    return held


def _idf(frequency: int, total: int) -> float:
    return float(np.log1p((total - frequency + 0.5) / (frequency + 0.5)))
