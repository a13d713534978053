"""Which questions are asked of which corpus, and how does another process learn of them?

Nothing of the product is imported here: it would count as the memory of every peer.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.peers.ports import Corpus

__all__ = ["QuestionSet", "read_set", "write_set"]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions by id, and for each the names of the articles that answer it.

    `note` says what part of a larger set this is, '' for the whole.
    """

    name: str
    label: str
    corpus: Corpus
    queries: Mapping[str, str]
    answers: Mapping[str, Sequence[str]]
    note: str = ""


def write_set(questions: QuestionSet, path: Path) -> None:
    """Write a set for another process."""
    path.write_text(json.dumps(asdict(questions), ensure_ascii=False, default=str), "utf-8")


def read_set(path: Path) -> QuestionSet:
    """Read what `write_set` wrote."""
    row = json.loads(path.read_text("utf-8"))
    corpus = Corpus(row["corpus"]["name"], Path(row["corpus"]["path"]))
    return QuestionSet(**(row | {"corpus": corpus}))
