"""Do files that arrive in a watched folder become findable, and is nothing lost on the way?"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from commands.watch import Changes, follow
from indexer import BuildBusy

ROOT = Path(__file__).parent.parent
LETTER = "# 关于做好防汛工作的通知\n\n一、各施工单位要每日巡查基坑排水。\n"


def test_what_was_there_is_taken_in_first_then_what_arrives(tmp_path: Path) -> None:
    new, taken = tmp_path / "a.md", list[list[Path]]()
    follow([[], [(True, new)], []], [tmp_path], taken.append)
    assert taken == [[tmp_path], [new]]


def test_what_another_writer_holds_up_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = tmp_path / "a.md", tmp_path / "b.md"
    batches: list[Changes] = [[(True, a)], [], [(True, b)]]
    taken: list[list[Path]] = []

    def busy_at_first(paths: list[Path]) -> None:
        taken.append(paths)
        if len(taken) < 3:
            raise BuildBusy("另一个进程正在写入")

    follow(batches, [], busy_at_first)
    assert taken == [[a], [a], [a, b]]
    assert capsys.readouterr().out.count("稍后再试") == 1


def test_a_file_that_is_gone_stays_in_the_collection_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken: list[list[Path]] = []
    follow([[(False, tmp_path / "旧.md")]], [], taken.append)
    assert not taken
    assert "旧.md已不在文件夹里。库中仍保留" in capsys.readouterr().out


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["watch", str(tmp_path / "无"), "--home", str(tmp_path / "h")])
    assert result.exit_code == 2
    assert "文件夹。请核对路径" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_a_file_dropped_into_the_folder_is_found_by_itself(tmp_path: Path) -> None:
    inbox, home = tmp_path / "收文", str(tmp_path / "home")
    inbox.mkdir()
    said = (tmp_path / "said.txt").open("w+")
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "cli", "watch", str(inbox), "--poll", "--home", home]
    child = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said, env=environ)
    try:
        _until(said.name, "正在看守")
        (inbox / "~$通知.docx").write_text("锁", encoding="utf-8")
        (inbox / "通知.md").write_text(LETTER, encoding="utf-8")
        _until(said.name, "索引已更新：新增 1 条")
    finally:
        child.send_signal(signal.SIGINT)
        assert child.wait(30) == 0
        said.close()
    shown = Path(said.name).read_text("utf-8")
    assert "已停止看守" in shown
    assert "~$" not in shown
    found = CliRunner().invoke(app, ["search", "基坑排水 巡查", "--home", home])
    assert "关于做好防汛工作的通知" in found.stdout


def _until(path: str, words: str) -> None:
    end = time.monotonic() + 90
    while words not in (shown := Path(path).read_text("utf-8")):
        assert time.monotonic() < end, shown
        time.sleep(0.2)
