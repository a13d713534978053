"""Do `zhiku init` and `zhiku import` leave the collection as they say?"""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from commands import collection
from indexer import writing
from search import Settings, open_store

TEXT = "关于示例工作的通知\n\n一、工作目标\n\n落实责任。\n"


def run(*words: str) -> dict[str, dict[str, int]]:
    result = CliRunner().invoke(app, [*words, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_init_updates_its_own_files_from_any_place_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = str(tmp_path / "home")
    run("init", "--home", home)
    (tmp_path / "own.txt").write_text(TEXT, "utf-8")
    run("import", str(tmp_path / "own.txt"), "--home", home)
    newer = tmp_path / "elsewhere"
    shutil.copytree(str(files("corpus").joinpath("documents")), newer)
    hubei = newer / "policies" / "hubei-zhujian-anquan.md"
    hubei.write_text(hubei.read_text("utf-8") + "\n十、新增一条。\n", "utf-8")
    monkeypatch.setattr(collection, "files", lambda _: tmp_path)
    newer.rename(tmp_path / "documents")
    counts = run("init", "--home", home)["counts"]
    assert {name: count for name, count in counts.items() if count} == {"更新": 1, "未变": 8}
    with open_store(Settings(Path(home))) as store:
        assert store.counts()[0] == 142
        assert "新增一条" in store.get("hubei-zhujian-anquan").text
        keys = [key for key in store.sources() if not key.endswith("own.txt")]
        assert len(keys) == 141
        assert sum(key.startswith("builtin:policies/") for key in keys) == 5
        assert all(key.startswith("builtin:") for key in keys)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    with writing(tmp_path / "home"):
        words = ["import", str(tmp_path / "a.txt"), "--home", str(tmp_path / "home")]
        result = CliRunner().invoke(app, words)
    assert result.exit_code == 3
    assert "同一时间只能有一个" in result.stderr
    assert CliRunner().invoke(app, words).exit_code == 0


def test_names_that_look_like_markup_are_only_names(tmp_path: Path) -> None:
    (tmp_path / "[bold]x[red].txt").write_text(TEXT, "utf-8")
    words = ["import", str(tmp_path), "--home", str(tmp_path / "home")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0
    assert "[bold]x[red].txt" in result.stdout
