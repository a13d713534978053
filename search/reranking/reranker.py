"""In which order do the candidates of a sentence stand, as learned from judged questions?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import fold
from indexer import Embedder
from search.errors import ForestBroken
from search.reranking.features import FEATURES, Evidence, measure
from search.reranking.forest import Forest, read_forest

__all__ = ["BUILTIN_FOREST", "Candidates", "Judgement", "Reranker", "load_forest"]

BUILTIN_FOREST = Path(__file__).resolve().parent.parent / "models" / "reranker.json"

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

_TITLES = 20_000
"""So many titles are kept with their vectors."""

_REASONS = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows that answer a sentence, and what both indexes say of each, all of shape (n,)."""

    rows: Rows
    words: Floats
    bigrams: Floats
    cosine: Floats
    coverage: Floats


@dataclass(frozen=True, slots=True)
class Judgement:
    """Values (0…1) by which the rows stand; `features` has shape (n, features)."""

    rows: Rows
    values: Floats
    features: Floats
    forest: Forest

    def reasons(self, row: int) -> tuple[str, ...]:
        """Return the features that moved a row most, in Chinese with sign, the strongest first."""
        place = np.flatnonzero(self.rows == row)
        if not len(place):
            return ()
        moved = self.forest.contributions(self.features[place])[0]
        strongest = np.argsort(-np.abs(moved), kind="stable")[:_REASONS]
        labels = list(FEATURES.values())
        return tuple(f"{labels[n]} {moved[n]:+.2f}" for n in strongest.tolist() if moved[n])


class Reranker:
    """Judges candidates of one generation; threads may share it."""

    def __init__(
        self,
        forest: Forest,
        of_row: NDArray[np.int32],
        titles: Sequence[str],
        lengths: Rows,
        embedder: Embedder,
    ) -> None:
        """`of_row` is the number of each row's document, `lengths` its characters."""
        self._forest, self._of_row, self._lengths = forest, of_row, lengths
        # The cache does not know `self`: no cycle keeps a replaced generation in memory.
        self._title = lru_cache(_TITLES)(partial(_read_title, titles, embedder))

    def judge(self, query: str, vector: Floats, found: Candidates) -> Judgement:
        """Judge at least one candidate; `vector` is the query's."""
        features = measure(self.evidence(query, vector, found))
        values = 1 / (1 + np.exp(-self._forest.predict(features)))
        return Judgement(found.rows, values.astype(np.float32), features, self._forest)

    def evidence(self, query: str, vector: Floats, found: Candidates) -> Evidence:
        """Return what is known of the candidates."""
        document = self._of_row[found.rows].astype(np.int64)
        present, owner = np.unique(document, return_inverse=True)
        titles = [self._title(int(number)) for number in present]
        asked = _pairs(query)
        share = [len(pairs & asked) / max(1, len(pairs)) for pairs, _ in titles]
        cosine = np.array([of for _, of in titles]) @ vector
        return Evidence(
            found.words,
            found.bigrams,
            found.cosine,
            found.coverage,
            self._lengths[found.rows],
            document,
            np.array(share, np.float32)[owner],
            cosine.astype(np.float32)[owner],
        )


def _read_title(
    titles: Sequence[str], embedder: Embedder, number: int
) -> tuple[frozenset[str], Floats]:
    return _pairs(titles[number]), embedder.embed([titles[number]])[0]


def _pairs(text: str) -> frozenset[str]:
    """Return the character pairs of a text, folded."""
    return frozenset(map("".join, pairwise(fold(text).text)))


def load_forest(path: Path = BUILTIN_FOREST) -> Forest:
    """Read the forest that was trained on today's features; raise ForestBroken."""
    forest = read_forest(path)
    if forest.features != tuple(FEATURES):
        raise ForestBroken(path, "它所用的特征与程序不一致")
    return forest
