"""Which judged questions are there, and which part of them is asked?"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.peers.ports import Corpus
from benchmarks.peers.question_sets import QuestionSet
from search import read_judged

__all__ = ["SETS", "judged_set"]

SETS: Mapping[str, tuple[str, str]] = {
    "stard": ("stard", "STARD 开发集：普通人的法律问题"),
    "exam": ("exam", "安管人员考试题开发集"),
    "lookup": ("stard", "直接查条文：某法第N条的内容是什么"),
}
"""Name of a set → folder of its corpus, and what it is."""


def judged_set(bench: Path, name: str, limit: int) -> QuestionSet:
    """Read a set of the folder `bench`; `limit` questions spread over it, 0 for all."""
    place, label = SETS[name]
    judged = read_judged(bench / name)
    chosen = list(_spread(list(judged.queries), limit))
    note = f"，只问了 {len(judged.queries)} 题里的 {len(chosen)} 题" if limit else ""
    return QuestionSet(
        name,
        label,
        Corpus(place, bench / place / "corpus.jsonl.xz"),
        {question: judged.queries[question] for question in chosen},
        {question: list(judged.qrels[question]) for question in chosen},
        note,
    )


def _spread(names: Sequence[str], limit: int) -> Iterator[str]:
    step = max(1, len(names) / limit) if limit else 1
    yield from (names[int(n * step)] for n in range(int(len(names) / step)))
