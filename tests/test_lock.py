"""Does one writer keep the others out, and does a dead one let go?"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.errors import BuildBusy
from indexer.lock import writing

MINUTE = r"\d{4}-\d\d-\d\d \d\d:\d\d"
HOLD = """
import sys, time
from pathlib import Path
from indexer.lock import writing
with writing(Path(sys.argv[1]), "导入文件"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        writing(tmp_path),
        pytest.raises(BuildBusy, match=f"进程 {os.getpid()} 自 {MINUTE} 起正在建立索引"),
        writing(tmp_path),
    ):
        pass
    with writing(tmp_path):
        pass


def test_an_error_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), writing(tmp_path):
        raise ValueError("x")
    with writing(tmp_path):
        pass


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with (
            pytest.raises(BuildBusy, match=f"进程 {child.pid} 自 .*正在导入文件"),
            writing(tmp_path),
        ):
            pass
        child.send_signal(signal.SIGKILL)
    with writing(tmp_path):
        pass


def test_an_unreadable_holder_is_still_busy(tmp_path: Path) -> None:
    with writing(tmp_path):
        (tmp_path / "writer.json").write_text("{", "utf-8")
        with pytest.raises(BuildBusy, match="另一个进程正在写入"), writing(tmp_path):
            pass
