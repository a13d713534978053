"""Which words does a department use that the model does not know, and where do they begin?"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.adapting.static_model import StaticModel
from indexer.embedding.features import FeatureExtractor
from indexer.embedding.own_terms import OwnTerms

__all__ = ["Grown", "grow"]

_AT_LEAST = 3  # texts, as for the model that ships
_LONGEST = 6  # characters: whole titles as words drew their clauses away from questions
_BEGINNING = 0.3  # of a usual row: a word's parts have rows already
_MOST_BYTES = 60_000_000  # weights as float16


@dataclass(frozen=True, slots=True)
class Grown:
    """A model with new words at its end, and these words."""

    model: StaticModel
    new: tuple[str, ...]


def grow(
    model: StaticModel, texts: Sequence[str], terms: Iterable[str], cut: FeatureExtractor
) -> Grown:
    """Add the features of at least three texts that have no row yet, the most frequent first.

    `terms` are a department's own; short ones that the dictionary does not cut become terms of
    the model. `cut` is the stock extractor.
    """
    short = [term for term in terms if len(term) <= _LONGEST]
    taught = OwnTerms(term for term in short if term not in cut.features(term)).terms
    cut = cut.knowing(OwnTerms(model.own.terms | taught))
    known = set(model.words)
    unknown = [set(cut.features(text)) - known for text in texts]
    new = _most_frequent(unknown, _MOST_BYTES // (2 * model.rows.shape[1]) - len(known))
    if not new:
        return Grown(model, ())
    rows = _beginnings(_Sums(model, cut), new, texts, unknown)
    own = OwnTerms(cut.own.terms & (known | set(new)))
    grown = StaticModel((*model.words, *new), np.concatenate([model.rows, rows]), own)
    return Grown(grown, new)


def _most_frequent(unknown: Sequence[Collection[str]], room: int) -> tuple[str, ...]:
    counts = Counter(word for found in unknown for word in found)
    ranked = sorted((-n, word) for word, n in counts.items() if n >= _AT_LEAST)
    return tuple(word for _, word in ranked[: max(0, room)])


class _Sums:
    """Adds up the rows of a text's known features."""

    def __init__(self, model: StaticModel, cut: FeatureExtractor) -> None:
        self.model, self._cut = model, cut
        self._number = {word: at for at, word in enumerate(model.words) if at}

    def direction(self, text: str) -> NDArray[np.float32]:
        """Return a vector of unit length, or zeros."""
        number = self._number
        known = [number[f] for f in self._cut.features(text) if f in number]
        return _unit(self.model.rows[known].sum(axis=0))


def _beginnings(
    sums: _Sums, new: Sequence[str], texts: Sequence[str], unknown: Sequence[set[str]]
) -> NDArray[np.float32]:
    """Return a row for each new word: half what its parts say, half the texts that hold it."""
    place = {word: at for at, word in enumerate(new)}
    around = np.zeros((len(new), sums.model.rows.shape[1]), np.float32)
    for text, found in zip(texts, unknown, strict=True):
        if at := [place[word] for word in found if word in place]:
            around[at] += sums.direction(text)
    longer = [at for at, word in enumerate(sums.model.words) if len(word) > 1]
    usual = np.median(np.linalg.norm(sums.model.rows[longer], axis=1))
    rows = [_unit(sums.direction(word) + _unit(around[place[word]])) for word in new]
    return np.asarray(np.stack(rows) * usual * _BEGINNING, np.float32)


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector
