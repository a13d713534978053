"""txtai: BM25 whose postings lie in SQLite, vectors in FAISS, its own fusion."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import txtai
from txtai.scoring.bm25 import BM25

from benchmarks.peers.ports import Corpus
from benchmarks.peers.shared_means import embed, words

__all__ = ["PEER", "JiebaBM25"]


class JiebaBM25(BM25):  # type: ignore[misc]  # txtai has no types
    """txtai's BM25 with words of jieba; txtai finds it by its path, as it documents."""

    def loadtokenizer(self) -> Callable[[str], list[str]]:
        """Return what cuts texts and queries."""
        return words


def _vectors(texts: Sequence[str]) -> Any:
    return embed(list(texts))


_CONFIGURATION = {
    "method": "external",
    "transform": _vectors,
    "hybrid": True,
    "scoring": {
        "method": "benchmarks.peers.txtai_hybrid.JiebaBM25",
        "terms": True,
        "normalize": True,
    },
    "backend": "faiss",
    "faiss": {"components": "IDMap,Flat"},
    "content": False,
}


class _Searcher:
    def __init__(self, folder: Path):
        self._index = txtai.Embeddings(_CONFIGURATION)
        self._index.load(str(folder), config={"transform": _vectors})

    def search(self, query: str, limit: int) -> Sequence[str]:
        return [str(name) for name, _ in self._index.search(query, limit)]


class Txtai:
    """Hybrid, without a database of contents: it returns names."""

    label = "txtai 综合"
    setup = "BM25（SQLite，jieba 搜索模式的词）与 FAISS（Flat，精确），自带的归一化加权融合，各半"
    packages = ("txtai", "faiss-cpu")

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Index names and contents in one stream."""
        index = txtai.Embeddings(_CONFIGURATION)
        index.index((article.name, article.content, None) for article in corpus.articles())
        index.save(str(folder))
        index.close()

    def open(self, folder: Path) -> _Searcher:
        """Load it; postings stay in SQLite."""
        return _Searcher(folder)


PEER = Txtai()
