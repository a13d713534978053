"""Does a removed document leave nothing behind?"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from search import Settings, open_store

SECRET = "甲乙丙丁工地的塔式起重机基础沉降异常"
TEXT = f"关于示例工作的通知\n\n一、工作目标\n\n{SECRET}。\n"
OTHER = "关于另外工作的通知\n\n一、检查\n\n逐台检查吊篮。\n"


def run(*words: str, said: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=said)


@pytest.fixture
def home(tmp_path: Path) -> str:
    for name, text in (("a.txt", TEXT), ("b.txt", OTHER)):
        (tmp_path / name).write_text(text, "utf-8")
    home = str(tmp_path / "home")
    assert (
        run("import", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--home", home).exit_code
        == 0
    )
    assert run("reindex", "--home", home).exit_code == 0
    return home


def ids(home: str) -> dict[str, str]:
    with open_store(Settings(Path(home))) as store:
        return {document.title: document.document_id for document in store.documents()}


def holding(home: str, words: str) -> list[Path]:
    files = (path for path in Path(home).rglob("*") if path.is_file())
    return [path for path in files if words.encode() in path.read_bytes()]


def test_a_removed_document_leaves_nothing_behind(home: str) -> None:
    name = ids(home)["关于示例工作的通知"]
    assert run("correct", name, "发文机关=示例局", "--basis", "公报", "--home", home).exit_code == 0
    assert holding(home, SECRET)
    result = run("remove", name, "--home", home, said="是\n")
    assert result.exit_code == 0
    assert "再次导入会重新收入" in result.stdout
    assert run("reindex", "--home", home).exit_code == 0
    assert run("search", SECRET, "--home", home).exit_code == 1
    assert run("show", name, "--home", home).exit_code == 1
    assert run("search", "吊篮", "--home", home).exit_code == 0
    for _ in "12":  # the generation before stays while it may be read
        run("reindex", "--full", "--home", home)
    assert holding(home, SECRET) == []
    with open_store(Settings(Path(home))) as store:
        assert (store.corrections(), len(store.sources()), len(store.sketches())) == ([], 1, 1)


@pytest.mark.parametrize("said", ["否\n", "", "\n"])
def test_nothing_goes_without_a_yes(home: str, said: str) -> None:
    name = ids(home)["关于示例工作的通知"]
    result = run("remove", name, "--home", home, said=said)
    assert result.exit_code == 1
    assert "没有移除任何文件" in result.stderr
    assert len(ids(home)) == 2


def test_all_go_or_none(home: str) -> None:
    names = ids(home).values()
    assert run("remove", *names, "nowhere", "--yes", "--home", home).exit_code == 1
    assert len(ids(home)) == 2
    told = json.loads(run("remove", *names, "--yes", "--home", home, "--json").stdout)
    assert {one["document_id"] for one in told["removed"]} == set(names)
    assert told["originals"] == 2
    assert ids(home) == {}
