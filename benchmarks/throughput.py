"""How many documents and megabytes a second are imported, and in how much memory?

    ZHIKU_TEST_DATA=… python -m benchmarks.throughput [files of each form]

The statutes are the Markdown files of LawRefBook; the mix is made of them, see mixed_files.py.
"""

import os
import sys
import tarfile
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.data import environment, shared_folder
from benchmarks.mixed_files import FORMS
from benchmarks.peak import Peak
from corpus import Originals, SqliteStore, files_under, import_files

_ARCHIVE = "inputs/lawrefbook-2025-04-19.tar.xz"


def main(count: int) -> None:
    """Import the statutes, then the mix, then each form alone; print a table."""
    print(f"{environment()}，负载 {os.getloadavg()[0]:.1f}")
    print("| 文件 | 份 | MB | 秒 | 份/秒 | MB/秒 | 内存峰值：主进程 / 子进程 | 结果 |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="zhiku-") as name:
        folder = Path(name)
        with tarfile.open(shared_folder() / _ARCHIVE) as archive:
            archive.extractall(folder / "laws", filter="data")
        laws = [path for path in files_under([folder / "laws"]) if path.suffix == ".md"]
        _measure("法规（Markdown）", laws)
        made = {form: _made(folder, form, laws[:count]) for form in FORMS}
        _measure("五种格式混合", [path for paths in made.values() for path in paths])
        for form, paths in made.items():
            _measure(f".{form}", paths)


def _made(folder: Path, form: str, laws: list[Path]) -> list[Path]:
    """Write each statute in the given form, one folder a form."""
    (folder / form).mkdir()
    paths = []
    for law in laws:
        paths.append(folder / form / f"{law.stem}.{form}")
        paths[-1].write_bytes(FORMS[form](law.read_text("utf-8")))
    return paths


def _measure(name: str, paths: list[Path]) -> None:
    size = sum(path.stat().st_size for path in paths) / 1e6
    with (
        tempfile.TemporaryDirectory(prefix="zhiku-") as home,
        Peak() as peak,
        SqliteStore(Path(home) / "zhiku.db") as store,
    ):
        began = time.perf_counter()
        report = import_files(store, paths, originals=Originals(Path(home) / "originals"))
        seconds = time.perf_counter() - began
    results = Counter(str(outcome.result) for outcome in report.outcomes)
    print(
        f"| {name} | {len(paths)} | {size:.1f} | {seconds:.1f} | {len(paths) / seconds:.1f} "
        f"| {size / seconds:.2f} | {peak.own / 2**20:.0f} / {peak.below / 2**20:.0f} MiB "
        f"| {'，'.join(f'{key} {value}' for key, value in results.items())} |",
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
