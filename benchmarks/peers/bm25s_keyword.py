"""bm25s: keywords alone, sparse matrices with numba, words of jieba."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bm25s

from benchmarks.peers.ports import Corpus
from benchmarks.peers.shared_means import words

__all__ = ["PEER"]

_NAMES = "names.txt"


class _Searcher:
    def __init__(self, folder: Path):
        self._index: Any = bm25s.BM25.load(folder)
        self._names = (folder / _NAMES).read_text("utf-8").split("\n")

    def search(self, query: str, limit: int) -> Sequence[str]:
        known = [word for word in words(query) if word in self._index.vocab_dict]
        if not known:
            return []
        rows, scores = self._index.retrieve([known], k=limit, show_progress=False)
        pairs = zip(rows[0].tolist(), scores[0].tolist(), strict=True)
        return [self._names[row] for row, score in pairs if score > 0]


class Bm25s:
    """The index is held in memory."""

    label = "bm25s"
    setup = "只有关键词：jieba 搜索模式的词，Lucene 式 BM25（k1 1.2，b 0.75），numba 后端"
    packages = ("bm25s", "numba")

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Count words and write the matrix."""
        articles = list(corpus.articles())
        index = bm25s.BM25(method="lucene", k1=1.2, b=0.75, backend="numba")
        index.index([words(article.content) for article in articles], show_progress=False)
        index.save(folder)
        (folder / _NAMES).write_text("\n".join(article.name for article in articles), "utf-8")

    def open(self, folder: Path) -> _Searcher:
        """Read the matrix into memory."""
        return _Searcher(folder)


PEER = Bm25s()
