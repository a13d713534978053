"""How are a model's rows taught, within the time that is given?"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.adapting.contrast import contrast
from indexer.embedding.adapting.descent import Descent
from indexer.embedding.adapting.lessons import Lessons
from indexer.embedding.adapting.static_model import StaticModel
from indexer.embedding.features import FeatureExtractor
from indexer.embedding.training.pairs import PairSettings
from indexer.embedding.training.vocabulary import Vocabulary

__all__ = ["TuningSettings", "tune"]

_LEAST_STEPS = 60  # with few texts a pass is one step


@dataclass(frozen=True, slots=True)
class TuningSettings:
    """The recipe. `rate` is a share of the rows' root mean square, so that it suits any model.

    `passes` is how often each text is drawn on average, `anchor` the share of its way that a row
    loses at each step.
    """

    passes: float = 20
    batch: int = 512
    scale: float = 20.0
    rate: float = 0.006
    anchor: float = 0.01
    seed: int = 1
    pairs: PairSettings = field(default_factory=PairSettings)


def tune(
    model: StaticModel,
    lessons: Lessons,
    cut: FeatureExtractor,
    settings: TuningSettings,
    *,
    seconds: float,
    tell: Callable[[int, int], None],
) -> tuple[NDArray[np.float32], int]:
    """Return taught rows and the number of steps that there was time for.

    The rate falls to zero with the last step or with the end of the time, whichever is nearer.
    `tell` hears the steps that are done and their number. Equal arguments give equal rows as
    long as the time suffices.
    """
    vocabulary = Vocabulary(model.words, np.zeros(len(model.words), np.float32), cut)
    descent = Descent(model.rows.copy(), settings.anchor)
    rate = settings.rate * float(np.sqrt(np.mean(model.rows**2)))
    steps = max(_LEAST_STEPS, round(settings.passes * len(lessons) / settings.batch))
    began, done = time.monotonic(), 0
    while (left := 1 - _spent(done, steps, (time.monotonic() - began) / seconds)) > 0:
        questions, answers, alike = lessons.draw(settings.batch)
        bags = vocabulary.encode((*questions, *answers))
        found = contrast(descent.rows, bags, settings.scale, alike)
        descent.follow(found, rate * left, left)
        done += 1
        tell(done, steps)
    return descent.rows, done


def _spent(done: int, steps: int, time_share: float) -> float:
    """Return by steps how much is done, by the clock only where that runs ahead of the steps."""
    return time_share if time_share > (done + 1) / steps else done / steps
