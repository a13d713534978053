"""Does a backup hold what cannot be made again, and does it come back wholly or not at all?"""

import errno
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from corpus import Originals, import_files
from indexer import writing
from library.backups import exchange, inspect_backup, restore_backup, write_backup
from library.backups.manifest import MANIFEST, has_place
from library.errors import BackupFailed, BackupRejected
from search import SearchRequest, Settings, open_service, open_store, rebuild
from search.results_json import as_json

pytestmark = pytest.mark.once


ROOT = Path(__file__).parent.parent
POLICIES = sorted((ROOT / "corpus" / "documents" / "policies").glob("*.md"))[:2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with an index and one of everything that belongs into a backup."""
    home = tmp_path_factory.mktemp("made") / "home"
    with open_store(Settings(home)) as store:
        import_files(store, POLICIES, originals=Originals(home / "originals"))
    with closing(sqlite3.connect(home / "accounts.db")) as db, db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE users (name TEXT)")
        db.execute("INSERT INTO users VALUES ('管理员')")
    (home / "dictionary.tsv").write_text("term\tcategory\n五到位\t要求\n", "utf-8")
    (home / "synonyms.tsv").write_text("canonical\taliases\trelation\n", "utf-8")
    (home / "models" / "own-1").mkdir(parents=True)
    (home / "models" / "own-1" / "weights").write_bytes(b"w")
    (home / "models" / "old").mkdir()
    (home / "models" / "old" / "weights").write_bytes(b"o")
    (home / "models" / "CURRENT").write_text("own-1\n", "utf-8")
    (home / "evaluations").mkdir()
    (home / "evaluations" / "1.json").write_text("{}", "utf-8")
    (home / "evidence" / "ab").mkdir(parents=True)
    (home / "evidence" / "ab" / "abcd").write_bytes(b"photo")
    rebuild(Settings(home, model="none"))
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture
def archive(home: Path, tmp_path: Path) -> Path:
    write_backup(Settings(home), tmp_path / "a.zip")
    return tmp_path / "a.zip"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def held(home: Path) -> dict[str, bytes]:
    """Return the files of a home by name, locks aside."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and not path.name.startswith("writer.")
    }


def documents(home: Path) -> list[object]:
    with open_store(Settings(home)) as store:
        names = [document.document_id for document in store.documents()]
        return [(store.get(name), store.clauses(name)) for name in names]


def answers(home: Path) -> Any:
    service = open_service(Settings(home, model="none"))
    found = [as_json(service.search(SearchRequest(q))) for q in ("五到位", "安全 责任")]
    return [{k: v for k, v in answer.items() if k != "took_ms"} for answer in found]


def test_what_comes_back_is_what_was_there(home: Path, archive: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    restored = restore_backup(new, archive)
    assert restored.aside is None
    assert documents(new) == documents(home)
    rebuild(Settings(new, model="none"))
    assert answers(new) == answers(home)
    assert answers(new)[0]["total"] > 0
    left_out = ("generations/", "models/old/", "accounts.db", "zhiku.db")
    kept = {n: c for n, c in held(home).items() if not n.startswith((*left_out, ".backup"))}
    assert kept == {n: c for n, c in held(new).items() if not n.startswith(left_out)}
    assert len([name for name in kept if name.startswith("originals/")]) == len(POLICIES)
    with closing(sqlite3.connect(new / "accounts.db")) as db:
        assert db.execute("SELECT name FROM users").fetchall() == [("管理员",)]


def test_the_index_comes_along_where_asked_for(home: Path, tmp_path: Path) -> None:
    manifest = write_backup(Settings(home), tmp_path / "a.zip", with_index=True)
    assert manifest.with_index
    restore_backup(tmp_path / "new", tmp_path / "a.zip")
    assert answers(tmp_path / "new") == answers(home)


def test_only_the_owner_may_read_an_archive_and_what_comes_of_it(
    archive: Path, tmp_path: Path
) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    restore_backup(tmp_path / "new", archive)
    for path in (tmp_path / "new", *(tmp_path / "new").rglob("*")):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077 or path.name == "writer.lock", path


def test_an_original_that_no_document_came_from_is_left_out(home: Path, tmp_path: Path) -> None:
    unused = home / "originals" / "ab" / f"ab{'0' * 62}"
    unused.parent.mkdir(exist_ok=True)
    unused.write_bytes(b"personal")
    manifest = write_backup(Settings(home), tmp_path / "a.zip")
    assert manifest.originals == len(POLICIES)
    assert not any(name.endswith(unused.name) for name in manifest.files)


def test_a_backup_is_made_while_others_write(home: Path, tmp_path: Path) -> None:
    """A build holds the right to write; an import has a transaction open."""
    with writing(home), open_store(Settings(home)) as store, store.batch():
        store.delete(next(store.documents()).document_id)
        manifest = write_backup(Settings(home), tmp_path / "a.zip")
    assert manifest.documents == len(POLICIES)
    assert len(documents(home)) == len(POLICIES) - 1


def test_backups_during_a_build_and_searches(home: Path, tmp_path: Path) -> None:
    settings = Settings(home, model="none")
    service = open_service(settings)
    build = threading.Thread(target=rebuild, args=(settings,), kwargs={"full": True})
    build.start()
    for n in range(3):
        write_backup(settings, tmp_path / f"{n}.zip", with_index=True)
        assert service.search(SearchRequest("五到位")).hits
    build.join()
    for n in range(3):
        restore_backup(tmp_path / f"home{n}", tmp_path / f"{n}.zip")
        assert answers(tmp_path / f"home{n}") == answers(home)


def test_a_damaged_database_is_not_backed_up(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    target.write_text("the last good one", "utf-8")
    content = bytearray((home / "zhiku.db").read_bytes())
    content[8192:40960] = b"\xff" * (40960 - 8192)
    (home / "zhiku.db").write_bytes(content)
    with pytest.raises(BackupFailed, match=r"已损坏|读不出"):
        write_backup(Settings(home), target)
    assert target.read_text("utf-8") == "the last good one"


def test_a_home_without_anything_has_no_backup(tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="没有可以备份的"):
        write_backup(Settings(tmp_path / "none"), tmp_path / "a.zip")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_no_half_archive(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        with Path("/dev/full").open("wb", buffering=0) as disk:
            disk.write(b"x")

    monkeypatch.setattr("library.backups.archive._add", full)
    result = run("backup", tmp_path / "a.zip", "--home", home)
    assert (result.exit_code, "磁盘已满" in result.output) == (3, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]
    assert not (home / ".backup" / "stage").exists()


def test_a_home_is_only_replaced_when_told_and_the_old_one_stays(home: Path, archive: Path) -> None:
    (home / "dictionary.tsv").write_text("term\tcategory\n新词\t要求\n", "utf-8")
    before = held(home)
    with pytest.raises(BackupRejected, match="--replace"):
        restore_backup(home, archive)
    assert held(home) == before
    aside = restore_backup(home, archive, replacing=True).aside
    assert aside is not None
    assert held(aside) == before
    assert "五到位" in (home / "dictionary.tsv").read_text("utf-8")
    assert restore_backup(home, archive, replacing=True).aside not in {None, aside}


def test_nothing_is_restored_over_a_running_import(home: Path, archive: Path) -> None:
    before = held(home)
    with writing(home, "导入文件"):
        result = run("restore", archive, "--home", home, "--replace")
    assert (result.exit_code, "正在导入文件" in result.output) == (3, True)
    assert held(home) == before


def test_without_the_exchange_of_linux_it_takes_two_renames(
    home: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_exchanged", lambda _one, _other: False)
    before = held(home)
    aside = restore_backup(home, archive, replacing=True).aside
    assert aside is not None
    assert held(aside) == before
    assert len(documents(home)) == len(POLICIES)
    assert not list(home.parent.glob(".home.restoring-*"))


def test_a_place_that_cannot_be_renamed_is_left_alone(
    home: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_one: Path, _other: Path) -> bool:
        raise OSError(errno.EBUSY, "busy")

    monkeypatch.setattr(exchange, "_exchanged", busy)
    before = held(home)
    with pytest.raises(BackupRejected, match="单独挂载"):
        restore_backup(home, archive, replacing=True)
    assert held(home) == before
    assert sorted(path.name for path in home.parent.iterdir()) == ["a.zip", "home"]


def test_too_little_space_is_said_before_anything_is_unpacked(
    home: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(home)._replace(free=2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    before = held(home)
    with pytest.raises(BackupRejected, match="磁盘空间不够"):
        restore_backup(home, archive, replacing=True)
    assert held(home) == before


def test_a_disk_that_fills_up_while_unpacking_changes_nothing(
    home: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("library.backups.restoration._copied", full)
    before = held(home)
    result = run("restore", archive, "--home", home, "--replace")
    assert (result.exit_code, "磁盘已满" in result.output) == (3, True)
    assert held(home) == before
    assert sorted(path.name for path in home.parent.iterdir()) == ["a.zip", "home"]


def refused(archive: Path, tmp_path: Path, told: str) -> None:
    """Fail unless the archive is refused, and nothing is left of the attempt."""
    new = tmp_path / "new"
    with pytest.raises(BackupRejected, match=told):
        restore_backup(new, archive)
    assert not new.exists() or held(new) == {}
    assert not list(tmp_path.glob(".new.restoring-*"))


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_archive_is_refused(archive: Path, tmp_path: Path, part: float) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * part)])
    refused(archive, tmp_path, "损坏或不完整")


@pytest.mark.parametrize("at", range(5, 95, 10))
def test_a_changed_byte_is_never_restored(archive: Path, tmp_path: Path, at: int) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) * at // 100] ^= 0xFF
    archive.write_bytes(content)
    refused(archive, tmp_path, "损坏|改动")


Change = Callable[[dict[str, Any], list[tuple[zipfile.ZipInfo | str, bytes]]], None]


def rewritten(archive: Path, change: Change) -> None:
    """Write the archive anew with a change to its manifest or to its files."""
    with zipfile.ZipFile(archive) as held:
        files: list[tuple[zipfile.ZipInfo | str, bytes]] = [
            (name, held.read(name)) for name in held.namelist() if name != MANIFEST
        ]
        manifest = json.loads(held.read(MANIFEST))
    change(manifest, files)
    with zipfile.ZipFile(archive, "w") as written:
        for name, content in files:
            written.writestr(name, content)
        written.writestr(MANIFEST, json.dumps(manifest))


def _added(name: str, mode: int = 0o100600) -> Change:
    def change(manifest: dict[str, Any], files: list[Any]) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        files.append((info, b"/etc/passwd"))
        entry = {"size": 11, "sha256": hashlib.sha256(b"/etc/passwd").hexdigest(), "modified": 0}
        manifest["files"][name] = entry

    return change


def _set(**values: object) -> Change:
    return lambda manifest, _files: manifest.update(values)


def _lost(manifest: dict[str, Any], files: list[Any]) -> None:
    files[:] = [pair for pair in files if pair[0] != "dictionary.tsv"]


def _other(manifest: dict[str, Any], files: list[Any]) -> None:
    files[:] = [(n, c[::-1] if n == "dictionary.tsv" else c) for n, c in files]


def _longer(manifest: dict[str, Any], files: list[Any]) -> None:
    files[:] = [(n, c + b"x" if n == "dictionary.tsv" else c) for n, c in files]


def _no_database(manifest: dict[str, Any], files: list[Any]) -> None:
    files[:] = [(n, b"not a database" if n == "zhiku.db" else c) for n, c in files]
    content = b"not a database"
    entry = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "modified": 0}
    manifest["files"]["zhiku.db"] = entry


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_added("/etc/cron.d/x"), "不该在备份里"),
        (_added("../x.tsv"), "不该在备份里"),
        (_added("originals/../../x"), "不该在备份里"),
        (_added("C:\\x.tsv"), "不该在备份里"),
        (_added("models/a\\b"), "不该在备份里"),
        (_added("run.sh"), "不该在备份里"),
        (_added("originals/ab/link", 0o120777), "不是普通文件"),
        (_added("models/"), "不是普通文件"),
        (_added("ZHIKU.db"), "同名"),
        (_lost, "与清单不一致"),
        (_longer, "大小与清单不一致"),
        (_other, "与校验和不符"),
        (_no_database, "资料库打不开"),
        (_set(documents=7), "与清单不一致"),
        (_set(format=99), "请先升级"),
        (_set(version="99.0"), "请先升级"),
        (_set(version="x"), "清单读不懂"),
        (_set(files=[]), "清单读不懂"),
        (_set(foreign=1), "清单读不懂"),
        (_set(files={"zhiku.db": {"size": 1, "sha256": "", "modified": "x"}}), "清单读不懂"),
    ],
)
def test_a_hostile_archive_is_refused(
    archive: Path, tmp_path: Path, change: Change, told: str
) -> None:
    rewritten(archive, change)
    refused(archive, tmp_path, told)


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as other:
        other.writestr("x", "x")
    refused(tmp_path / "b.zip", tmp_path, "没有清单")
    (tmp_path / "c.zip").write_text("text", "utf-8")
    refused(tmp_path / "c.zip", tmp_path, "读不出")
    assert run("restore", tmp_path / "none.zip", "--home", tmp_path / "new").exit_code == 3


def test_names_that_have_a_place() -> None:
    for name in ("zhiku.db", "accounts.db", "词.tsv", "originals/ab/abc", "models/CURRENT"):
        assert has_place(name), name
    for name in ("", "zhiku.txt", "originals", "x/zhiku.db", "models//x", "models/x/", "./a.db"):
        assert not has_place(name), name


KILLED = """
import os, signal, sys
from pathlib import Path
from library.backups import exchange, restoration
step = sys.argv[3]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def after(function):
    def run(*words):
        function(*words)
        die()
    return run
if step == "unpacking":
    restoration._open = die
elif step == "synced":
    restoration.sync_tree = after(restoration.sync_tree)
elif step == "renaming":
    exchange._exchanged = die
else:
    restoration.take_place = after(restoration.take_place)
restoration.restore_backup(Path(sys.argv[1]), Path(sys.argv[2]), replacing=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
@pytest.mark.parametrize("step", ["unpacking", "synced", "renaming", "exchanged"])
def test_who_is_killed_leaves_the_old_home_or_the_new_one(
    home: Path, archive: Path, step: str
) -> None:
    (home / "dictionary.tsv").write_text("term\tcategory\n新词\t要求\n", "utf-8")
    before = held(home)
    words = [sys.executable, "-c", KILLED, str(home), str(archive), step]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    if step == "exchanged":
        [aside] = home.parent.glob("home.replaced-*")
        assert held(aside) == before
    else:
        assert held(home) == before
    restore_backup(home, archive, replacing=True)  # and nothing is in the way of the next try
    assert "五到位" in (home / "dictionary.tsv").read_text("utf-8")
    assert len(documents(home)) == len(POLICIES)
    assert not list(home.parent.glob(".home.restoring-*"))


def test_the_commands_say_what_they_did(home: Path, tmp_path: Path) -> None:
    target, new = tmp_path / "备份.zip", tmp_path / "new"
    result = run("backup", target, "--home", home)
    assert result.exit_code == 0
    assert "未隐去个人信息" in result.stdout
    assert hashlib.sha256(target.read_bytes()).hexdigest() in result.stdout
    assert run("backup", target, "--home", home).exit_code == 2
    shown = run("backup", target, "--home", home, "--overwrite", "--json")
    assert json.loads(shown.stdout)["originals"] == len(POLICIES)
    shown = run("restore", target, "--check")
    assert (shown.exit_code, f"{len(POLICIES)} 份文件" in shown.stdout) == (0, True)
    shown = run("restore", target, "--home", new)
    assert "zhiku reindex" in shown.stdout
    shown = run("restore", target, "--home", new, "--replace", "--json")
    assert Path(json.loads(shown.stdout)["aside"]).is_dir()
    assert inspect_backup(target).documents == len(POLICIES)


def test_whatever_the_settings_name_in_a_home_is_kept_or_rebuilt() -> None:
    """A new file of the home has to be given a place in the archives, or be found here."""
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    table = text.partition("## 数据目录里有什么")[2].partition("\n## ")[0]
    for line in (line for line in table.splitlines() if line.startswith("| `")):
        name = line.split("`")[1]
        assert has_place(f"{name}x" if name.endswith("/") else name), name
