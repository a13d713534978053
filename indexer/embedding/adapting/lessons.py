"""Which pairs does a department's own collection teach, batch by batch?

The pairs are those of `indexer.embedding.training.pairs`, from the taught part alone, with the
department's questions and their answers among them where there are any.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.adapting.holding_out import AskedText, Material, Parted
from indexer.embedding.training.pairs import PairSettings, PairSource

__all__ = ["Lessons"]

_MOST_QUESTIONS = 0.25  # of a batch: they are few, and would be learnt by heart


class Lessons:
    """Draws batches of pairs; equal seeds draw equal ones."""

    def __init__(self, material: Material, parted: Parted, settings: PairSettings, seed: int):
        """Take the taught part of the material."""
        self._articles, self._taught = material.articles, np.array(parted.taught)
        self._questions: Sequence[AskedText] = parted.taught_questions
        self._rng = np.random.default_rng(seed)
        taught = [material.articles[n] for n in parted.taught]
        self._source = PairSource(taught, settings, seed)

    def __len__(self) -> int:
        """Return the number of taught texts."""
        return len(self._taught)

    def draw(self, size: int) -> tuple[list[str], list[str], NDArray[np.bool_]]:
        """Return questions, answers, and which answers are none of a question's opposites.

        The last has shape (pairs, pairs): a title is not opposed to other texts below it, nor a
        question to another answer that it expects.
        """
        size = min(size, len(self._taught))
        asked = min(len(self._questions), int(size * _MOST_QUESTIONS))
        chosen = self._rng.choice(self._taught, size - asked, replace=False)
        pairs = [(int(n), *self._source.pair(self._articles[n])) for n in chosen]
        for at in self._rng.choice(len(self._questions), asked, replace=False) if asked else ():
            question = self._questions[at]
            n = int(self._rng.choice(sorted(question.answers)))
            article = self._articles[n]
            pairs.append((n, question.query, f"{article.law} {article.number} {article.text}"))
        numbers = [n for n, _, _ in pairs]
        questions, answers = [q for _, q, _ in pairs], [a for _, _, a in pairs]
        return questions, answers, self._alike(numbers, questions)

    def _alike(self, numbers: Sequence[int], questions: Sequence[str]) -> NDArray[np.bool_]:
        laws = np.array([self._articles[n].law for n in numbers])
        titled = np.array(questions) == laws
        found = titled[:, None] & (laws[:, None] == laws[None, :])
        found |= np.array(numbers)[:, None] == np.array(numbers)[None, :]
        expected = {question.query: question.answers for question in self._questions}
        for row, question in enumerate(questions):
            if answers := expected.get(question):
                found[row] |= [n in answers for n in numbers]
        return np.asarray(found, np.bool_)
