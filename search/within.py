"""What is left of the results where further words are searched within them?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import fold
from search.errors import QueryRejected
from search.phrases import Phrases
from search.ranking import Ranking
from search.simplified import simplify

__all__ = ["holding_all", "left_of", "read_also"]


def read_also(values: Iterable[str]) -> tuple[str, ...]:
    """Return the words, folded, that each hit must hold; raise QueryRejected where one is empty."""
    words: dict[str, None] = {}
    for value in values:
        folded = [fold(word).text for word in simplify(value).split()]
        if not any(folded):
            raise QueryRejected(f"“在结果中再查”里的“{value}”没有可以检索的文字，请改写或去掉。")
        words |= dict.fromkeys(filter(None, folded))
    return tuple(words)


def holding_all(phrases: Phrases, words: Sequence[str], rows: int) -> NDArray[np.bool_]:
    """Return, for each of so many rows, whether it holds the characters of each folded word."""
    held = np.ones(rows, dtype=bool)
    for word in words:
        held &= phrases.mask(word)
    return held


def left_of(found: Ranking, held: NDArray[np.bool_]) -> Ranking:
    """Return the ranking without the rows that are not held; what is told of it is told anew."""
    left = found.at(held[found.rows])
    match = left.match
    full = int(np.count_nonzero(match.held[left.rows])) if match.full else 0
    relaxed = match.relaxed or (match.full > 0 and not full)
    return replace(left, match=replace(match, full=full, relaxed=relaxed))
