"""Which rows hold a phrase to the letter, punctuation and width apart?"""

from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import places_of
from indexer import FoldedTexts

__all__ = ["Phrases"]


class Phrases:
    """Finds phrases in the folded texts of all rows.

    This needs no positions in the keyword index, and cannot miss a phrase because of how the
    segmenter cut it. `lengths` counts the characters of each row.
    """

    def __init__(self, texts: FoldedTexts) -> None:
        self.lengths: NDArray[np.int64] = texts.lengths
        self._size = len(texts.lengths)
        # The cache does not know `self`: no cycle keeps a replaced generation in memory.
        self._rows = lru_cache(maxsize=512)(partial(_scan, texts))

    def rows(self, phrase: str) -> NDArray[np.int64]:
        """Return the rows, rising, whose folded text holds the folded, non-empty `phrase`."""
        return self._rows(phrase)

    def mask(self, phrase: str) -> NDArray[np.bool_]:
        """Return, per row, whether its folded text holds the phrase."""
        found = np.zeros(self._size, dtype=bool)
        found[self.rows(phrase)] = True
        return found


def _scan(texts: FoldedTexts, phrase: str) -> NDArray[np.int64]:
    rows = texts.holding(phrase)
    if not phrase[:1].isdecimal():
        return rows
    # 5米 is not in 2.5米
    held = [next(places_of(phrase, texts.text(row)), None) is not None for row in rows.tolist()]
    kept: NDArray[np.int64] = rows[np.array(held, dtype=bool)]
    return kept
