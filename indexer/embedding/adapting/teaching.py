"""How does one training run: examine, teach, write, examine again?"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.embedding.adapting.examination import Examination, prepare
from indexer.embedding.adapting.growth import grow
from indexer.embedding.adapting.holding_out import Material, Parted, part
from indexer.embedding.adapting.lessons import Lessons
from indexer.embedding.adapting.static_model import StaticModel, read_model, write_model
from indexer.embedding.adapting.tuning import TuningSettings, tune
from indexer.embedding.adapting.verdict import Ranks, Verdict, judge
from indexer.embedding.features import default_extractor
from indexer.embedding.static import StaticEmbedder

__all__ = ["Teaching", "Tell", "teach"]

Tell = Callable[[str, int, int], None]
"""Called with the name of a phase in Chinese, how much of it is done, and how much there is."""

_MARGIN = 1.5  # the second examination also writes and reads the model
_LEAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Teaching:
    """What came of it: how the material was parted, which words are new, how far it got."""

    verdict: Verdict
    parted: Parted
    new_words: tuple[str, ...]
    steps: int


def teach(
    base: Path,
    material: Material,
    folder: Path,
    settings: TuningSettings,
    *,
    seconds: float,
    tell: Tell,
) -> Teaching | None:
    """Write into the existing `folder` the model in `base`, taught on the material.

    Takes about `seconds`. None where there is too little material. Raises EmbedderUnavailable or
    OSError. What is examined is what was written.
    """
    began = time.monotonic()
    parted = part(material, settings.seed)
    if parted is None:
        return None
    tell("测试原模型", 0, 1)
    examination = prepare(material, parted, settings.seed)
    examining = time.monotonic()
    before = examination.ranks(StaticEmbedder(base).embed)
    examining = time.monotonic() - examining
    tell("测试原模型", 1, 1)
    model, new = _grown(base, material, parted)
    left = seconds - (time.monotonic() - began) - _MARGIN * examining
    rows, steps = tune(
        model,
        Lessons(material, parted, settings.pairs, settings.seed),
        default_extractor().knowing(model.own),
        settings,
        seconds=max(left, _LEAST_SECONDS),
        tell=lambda done, total: tell("训练", done, total),
    )
    write_model(StaticModel(model.words, rows, model.own), base, folder)
    after = _examined(examination, folder, tell)
    return Teaching(judge(before, after, settings.seed), parted, new, steps)


def _grown(base: Path, material: Material, parted: Parted) -> tuple[StaticModel, tuple[str, ...]]:
    taught = [material.articles[n] for n in parted.taught]
    texts = [f"{article.law} {article.text}" for article in taught]
    texts += [question.query for question in parted.taught_questions]
    grown = grow(read_model(base), texts, material.terms, default_extractor())
    return grown.model, grown.new


def _examined(examination: Examination, folder: Path, tell: Tell) -> Mapping[str, Ranks]:
    tell("测试新模型", 0, 1)
    ranks = examination.ranks(StaticEmbedder(folder).embed)
    tell("测试新模型", 1, 1)
    return ranks
