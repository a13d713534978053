"""Is one word a single edit away from another, and may it be meant where a query has the other?"""

import re
from collections.abc import Iterator, Sequence

from search.stopwords import STOP_WORDS

__all__ = ["Spans", "is_near", "may_be_meant", "shortened", "stands_alone"]

Spans = Sequence[tuple[int, int]]
"""Where the known words of a query stand, each [start, end)."""

_RUN_START, _RUN_END = re.compile("[\u4e00-\u9fff]"), re.compile("[\u4e00-\u9fff]$")


def shortened(word: str) -> Iterator[str]:
    """Yield what is left of a word without one of its characters."""
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def is_near(one: str, other: str) -> bool:
    """Tell whether two words that share a shortened form are a single edit apart."""
    first, last = _difference(one, other)
    rest = len(other) - (len(one) - last)
    left, right = one[first:last], other[first:rest]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _difference(one: str, other: str) -> tuple[int, int]:
    """Return the span of `one` that differs from `other`: [first, last)."""
    least = min(len(one), len(other))
    first = next((at for at in range(least) if one[at] != other[at]), least)
    end = next((n for n in range(least - first) if one[-1 - n] != other[-1 - n]), least - first)
    return first, len(one) - end


def may_be_meant(query: str, start: int, window: str, word: str, known: Spans) -> bool:
    """Tell whether `word` may be meant by the characters of `query` from `start`.

    Not where a known word covers the difference or is cut by the window's ends, nor where a
    character too many or a particle is all that differs: 没专家论证 is no slip.
    """
    end = start + len(window)
    first, last = _difference(window, word)
    extra = window[first:last]
    if len(word) < len(window) and extra not in window[:first][-1:] + window[last:][:1]:
        return False
    if extra in STOP_WORDS and window not in query.split():
        return False
    covered = _covered(start + first, start + last, known)
    if extra and len(word) < len(window) and window[:first].endswith(extra):
        covered &= _covered(start + first - 1, start + last - 1, known)  # either may be too much
    return not covered and stands_alone(query, start, end, known)


def stands_alone(query: str, start: int, end: int, known: Spans) -> bool:
    """Tell whether no known word is cut by the ends [start, end) of a stretch of the query."""
    return _ends_a_word(query[:start], {stop for _, stop in known}) and _begins_a_word(
        query[end:], {begin for begin, _ in known}, end
    )


def _covered(first: int, last: int, known: Spans) -> bool:
    """Tell whether a known word covers characters [first, last), or spans their empty place."""
    if first == last:
        return any(begin < first < end for begin, end in known)
    return any(begin < last and first < end for begin, end in known)


def _ends_a_word(before: str, ends: set[int]) -> bool:
    return not _RUN_END.search(before) or before[-1] in STOP_WORDS or len(before) in ends


def _begins_a_word(after: str, begins: set[int], at: int) -> bool:
    return not _RUN_START.match(after) or after[0] in STOP_WORDS or at in begins
