"""Do 1,000 damaged files stop the good ones beside them, hang, or eat the memory?

ZHIKU_TEST_DATA=… python -m benchmarks.fuzz [files] [seed]
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.damage import GOOD, damaged, inputs
from benchmarks.data import environment, shared_folder
from benchmarks.peak import Peak
from corpus import ImportReport, Originals, SqliteStore, files_under, import_files

_SECONDS, _BYTES = 30, 2 * 2**30


def main(count: int, seed: int) -> int:
    """Import everything in one run, print what became of it; 1 where a promise was broken."""
    with tempfile.TemporaryDirectory(prefix="zhiku-") as name:
        folder = Path(name)
        good = _written(folder / "files", count, random.Random(seed))
        clock = _Clock()
        began = time.monotonic()
        with Peak() as peak, SqliteStore(folder / "zhiku.db") as store:
            report = import_files(
                store, list(files_under([folder / "files"])), clock,
                originals=Originals(folder / "originals"),
            )  # fmt: skip
        seconds = time.monotonic() - began
        broken = list(_broken(report, good, clock, peak))
    results = Counter(str(outcome.result) for outcome in report.outcomes)
    print(f"{environment()}，{count} 个坏文件，种子 {seed}，夹着 {len(good)} 个好文件")
    print("| 项目 | 数 |\n|---|---|")
    for title, value in (
        ("结果（压缩包里的逐个计）", "，".join(f"{k} {v}" for k, v in sorted(results.items()))),
        ("用时", f"{seconds:.0f} 秒"),
        ("最慢的一个", f"{clock.slowest[0]:.1f} 秒（{clock.slowest[1]}）"),
        (
            "内存峰值：主进程 / 子进程 / 合计",
            f"{_mib(peak.own)} / {_mib(peak.below)} / {_mib(peak.all)}",
        ),
        ("没有预料到的错误", str(sum("没有预料到" in o.message for o in report.outcomes))),
        ("违反承诺", "；".join(broken) or "无"),
    ):
        print(f"| {title} | {value} |")
    return 1 if broken else 0


class _Clock:
    """Takes the time of every file from the progress of the import."""

    def __init__(self) -> None:
        self.slowest = (0.0, "")
        self._began, self._name = time.monotonic(), ""

    def __call__(self, _done: int, _total: int, name: str) -> None:
        now = time.monotonic()
        self.slowest = max(self.slowest, (now - self._began, self._name))
        self._began, self._name = now, name


def _written(folder: Path, count: int, chance: random.Random) -> list[str]:
    """Write the damaged files, and a good one beside every tenth; return the names of these."""
    folder.mkdir()
    good = []
    sources = inputs(shared_folder())
    for number, (name, data) in enumerate(damaged(sources, count, chance)):
        (folder / name).write_bytes(data)
        if number % 10 == 0:
            good.append(f"坏{number:04}好.txt")
            (folder / good[-1]).write_text(GOOD.format(number=number), "utf-8")
    return good


def _broken(report: ImportReport, good: list[str], clock: _Clock, peak: Peak) -> list[str]:
    imported = {o.path.name for o in report.outcomes if o.result == "新增"}
    lost = [name for name in good if name not in imported]
    said = [o for o in report.outcomes if o.result == "失败" and not o.message]
    checks = {
        f"好文件没有导入：{lost}": bool(lost),
        "有失败没有说明原因": bool(said),
        f"超过 {_SECONDS} 秒": clock.slowest[0] > _SECONDS,
        "内存超过 2 GiB": peak.all > _BYTES,
        "有没有预料到的错误": any("没有预料到" in o.message for o in report.outcomes),
    }
    return [text for text, failed in checks.items() if failed]


def _mib(size: int) -> str:
    return f"{size / 2**20:.0f} MiB"


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*[*arguments, *(1000, 20261122)[len(arguments) :]]))
