"""How fast are ten hits with facets and snippets, against Whoosh's own searcher?

    ZHIKU_TEST_DATA=… python -m benchmarks.latency [clauses]

The peer answers from the same segment files with the same words and bigrams; it gives ids and
scores only: no filters, no facets, no snippets, no vectors.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import Or, Term

from benchmarks.data import environment, shared_folder, statutes
from corpus import Kind
from indexer import JiebaSegmenter, current, load_lexicon
from search import Mode, SearchRequest, Settings, open_service, open_store, rebuild
from search.query import QueryReader

SHORT = (
    "施工许可、安全生产 培训、特种作业 资格、燃气 经营 许可、消防验收、建设工程 质量 保修、"
    "应急预案 演练、事故报告 时限、招标投标 监督、物业管理 费用、房屋 征收 补偿、深基坑 支护、"
    "起重机械 检测、环境影响评价、土地使用权 出让、劳动合同 解除、行政处罚 听证、隐患排查 治理"
).split("、")


def main(clauses: int) -> None:
    """Build once, ask every query three times, print percentiles of the last two rounds."""
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        settings = Settings(Path(folder))
        with open_store(settings) as store, store.batch():
            for document, cut in statutes(clauses):
                store.put(document, cut)
        rebuild(settings)
        service = open_service(settings)
        lines = (shared_folder() / "bench" / "stard" / "queries.dev.jsonl").read_text("utf-8")
        questions = [json.loads(line)["text"] for line in lines.splitlines()[:60]]
        peer = _whoosh(settings)
        print(f"{environment()}，{clauses} 条，Whoosh-Reloaded 2.7.5")
        print("| 查询 | 方式 | p50 毫秒 | p95 毫秒 | 首次 p95 | 与 Whoosh 自带检索 p95 之比 |")
        print("|---|---|---|---|---|---|")
        for name, queries in (("短查询", SHORT), ("整句提问", questions)):
            base = _measure(peer, queries)
            _print(name, "Whoosh 自带检索（只有编号和得分）", base, base)
            for mode in Mode:
                request = _asker(service.search, mode)
                _print(name, f"{mode.label}，含筛选、分面、摘要", _measure(request, queries), base)


def _asker(search: Callable[[SearchRequest], object], mode: Mode) -> Callable[[str], object]:
    return lambda text: search(SearchRequest(text, mode, kinds=(Kind.REGULATION,)))


def _whoosh(settings: Settings) -> Callable[[str], object]:
    generation = current(settings.home)
    assert generation is not None
    searcher = FileIndex(FileStorage(str(generation.keyword_folder))).searcher()
    lexicon = load_lexicon()
    reader = QueryReader(JiebaSegmenter(lexicon), lexicon)

    def ask(text: str) -> object:
        query = reader.read(text)
        words = [Term("words", term) for group in query.groups for term in group.terms]
        grams = [Term("bigrams", gram) for gram in query.bigrams]
        return searcher.search(Or([*words, *grams]), limit=10)

    return ask


def _measure(ask: Callable[[str], object], queries: list[str]) -> tuple[float, float, float]:
    rounds = [[_milliseconds(ask, query) for query in queries] for _ in range(3)]
    warm = sorted(rounds[1] + rounds[2])
    return statistics.median(warm), _p95(warm), _p95(rounds[0])


def _milliseconds(ask: Callable[[str], object], query: str) -> float:
    began = time.perf_counter()
    ask(query)
    return (time.perf_counter() - began) * 1000


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[18]


def _print(
    queries: str, way: str, figures: tuple[float, float, float], base: tuple[float, float, float]
) -> None:
    p50, p95, first = figures
    print(f"| {queries} | {way} | {p50:.1f} | {p95:.1f} | {first:.1f} | {p95 / base[1]:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 147_288)
