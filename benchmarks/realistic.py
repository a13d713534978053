"""How often do realistic questions of staff find the article that answers them?

`python -m benchmarks.realistic [文件夹]` loads the laws that facts/queries.dev.tsv names, from the
LawRefBook archive and the transcripts beside it, into a home of the built-in collection and one
without it, and evaluates both; reports are written into the folder where one is given.
"""

import csv
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from benchmarks.data import environment, shared_folder
from library.evaluation import FIGURE_NAMES, Trial, figure_cells, figures_of, in_words, read_trials

__all__ = ["laws_named", "main"]

_CLI = Path(__file__).parent.parent / "cli.py"
_ARCHIVE = "inputs/lawrefbook-2025-04-19.tar.xz"


def main() -> None:
    """Load, evaluate, print the figures and what was missed."""
    data = shared_folder()
    print(environment())
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        place = Path(folder)
        laws = place / "laws"
        _extract(data / _ARCHIVE, laws_named(data / "facts/queries.dev.tsv"), laws)
        for name, built_in in (("只有这些法规", False), ("加上自带资料", True)):
            trial = _evaluated(data, place / str(built_in), laws, built_in=built_in)
            _print(name, trial)


def _print(name: str, trial: Trial) -> None:
    cells = zip(FIGURE_NAMES, figure_cells(figures_of(trial.answers)), strict=True)
    print(f"\n{name}：" + "，".join(f"{figure} {value}" for figure, value in cells))
    for row in trial.bad:
        print(f"没有计入：{row.query}：{row.reason}")
    for answer in (answer for answer in trial.answers if not answer.right):
        first = answer.hits[0][1] if answer.hits else ""
        print(f"- {answer.query}｜{'；'.join(answer.expected)}｜{in_words(answer)}｜{first}")


def laws_named(queries: Path) -> set[str]:
    """Return the titles of the laws whose articles are expected."""
    with queries.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {part.split(" ")[0] for row in rows for part in row["expected"].split("；")}


def _extract(archive: Path, names: set[str], folder: Path) -> None:
    """Write the files of the laws of these names; those of places and departments bear others."""
    folder.mkdir()
    with tarfile.open(archive) as files:
        for member in files:
            name = Path(member.name).name
            source = files.extractfile(member) if name.partition("(")[0] in names else None
            if source:
                (folder / name).write_bytes(source.read())


def _evaluated(data: Path, home: Path, laws: Path, *, built_in: bool) -> Trial:
    report = home.with_suffix(".json")
    if built_in:
        _zhiku(home, "init")
    _zhiku(home, "import", str(laws), str(data / "inputs/statutes"))
    _zhiku(home, "reindex")
    _zhiku(home, "eval", str(data / "facts/queries.dev.tsv"), "--report", str(report))
    if len(sys.argv) > 1:
        (Path(sys.argv[1]) / report.name).write_bytes(report.read_bytes())
    return read_trials(report)[0]


def _zhiku(home: Path, *arguments: str) -> None:
    """Run a command; the import of a folder ends with 3 where any one file is no document."""
    command = [sys.executable, str(_CLI), *arguments, "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 3}:
        sys.exit(done.stderr)


if __name__ == "__main__":
    main()
