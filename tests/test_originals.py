"""Are the files themselves kept whole, out of sight, and only as long as a document needs them?"""

import errno
import hashlib
import json
import stat
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from cli import app
from corpus import OriginalMissing, Originals, StoreBroken, import_files
from corpus.storing.memory_store import MemoryStore
from search import Settings, open_service, open_store
from web import create_app

NOTICE = "关于示例工作的通知\n\n一、工作目标\n\n落实责任。联系人：张三，电话：13812345678。\n"


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "home" / "originals")


def kept(tmp_path: Path) -> list[Path]:
    return sorted(p for p in (tmp_path / "home" / "originals").rglob("*") if p.is_file())


def notice(tmp_path: Path, text: str = NOTICE) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_file_is_kept_by_its_checksum_for_its_owner_only(
    tmp_path: Path, originals: Originals
) -> None:
    path = notice(tmp_path)
    origin = originals.keep(path)
    assert origin == hashlib.sha256(path.read_bytes()).hexdigest()
    assert originals.keep(path) == origin
    [found] = kept(tmp_path)
    assert found == tmp_path / "home" / "originals" / origin[:2] / origin
    assert found.read_bytes() == path.read_bytes()
    assert stat.S_IMODE(found.stat().st_mode) == 0o600
    assert stat.S_IMODE(found.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(found.parent.parent.stat().st_mode) == 0o700


def test_what_a_crash_cut_short_is_written_again(tmp_path: Path, originals: Originals) -> None:
    path = notice(tmp_path)
    originals.keep(path)
    kept(tmp_path)[0].write_bytes(b"")
    originals.keep(path)
    assert kept(tmp_path)[0].read_bytes() == path.read_bytes()


def test_a_document_leads_back_to_its_file_unmasked(tmp_path: Path, originals: Originals) -> None:
    path, store = notice(tmp_path), MemoryStore()
    import_files(store, [path], originals=originals)
    [document] = store.documents()
    assert "13812345678" not in store.get(document.document_id).text
    originals.copy(document.origin, tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text("utf-8") == NOTICE
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        originals.copy(document.origin, tmp_path / "out.txt")


def test_a_member_of_an_archive_is_kept_itself(tmp_path: Path, originals: Originals) -> None:
    store, path = MemoryStore(), tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("内/通知.txt", NOTICE)
    import_files(store, [path], originals=originals)
    [document] = store.documents()
    assert document.origin == hashlib.sha256(NOTICE.encode()).hexdigest()


def test_a_changed_file_leaves_no_original_behind(tmp_path: Path, originals: Originals) -> None:
    path, store = notice(tmp_path), MemoryStore()
    import_files(store, [path], originals=originals)
    first = kept(tmp_path)
    notice(tmp_path, NOTICE.replace("落实", "压实"))
    assert import_files(store, [path], originals=originals).count("更新") == 1
    assert len(kept(tmp_path)) == 1
    assert kept(tmp_path) != first


def test_other_bytes_with_the_same_text_change_nothing(
    tmp_path: Path, originals: Originals
) -> None:
    path, store = notice(tmp_path), MemoryStore()
    import_files(store, [path], originals=originals)
    first = kept(tmp_path)
    path.write_text(NOTICE, "gb18030")
    assert import_files(store, [path], originals=originals).count("未变") == 1
    assert import_files(store, [path]).count("未变") == 1
    assert kept(tmp_path) == first


def test_the_original_goes_with_the_last_document_that_came_from_it(
    tmp_path: Path, originals: Originals
) -> None:
    path, store = notice(tmp_path), MemoryStore()
    import_files(store, [path], originals=originals)
    [document] = store.documents()
    assert originals.remove_unused(store) == 0
    store.delete(document.document_id)
    assert originals.remove_unused(store) == 1
    assert kept(tmp_path) == []


def test_a_full_disk_fails_the_file_and_no_other(
    tmp_path: Path, originals: Originals, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "b.txt"
    other.write_text("关于另一件事的通知\n\n一、目标\n\n办好。\n", "utf-8")
    keep = Path.replace

    def full(self: Path, target: Path) -> Path:
        if "落实" in self.read_text("utf-8"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return keep(self, target)

    monkeypatch.setattr(Path, "replace", full)
    report = import_files(MemoryStore(), [notice(tmp_path), other], originals=originals)
    assert [outcome.result for outcome in report.outcomes] == ["失败", "新增"]
    assert "磁盘" in report.outcomes[0].message
    assert len(kept(tmp_path)) == 1  # and nothing half written


def test_damage_is_found_before_anything_is_handed_out(
    tmp_path: Path, originals: Originals
) -> None:
    origin = originals.keep(notice(tmp_path))
    kept(tmp_path)[0].write_bytes(b"x")
    with pytest.raises(StoreBroken, match="校验和"):
        originals.copy(origin, tmp_path / "out.txt")
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize("origin", ["", "0" * 64, "../../etc/passwd"])
def test_what_is_not_kept_is_said(tmp_path: Path, originals: Originals, origin: str) -> None:
    with pytest.raises(OriginalMissing, match="没有保存"):
        originals.copy(origin, tmp_path / "out.txt")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_the_administrator_takes_the_original_out(tmp_path: Path) -> None:
    home, out = str(tmp_path / "home"), tmp_path / "out.txt"
    run("import", str(notice(tmp_path)), "--home", home)
    with open_store(Settings(tmp_path / "home")) as store:
        [document] = store.documents()
    words = ("original", document.document_id, "--home", home, "--output", str(out))
    shown = run(*words)
    assert shown.exit_code == 0
    assert "未隐去" in run("original", "--help").stdout
    assert "没有隐去个人信息" in shown.stdout
    assert "13812345678" not in shown.stdout
    assert out.read_text("utf-8") == NOTICE
    again = run(*words)
    assert (again.exit_code, "没有覆盖" in again.stderr) == (2, True)
    told = json.loads(run(*words[:-1], str(tmp_path / "o2"), "--json").stdout)
    assert told["sha256"] == document.origin


def test_nothing_is_kept_where_that_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = str(tmp_path / "home")
    monkeypatch.setenv("ZHIKU_ORIGINALS", "none")
    run("import", str(notice(tmp_path)), "--home", home)
    with open_store(Settings(tmp_path / "home")) as store:
        [document] = store.documents()
    out = tmp_path / "out.txt"
    shown = run("original", document.document_id, "--home", home, "--output", str(out))
    assert (shown.exit_code, kept(tmp_path), out.exists()) == (1, [], False)
    assert "没有保存这份文件的原件" in shown.stderr
    monkeypatch.setenv("ZHIKU_ORIGINALS", "no")
    assert "ZHIKU_ORIGINALS 应留空" in run("import", str(out), "--home", home).stderr


def test_the_built_in_collection_has_no_originals(tmp_path: Path) -> None:
    assert run("init", "--home", str(tmp_path / "home")).exit_code == 0
    assert kept(tmp_path) == []


def test_no_page_and_no_export_leads_to_an_original(tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    run("import", str(notice(tmp_path)), "--home", home)
    run("reindex", "--home", home)
    with open_store(Settings(tmp_path / "home")) as store:
        [document] = store.documents()
    client = TestClient(create_app(open_service(Settings(tmp_path / "home")), version="0"))
    for above in ("", "/api/v1"):
        answer = client.get(f"{above}/documents/{document.document_id}")
        assert answer.status_code == 200
        assert document.origin not in answer.text
        assert "13812345678" not in answer.text
    keeping = {"library/collection/removing.py", "library/collection/running.py"}
    top = Path(__file__).parent.parent
    for root in ("search", "library", "web"):
        for path in (top / root).rglob("*.py"):
            named = "Originals" in path.read_text("utf-8")
            assert named is (path.relative_to(top).as_posix() in keeping), path
