"""What do people ask that an article answers, and which articles only look like the answer?

The questions are of our own writing (`indexer/data/asked_questions.tsv`: law, article, the first
eight digits of the SHA-256 of the article's text, question), each written with the article before
its author's eyes and without any benchmark. One article in twenty, chosen by a checksum, is held
out: its questions are never trained on.
"""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.training.articles import Article

__all__ = ["ASKED_QUESTIONS", "Asked", "AskedSource", "mistakable", "read_asked"]

ASKED_QUESTIONS = Path(__file__).resolve().parents[2] / "data" / "asked_questions.tsv"

_HELD_OUT = 20
_LOOKED_AT, _KEPT, _ALIKE = 40, 20, 0.8

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the number of the article that answers it."""

    question: str
    article: int


def read_asked(
    articles: Sequence[Article], path: Path = ASKED_QUESTIONS, *, held_out: bool = False
) -> list[Asked]:
    """Return the questions about these articles, those to train on or those held out.

    A question whose article is not among them, word for word, is left out.
    """
    number = {_checksum(article.text): at for at, article in enumerate(articles)}
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [
        Asked(question, number[text])
        for _, _, text, question in rows
        if text in number and (zlib.crc32(text.encode()) % _HELD_OUT == 0) is held_out
    ]


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class AskedSource:
    """Draws questions with their articles and, for each, an article that only looks like it."""

    def __init__(
        self,
        articles: Sequence[Article],
        asked: Sequence[Asked],
        mistakable: Sequence[NDArray[np.intp]],
        seed: int,
    ):
        """Take the articles that may be mistaken for each question's; equal seeds draw equally."""
        self._articles, self._asked, self._mistakable = articles, asked, mistakable
        self._rng = np.random.default_rng(seed)
        self._order: list[int] = []

    def draw(self, size: int) -> list[tuple[str, str, str]]:
        """Return questions, answers and look-alikes, no two of one article; fewer where few are."""
        chosen: dict[int, int] = {}
        for _ in range(4 * size):
            if len(chosen) == min(size, len(self._asked)):
                break
            if not self._order:
                self._order = self._rng.permutation(len(self._asked)).tolist()
            at = self._order.pop()
            chosen.setdefault(self._asked[at].article, at)
        return [self._triple(at) for at in chosen.values()]

    def _triple(self, at: int) -> tuple[str, str, str]:
        """Return one, half of them with law and number before the texts, as they are indexed."""
        asked, others = self._asked[at], self._mistakable[at]
        other = int(self._rng.choice(others)) if len(others) else asked.article
        titled = self._rng.random() < 0.5
        answer, mistaken = (self._text(n, titled=titled) for n in (asked.article, other))
        return asked.question, answer, mistaken if other != asked.article else ""

    def _text(self, number: int, *, titled: bool) -> str:
        article = self._articles[number]
        return f"{article.law} {article.number} {article.text}" if titled else article.text


def mistakable(
    questions: Floats, articles: Floats, own: Sequence[int], block: int = 256
) -> list[NDArray[np.intp]]:
    """Return, for each question, the articles nearest to it that are not like its own.

    Takes unit vectors; an article with a cosine of 0.8 to the answer may say the same elsewhere,
    and is no wrong answer.
    """
    found: list[NDArray[np.intp]] = []
    for start in range(0, len(questions), block):
        scores = questions[start : start + block] @ articles.T
        near = np.argpartition(-scores, _LOOKED_AT, axis=1)[:, :_LOOKED_AT]
        for row, places in enumerate(near):
            answer = articles[own[start + row]]
            other = places[articles[places] @ answer < _ALIKE]
            found.append(other[np.argsort(-scores[row, other], kind="stable")][:_KEPT])
    return found
