"""How does one engine get measured on one set, in processes of its own, its index kept?"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.peers.measures import percentile, quality, reciprocal_ranks
from benchmarks.peers.question_sets import QuestionSet, write_set
from benchmarks.peers.shared_means import model_fingerprint
from benchmarks.peers.tables import Row
from benchmarks.peers.trial import MODULES, load_peer

__all__ = ["Bench"]

_ROOT = Path(__file__).parent.parent.parent
_PRODUCT = ("corpus", "indexer", "search")
"""What the product's own index depends on."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder of indexes and results."""

    folder: Path

    def measured(self, name: str, asked: QuestionSet) -> Row | None:
        """Build where needed and ask; None, with the reason printed, where the engine failed."""
        place = self.folder / name / asked.corpus.name
        questions = self.folder / f"{asked.name}.json"
        self.folder.mkdir(parents=True, exist_ok=True)
        write_set(asked, questions)
        try:
            seconds = self._built(name, asked, questions, place)
            found = _child("ask", name, questions, place / "index", place / f"{asked.name}.json")
        except subprocess.CalledProcessError as error:
            print(f"{name} 没有跑完 {asked.name}：{error.stderr[-2000:]}", file=sys.stderr)
            return None
        return _row(load_peer(name).label, asked, found, seconds, _size(place / "index"))

    def _built(self, name: str, asked: QuestionSet, questions: Path, place: Path) -> float:
        """Return the seconds of the build, now or when the index that is there was made."""
        record, index, key = place / "built.json", place / "index", _key(name, asked)
        if record.is_file():
            kept = json.loads(record.read_text("utf-8"))
            if kept["key"] == key:
                return float(kept["seconds"])
        shutil.rmtree(place, ignore_errors=True)
        index.mkdir(parents=True)
        seconds = float(_child("build", name, questions, index, place / "build.json")["seconds"])
        record.write_text(json.dumps({"key": key, "seconds": seconds}), "utf-8")
        return seconds


def _child(task: str, name: str, questions: Path, index: Path, result: Path) -> Any:
    print(f"{task} {name} {questions.stem}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "benchmarks.peers.trial", task, name]
    command += [str(path) for path in (questions, index, result)]
    subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    return json.loads(result.read_text("utf-8"))


def _row(label: str, asked: QuestionSet, found: Any, seconds: float, disk: float) -> Row:
    return Row(
        label=label,
        quality=quality(asked.answers, found["found"]),
        p50=percentile(found["times"], 50),
        p95=percentile(found["times"], 95),
        again_p95=percentile(found["again"], 95),
        processor=found["processor"],
        build=seconds,
        resident=found["resident"],
        disk=disk,
        ranks=reciprocal_ranks(asked.answers, found["found"]),
    )


def _key(name: str, asked: QuestionSet) -> str:
    """Tell apart what an index is made of: engine, set-up, model, corpus."""
    digest = hashlib.sha256(model_fingerprint().encode())
    for path in _sources(name):
        digest.update(path.read_bytes())
    stat = asked.corpus.path.stat()
    digest.update(f"{asked.corpus.path} {stat.st_size} {[*_versions(name)]}".encode())
    return digest.hexdigest()


def _sources(name: str) -> Iterator[Path]:
    here = Path(__file__).parent
    yield from (here / f"{MODULES[name]}.py", here / "shared_means.py", here / "ports.py")
    if name == "zhiku":
        for room in _PRODUCT:
            yield from sorted(p for p in (_ROOT / room).rglob("*") if p.suffix in {".py", ".tsv"})


def _versions(name: str) -> Iterator[str]:
    for package in load_peer(name).packages:
        try:
            yield version(package)
        except PackageNotFoundError:
            yield ""


def _size(folder: Path) -> float:
    """Return the MiB of all files below, one with several names counted once."""
    found = (path.lstat() for path in folder.rglob("*") if path.is_file())
    return sum({stat.st_ino: stat.st_size for stat in found}.values()) / 2**20
