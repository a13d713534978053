"""How is the model trained, from articles to rows of weights?"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch.optim import Adam
from torch.optim.lr_scheduler import LambdaLR

from indexer.embedding.features import default_extractor
from indexer.embedding.training.articles import Article
from indexer.embedding.training.model import WeightedBag, contrastive_loss, latent_vectors
from indexer.embedding.training.pairs import PairSettings, PairSource
from indexer.embedding.training.speech import read_glossary
from indexer.embedding.training.vocabulary import Vocabulary

__all__ = ["Rates", "Trained", "TrainingSettings", "falling_adam", "flushing", "train"]

_LOG = logging.getLogger(__name__)
_REPORT_EVERY = 50  # steps


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """The recipe; its defaults are those of the model that ships."""

    dimension: int = 384
    steps: int = 1000
    batch: int = 1024
    scale: float = 20.0
    vector_rate: float = 0.004
    weight_rate: float = 0.005
    at_least: int = 3
    seed: int = 1
    pairs: PairSettings = field(default_factory=PairSettings)


@dataclass(frozen=True, slots=True)
class Trained:
    """Words in the order of their rows, the padding first, and float16 rows."""

    words: tuple[str, ...]
    rows: NDArray[np.float16]


@contextmanager
def flushing() -> Iterator[None]:
    """Take tiny numbers for zero meanwhile: they make a processor slow, and mean nothing here.

    Whoever computes next in this thread has them back.
    """
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(False)


@flushing()
def train(articles: Sequence[Article], settings: TrainingSettings) -> Trained:
    """Train on articles; equal articles, settings and threads give equal rows."""
    torch.manual_seed(settings.seed)
    texts = [f"{article.law} {article.text}" for article in articles]
    entries = [" ".join([word, *plain]) for word, plain in read_glossary().items()]
    texts += entries * settings.at_least  # so that every plain word gets a row
    vocabulary = Vocabulary.of(texts, default_extractor(), at_least=settings.at_least)
    _LOG.info("词表 %d 项，正在计算初始向量", len(vocabulary.words))
    vectors = latent_vectors(vocabulary.encode(texts), vocabulary.idf, settings.dimension)
    model = WeightedBag(vectors, torch.from_numpy(vocabulary.idf))
    _descend(model, vocabulary, PairSource(articles, settings.pairs, settings.seed), settings)
    rows = model.folded().detach().numpy().astype(np.float16)
    rows[0] = 0
    return Trained(vocabulary.words, rows)


def _descend(
    model: WeightedBag, vocabulary: Vocabulary, source: PairSource, settings: TrainingSettings
) -> None:
    """Minimise the loss."""
    optimizer, schedule = falling_adam(model, settings)
    for step in range(settings.steps):
        questions, answers = zip(*source.draw(settings.batch), strict=True)
        both = model(vocabulary.encode((*questions, *answers)))
        loss = contrastive_loss(both[: len(questions)], both[len(questions) :], settings.scale)
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        schedule.step()
        if step % _REPORT_EVERY == 0:
            _LOG.info("第 %d 步，损失 %.4f", step, loss.item())


class Rates(Protocol):
    """How fast vectors and weights move at first, and in how many steps they come to rest."""

    @property
    def vector_rate(self) -> float: ...  # noqa: D102
    @property
    def weight_rate(self) -> float: ...  # noqa: D102
    @property
    def steps(self) -> int: ...  # noqa: D102


def falling_adam(model: WeightedBag, rates: Rates) -> tuple[Adam, LambdaLR]:
    """Return Adam with both rates falling linearly to zero."""
    optimizer = Adam(
        [
            {"params": [model.vectors], "lr": rates.vector_rate},
            {"params": [model.weights], "lr": rates.weight_rate},
        ]
    )
    return optimizer, LambdaLR(optimizer, lambda step: 1 - step / rates.steps)
