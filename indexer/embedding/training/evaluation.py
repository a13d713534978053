"""How well does an embedder alone find the right articles?

The folder is laid out as BEIR's: `corpus.jsonl`, `queries.*.jsonl`, `qrels.*.tsv` (any of them
compressed). Measures are averages over queries: R@k is the share of a query's relevant articles
among its first k, MRR@10 the reciprocal rank of the first relevant one, 0 beyond rank 10.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.training.articles import open_text
from indexer.ports import Embedder

__all__ = ["Benchmark", "Measures", "measure", "read_benchmark"]

_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Texts of articles and queries; `relevant[i]` are the article numbers that answer query i."""

    articles: tuple[str, ...]
    queries: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """Averages over queries, each from 0 to 1."""

    mrr_10: float
    recall_10: float
    recall_100: float


def read_benchmark(folder: Path, split: str = "dev", *, titles: bool = True) -> Benchmark:
    """Read a benchmark; with `titles`, an article's text is its title and its text."""
    corpus = _read(folder, "corpus.jsonl")
    queries = _read(folder, f"queries.{split}.jsonl")
    number = {row["_id"]: i for i, row in enumerate(corpus)}
    judged: dict[str, set[int]] = {}
    with open_text(folder / f"qrels.{split}.tsv") as lines:
        next(lines)
        for query, article, score in (line.split("\t") for line in lines):
            if int(score) > 0:
                judged.setdefault(query, set()).add(number[article])
    return Benchmark(
        tuple(f"{row['title']} {row['text']}" if titles else row["text"] for row in corpus),
        tuple(row["text"] for row in queries),
        tuple(frozenset(judged[row["_id"]]) for row in queries),
    )


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    path = next(iter(sorted(folder.glob(f"{name}*"))))
    with open_text(path) as lines:
        return [json.loads(line) for line in lines]


def measure(embedder: Embedder, benchmark: Benchmark) -> Measures:
    """Rank all articles for each query by cosine and average the measures."""
    articles = embedder.embed(benchmark.articles)
    scores = embedder.embed(benchmark.queries) @ articles.T
    best = np.argpartition(-scores, _DEEPEST, axis=1)[:, :_DEEPEST]
    each = np.array(
        [
            _of_query(best[i][np.argsort(-scores[i, best[i]], kind="stable")], relevant)
            for i, relevant in enumerate(benchmark.relevant)
        ]
    )
    mrr, ten, hundred = each.mean(axis=0).tolist()
    return Measures(mrr, ten, hundred)


def _of_query(ranked: NDArray[np.intp], relevant: frozenset[int]) -> tuple[float, float, float]:
    ranks = [rank for rank, article in enumerate(ranked.tolist()) if article in relevant]
    first = 1 / (ranks[0] + 1) if ranks and ranks[0] < 10 else 0.0
    return first, sum(r < 10 for r in ranks) / len(relevant), len(ranks) / len(relevant)
