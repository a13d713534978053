"""Which clause of the newer edition continues which clause of the older one?

Two questions in turn: the best pairing that keeps the order of both texts, then what was moved.
Likeness is the Dice coefficient of the sets of character pairs, from 0 to 1.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Match", "Unit", "align"]

Scores = NDArray[np.float32]

_SAME_PLACE = 0.25
"""So alike must two clauses of one number be to count as one clause, rewritten."""
_OTHER_PLACE = 0.4
"""So alike two clauses of different numbers that stand in order."""
_MOVED = 0.6
"""So alike two clauses that stand out of order."""
_NUMBER_BONUS = 0.1
_MOST_PAIRS = 4_000_000
"""Beyond, as of two texts of 2,000 clauses, clauses are paired by their words and numbers alone."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What alignment needs of a clause: its address, and its words folded, without its number."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """One clause in both editions, or None in that which lacks it: positions in the sequences."""

    old: int | None
    new: int | None
    likeness: float = 0.0


def align(old: Sequence[Unit], new: Sequence[Unit]) -> list[Match]:
    """Return every clause of both editions once, in the order of the newer.

    A clause that is gone stands after the one that it followed.
    """
    if len(old) * len(new) > _MOST_PAIRS:
        return list(_by_identity(old, new))
    likeness = _likeness(old, new)
    matches = list(_in_order(likeness, _weights(likeness, old, new)))
    return list(_with_moved(matches, likeness))


def _likeness(old: Sequence[Unit], new: Sequence[Unit]) -> Scores:
    """Return the likeness of each pair, shape (old, new); what is empty is like nothing."""
    pairs = [_pairs(unit.words) for unit in old]
    held: dict[str, list[int]] = defaultdict(list)
    for position, found in enumerate(pairs):
        for pair in found:
            held[pair].append(position)
    places = {pair: np.array(positions) for pair, positions in held.items()}
    sizes = np.array([len(found) for found in pairs], dtype=np.float32)
    likeness = np.zeros((len(old), len(new)), dtype=np.float32)
    for position, unit in enumerate(new):
        own = _pairs(unit.words)
        shared = [places[pair] for pair in own if pair in places]
        if shared:
            counts = np.bincount(np.concatenate(shared), minlength=len(old))
            likeness[:, position] = 2 * counts / (sizes + len(own))
    return likeness


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(max(len(words) - 1, min(len(words), 1)))}


def _weights(likeness: Scores, old: Sequence[Unit], new: Sequence[Unit]) -> Scores:
    """Return what each pair is worth: squared, so that one good pair beats two poor ones."""
    numbers = {unit.address: position for position, unit in enumerate(new)}
    same = np.zeros(likeness.shape, dtype=bool)
    for position, unit in enumerate(old):
        if unit.address in numbers:
            same[position, numbers[unit.address]] = True
    enough = likeness >= np.where(same, _SAME_PLACE, _OTHER_PLACE)
    worth: Scores = np.where(enough, likeness**2 + _NUMBER_BONUS * same, 0).astype(np.float32)
    return worth


def _in_order(likeness: Scores, weights: Scores) -> Iterator[Match]:
    """Yield the pairing of greatest worth that keeps both orders (Needleman–Wunsch, free gaps)."""
    best = _best(weights)
    found: list[Match] = []
    i, j = weights.shape
    while i or j:
        if j and best[i, j] == best[i, j - 1]:
            j -= 1
            found.append(Match(None, j))
        elif i and best[i, j] == best[i - 1, j]:
            i -= 1
            found.append(Match(i, None))
        else:
            i, j = i - 1, j - 1
            found.append(Match(i, j, float(likeness[i, j])))
    yield from reversed(found)


def _best(weights: Scores) -> NDArray[np.float64]:
    """Return the greatest worth of each pair of beginnings, shape (old + 1, new + 1)."""
    best = np.zeros((weights.shape[0] + 1, weights.shape[1] + 1))
    for i, row in enumerate(weights):
        best[i + 1, 1:] = np.maximum(best[i, 1:], best[i, :-1] + row)
        np.maximum.accumulate(best[i + 1], out=best[i + 1])
    return best


def _by_identity(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Match]:
    """Yield the new clauses, each with the old one of its words, else of its number; then the rest.

    Nothing is known of the likeness of clauses that share only their number; it is given as 0.
    """
    words = {unit.words: position for position, unit in enumerate(old) if unit.words}
    numbers = {unit.address: position for position, unit in enumerate(old)}
    kept = {unit.words for unit in new}
    left = set(range(len(old)))
    for position, unit in enumerate(new):
        found = words.get(unit.words)
        if found not in left:
            found = numbers.get(unit.address)
            found = found if found in left and old[found].words not in kept else None
        left.discard(-1 if found is None else found)
        alike = found is not None and old[found].words == unit.words
        yield Match(found, position, float(alike))
    yield from (Match(position, None) for position in sorted(left))


def _with_moved(matches: Sequence[Match], likeness: Scores) -> Iterator[Match]:
    """Pair what is left over on both sides and alike enough, the most alike first."""
    gone = [match.old for match in matches if match.new is None and match.old is not None]
    come = [match.new for match in matches if match.old is None and match.new is not None]
    moved: dict[int, int] = {}
    if gone and come:
        left = likeness[np.ix_(gone, come)]
        for at in np.argsort(-left, axis=None, kind="stable"):
            row, column = divmod(int(at), len(come))
            if left[row, column] < _MOVED:
                break
            if gone[row] not in moved.values() and come[column] not in moved:
                moved[come[column]] = gone[row]
    taken = set(moved.values())
    for match in matches:
        if match.new in moved and match.old is None:
            source = moved[match.new]
            yield Match(source, match.new, float(likeness[source, match.new]))
        elif match.new is not None or match.old not in taken:
            yield match
