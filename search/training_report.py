"""What is asked of a training, and what is told of it?"""

from dataclasses import dataclass

from indexer.embedding.adapting import Score

__all__ = ["AskedClause", "Score", "TrainingPlan", "TrainingReport"]


@dataclass(frozen=True, slots=True)
class AskedClause:
    """A question of the department and the ids of the clauses and documents that answer it."""

    query: str
    clauses: frozenset[str]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """How many minutes a training may take in all, on how many threads, and its seed.

    With `afresh` it begins with the built-in model whatever the home trained before.
    """

    minutes: float = 5
    threads: int = 2
    afresh: bool = False
    seed: int = 1


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What came of a training.

    `model` names the one in use after it, `base` the one that it began with. `taught` and
    `held_out` count texts (a long clause makes several); `examples` are the first new words.
    """

    kept: bool
    base: str
    model: str
    reason: str
    documents: int
    taught: int
    held_out: int
    taught_questions: int
    held_questions: int
    new_words: int
    examples: tuple[str, ...]
    steps: int
    seconds: float
    scores: tuple[Score, ...]
