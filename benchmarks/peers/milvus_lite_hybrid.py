"""milvus-lite: BM25 function with the jieba analyzer, vectors, its own fusion."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pymilvus import AnnSearchRequest, DataType, Function, FunctionType, MilvusClient, RRFRanker

from benchmarks.peers.ports import Corpus
from benchmarks.peers.shared_means import dimension, embed, embed_query

__all__ = ["PEER"]

_COLLECTION, _FILE, _BATCH, _LONGEST = "articles", "milvus.db", 1000, 65_535


def _schema(client: Any) -> Any:
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("name", DataType.VARCHAR, is_primary=True, max_length=64)
    schema.add_field(
        "text", DataType.VARCHAR, max_length=_LONGEST, enable_analyzer=True,
        analyzer_params={"tokenizer": {"type": "jieba", "mode": "search"}},
    )  # fmt: skip
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension())
    schema.add_field("terms", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(
        Function(
            name="bm25", function_type=FunctionType.BM25,
            input_field_names=["text"], output_field_names=["terms"],
        )
    )  # fmt: skip
    return schema


def _indexes(client: Any) -> Any:
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type="FLAT", metric_type="IP")
    indexes.add_index(
        "terms", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25",
        params={"bm25_k1": 1.2, "bm25_b": 0.75},
    )  # fmt: skip
    return indexes


class _Searcher:
    def __init__(self, folder: Path):
        self._client = MilvusClient(str(folder / _FILE))
        self._client.load_collection(_COLLECTION)

    def search(self, query: str, limit: int) -> Sequence[str]:
        ways = [
            AnnSearchRequest([embed_query(query).tolist()], "vector", {"metric_type": "IP"}, limit),
            AnnSearchRequest([query], "terms", {"metric_type": "BM25"}, limit),
        ]
        found = self._client.hybrid_search(_COLLECTION, ways, RRFRanker(), limit)
        return [str(hit["name"]) for hit in found[0]]


class MilvusLite:
    """Hybrid through the client of a Milvus cluster; the server runs in threads of this process."""

    label = "milvus-lite 综合"
    setup = "自带 BM25（自带 jieba 分析器，搜索模式）与向量（FLAT，精确），RRF 融合"
    packages = ("milvus-lite", "pymilvus")

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Insert in batches, then flush; the server cuts the words."""
        client = MilvusClient(str(folder / _FILE))
        schema, indexes = _schema(client), _indexes(client)
        client.create_collection(_COLLECTION, schema=schema, index_params=indexes)
        articles = list(corpus.articles())
        for start in range(0, len(articles), _BATCH):
            batch = articles[start : start + _BATCH]
            vectors = embed([article.content for article in batch]).tolist()
            rows = [
                {"name": article.name, "text": article.content, "vector": vector}
                for article, vector in zip(batch, vectors, strict=True)
            ]
            client.insert(_COLLECTION, rows)
        client.flush(_COLLECTION)
        client.close()

    def open(self, folder: Path) -> _Searcher:
        """Start the server and load the collection."""
        return _Searcher(folder)


PEER = MilvusLite()
