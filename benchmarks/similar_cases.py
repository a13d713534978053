"""How often is the most similar case the one that a person judged nearest?

`python -m benchmarks.similar_cases` ranks the built-in cases; the gold of 32 queries was judged
before any code ranked them (tests/golden/similar_cases.tsv).
"""

import csv
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.data import environment
from corpus import Document
from corpus.composing import compose_case
from indexer import JiebaSegmenter
from library.cases import Likeness, cases_among
from search.assembly import load_words, open_embedder
from search.settings import Settings

__all__ = ["Figures", "built_in", "figures", "rank", "read_gold"]

_ROOT = Path(__file__).parent.parent
_GOLD = _ROOT / "tests" / "golden" / "similar_cases.tsv"
_RECORDS = _ROOT / "corpus" / "documents" / "cases" / "cases.jsonl"
Figures = Mapping[str, float]


def read_gold() -> dict[str, dict[str, int]]:
    """Return, by the name of the case asked about, the grades of the cases near it."""
    gold: dict[str, dict[str, int]] = {}
    with _GOLD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            gold.setdefault(row["query"], {})[row["similar"]] = int(row["grade"])
    return gold


def figures(rankings: Mapping[str, Sequence[str]]) -> Figures:
    """Return the share whose first has the top grade, is judged near at all, MRR and nDCG@5."""
    gold = read_gold()
    rows = [_row(gold[name], list(ranking)) for name, ranking in rankings.items()]
    return {key: sum(row[key] for row in rows) / len(rows) for key in rows[0]}


def _row(grades: Mapping[str, int], ranking: list[str]) -> dict[str, float]:
    best = max(grades.values())
    first = grades.get(ranking[0], 0) if ranking else 0
    place = next((n for n, name in enumerate(ranking, 1) if grades.get(name) == best), 0)
    return {
        "第一个就是最近的": float(first == best),
        "第一个是相近的": float(first > 0),
        "MRR": 1 / place if place else 0.0,
        "nDCG@5": _gain([grades.get(name, 0) for name in ranking[:5]])
        / _gain(sorted(grades.values(), reverse=True)[:5]),
    }


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def rank(documents: Sequence[Document], *, semantic: bool = True) -> dict[str, list[str]]:
    """Return, for each case of the gold, the names of the cases most like it."""
    settings = Settings(Path())
    segmenter = JiebaSegmenter(load_words(settings))
    embedder = open_embedder(settings) if semantic else None
    cases = {case.name: case for case in cases_among(documents)[0]}
    likeness = Likeness(segmenter.terms, lambda texts: embedder.embed(texts) if embedder else None)
    return {
        name: [near.case.name for near in likeness.nearest(cases[name], cases.values(), 10)]
        for name in read_gold()
    }


def main() -> None:
    """Print the figures with and without the model."""
    documents = built_in()
    print(environment())
    for label, semantic in (("全部", True), ("没有语义模型", False)):
        found = figures(rank(documents, semantic=semantic))
        print(label, "，".join(f"{name} {value:.3f}" for name, value in found.items()))


def built_in() -> list[Document]:
    """Return the cases that come with the product."""
    lines = _RECORDS.read_text("utf-8").splitlines()
    return [compose_case(json.loads(line))[0] for line in lines]


if __name__ == "__main__":
    main()
