"""What must a model find among all texts, and at which rank does it?

Of texts that were kept back: a passage must find the rest of its text, as it stands and among
everyday words, and a title one of the texts below it. Questions of the department must find what
they expect. Everyday words of the built-in glossary must find the statutory word that they stand
for, which tells whether the model still knows what it knew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.adapting.holding_out import Material, Parted
from indexer.embedding.training.articles import Article
from indexer.embedding.training.pairs import PairSettings, PairSource
from indexer.embedding.training.speech import read_glossary

__all__ = ["GENERAL", "PASSAGES", "QUESTIONS", "SPOKEN", "TITLES", "Examination", "prepare"]

PASSAGES, SPOKEN, TITLES = "原文片段", "口语片段", "文件名称"
QUESTIONS, GENERAL = "查询表", "通用词语"

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

_MOST_QUERIES, _MOST_CANDIDATES = 1000, 20_000
_PLAIN = PairSettings(title_share=0, title_before_rest=1, plain_share=0, spoken_share=0)
_SPOKEN = PairSettings(title_share=0, title_before_rest=1, plain_share=0.7, spoken_share=1)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Queries, and the candidates that answer each; `rests[i]` replaces the answer's text.

    `titled` says whether the candidates are read with their titles, as the index reads them.
    """

    name: str
    queries: tuple[str, ...]
    answers: tuple[NDArray[np.intp], ...]
    rests: tuple[str, ...] = ()
    titled: bool = True


class Examination:
    """Candidates and the queries of every subject; the same for each model that is examined."""

    def __init__(self, articles: Sequence[Article], subjects: Sequence[_Subject]):
        """Take the candidates in the order that the answers count."""
        self._titled = [f"{a.law}\n{a.headings}\n{a.text}" for a in articles]
        self._bare = [a.text for a in articles]
        self._subjects = subjects
        self._glossary = read_glossary()

    def ranks(self, embed: Embed) -> dict[str, NDArray[np.int64]]:
        """Return by subject the rank, from 1, of each query's best answer."""
        texts = {True: embed(self._titled), False: embed(self._bare)}
        found = {s.name: _ranks(s, embed, texts[s.titled]) for s in self._subjects}
        return {**found, GENERAL: self._general(embed)}

    def _general(self, embed: Embed) -> NDArray[np.int64]:
        words = list(self._glossary)
        asked = [(plain, at) for at, word in enumerate(words) for plain in self._glossary[word]]
        subject = _Subject(
            GENERAL, tuple(plain for plain, _ in asked), tuple(np.array([at]) for _, at in asked)
        )
        return _ranks(subject, embed, embed(words))


def prepare(material: Material, parted: Parted, seed: int) -> Examination:
    """Draw the queries; equal seeds draw equal ones."""
    rng = np.random.default_rng(seed)
    needed = {*parted.held, *(n for q in parted.held_questions for n in q.answers)}
    others = rng.permutation([n for n in range(len(material.articles)) if n not in needed])
    room = max(0, _MOST_CANDIDATES - len(needed))
    numbers = sorted({*needed, *others[:room].tolist()})
    articles = [material.articles[n] for n in numbers]
    place = {n: at for at, n in enumerate(numbers)}
    drawn = rng.permutation(parted.held)[:_MOST_QUERIES]
    held = [place[n] for n in drawn.tolist()]
    subjects = [
        _passages(PASSAGES, articles, held, PairSource(articles, _PLAIN, seed)),
        _passages(SPOKEN, articles, held, PairSource(articles, _SPOKEN, seed)),
        _titles(articles, [place[n] for n in parted.held]),
        _Subject(
            QUESTIONS,
            tuple(q.query for q in parted.held_questions),
            tuple(np.array([place[n] for n in q.answers]) for q in parted.held_questions),
        ),
    ]
    return Examination(articles, [subject for subject in subjects if subject.queries])


def _passages(
    name: str, articles: Sequence[Article], held: Sequence[int], source: PairSource
) -> _Subject:
    pairs = [source.pair(articles[at]) for at in held]
    return _Subject(
        name,
        tuple(passage for passage, _ in pairs),
        tuple(np.array([at]) for at in held),
        tuple(rest for _, rest in pairs),
    )


def _titles(articles: Sequence[Article], held: Sequence[int]) -> _Subject:
    below: dict[str, list[int]] = {}
    for at in held:
        below.setdefault(articles[at].law, []).append(at)
    return _Subject(
        TITLES, tuple(below), tuple(np.array(places) for places in below.values()), titled=False
    )


def _ranks(subject: _Subject, embed: Embed, texts: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return for each query 1 + the number of other texts that lie closer than its best answer."""
    queries = embed(subject.queries)
    scores = queries @ texts.T
    if subject.rests:
        own = np.concatenate(subject.answers)
        scores[np.arange(len(own)), own] = np.einsum("ij,ij->i", queries, embed(subject.rests))
    ranks = []
    for row, answers in zip(scores, subject.answers, strict=True):
        best = row[answers].max()
        row[answers] = -np.inf
        ranks.append(1 + int((~(row < best)).sum()))  # what is no number counts as closer
    return np.array(ranks, np.int64)
