"""Which features get a vector, how rare is each, and how is a text written in their numbers?"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.features import FeatureExtractor

__all__ = ["Ragged", "Vocabulary"]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of feature numbers, end to end: row i is `ids[starts[i]:starts[i + 1]]`.

    `ids` has shape (total,), `starts` has shape (rows + 1,); both int64.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.starts) - 1


class Vocabulary:
    """Numbers features; number 0 pads, as sentence-transformers expects, and belongs to none."""

    def __init__(self, words: Sequence[str], idf: NDArray[np.float32], cut: FeatureExtractor):
        """Take `words` with the padding first and `idf` of the same length."""
        self.words, self.idf, self._extractor = tuple(words), idf, cut
        self._number = {word: number for number, word in enumerate(words) if number}

    @classmethod
    def of(
        cls, texts: Sequence[str], extractor: FeatureExtractor, *, at_least: int
    ) -> "Vocabulary":
        """Count features over texts; keep those of `at_least` texts, the most frequent first."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(set(extractor.features(text)))
        kept = sorted((-n, word) for word, n in counts.items() if n >= at_least)
        idf = np.log(len(texts) / -np.array([n for n, _ in kept], np.float32))
        return cls(
            ["", *(word for _, word in kept)],
            np.concatenate(([0.0], idf)).astype(np.float32),
            extractor,
        )

    def encode(self, texts: Iterable[str]) -> Ragged:
        """Return the known features of each text."""
        ids, starts = array("q"), array("q", [0])
        number = self._number
        for text in texts:
            ids.extend(number[f] for f in self._extractor.features(text) if f in number)
            starts.append(len(ids))
        return Ragged(np.array(ids, np.int64), np.array(starts, np.int64))
