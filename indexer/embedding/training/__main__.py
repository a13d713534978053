"""How does an operator or a developer run the training?"""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import torch

from indexer.embedding.adapting.static_model import read_model
from indexer.embedding.static import StaticEmbedder
from indexer.embedding.training.articles import Article, read_articles
from indexer.embedding.training.asked import read_asked
from indexer.embedding.training.evaluation import measure, read_benchmark
from indexer.embedding.training.loop import Trained, TrainingSettings, train
from indexer.embedding.training.pairs import PairSettings
from indexer.embedding.training.refining import RefiningSettings, refine
from indexer.embedding.training.saving import save

_LOG = logging.getLogger("indexer.embedding.training")


def main() -> None:
    """Train, save, and measure where a benchmark is given."""
    options = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    articles = read_articles(options.articles)
    save(_trained(articles, options), options.out)
    _LOG.info("已写入 %s", options.out)
    for folder in options.benchmark:
        for titles in (False, True):
            result = measure(StaticEmbedder(options.out), read_benchmark(folder, titles=titles))
            _LOG.info("%s %s：%s", folder.name, "标题加正文" if titles else "正文", result)


def _trained(articles: Sequence[Article], options: argparse.Namespace) -> Trained:
    """Train from statutes alone, or go on from a model with what people ask."""
    if options.start is None:
        settings = _settings(options)
        _LOG.info("共 %d 条；%s", len(articles), settings)
        return train(articles, settings)
    refining = RefiningSettings(seed=options.seed)
    asked = read_asked(articles)
    _LOG.info("共 %d 条，%d 个问题；%s", len(articles), len(asked), refining)
    return refine(read_model(options.start), articles, asked, refining)


def _settings(options: argparse.Namespace) -> TrainingSettings:
    given = vars(options)
    pairs = PairSettings(**{k: given[k] for k in PairSettings.__slots__})
    plain = {k: given[k] for k in TrainingSettings.__slots__ if k != "pairs"}
    return TrainingSettings(**plain, pairs=pairs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m indexer.embedding.training", description="用法规条文训练静态语义模型"
    )
    parser.add_argument("--articles", type=Path, required=True, help="条文，JSON Lines，可为 .xz")
    parser.add_argument("--out", type=Path, required=True, help="模型写入的目录")
    parser.add_argument("--start", type=Path, help="从这个模型开始，用问题再训练一轮")
    parser.add_argument("--benchmark", type=Path, action="append", default=[], help="评测集目录")
    parser.add_argument("--threads", type=int, default=2, help="线程数")
    for holder in (TrainingSettings(), PairSettings()):
        for name in holder.__slots__:
            value = getattr(holder, name)
            if name != "pairs":
                option = f"--{name.replace('_', '-')}"
                parser.add_argument(option, type=type(value), default=value, help=f"默认 {value}")
    return parser


if __name__ == "__main__":
    main()
