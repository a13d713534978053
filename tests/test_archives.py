"""Is every file of an archive imported or refused by name, and can none do harm?"""

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from corpus import UnreadableFile, import_files
from corpus.readers import open_archive, read_file
from corpus.storing.memory_store import MemoryStore

TEXT = "关于示例工作的通知\n\n一、工作目标\n\n落实责任。\n".encode()


def packed(members: dict[str, bytes], *, compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compress) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def results(tmp_path: Path, data: bytes) -> dict[str, tuple[str, str]]:
    path = tmp_path / "包.zip"
    path.write_bytes(data)
    report = import_files(MemoryStore(), [path])
    return {
        outcome.path.relative_to(tmp_path).as_posix(): (outcome.result, outcome.message)
        for outcome in report.outcomes
    }


def test_members_are_imported_below_the_name_of_the_archive(tmp_path: Path) -> None:
    inner = packed({"内/丙.txt": TEXT.replace("示例".encode(), "另一".encode())})
    found = results(
        tmp_path,
        packed({"甲.txt": TEXT, "图.jpg": b"x", "里.zip": inner, "__MACOSX/._甲.txt": b"x"}),
    )
    assert {name: result for name, (result, _) in found.items()} == {
        "包.zip/甲.txt": "新增",
        "包.zip/图.jpg": "略过",
        "包.zip/里.zip/内/丙.txt": "新增",
    }


def test_importing_an_archive_again_changes_nothing(tmp_path: Path) -> None:
    store, path = MemoryStore(), tmp_path / "a.zip"
    path.write_bytes(packed({"甲.txt": TEXT}))
    assert [o.result for o in import_files(store, [path]).outcomes] == ["新增"]
    assert [o.result for o in import_files(store, [path]).outcomes] == ["未变"]


def test_names_in_gbk_and_utf8_without_mark(tmp_path: Path) -> None:
    for encoding in ("gbk", "utf-8"):
        name = "通知".encode(encoding)
        data = packed({"q" * len(name) + ".txt": TEXT}).replace(b"q" * len(name), name)
        assert set(results(tmp_path, data)) == {"包.zip/通知.txt"}


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:/a.txt", "b/..\\..\\a.txt"])
def test_names_that_point_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "a.zip"
    path.write_bytes(packed({name: TEXT, "好.txt": TEXT}))
    outcomes = import_files(MemoryStore(), [path]).outcomes
    assert [outcome.result for outcome in outcomes] == ["失败", "新增"]
    assert "以外的地方" in outcomes[0].message
    assert [found.name for found in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    found = results(tmp_path, packed({"大.txt": bytes(60 * 2**20), "好.txt": TEXT}))
    assert "压缩炸弹" in found["包.zip/大.txt"][1]
    assert found["包.zip/好.txt"][0] == "新增"


def test_bombs_within_documents_are_refused(tmp_path: Path) -> None:
    for name, part in (("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")):
        path = tmp_path / name
        path.write_bytes(packed({part: b"<a>" + b" " * 200 * 2**20}))
        with pytest.raises(UnreadableFile, match="压缩炸弹"):
            read_file(path)


def test_archives_within_archives_have_a_limit(tmp_path: Path) -> None:
    data = packed({"甲.txt": TEXT})
    for _ in range(4):
        data = packed({"里.zip": data})
    [(name, (result, message))] = results(tmp_path, data).items()
    assert name == "包.zip/里.zip/里.zip/里.zip"
    assert result == "失败"
    assert "3 层" in message


def test_locked_and_damaged_members_stop_no_other(tmp_path: Path) -> None:
    data = bytearray(packed({"锁.txt": TEXT, "坏.txt": TEXT, "好.txt": TEXT}, compress=0))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1  # the first is encrypted
    data[data.index(TEXT, data.index("坏.txt".encode()))] ^= 0xFF
    found = results(tmp_path, bytes(data))
    assert "密码" in found["包.zip/锁.txt"][1]
    assert "损坏" in found["包.zip/坏.txt"][1]
    assert found["包.zip/好.txt"][0] == "新增"


def test_a_declared_size_that_lies_is_found_out(tmp_path: Path) -> None:
    data = bytearray(packed({"甲.txt": TEXT * 100}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    [(result, _)] = results(tmp_path, bytes(data)).values()
    assert result == "失败"


def test_a_damaged_archive_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zlib.compress(TEXT))
    with pytest.raises(UnreadableFile, match="打不开"):
        list(open_archive(path))
