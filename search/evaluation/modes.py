"""How well does the search rank on a collection with judged queries?"""

from dataclasses import dataclass

from search.errors import QueryRejected, SearchError
from search.evaluation.judged import Judged, row_of
from search.evaluation.measures import percentile, ranking, recall
from search.ports import SearchService
from search.results import Mode, SearchRequest

__all__ = ["Evaluation", "evaluate_mode"]

_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of one mode over all judged queries.

    Latencies are milliseconds for the first ten hits with facets and snippets, one client.
    """

    mode: Mode
    queries: int
    mrr_10: float
    ndcg_10: float
    recall_10: float
    recall_100: float
    p50_ms: float
    p95_ms: float


def evaluate_mode(service: SearchService, judged: Judged, mode: Mode) -> Evaluation:
    """Ask every query and measure the ranking; raise SearchError where a model is missing."""
    run: dict[str, dict[str, float]] = {}
    times: list[float] = []
    for name, text in judged.queries.items():
        try:
            times.append(service.search(SearchRequest(text, mode)).took_ms)
            results = service.search(SearchRequest(text, mode, limit=_DEPTH))
        except QueryRejected:
            run[name] = {}
            continue
        if results.mode is not mode:
            raise SearchError("没有可用的语义模型，无法评测这种检索方式。请运行 zhiku doctor。")
        run[name] = {row_of(hit.clause_id): float(-hit.rank) for hit in results.hits}
    figures = *ranking(judged.qrels, run), *recall(judged.qrels, run)
    latency = percentile(times, 50), percentile(times, 95)
    return Evaluation(mode, len(judged.queries), *figures, *latency)
