"""What is the model taught with, and what is kept from it to examine it?

Whole titles are kept back, all editions of a text together, so that no examined passage was ever
near a taught one. Equal seeds keep the same back.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexer.embedding.training.articles import Article
from indexer.embedding.training.pairs import SHORTEST

__all__ = ["LEAST_TEXTS", "AskedText", "Material", "Parted", "part"]

LEAST_TEXTS = 200
"""A smaller collection neither teaches nor examines reliably."""

_SHARE, _LEAST_HELD = 0.2, 40


@dataclass(frozen=True, slots=True)
class AskedText:
    """A question of the department and which articles answer it, by number."""

    query: str
    answers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Material:
    """What a department has: its texts (a long clause in several), its terms and questions."""

    articles: Sequence[Article]
    terms: Sequence[str] = ()
    questions: Sequence[AskedText] = ()


@dataclass(frozen=True, slots=True)
class Parted:
    """Numbers of articles, and questions, to teach with and to examine by; rising."""

    taught: tuple[int, ...]
    held: tuple[int, ...]
    taught_questions: tuple[AskedText, ...]
    held_questions: tuple[AskedText, ...]


def part(material: Material, seed: int) -> Parted | None:
    """Keep back a fifth of the articles by whole titles, and every second question.

    None where the collection is too small, or one title is most of it.
    """
    long_enough = [at for at, a in enumerate(material.articles) if len(a.text) >= SHORTEST]
    if len(long_enough) < LEAST_TEXTS:
        return None
    rng = np.random.default_rng(seed)
    laws = [material.articles[at].law for at in long_enough]
    held_laws = _drawn(laws, rng)
    held = tuple(at for at in long_enough if material.articles[at].law in held_laws)
    taught = tuple(at for at in long_enough if material.articles[at].law not in held_laws)
    if len(held) < _LEAST_HELD or len(taught) < len(long_enough) // 2:
        return None
    return Parted(taught, held, *_halves(material.questions, frozenset(held), rng))


def _halves(
    questions: Sequence[AskedText], held: frozenset[int], rng: np.random.Generator
) -> tuple[tuple[AskedText, ...], tuple[AskedText, ...]]:
    """Return the questions to teach, without answers that are kept back, and those to examine."""
    mixed = [questions[i] for i in rng.permutation(len(questions))]
    half = len(mixed) // 2
    taught = [replace(q, answers=q.answers - held) for q in mixed[:half]]
    untold = [q for q, told in zip(mixed[:half], taught, strict=True) if not told.answers]
    return tuple(q for q in taught if q.answers), (*mixed[half:], *untold)


def _drawn(laws: Sequence[str], rng: np.random.Generator) -> set[str]:
    """Draw titles until a fifth of the articles are theirs; a title too large is passed over."""
    sizes = Counter(laws)
    room, drawn = _SHARE * len(laws), set[str]()
    for law in rng.permutation(sorted(sizes)).tolist():
        if sizes[law] <= room:
            drawn.add(law)
            room -= sizes[law]
    return drawn
