"""What does a home of very many clauses cost to build, and what does opening it cost?

    ZHIKU_TEST_DATA=… python -m benchmarks.scale folder [clauses]

The clauses are those of `bench/laws` and, beyond its 147,288, variants of them: `variants.py` says
how they are made so that no text is there twice, and this program counts whether that is so. The
home stays in the folder, for `benchmarks.latency` to ask; one that is there with as many clauses is
only indexed again, from nothing. Seconds include whatever else the machine does; the memory is the
most that this process and its helpers hold at one moment.
"""

import gc
import hashlib
import subprocess
import sys
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from benchmarks.data import environment
from benchmarks.peak import Peak
from benchmarks.variants import many_statutes
from corpus import SqliteStore
from indexer import current, open_current
from search import SearchRequest, Settings, open_service, open_store, rebuild

_PHASES: dict[str, float] = {}


def main(folder: Path, clauses: int) -> None:
    """Fill the store, build both indexes, open them; print a table."""
    settings = Settings(folder)
    print(f"{environment()}，{clauses:,} 条")
    print("| 做什么 | 秒 | 内存峰值 MB |\n|---|---|---|", flush=True)
    if _held(settings) != clauses:
        _told("存入资料库", lambda: _fill(settings, clauses))
    _told("建立索引，合计", lambda: rebuild(settings, full=True, progress=_advance))
    moments = [*_PHASES.items(), ("", time.perf_counter())]
    for (name, began), (_, ended) in pairwise(moments):
        print(f"| 其中{name} | {ended - began:.1f} | |")
    _print_home(settings)
    _opened(settings)


def serve(folder: Path) -> None:
    """Open the home and answer once; print seconds and resident bytes."""
    began = time.perf_counter()
    generation = open_current(folder)
    opened = time.perf_counter() - began
    del generation
    gc.collect()
    service = open_service(Settings(folder))
    began = time.perf_counter()
    service.search(SearchRequest("深基坑支护"))
    first = time.perf_counter() - began
    for text in ("物业费可以不交吗", "工地上摔伤了怎么赔", "施工许可"):
        service.search(SearchRequest(text))
    status = Path("/proc/self/status").read_text().splitlines()
    sizes = {
        line.partition(":")[0]: int(line.split()[1]) // 1024 for line in status if "Rss" in line
    }
    resident = sum(sizes[name] for name in ("RssAnon", "RssFile", "RssShmem"))
    print(f"| 打开一代索引（只有索引） | {opened:.2f} | |")
    print(f"| 打开服务并答第一个查询 | {first:.2f} | |")
    print(f"| 答过四个查询后的驻留内存（其中映射的文件 {sizes['RssFile']}） | | {resident} |")


def _held(settings: Settings) -> int:
    if not settings.database.is_file():
        return 0
    with closing(SqliteStore(settings.database, read_only=True)) as store:
        return store.counts()[1]


def _fill(settings: Settings, clauses: int) -> None:
    with open_store(settings) as store, store.batch():
        for document, cut in many_statutes(clauses):
            store.put(document, cut)


def _advance(phase: str, _done: int, _total: int) -> None:
    _PHASES.setdefault(phase, time.perf_counter())


def _told(what: str, work: object) -> None:
    with Peak() as peak:
        began = time.perf_counter()
        work()  # type: ignore[operator]
        seconds = time.perf_counter() - began
    print(f"| {what} | {seconds:.1f} | {peak.all / 2**20:.0f} |", flush=True)


def _print_home(settings: Settings) -> None:
    generation = current(settings.home)
    if generation is None:
        sys.exit("没有建成索引。")
    manifest = generation.manifest()
    parts = {
        "关键词索引": generation.keyword_folder,
        "语义索引": generation.vector_folder,
        "整代": generation.folder,
    }
    sizes = [f"{name} {_megabytes(path):,.0f} MB" for name, path in parts.items()]
    print(
        f"\n{manifest.documents:,} 份文件，{manifest.clauses:,} 条，{manifest.pieces:,} 段；",
        end="",
    )
    print(f"磁盘：{'，'.join(sizes)}；逐字相同的条款占 {_copies(settings):.4%}\n", flush=True)


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _copies(settings: Settings) -> float:
    """Return which share of the clauses have a text, number apart, that another one has too."""
    seen: set[bytes] = set()
    count = 0
    with closing(SqliteStore(settings.database, read_only=True)) as store:
        for clause in store.all_clauses():
            text = clause.text.partition("\u3000")[2]
            seen.add(hashlib.blake2b(text.encode(), digest_size=12).digest())
            count += 1
    return 1 - len(seen) / count


def _opened(settings: Settings) -> None:
    """Open it in a fresh process, which holds nothing of the build."""
    print("| 做什么 | 秒 | 内存 MB |\n|---|---|---|", flush=True)
    program = [sys.executable, "-m", "benchmarks.scale", "--serve", str(settings.home)]
    subprocess.run(program, check=True)


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
