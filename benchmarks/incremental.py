"""What does one more document cost in a home of 21,000 clauses, against building it anew?

ZHIKU_TEST_DATA=… python -m benchmarks.incremental [clauses]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.data import environment, statutes
from search import SearchRequest, Settings, open_service, open_store, rebuild

NOTICE = "关于开展吊篮专项检查的通知\n\n一、检查吊篮\n\n各单位应当逐台检查高处作业吊篮。\n"


def main(clauses: int) -> None:
    """Build, add one file, reindex three times over, and print the medians."""
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        settings = Settings(Path(folder))
        with open_store(settings) as store, store.batch():
            for document, cut in statutes(clauses):
                store.put(document, cut)
        full = _timed(lambda: rebuild(settings, full=True))
        added = sorted(_add_one(settings, number) for number in range(3))[1]
        idle = _timed(lambda: rebuild(settings))
        opened = _timed(lambda: open_service(settings).search(SearchRequest("吊篮检查")))
        cold = _timed(lambda: _command(settings.home))
    print(f"{environment()}，{clauses} 条")
    print("| 做什么 | 秒 | 与全部重建之比 |\n|---|---|---|")
    for name, seconds in (
        ("全部重建（两套索引）", full),
        ("导入一个文件并 reindex", added),
        ("没有变化时 reindex", idle),
        ("打开索引并答第一个查询", opened),
        ("zhiku search 从启动到退出", cold),
    ):
        print(f"| {name} | {seconds:.2f} | {seconds / full:.3f} |")


def _add_one(settings: Settings, number: int) -> float:
    path = settings.home / f"notice{number}.txt"
    path.write_text(NOTICE.replace("检查吊篮", f"检查{number}号吊篮"), encoding="utf-8")
    return _timed(lambda: _commands(settings.home, ["import", str(path)], ["reindex"]))


def _command(home: Path) -> None:
    _commands(home, ["search", "吊篮检查"])


def _commands(home: Path, *commands: list[str]) -> None:
    for words in commands:
        program = [sys.executable, "-m", "cli", *words, "--home", str(home)]
        subprocess.run(program, check=True, capture_output=True)


def _timed(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21_000)
