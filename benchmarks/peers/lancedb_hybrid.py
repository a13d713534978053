"""LanceDB: its native full-text index with its jieba tokenizer, vectors, its own fusion."""

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jieba

from benchmarks.peers.ports import Corpus
from benchmarks.peers.shared_means import dimension, embed, embed_query

__all__ = ["PEER"]

_TABLE = "articles"


def _connect(folder: Path) -> Any:
    """Open the database; its tokenizer reads jieba's dictionary from a folder of its own."""
    home = folder.parent / "lance-language-models"
    os.environ["LANCE_LANGUAGE_MODEL_HOME"] = str(home)
    os.environ.setdefault("LANCE_LOG", "error")  # one warning per search otherwise
    place = home / "jieba" / "default"
    if not place.exists():
        place.mkdir(parents=True)
        shutil.copy(Path(jieba.__file__).with_name("dict.txt"), place / "dict.txt")
        (place / "config.json").write_text(json.dumps({"main": "dict.txt"}), "utf-8")
    import lancedb  # noqa: PLC0415  (after the environment is set)

    return lancedb.connect(folder)


class _Searcher:
    def __init__(self, folder: Path):
        from lancedb.rerankers import RRFReranker  # noqa: PLC0415  (see above)

        self._table = _connect(folder).open_table(_TABLE)
        self._fusion = RRFReranker()

    def search(self, query: str, limit: int) -> Sequence[str]:
        found = (
            self._table.search(query_type="hybrid", fts_columns="text")
            .vector(embed_query(query))
            .text(query)
            .distance_type("dot")
            .rerank(self._fusion)
            .select(["name"])
            .limit(limit)
            .to_arrow()
        )
        return [str(name) for name in found["name"].to_pylist()]


class LanceDb:
    """Hybrid over one table; vectors are searched exactly, which is fast at this size."""

    label = "LanceDB 综合"
    setup = "自带全文索引（自带的 jieba 分词，jieba 词典）与向量（精确，不用近似索引），RRF 融合"
    packages = ("lancedb", "pyarrow")

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Write the table, then its full-text index."""
        import pyarrow as pa  # noqa: PLC0415  (comes with lancedb)

        articles = list(corpus.articles())
        texts = [article.content for article in articles]
        flat = pa.array(embed(texts).ravel())
        columns = {
            "name": pa.array([article.name for article in articles]),
            "text": pa.array(texts),
            "vector": pa.FixedSizeListArray.from_arrays(flat, dimension()),
        }
        table = _connect(folder).create_table(_TABLE, pa.table(columns))
        table.create_fts_index(
            "text", base_tokenizer="jieba/default", with_position=False, stem=False,
            remove_stop_words=False, ascii_folding=False,
        )  # fmt: skip

    def open(self, folder: Path) -> _Searcher:
        """Open the table; data stay on disk."""
        return _Searcher(folder)


PEER = LanceDb()
