"""Is a file read once, and does an import go on where it stopped, whatever stopped it?"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Originals, Result, SqliteStore, StoreBroken, import_files
from corpus.cataloguing import read_draft
from corpus.errors import ImportInterrupted
from corpus.intake import importing
from corpus.intake.stamping import Stamper, reader_version


def notice(number: int) -> str:
    head = f"关于第{number}项工作的通知\n\n示函〔2024〕{number}号"
    return f"{head}\n\n一、目标\n\n落实{number}项责任。\n"


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"{number}.txt" for number in range(6)]
    for number, path in enumerate(found):
        path.write_text(notice(number), "utf-8")
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "store.db") as opened:
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def watched(path: Path, *others: object) -> object:
        seen.append(path.name)
        return read_draft(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "read_draft", watched)
    return seen


def results(store: SqliteStore, paths: list[Path], *, again: bool = False) -> list[str]:
    return [outcome.result for outcome in import_files(store, paths, again=again).outcomes]


def test_what_has_not_changed_is_not_read(
    store: SqliteStore, paths: list[Path], read: list[str]
) -> None:
    assert set(results(store, paths)) == {"新增"}
    read.clear()
    paths[3].write_text(notice(33), "utf-8")
    assert results(store, paths).count("未变") == 5
    assert read == ["3.txt"]
    read.clear()
    assert set(results(store, paths, again=True)) == {"未变"}
    assert len(read) == 6


def test_another_version_of_the_readers_reads_again(
    store: SqliteStore, paths: list[Path], read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    results(store, paths)
    read.clear()
    monkeypatch.setattr("corpus.intake.stamping.reader_version", lambda: "another")
    assert set(results(store, paths)) == {"未变"}
    assert len(read) == 6
    read.clear()
    results(store, paths)
    assert read == []


def test_originals_that_were_not_kept_are_kept_now(
    store: SqliteStore, paths: list[Path], tmp_path: Path
) -> None:
    results(store, paths)
    import_files(store, paths, originals=Originals(tmp_path / "originals"))
    assert all(document.origin for document in store.documents())


def test_the_version_changes_with_the_code_and_its_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    rule = tmp_path / "rules" / "rule.py"
    rule.write_text("a", "utf-8")
    monkeypatch.setattr("corpus.intake.stamping.files", lambda _: tmp_path)
    before = reader_version()
    assert reader_version() == before
    rule.write_text("b", "utf-8")
    assert reader_version() != before
    middle = reader_version()
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "notice.md").write_text("c", "utf-8")
    assert reader_version() == middle
    monkeypatch.setattr("corpus.intake.stamping.version", lambda _: "2")
    assert reader_version() != middle


def test_what_is_no_regular_file_has_no_stamp(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    stamper = Stamper(keeps_originals=False)
    for name in ("pipe", "nowhere", "."):
        assert stamper.stamp(tmp_path / name) == ""


def test_a_file_that_failed_is_tried_again(
    store: SqliteStore, paths: list[Path], read: list[str]
) -> None:
    paths[0].write_bytes(b"")
    assert results(store, paths)[0] == "失败"
    read.clear()
    assert results(store, paths)[0] == "失败"
    assert read == ["0.txt"]


def test_slow_files_are_stored_as_they_are_read(
    store: SqliteStore, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(done: int, total: int, name: str) -> None:
        if done == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(importing, "_BLOCK_SECONDS", 0.0)
    with pytest.raises(ImportInterrupted, match="共 6 个文件，前 4 个已处理完"):
        import_files(store, paths, stopped)
    assert store.counts()[0] == 4


def test_a_full_disk_keeps_the_blocks_before_and_the_rest_follows(
    store: SqliteStore, paths: list[Path], read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BLOCK_FILES", 2)
    results(store, paths[:2])
    [(pages,)] = store._db.execute("PRAGMA page_count").fetchall()
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    paths[4].write_text(notice(4) + "二、其他。\n" * 20000, "utf-8")
    with pytest.raises(StoreBroken, match="磁盘已满"):
        import_files(store, paths)
    held = store.counts()[0]
    assert 2 <= held < 6
    store._db.execute("PRAGMA max_page_count = 1000000")
    read.clear()
    assert results(store, paths).count("未变") == held
    assert len(read) == 6 - held
    assert store.counts()[0] == 6


SLOW = (
    "import sys; from pathlib import Path; from corpus import SqliteStore, import_files;"
    "from corpus.intake import importing;"
    "importing._BLOCK_FILES = 3;"
    "paths = [Path(word) for word in sys.argv[2:]];"
    "tell = lambda done, total, name: print(done, flush=True) or sys.stdin.readline();"
    "import_files(SqliteStore(Path(sys.argv[1])), paths, tell)"
)


@pytest.mark.parametrize("stopped_at", [0, 2, 3, 5])
def test_a_killed_import_goes_on_where_it_stopped(
    tmp_path: Path, paths: list[Path], read: list[str], stopped_at: int
) -> None:
    database = tmp_path / "killed.db"
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, str(database), *map(str, paths)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdin
        assert child.stdout
        while int(child.stdout.readline()) < stopped_at:
            child.stdin.write("\n")
            child.stdin.flush()
        child.send_signal(signal.SIGKILL)
    with SqliteStore(database) as store:
        kept = store.counts()[0]
        assert kept == stopped_at // 3 * 3
        assert results(store, paths).count(Result.SAME) == kept
        assert len(read) == 6 - kept
        assert store.counts()[0] == 6
