"""Which two texts should lie close together?

A passage and the rest of its article; a law's title, or the headings above an article, and that
article. Every other pair of a batch is then taken to be unrelated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.embedding.training.articles import Article
from indexer.embedding.training.speech import Speech

__all__ = ["SHORTEST", "PairSettings", "PairSource"]

SHORTEST = 24
"""Characters: a shorter article leaves no rest to find."""


@dataclass(frozen=True, slots=True)
class PairSettings:
    """Shares are probabilities; passage lengths are characters, both ends included."""

    title_share: float = 0.25
    headings_share: float = 0.0
    title_before_rest: float = 0.75
    shortest_passage: int = 8
    longest_passage: int = 36
    spoken_share: float = 0.7
    spoken_words: float = 2.0
    plain_share: float = 0.4


class PairSource:
    """Draws pairs (question-like text, article-like text) from articles."""

    def __init__(self, articles: Sequence[Article], settings: PairSettings, seed: int):
        """Keep the articles that are long enough; equal seeds draw equal pairs."""
        self._articles = [a for a in articles if len(a.text) >= SHORTEST]
        self._settings, self._rng = settings, np.random.default_rng(seed)
        self._speech = Speech(self._rng, settings.spoken_words)

    def draw(self, size: int) -> list[tuple[str, str]]:
        """Return `size` pairs, each of another article; fewer where there are fewer articles."""
        size = min(size, len(self._articles))
        chosen = self._rng.choice(len(self._articles), size, replace=False)
        return [self.pair(self._articles[i]) for i in chosen]

    def pair(self, article: Article) -> tuple[str, str]:
        """Return a pair of one article that is long enough."""
        settings, luck = self._settings, self._rng.random()
        if luck < settings.title_share:
            return article.law, article.text
        if article.headings and luck < settings.title_share + settings.headings_share:
            law = f"{article.law} " if self._rng.random() < 0.5 else ""
            return law + article.headings, article.text
        return self._passage_and_rest(article)

    def _passage_and_rest(self, article: Article) -> tuple[str, str]:
        settings, text = self._settings, article.text
        longest = min(settings.longest_passage, len(text) * 2 // 3)
        length = int(self._rng.integers(settings.shortest_passage, longest + 1))
        start = int(self._rng.integers(0, len(text) - length + 1))
        rest = f"{text[:start]} {text[start + length :]}"
        if self._rng.random() < settings.title_before_rest:
            rest = f"{article.law} {article.number} {rest}"
        passage = text[start : start + length]
        if self._rng.random() < settings.plain_share:
            passage = self._speech.plainly(passage)
        if self._rng.random() < settings.spoken_share:
            passage = self._speech.around(passage)
        return passage, rest
