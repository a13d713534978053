"""Do a crash, a hang and hunger for memory of a reader stay harmless? Is LibreOffice used well?"""

import os
import time
from pathlib import Path

import pytest

from corpus import UnreadableFile
from corpus.readers import Guard, guard, read_file

PAGE = "<html><body><p>各单位应当落实责任。</p></body></html>"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_one_child_reads_many_files(page: Path) -> None:
    with Guard() as guarded:
        first = read_file(page, guarded)
        child = guarded._child
        assert read_file(page, guarded) == first
        assert guarded._child is child
    assert guarded._child is None


def test_a_hang_ends_in_time_and_the_next_file_is_read(page: Path, tmp_path: Path) -> None:
    fifo = tmp_path / "b.html"
    os.mkfifo(fifo)  # opening it for reading waits for a writer that never comes
    with Guard(seconds=3) as guarded:
        started = time.monotonic()
        with pytest.raises(UnreadableFile, match="还没有读完"):
            guarded.read("html", fifo)
        assert time.monotonic() - started < 29
        assert "落实责任" in guarded.read("html", page).text


def test_a_dead_child_is_replaced(page: Path) -> None:
    with Guard() as guarded:
        guarded.read("html", page)
        child = guarded._child
        assert child is not None
        child.kill()
        child.wait()
        assert "落实责任" in guarded.read("html", page).text


def test_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>安全生产，" * 2_000_000, "utf-8")
    with Guard(memory=400 * 2**20) as guarded, pytest.raises(UnreadableFile):
        guarded.read("html", path)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<div>" * 5000 + "安全生产，人人有责。", "utf-8")
    with pytest.raises(UnreadableFile, match="嵌套过深"):
        read_file(path)


def test_the_limit_of_time_is_below_half_a_minute() -> None:
    with guard.Guard() as guarded:
        assert guarded._seconds < 30
