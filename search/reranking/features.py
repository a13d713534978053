"""By which figures is one candidate of a sentence told from the others?

Every figure speaks of the candidate among the candidates of its query, so that it means the same
in a small collection and in a large one. None identifies a document or a place in it: those would
be learned by heart from the judged queries and help no other.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.fusion import fuse, scale

__all__ = ["FEATURES", "Evidence", "measure"]

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

_FIRST = 30
"""So many of the best candidates speak for their document."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the n candidates of one query, all of shape (n,).

    `words` and `bigrams` are BM25, `cosine` that of the clause, `title_cosine` that of its
    document's title; `title_share` is the share of the title's character pairs that the query
    holds, `coverage` the share of the query's weight that the clause holds (both 0…1). `length`
    counts the clause's characters; `document` tells the documents apart.
    """

    words: Floats
    bigrams: Floats
    cosine: Floats
    coverage: Floats
    length: Integers
    document: Integers
    title_share: Floats
    title_cosine: Floats

    @property
    def keyword(self) -> Floats:
        """The sum of both BM25 scores."""
        return self.words + self.bigrams

    @property
    def fused(self) -> Floats:
        """The order by words and meaning alike, 0…1."""
        return fuse(self.keyword, self.cosine)


Measure = Callable[[Evidence], Floats]

_MEASURES: dict[str, tuple[str, Measure]] = {
    "words": ("词语得分", lambda e: scale(e.words)),
    "words_rank": ("词语名次", lambda e: _rank(e.words)),
    "bigrams": ("字对得分", lambda e: scale(e.bigrams)),
    "bigrams_rank": ("字对名次", lambda e: _rank(e.bigrams)),
    "cosine": ("语义相似度", lambda e: e.cosine),
    "cosine_scaled": ("语义得分", lambda e: scale(e.cosine)),
    "cosine_rank": ("语义名次", lambda e: _rank(e.cosine)),
    "fused": ("综合得分", lambda e: e.fused),
    "fused_rank": ("综合名次", lambda e: _rank(e.fused)),
    "document_words": ("同一文件词语最高分", lambda e: _best(e, scale(e.keyword))),
    "document_cosine": ("同一文件语义最高分", lambda e: _best(e, scale(e.cosine))),
    "document_fused": ("同一文件综合最高分", lambda e: _best(e, e.fused)),
    "fellows_words": ("同一文件词语靠前的条数", lambda e: _fellows(e, e.keyword)),
    "fellows_cosine": ("同一文件语义靠前的条数", lambda e: _fellows(e, e.cosine)),
    "fellows_fused": ("同一文件综合靠前的条数", lambda e: _fellows(e, e.fused)),
    "length": ("条款长度", lambda e: np.log1p(e.length)),
    "coverage": ("含有检索词的分量", lambda e: e.coverage),
    "coverage_scaled": ("含有检索词的多少", lambda e: e.coverage / max(e.coverage.max(), 1e-6)),
    "title_share": ("文件名称与查询重合", lambda e: e.title_share),
    "title_cosine": ("文件名称与查询意思相近", lambda e: e.title_cosine),
}

FEATURES: dict[str, str] = {name: label for name, (label, _) in _MEASURES.items()}
"""Names of the features in the order of the columns, and what staff read for each."""


def measure(evidence: Evidence) -> Floats:
    """Return the features of the candidates, of shape (n, len(FEATURES)); n is at least 1."""
    columns = [of(evidence) for _, of in _MEASURES.values()]
    return np.stack(columns, axis=1).astype(np.float32)


def _rank(values: Floats) -> Floats:
    """Return ln(1 + rank), ranks from 0: the first places differ most."""
    ranks = np.empty(len(values), np.float32)
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return np.log1p(ranks)


def _best(evidence: Evidence, values: Floats) -> Floats:
    """Return, for each candidate, the highest value among those of its document."""
    _, owner = np.unique(evidence.document, return_inverse=True)
    best = np.zeros(int(owner.max()) + 1, np.float32)
    np.maximum.at(best, owner, values)
    return best[owner]


def _fellows(evidence: Evidence, values: Floats) -> Floats:
    """Return, for each candidate, how many of the first places its document takes."""
    _, owner = np.unique(evidence.document, return_inverse=True)
    first = np.argsort(-values, kind="stable")[:_FIRST]
    counts = np.bincount(owner[first], minlength=int(owner.max()) + 1)
    return counts[owner].astype(np.float32)
