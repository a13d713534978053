"""LanceDB: its native full-text index, vectors, its own fusion.

Its own jieba tokenizer opens the dictionary anew for every query (48 of 150 ms), so that it gets
words cut beforehand and joined by blanks; its exact search of vectors reads them all for every
query (another 100 ms), so that it gets an IVF index of which half is searched.
"""

import os
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("LANCE_LOG", "error")  # before the import: one warning per search otherwise

import lancedb
import pyarrow as pa
from lancedb.index import FTS, IvfFlat
from lancedb.rerankers import RRFReranker

from benchmarks.peers.ports import Corpus
from benchmarks.peers.shared_means import dimension, embed, embed_query, words

__all__ = ["PEER"]

_TABLE = "articles"
_PARTITIONS, _PROBED = 64, 32
_FTS = FTS(base_tokenizer="whitespace", stem=False, remove_stop_words=False, ascii_folding=False)


def _cut(text: str) -> str:
    return " ".join(words(text))


class _Searcher:
    def __init__(self, folder: Path):
        self._table = lancedb.connect(folder).open_table(_TABLE)
        self._fusion = RRFReranker()

    def search(self, query: str, limit: int) -> Sequence[str]:
        found = (
            self._table.search(query_type="hybrid", fts_columns="words")
            .vector(embed_query(query))
            .text(_cut(query))
            .distance_type("dot")
            .nprobes(_PROBED)
            .rerank(self._fusion)
            .select(["name"])
            .limit(limit)
            .to_arrow()
        )
        return [str(name) for name in found["name"].to_pylist()]


class LanceDb:
    """Hybrid over one table."""

    label = "LanceDB 综合"
    setup = (
        "自带全文索引（jieba 搜索模式的词，预先切好；它自带的 jieba 每问都重开词典，慢得多）"
        f"与向量（IVF_FLAT，{_PARTITIONS} 格搜 {_PROBED} 格），RRF 融合"
    )
    packages = ("lancedb", "pyarrow")

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Write the table, then its indexes."""
        articles = list(corpus.articles())
        texts = [article.content for article in articles]
        flat = pa.array(embed(texts).ravel())
        columns = {
            "name": pa.array([article.name for article in articles]),
            "words": pa.array([_cut(text) for text in texts]),
            "vector": pa.FixedSizeListArray.from_arrays(flat, dimension()),
        }
        table = lancedb.connect(folder).create_table(_TABLE, pa.table(columns))
        table.create_index("words", config=_FTS)
        table.create_index(
            "vector", config=IvfFlat(distance_type="dot", num_partitions=_PARTITIONS)
        )

    def open(self, folder: Path) -> _Searcher:
        """Open the table; data stay on disk."""
        return _Searcher(folder)


PEER = LanceDb()
