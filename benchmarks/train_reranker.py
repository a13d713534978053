"""How is the order of a sentence's answers learned, and what does it gain?

    ZHIKU_TEST_DATA=… python -m benchmarks.train_reranker [work folder] [--write]

Both dev sets (STARD, laypeople's questions; exam questions) are asked of the product itself, so
that the forest learns from the very figures it will see. Printed are the figures of five-fold
cross-validation by query, for two seeds, and what a forest learned on one set alone gives on the
other. `--write` grows the forest on all queries and writes the model. LightGBM (the extra `train`)
grows the trees; the product reads our own file and does not need it.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from benchmarks.data import environment, shared_folder
from corpus.normalise import fold
from indexer import Floats, current
from indexer.ports import Rows
from search import SearchRequest, Settings, open_service, open_store, rebuild
from search.engine import SearchEngine
from search.evaluation import corpus_file, read_corpus, read_judged
from search.evaluation.judged import row_of
from search.ranking import Ranking
from search.reranking import BUILTIN_FOREST, FEATURES, Forest, Reranker
from search.reranking.training import flattened

Found = NDArray[np.bool_]

SEED, FOLDS, TREES = 0, 5, 140
PARAMETERS: dict[str, object] = {
    "objective": "lambdarank", "learning_rate": 0.05, "num_leaves": 24, "max_depth": 6,
    "min_data_in_leaf": 50, "feature_fraction": 0.7, "bagging_fraction": 0.8, "bagging_freq": 1,
    "lambdarank_truncation_level": 30, "label_gain": [0, 1], "num_threads": 1, "verbose": -1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """Candidates in the fused order; `features` (n, f) is None where the order is not learned."""

    rows: Rows
    features: Floats | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: what it names comes first, all else after it; `answers` are the right rows.

    For keywords and citations the rows stand as the product orders them.
    """

    stages: tuple[Stage, ...]
    answers: frozenset[int]

    def ordered(self, key: Callable[[Floats], Floats] | None = None) -> Found:
        """Tell of each place whether an answer stands there, by falling key or as it is fused."""
        parts = []
        for stage in self.stages:
            rows = stage.rows
            if key is not None and stage.features is not None and len(rows):
                rows = rows[np.argsort(-key(stage.features), kind="stable")]
            parts.append(rows)
        rows = np.concatenate(parts)
        _, first = np.unique(rows, return_index=True)
        return np.isin(rows[np.sort(first)], list(self.answers))


def main(arguments: Sequence[str]) -> None:
    """Measure, and write the model where asked."""
    places = [name for name in arguments if not name.startswith("-")]
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        work = Path(places[0] if places else folder)
        asked = {name: _asked(name, work / name) for name in ("stard", "exam")}
    print(f"{environment()}，LightGBM {lightgbm.__version__}")
    print("| 评测集 | 次序 | Hit@1 | MRR@10 | R@10 | R@100 |\n|---|---|---|---|---|---|")
    for name, queries in asked.items():
        _print(name, "综合（不重排）", [q.ordered() for q in queries], queries)
        rest = [q for other, held in asked.items() if other != name for q in held]
        for seed in (SEED, SEED + 1):
            _print(name, f"交叉验证，种子 {seed}", _crossed(queries, rest, seed), queries)
        other = _grow(rest, SEED)
        _print(name, "只学另一评测集", [q.ordered(other.predict) for q in queries], queries)
    if "--write" in arguments:
        booster = _grow([q for queries in asked.values() for q in queries], SEED)
        BUILTIN_FOREST.write_text(flattened(booster.dump_model()), "utf-8")


def _asked(name: str, home: Path) -> list[Asked]:
    """Ask all judged queries of a folder, building its index where there is none."""
    folder, settings = shared_folder() / "bench" / name, Settings(home)
    if current(home) is None:
        with open_store(settings) as store, store.batch():
            for document, clauses in read_corpus(corpus_file(folder)):
                store.put(document, clauses)
        rebuild(settings)
    serving = open_service(settings)._serving()  # its store is open while it is held
    engine = _judging(serving)
    judged = read_judged(folder)
    number = {row_of(clause_id): row for row, clause_id in enumerate(engine.clause_ids)}
    return [
        _ask(engine, text, {number[answer] for answer in judged.qrels[query]})
        for query, text in judged.queries.items()
    ]


def _judging(engine: SearchEngine) -> SearchEngine:
    """Return the engine with a forest of one leaf, so that it measures and changes nothing."""
    zero, leaf = np.zeros(1, np.int64), np.zeros(1, np.float64)
    forest = Forest(tuple(FEATURES), zero, zero, leaf, zero, zero, leaf, 0)
    assert engine.embedder is not None
    titles = [document.title for document in engine.columns.documents]
    lengths, of_row = engine.phrases.lengths, engine.columns.of_row
    return replace(engine, reranker=Reranker(forest, of_row, titles, lengths, engine.embedder))


def _ask(engine: SearchEngine, text: str, answers: set[int]) -> Asked:
    asked = engine.requests.read(SearchRequest(text))
    if (exact := engine._exact(asked)) is not None:
        return Asked((Stage(exact.rows, None),), frozenset(answers))
    within = engine._allowed(asked)
    stages = [_stage(engine._order(asked, asked.query, within))]
    mentioned = engine.mentions.of(asked.query.asked)
    if mentioned.documents and asked.named is None and fold(mentioned.rest).text:
        rest = engine.requests.queries.read(mentioned.rest)
        among = within & engine.columns.rows_of(mentioned.documents)
        stages.insert(0, _stage(engine._order(asked, rest, among)))
    return Asked(tuple(stages), frozenset(answers))


def _stage(ranking: Ranking) -> Stage:
    judgement = ranking.judgement
    if judgement is None:
        return Stage(ranking.rows, None)
    order = np.argsort(-judgement.features[:, list(FEATURES).index("fused")], kind="stable")
    return Stage(judgement.rows[order], judgement.features[order])


def _crossed(queries: Sequence[Asked], rest: Sequence[Asked], seed: int) -> list[Found]:
    """Order every query by a forest that has not seen it."""
    fold = np.random.default_rng(seed).permutation(len(queries)) % FOLDS
    grown = [
        _grow([*rest, *(q for q, n in zip(queries, fold, strict=True) if n != held)], seed)
        for held in range(FOLDS)
    ]
    return [q.ordered(grown[n].predict) for q, n in zip(queries, fold.tolist(), strict=True)]


def _grow(queries: Sequence[Asked], seed: int) -> Any:
    judged = [
        (stage.features, np.isin(stage.rows, list(query.answers)))
        for query in queries
        for stage in query.stages
        if stage.features is not None and len(stage.rows)
    ]
    data = lightgbm.Dataset(
        np.concatenate([features for features, _ in judged]),
        np.concatenate([found for _, found in judged]).astype(np.int32),
        group=[len(found) for _, found in judged],
        feature_name=list(FEATURES),
    )
    return lightgbm.train(PARAMETERS | {"seed": seed}, data, TREES)


def _print(name: str, way: str, found: Sequence[Found], queries: Sequence[Asked]) -> None:
    """Print means over the queries; `found` says of each place whether an answer stands there."""
    totals = [len(query.answers) for query in queries]
    first = [float(f[:1].any()) for f in found]
    reciprocal = [1 / (int(f[:10].argmax()) + 1) if f[:10].any() else 0 for f in found]
    recall = [[f[:n].sum() / t for f, t in zip(found, totals, strict=True)] for n in (10, 100)]
    figures = (np.mean(values) for values in (first, reciprocal, *recall))
    print(f"| {name} | {way} | {' | '.join(f'{figure:.3f}' for figure in figures)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
