"""Does a damaged file of any format end as text or as UnreadableFile, and in time?"""

import io
import random
import time
import zipfile
from pathlib import Path

import pytest

from corpus import UnreadableFile, import_files
from corpus.readers import Guard, read_file
from corpus.storing.memory_store import MemoryStore

pytestmark = pytest.mark.once


SEED, COUNT = 20261122, 400
SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf", ".ofd", ".xlsx", ".csv", ".zip")


def sources(test_data: Path) -> list[Path]:
    inputs = test_data / "inputs"
    found = [
        *(inputs / "office").glob("*x"), *(inputs / "pdf").glob("*"),
        *(inputs / "encoding").glob("*.txt"),
        *(path for path in (inputs / "ofd").glob("*") if path.stat().st_size < 300_000),
        inputs / "html" / "company_law" / "2005" / "gjxfj_company_law_2005.html",
    ]  # fmt: skip
    return sorted(found)


def inner_damage(data: bytes, chance: random.Random) -> bytes:
    """Damage one part of a package and pack it again, so that its checksums hold."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", 8) as new:
        names = [name for name in old.namelist() if name.endswith(".xml")] or old.namelist()
        victim = chance.choice(names)
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, flipped(part, chance) if name == victim else part)
    return target.getvalue()


def flipped(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice([1, 5, 50])):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def mutated(data: bytes, chance: random.Random) -> bytes:
    match chance.randrange(6):
        case 0:
            return data[: chance.randrange(len(data))]
        case 1:
            return flipped(data, chance)
        case 2:
            start = chance.randrange(len(data))
            return data[:start] + data[start + chance.randrange(1, 2000) :]
        case 3:
            start = chance.randrange(len(data))
            piece = data[start : start + 500]
            return data[:start] + piece * chance.randrange(2, 50) + data[start:]
        case 4 if data.startswith(b"PK"):
            return inner_damage(data, chance)
    return data[: chance.randrange(1, 200)] + bytes(chance.randrange(100)) + data[-300:]


@pytest.mark.parametrize("part", range(4))
def test_damaged_files_give_text_or_a_reason(test_data: Path, tmp_path: Path, part: int) -> None:
    chance = random.Random(f"{SEED}-{part}")
    files = sources(test_data)
    ends, slowest = {"text": 0, "refused": 0}, 0.0
    with Guard() as guard:
        for number in range(COUNT // 4):
            source = chance.choice(files)
            suffix = chance.choice([source.suffix, source.suffix, source.suffix, *SUFFIXES])
            path = tmp_path / f"{number}{suffix}"
            path.write_bytes(mutated(source.read_bytes(), chance))
            started = time.monotonic()
            try:
                assert read_file(path, guard).text.strip()
                ends["text"] += 1
            except UnreadableFile as error:
                ends["refused"] += bool(error.reason and error.advice)
            slowest = max(slowest, time.monotonic() - started)
            path.unlink()
    assert slowest < 30
    assert sum(ends.values()) == COUNT // 4
    assert min(ends.values()) > 10  # both happen, or the damage is not what it should be


def test_damaged_archives_stop_no_other_file(test_data: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    paths = []
    for number in range(40):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for source in chance.sample(sources(test_data), 2):
                archive.writestr(source.name, source.read_bytes()[:60_000])
        path = tmp_path / f"{number:02}.zip"
        path.write_bytes(mutated(target.getvalue(), chance))
        paths.append(path)
    good = tmp_path / "好.txt"
    good.write_text("关于示例工作的通知\n\n一、工作目标\n\n落实责任。\n", "utf-8")
    report = import_files(MemoryStore(), [*paths, good])
    assert report.outcomes[-1].result == "新增"
    assert {path for path in paths if any(o.path.is_relative_to(path) for o in report.outcomes)}


def test_one_line_of_many_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("安全生产，人人有责。" * 500_000, "utf-8")
    with pytest.raises(UnreadableFile, match="万字"):
        read_file(path)
    path.write_bytes(b"a" * 100 * 2**20)
    with pytest.raises(UnreadableFile, match="上限"):
        read_file(path)
