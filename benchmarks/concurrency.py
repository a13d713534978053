"""Does the server answer 32 people at once, quickly and without error, while an index is built?

    ZHIKU_TEST_DATA=… python -m benchmarks.concurrency [--home HOME | --articles N] [--seconds 60]

The real server on a copy of a home, asked over loopback only; beside it `zhiku import` and
`zhiku reindex` run again and again. A seeded mix: short queries (pairs of words), whole questions
of STARD, filters, suggestions, pages and documents. `/health` is asked twice a second.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from benchmarks.data import environment, statutes
from benchmarks.visitors import Answer, Monitor, Visitor, fetch
from search import Settings, open_store, rebuild

NOTICE = (
    "关于开展第{0}号吊篮专项检查的通知\n\n一、检查吊篮\n\n各单位应当逐台检查{0}号高处作业吊篮。\n"
)


def main() -> None:
    """Serve, ask, build beside it, and print what came of it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--home", type=Path)
    asked.add_argument("--articles", type=int, default=26_000)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--clients", type=int, default=32)
    asked.add_argument("--quiet", action="store_true", help="build nothing beside it")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        home = Path(folder) / "home"
        _furnish(home, wanted.home, wanted.articles)
        with _server(home) as (port, pid, started):
            builder, before = None if wanted.quiet else _Builder(home), _processor_seconds(pid)
            answers, monitor = _ask(port, wanted.clients, wanted.seconds, builder)
            spent = (_processor_seconds(pid) - before) * 1000 / max(1, len(answers))
            found = builder is None or _is_found(port, builder.built)
            memory = _most_memory(pid)
    print(f"{environment()}，{wanted.clients} 个客户端，{wanted.seconds:.0f} 秒")
    print(f"从启动进程到第一次答复 {started:.2f} 秒；服务进程内存峰值 {memory:.0f} MiB，"
          f"每个请求用处理器 {spent:.1f} 毫秒")  # fmt: skip
    _report(answers, monitor, wanted.seconds)
    if builder is not None:
        each = builder.seconds / max(1, builder.built)
        print(f"其间建成 {builder.built} 代索引（失败 {builder.failed} 次），每次 {each:.1f} 秒，"
              f"换用 {len(monitor.generations) - 1} 次，"
              f"最后导入的{'已' if found else '没有'}查到")  # fmt: skip


def _furnish(home: Path, given: Path | None, articles: int) -> None:
    """Copy a home that is there, or make one of whole statutes."""
    if given is not None:
        shutil.copytree(given, home)
        return
    settings = Settings(home)
    with open_store(settings) as store, store.batch():
        for document, clauses in statutes(articles):
            store.put(document, clauses)
    rebuild(settings)


@contextmanager
def _server(home: Path) -> Iterator[tuple[int, int, float]]:
    """Run `zhiku serve`; give its port, its process and the seconds to its first answer."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    began = time.perf_counter()
    words = ["serve", "--port", str(port), "--home", str(home)]
    process = subprocess.Popen([sys.executable, "-m", "cli", *words], stdout=subprocess.DEVNULL)
    try:
        while fetch(port, "/health").status != 200:
            if process.poll() is not None or time.perf_counter() - began > 60:
                sys.exit("服务没有打开")
            time.sleep(0.02)
        yield port, process.pid, time.perf_counter() - began
    finally:
        process.terminate()
        process.wait()


class _Builder:
    """Imports one more notice and builds, again and again, until told to end."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.built = self.failed = 0
        self.seconds = 0.0

    def run(self, over: Event) -> None:
        while not over.is_set():
            number, began = self.built + self.failed, time.perf_counter()
            path = self._home / f"notice{number}.txt"
            path.write_text(NOTICE.format(number), encoding="utf-8")
            done = [self._zhiku("import", str(path)), self._zhiku("reindex")]
            self.seconds += time.perf_counter() - began
            self.built, self.failed = self.built + all(done), self.failed + (not all(done))

    def _zhiku(self, *words: str) -> bool:
        program = [sys.executable, "-m", "cli", *words, "--home", str(self._home)]
        return subprocess.run(program, capture_output=True, check=False).returncode == 0


def _ask(
    port: int, clients: int, seconds: float, builder: _Builder | None
) -> tuple[list[Answer], Monitor]:
    over = Event()
    visitors, monitor = [Visitor(port, seed) for seed in range(clients)], Monitor(port)
    runs = [visitor.run for visitor in visitors] + [monitor.run]
    threads = [Thread(target=run, args=(over,)) for run in runs]
    if builder is not None:
        threads.append(Thread(target=builder.run, args=(over,)))
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    over.set()
    for thread in threads:
        thread.join()
    return [answer for visitor in visitors for answer in visitor.answers], monitor


def _is_found(port: int, built: int) -> bool:
    """Tell whether what was imported last is served, within ten seconds."""
    for _ in range(20):
        if built and f"第{built - 1}号吊篮" in fetch(port, f"/search?q={built - 1}号吊篮").text:
            return True
        time.sleep(0.5)
    return False


def _most_memory(pid: int) -> float:
    """Return the most that the process held, in MiB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _processor_seconds(pid: int) -> float:
    """Return what the process has used of the processor (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _report(answers: list[Answer], monitor: Monitor, seconds: float) -> None:
    wrong = Counter(str(a.status) for a in (*answers, *monitor.answers) if a.status != 200)
    repeated = len(answers) - len({answer.path for answer in answers})
    print(f"请求 {len(answers)} 个，每秒 {len(answers) / seconds:.1f} 个，错误 {wrong.total()} 个"
          f"{dict(wrong) if wrong else ''}；其中问过的 {repeated} 个")  # fmt: skip
    print("| 问的是 | 请求 | p50 毫秒 | p95 毫秒 | p99 毫秒 | 最慢 |\n|---|---|---|---|---|---|")
    kinds = sorted({answer.kind for answer in answers})
    rows = [(kind, [a.ms for a in answers if a.kind == kind]) for kind in kinds]
    rows += [("全部", [a.ms for a in answers]), ("/health", [a.ms for a in monitor.answers])]
    for name, times in rows:
        cut = statistics.quantiles(times, n=100, method="inclusive")
        print(f"| {name} | {len(times)} | {cut[49]:.0f} | {cut[94]:.0f} | {cut[98]:.0f} "
              f"| {max(times):.0f} |")  # fmt: skip


if __name__ == "__main__":
    main()
