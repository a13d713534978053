"""zhiku itself, through its public door: hybrid, with filters, facets and snippets as always."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.ports import Corpus
from search import (
    QueryRejected,
    SearchRequest,
    SearchService,
    Settings,
    open_service,
    open_store,
    read_corpus,
    rebuild,
)
from search.evaluation.judged import row_of

__all__ = ["PEER"]


class _Searcher:
    def __init__(self, service: SearchService):
        self._service = service

    def search(self, query: str, limit: int) -> Sequence[str]:
        try:
            results = self._service.search(SearchRequest(query, limit=limit))
        except QueryRejected:
            return []
        return [row_of(hit.clause_id) for hit in results.hits]


class Zhiku:
    """The product as a visitor of its API meets it."""

    label = "zhiku 综合"
    setup = "默认设置：综合检索，连同筛选、分面、摘要和出处一起给出（其他各家只给编号）"
    packages = ("zhiku", "Whoosh-Reloaded", "faiss-cpu")

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Store the documents and build both indexes."""
        settings = Settings(folder)
        with open_store(settings) as store, store.batch():
            for document, clauses in read_corpus(corpus.path):
                store.put(document, clauses)
        rebuild(settings)

    def open(self, folder: Path) -> _Searcher:
        """Open the service."""
        return _Searcher(open_service(Settings(folder)))


PEER = Zhiku()
