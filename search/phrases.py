"""Which rows hold a phrase to the letter, punctuation and width apart?"""

from collections.abc import Iterable
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import places_of

__all__ = ["Phrases"]


class Phrases:
    """The folded texts of all rows as one string, searched from end to end.

    A scan costs about a millisecond per million characters, needs no positions in the keyword
    index, and cannot miss a phrase because of how the segmenter cut it. `lengths` counts the
    characters of each row.
    """

    def __init__(self, folded: Iterable[str]) -> None:
        texts = list(folded)
        lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1])) if texts else lengths
        self._size = len(texts)
        self.lengths: NDArray[np.int64] = lengths - 1
        # The cache does not know `self`: no cycle keeps a replaced generation in memory.
        self._rows = lru_cache(maxsize=512)(partial(_scan, "\n".join(texts), starts))

    def rows(self, phrase: str) -> NDArray[np.int64]:
        """Return the rows, rising, whose folded text holds the folded, non-empty `phrase`."""
        return self._rows(phrase)

    def mask(self, phrase: str) -> NDArray[np.bool_]:
        """Return, per row, whether its folded text holds the phrase."""
        found = np.zeros(self._size, dtype=bool)
        found[self.rows(phrase)] = True
        return found


def _scan(text: str, starts: NDArray[np.int64], phrase: str) -> NDArray[np.int64]:
    places: list[int] = []
    past = 0
    while (at := next(places_of(phrase, text, past), None)) is not None:
        row = int(np.searchsorted(starts, at, side="right")) - 1
        places.append(row)
        past = int(starts[row + 1]) if row + 1 < len(starts) else len(text)
    return np.array(places, dtype=np.int64)
