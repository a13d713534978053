"""Does `zhiku train` make the vectors better for a department like ours, and its searches too?

`python -m benchmarks.adapt [文件夹]` loads the built-in collection and the national statutes on
building, housing and safety into a home, trains once without and once with half of the questions of
facts/queries.dev.tsv. After the first it evaluates these questions before and after, by meaning
alone and hybrid; of the second, which was taught half of them, only what `zhiku train` itself says
of the other half counts.
"""

import json
import lzma
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.data import environment, shared_folder
from library.evaluation import Trial, compare, figures_of, read_trials

__all__ = ["main"]

_CLI = Path(__file__).parent.parent / "cli.py"
_ARCHIVE = "inputs/lawrefbook-2025-04-19.tar.xz"
_SUBJECTS = re.compile(
    "建设工程|建筑|安全生产|消防|城镇燃气|特种设备|住房公积金|物业管理|城乡规划|房屋|房地产|招标投标|"
    "城市道路|城市绿化|城市供水|民用建筑节能|生产安全事故|安全许可证|突发事件应对"
)
_LEVELS = {"法律", "行政法规", "部门规章", "司法解释"}


def main() -> None:
    """Build the home, train it twice from the built-in model, and print the figures."""
    data = shared_folder()
    print(environment())
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        place = Path(folder)
        home = _department(data, place)
        before = _asked(data, home)
        for name, options in (
            ("只用资料", ()),
            ("另用查询表的一半", ("--questions", str(data / "facts/queries.dev.tsv"))),
        ):
            copy = place / name
            shutil.copytree(home, copy)
            report = json.loads(_zhiku(copy, "train", "--threads", "1", "--json", *options))
            print(f"\n## {name}\n")
            _print_training(report)
            if report["kept"] and not options:
                _zhiku(copy, "reindex")
                _print_searches(before, _asked(data, copy))
            if len(sys.argv) > 1:
                target = Path(sys.argv[1]) / f"{name}.json"
                target.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")


def _department(data: Path, place: Path) -> Path:
    """Return a home with the built-in collection, the statutes and the transcripts, indexed."""
    laws, home = place / "laws", place / "home"
    laws.mkdir()
    with lzma.open(data / "bench/laws/docs.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    wanted = {
        row["source_path"]
        for row in rows
        if row["level"] in _LEVELS and _SUBJECTS.search(row["title"])
    }
    with tarfile.open(data / _ARCHIVE) as files:
        for member in files:
            source = files.extractfile(member) if member.name.lstrip("./") in wanted else None
            if source:
                (laws / Path(member.name).name).write_bytes(source.read())
    _zhiku(home, "init")
    _zhiku(home, "import", str(laws), str(data / "inputs/statutes"))
    _zhiku(home, "reindex")
    return home


def _asked(data: Path, home: Path) -> dict[str, Trial]:
    """Return the runs over the questions by meaning alone and hybrid."""
    report = home / "report.json"
    found = {}
    for mode in ("semantic", "hybrid"):
        table = str(data / "facts/queries.dev.tsv")
        _zhiku(home, "eval", table, "--mode", mode, "--report", str(report), "--overwrite")
        found[mode] = read_trials(report)[0]
    return found


def _print_training(report: dict[str, Any]) -> None:
    print(
        f"训练 {report['taught']} 段，留出 {report['held_out']} 段，新词 {report['new_words']} 个，"
        f"{report['steps']} 步，{report['seconds']} 秒。{report['reason']}，"
        f"{'留用' if report['kept'] else '不留用'}。\n"
    )
    print("| 检验 | 查询数 | MRR@10 | R@10 | R@100 | 差的 95% 区间 |\n|---|---|---|---|---|---|")
    for score in report["scores"]:
        pairs = (score["mrr_10"], score["recall_10"], score["recall_100"])
        cells = " | ".join(f"{before:.3f} → {after:.3f}" for before, after in pairs)
        interval = f"{score['low']:+.3f} ～ {score['high']:+.3f}"
        print(f"| {score['subject']} | {score['queries']} | {cells} | {interval} |")


def _print_searches(before: dict[str, Trial], after: dict[str, Trial]) -> None:
    print("\n| 98 个问题 | 第一条就对 | 前三条有 | MRR@10 | 变好 | 变差 | 符号检验 |")
    print("|---|---|---|---|---|---|---|")
    for mode, trial in after.items():
        old, new = figures_of(before[mode].answers), figures_of(trial.answers)
        pairs = (
            (old.success_1, new.success_1),
            (old.success_3, new.success_3),
            (old.mrr_10, new.mrr_10),
        )
        cells = " | ".join(f"{a:.3f} → {b:.3f}" for a, b in pairs)
        change = compare(before[mode], trial)
        wins, losses = len(change.wins), len(change.losses)
        print(f"| {trial.mode.label} | {cells} | {wins} | {losses} | {change.chance:.2f} |")


def _zhiku(home: Path, *arguments: str) -> str:
    """Run a command; the import of a folder ends with 3 where any one file is no document."""
    command = [sys.executable, str(_CLI), *arguments, "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 3} or (done.returncode and arguments[0] != "import"):
        sys.exit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
