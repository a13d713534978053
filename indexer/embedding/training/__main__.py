"""How does an operator or a developer run the training?"""

import argparse
import logging
from pathlib import Path

import torch

from indexer.embedding.static import StaticEmbedder
from indexer.embedding.training.articles import read_articles
from indexer.embedding.training.evaluation import measure, read_benchmark
from indexer.embedding.training.loop import TrainingSettings, train
from indexer.embedding.training.pairs import PairSettings
from indexer.embedding.training.saving import save

_LOG = logging.getLogger("indexer.embedding.training")


def main() -> None:
    """Train, save, and measure where a benchmark is given."""
    options = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    settings = _settings(options)
    articles = read_articles(options.articles)
    _LOG.info("共 %d 条；%s", len(articles), settings)
    save(train(articles, settings), options.out)
    _LOG.info("已写入 %s", options.out)
    for folder in options.benchmark:
        for titles in (False, True):
            result = measure(StaticEmbedder(options.out), read_benchmark(folder, titles=titles))
            _LOG.info("%s %s：%s", folder.name, "标题加正文" if titles else "正文", result)


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
