"""How does a trained model learn from what people ask?

A second round after `loop.train`, beginning with its rows: questions with the articles that
answer them make up more than half of each batch, the pairs of the first round the rest, so that
nothing of it is forgotten. For each question one article that the model takes for the answer, and
that is none, stands among the wrong answers (hard negatives, as in Karpukhin et al. 2020,
arXiv:2004.04906). A tenth of the questions' features is left out at random, so that no single
word decides.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from indexer.embedding.adapting.static_model import StaticModel
from indexer.embedding.features import default_extractor
from indexer.embedding.training.articles import Article
from indexer.embedding.training.asked import Asked, AskedSource, mistakable
from indexer.embedding.training.loop import Trained, falling_adam, flushing
from indexer.embedding.training.model import WeightedBag
from indexer.embedding.training.pairs import PairSettings, PairSource
from indexer.embedding.training.vocabulary import Ragged, Vocabulary

__all__ = ["RefiningSettings", "refine"]

_LOG = logging.getLogger(__name__)
_REPORT_EVERY = 50  # steps

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RefiningSettings:
    """The recipe; its defaults are those of the model that ships. `asked` is of each batch."""

    steps: int = 450
    batch: int = 1152
    asked: int = 640
    scale: float = 20.0
    vector_rate: float = 0.003
    weight_rate: float = 0.005
    dropped: float = 0.1
    at_least: int = 2
    seed: int = 1
    pairs: PairSettings = field(default_factory=PairSettings)


@flushing()
def refine(
    model: StaticModel,
    articles: Sequence[Article],
    asked: Sequence[Asked],
    settings: RefiningSettings,
) -> Trained:
    """Train on; equal arguments and threads give equal rows."""
    torch.manual_seed(settings.seed)
    words, rows = _grown(model, articles, asked, settings.at_least)
    vocabulary = Vocabulary(words, np.zeros(len(words), np.float32), default_extractor())
    lengths = np.linalg.norm(rows, axis=1)
    units = rows / np.maximum(lengths, 1e-6)[:, None]
    bag = WeightedBag(torch.from_numpy(units), torch.from_numpy(lengths))
    source = _Source(vocabulary, bag, articles, asked, settings)
    optimizer, schedule = falling_adam(bag, settings)
    for step in range(settings.steps):
        loss = source.loss()
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        schedule.step()
        if step % _REPORT_EVERY == 0:
            _LOG.info("第 %d 步，损失 %.4f", step, loss.item())
    folded = bag.folded().detach().numpy().astype(np.float16)
    folded[0] = 0
    return Trained(words, folded)


class _Source:
    """Draws batches and says how far the model is from them."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        bag: WeightedBag,
        articles: Sequence[Article],
        asked: Sequence[Asked],
        settings: RefiningSettings,
    ):
        self._vocabulary, self._bag, self._settings = vocabulary, bag, settings
        texts = self._vectors([article.text for article in articles])
        questions = self._vectors([one.question for one in asked])
        others = mistakable(questions, texts, [one.article for one in asked])
        self._asked = AskedSource(articles, asked, others, settings.seed)
        self._pairs = PairSource(articles, settings.pairs, settings.seed)
        self._rng = np.random.default_rng(settings.seed)

    def loss(self) -> torch.Tensor:
        """Return InfoNCE both ways over a new batch, look-alikes among the wrong answers."""
        settings = self._settings
        triples = self._asked.draw(settings.asked)
        pairs = self._pairs.draw(settings.batch - len(triples))
        questions = [*(q for q, _ in pairs), *(q for q, _, _ in triples)]
        answers = [*(a for _, a in pairs), *(a for _, a, _ in triples)]
        alike = [other for _, _, other in triples if other]
        asking = self._bag(
            _thinned(self._vocabulary.encode(questions), settings.dropped, self._rng)
        )
        answering = self._bag(self._vocabulary.encode((*answers, *alike)))
        scores = asking @ answering.T * settings.scale
        own = torch.arange(len(questions))
        back = scores[:, : len(questions)].T
        return (functional.cross_entropy(scores, own) + functional.cross_entropy(back, own)) / 2

    def _vectors(self, texts: Sequence[str]) -> Floats:
        with torch.no_grad():
            vectors: Floats = self._bag(self._vocabulary.encode(texts)).numpy()
        return vectors


def _grown(
    model: StaticModel, articles: Sequence[Article], asked: Sequence[Asked], at_least: int
) -> tuple[tuple[str, ...], Floats]:
    """Return the model's words and rows with those that it lacks.

    A new word begins as the sum of its characters, at half the usual weight.
    """
    extractor, known = default_extractor(), {word: n for n, word in enumerate(model.words) if n}
    counts: Counter[str] = Counter()
    for text in [*(article.text for article in articles), *(one.question for one in asked)]:
        counts.update(word for word in set(extractor.features(text)) if word not in known)
    new = [word for word, count in counts.most_common() if count >= at_least]
    usual = float(np.median(np.linalg.norm(model.rows[1:], axis=1)))
    grown = np.zeros((len(new), model.rows.shape[1]), np.float32)
    for at, word in enumerate(new):
        total = model.rows[[known[c] for c in word if c in known]].sum(axis=0)
        grown[at] = total * usual / 2 / max(float(np.linalg.norm(total)), 1e-6)
    _LOG.info("词表 %d 项，补入 %d 项", len(model.words), len(new))
    return (*model.words, *new), np.concatenate([model.rows, grown])


def _thinned(bags: Ragged, share: float, rng: np.random.Generator) -> Ragged:
    """Return the bags without a random share of their features."""
    kept = rng.random(len(bags.ids)) >= share
    starts = np.concatenate([[0], np.cumsum(kept)])[bags.starts]
    return Ragged(bags.ids[kept], starts.astype(np.int64))
