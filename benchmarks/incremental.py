"""What does one changed document cost in a home of 147,000 clauses, against building it anew?

    ZHIKU_TEST_DATA=… python -m benchmarks.incremental [clauses] [folder]

With a folder, a home that is there is used (and changed: three notices come into it), else one is
built there. Seconds are those of whole commands, their start included.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.data import environment
from benchmarks.variants import many_statutes
from indexer import current
from search import SearchRequest, Settings, open_service, open_store, rebuild

NOTICE = "关于开展吊篮专项检查的通知\n\n一、检查吊篮\n\n各单位应当逐台检查高处作业吊篮。\n"


def main(clauses: int, home: Path) -> None:
    """Build, add a file, change it twice, reindex each time, and print medians."""
    settings = Settings(home)
    if current(home) is None:
        with open_store(settings) as store, store.batch():
            for document, cut in many_statutes(clauses):
                store.put(document, cut)
    full = _timed(lambda: rebuild(settings, full=True))
    notice = home / "notice.txt"
    imported, changed = zip(*(_change(notice, home, number) for number in range(3)), strict=True)
    idle = sorted(_timed(lambda: _command(home, "reindex")) for _ in range(3))[1]
    opened = _timed(lambda: open_service(settings).search(SearchRequest("吊篮检查")))
    cold = _timed(lambda: _command(home, "search", "吊篮检查"))
    print(f"{environment()}，{clauses:,} 条")
    print("| 做什么 | 秒 | 与全部重建之比 |\n|---|---|---|")
    for name, seconds in (
        ("全部重建（两套索引）", full),
        ("zhiku import 一个改动的文件", sorted(imported)[1]),
        ("随后 zhiku reindex", sorted(changed)[1]),
        ("没有变化时 zhiku reindex", idle),
        ("打开索引并答第一个查询", opened),
        ("zhiku search 从启动到退出", cold),
    ):
        print(f"| {name} | {seconds:.2f} | {seconds / full:.3f} |")


def _change(notice: Path, home: Path, number: int) -> tuple[float, float]:
    """Write the notice anew; return the seconds to import it and to bring the index up to date."""
    notice.write_text(NOTICE.replace("检查吊篮", f"检查{number}号吊篮"), encoding="utf-8")
    return (
        _timed(lambda: _command(home, "import", str(notice))),
        _timed(lambda: _command(home, "reindex")),
    )


def _command(home: Path, *words: str) -> None:
    program = [sys.executable, "-m", "cli", *words, "--home", str(home)]
    subprocess.run(program, check=True, capture_output=True)


def _timed(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 147_000
    if len(sys.argv) > 2:
        main(count, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory(prefix="zhiku-") as temporary:
            main(count, Path(temporary))
