"""Which rows answer a query by their words, fully or in part?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import fold
from indexer import KeywordIndex
from search.phrases import Phrases
from search.query import Concept, Query

__all__ = ["Match", "match_words"]

Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]

_MOST_UNKNOWN = 0.5
"""Above this share of unknown weight a query is about something that is not collected."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the words of a query found.

    `rows` is true where a clause answers by its words; `scores` holds BM25 for every row, 0
    where nothing matched; `coverage` is the share of the query's weight (0…1) that a row holds.
    `unknown` names the words that the collection does not hold; `lost` is true where these are
    most of the query, so that what the others find says little.
    """

    rows: Mask
    scores: Floats
    coverage: Floats
    relaxed: bool
    unknown: tuple[str, ...]
    lost: bool


def match_words(query: Query, keyword: KeywordIndex, phrases: Phrases, within: Mask) -> Match:
    """Match a query's concepts: in keywords all of them where any row has all, else any of them.

    A concept's weight is its inverse document frequency; one that no clause holds weighs most.
    """
    scores = _scores(query, keyword, within)
    if not query.concepts:
        rows = within & (scores > 0) if not query.phrases else within
        full = np.ones(len(scores), dtype=np.float32)
        return Match(rows, scores, full, relaxed=False, unknown=(), lost=False)
    held = [_holding(concept, keyword, phrases) for concept in query.concepts]
    weights = np.array([_idf(int(rows.sum()), len(keyword)) for rows in held], dtype=np.float32)
    known = np.array([rows.any() for rows in held])
    coverage = sum((w * rows for w, rows in zip(weights, held, strict=True)), np.zeros(len(scores)))
    coverage = np.where(within, coverage / weights.sum(), 0).astype(np.float32)
    full = within & np.logical_and.reduce(held)
    relaxed = not full.any()
    return Match(
        rows=within & np.logical_or.reduce(held) if relaxed or not query.in_keywords else full,
        scores=scores,
        coverage=coverage,
        relaxed=relaxed,
        unknown=tuple(c.word for c, is_known in zip(query.concepts, known, strict=True)
                      if not is_known),
        lost=bool(weights[~known].sum() > _MOST_UNKNOWN * weights.sum()),
    )  # fmt: skip


def _scores(query: Query, keyword: KeywordIndex, within: Mask) -> Floats:
    """Return BM25 over words and bigrams for every row."""
    hits = keyword.search(
        query.groups, query.bigrams, limit=len(keyword), at_least=0, within=within
    )
    scores = np.zeros(len(keyword), dtype=np.float32)
    scores[hits.rows] = hits.scores
    return scores


def _holding(concept: Concept, keyword: KeywordIndex, phrases: Phrases) -> Mask:
    """Return the rows that hold any word of the concept, as a term or to the letter.

    The letter counts too because the same characters may be cut differently in another sentence,
    and because a name may be printed with punctuation inside.
    """
    hits = keyword.search([concept.group], (), limit=len(keyword), at_least=1)
    held = np.zeros(len(keyword), dtype=bool)
    held[hits.rows] = True
    for term in concept.terms:
        folded = fold(term).text
        if len(folded) >= 2 and not folded.isascii():
            held |= phrases.mask(folded)
    return held


def _idf(frequency: int, total: int) -> float:
    return float(np.log1p((total - frequency + 0.5) / (frequency + 0.5)))
