"""How fast are ten hits with facets and snippets, against Whoosh's own searcher?

    ZHIKU_TEST_DATA=… python -m benchmarks.latency [clauses] [--home FOLDER]… [--questions N]

Without a home it builds one of so many clauses (147,288) for each engine. Every home is measured
in a process of its own: how long until the first answer, percentiles of short queries and of
whole questions in every mode, and how much memory is resident afterwards. The peer answers
from Whoosh's segment files with the same words and bigrams; it gives ids and scores only: no
filters, no facets, no snippets, no vectors. 处理器毫秒 is what the processor spent on a query; on a
busy machine it says more than the clock.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
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

_ROUNDS = 3
_COLUMNS = (
    "引擎", "条款", "查询", "方式", "p50 毫秒", "p95 毫秒", "p95 处理器毫秒", "首轮 p95",
    "与 Whoosh 自带之比",
)  # fmt: skip
_PEER = "Whoosh 自带检索（只有编号和得分）"


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds by the clock and of the processor, and the p95 of the first round."""

    p50: float
    p95: float
    busy: float
    first: float


def main(arguments: argparse.Namespace) -> None:
    """Measure the homes that are given, else one that is built for each engine."""
    print(f"{environment()}，Whoosh-Reloaded 2.7.5，tantivy 0.27.0")
    print(f"| {' | '.join(_COLUMNS)} |\n|{'---|' * len(_COLUMNS)}")
    if arguments.home:
        peer: dict[str, Times] = {}
        for home in arguments.home:
            peer |= _in_own_process(home, arguments.questions, peer)
        return
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        peer = {}
        for home in _built(Path(folder), arguments.clauses):
            peer |= _in_own_process(home, arguments.questions, peer)


def _built(folder: Path, clauses: int) -> list[Path]:
    """Build a home for each engine and say how long the whole took."""
    homes: list[Path] = []
    for engine in ("whoosh", "tantivy"):
        settings = Settings(folder / engine, keyword_engine=engine)
        if homes:
            settings.home.mkdir()
            shutil.copyfile(homes[0] / "zhiku.db", settings.database)
        else:
            with open_store(settings) as store, store.batch():
                for document, cut in statutes(clauses):
                    store.put(document, cut)
        report, _ = rebuild(settings)
        print(f"建立 {engine}：{report.added} 条，{report.seconds:.0f} 秒", file=sys.stderr)
        homes.append(settings.home)
    return homes


def _in_own_process(home: Path, questions: int, peer: dict[str, Times]) -> dict[str, Times]:
    """Measure a home and print its lines; return the peer's times where it can be asked."""
    command = [sys.executable, "-m", "benchmarks.latency", "--measure", str(home)]
    command += ["--questions", str(questions)]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    rows = [json.loads(line) for line in lines.splitlines()]
    found = {row["query"]: Times(**row["times"]) for row in rows if row.get("way") == _PEER}
    for row in rows:
        if "note" in row:
            print(f"| {row['engine']} | {row['clauses']} | {row['note']} |||||||")
            continue
        times, base = Times(**row["times"]), (peer | found).get(row["query"])
        ratio = f"{times.p95 / base.p95:.2f}" if base else ""
        figures = f"{times.p50:.1f} | {times.p95:.1f} | {times.busy:.1f} | {times.first:.1f}"
        print(
            f"| {row['engine']} | {row['clauses']} | {row['query']} | {row['way']} "
            f"| {figures} | {ratio} |",
            flush=True,
        )
    return found


def measure(home: Path, questions: int) -> None:
    """Print one line of JSON for every kind of query and mode."""
    settings = Settings(home)
    generation = current(home)
    assert generation is not None, f"{home} 里没有索引"
    manifest = generation.manifest()
    about: dict[str, object] = {"engine": manifest.keyword, "clauses": manifest.clauses}
    began = time.perf_counter()
    service = open_service(replace(settings, keyword_engine=manifest.keyword))
    service.search(SearchRequest(SHORT[0]))
    first = time.perf_counter() - began
    lines = (shared_folder() / "bench" / "stard" / "queries.dev.jsonl").read_text("utf-8")
    asked = [json.loads(line)["text"] for line in lines.splitlines()[:questions]]
    for name, queries in (("短查询", SHORT), ("整句提问", asked)):
        for mode in Mode:
            times = _measure(_asker(service.search, mode), queries)
            way = f"{mode.label}，含筛选、分面、摘要"
            _tell(about | {"query": name, "way": way, "times": _as_dict(times)})
    _tell(about | {"note": f"打开并答出第一个查询 {first:.2f} 秒；常驻内存 {_resident():.0f} MB"})
    if manifest.keyword == "whoosh":
        peer = _whoosh(generation.keyword_folder)
        for name, queries in (("短查询", SHORT), ("整句提问", asked)):
            _tell(about | {"query": name, "way": _PEER, "times": _as_dict(_measure(peer, queries))})


def _asker(search: Callable[[SearchRequest], object], mode: Mode) -> Callable[[str], object]:
    return lambda text: search(SearchRequest(text, mode, kinds=(Kind.REGULATION,)))


def _whoosh(folder: Path) -> Callable[[str], object]:
    searcher = FileIndex(FileStorage(str(folder))).searcher()
    lexicon = load_lexicon()
    reader = QueryReader(JiebaSegmenter(lexicon), lexicon)

    def ask(text: str) -> object:
        query = reader.read(text)
        words = [Term("words", term) for group in query.groups for term in group.terms]
        grams = [Term("bigrams", gram) for gram in query.bigrams]
        return searcher.search(Or([*words, *grams]), limit=10)

    return ask


def _measure(ask: Callable[[str], object], queries: list[str]) -> Times:
    rounds = [[_milliseconds(ask, query) for query in queries] for _ in range(_ROUNDS)]
    warm = [pair for one in rounds[1:] for pair in one]
    clock, busy = [pair[0] for pair in warm], [pair[1] for pair in warm]
    first = _p95([pair[0] for pair in rounds[0]])
    return Times(statistics.median(clock), _p95(clock), _p95(busy), first)


def _milliseconds(ask: Callable[[str], object], query: str) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.process_time()
    ask(query)
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[18]


def _as_dict(times: Times) -> dict[str, float]:
    return {name: getattr(times, name) for name in Times.__slots__}


def _resident() -> float:
    """Return the megabytes of this process in memory; files that are mapped count as touched."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _tell(row: dict[str, object]) -> None:
    print(json.dumps(row, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("clauses", type=int, nargs="?", default=147_288)
    parser.add_argument("--home", type=Path, action="append", help="已建好索引的数据目录")
    parser.add_argument("--questions", type=int, default=60, help="整句提问的个数")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure, given.questions)
    else:
        main(given)
