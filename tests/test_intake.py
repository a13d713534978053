"""Does every file become a document, or a clear message?"""

from pathlib import Path

import pytest

from corpus import UnreadableFile, files_under, import_files, read_document
from corpus.memory_store import MemoryStore

TEXT = (
    "关于示例工作的通知\n\n一、工作目标\n\n落实责任。\n\n示例市住房和城乡建设局\n\n2024年3月5日\n"
)


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encodings_are_found_from_the_content(tmp_path: Path, encoding: str) -> None:
    document, clauses = read_document(write(tmp_path / "a.txt", TEXT.encode(encoding)))
    assert document.title == "关于示例工作的通知"
    assert document.issuer == "示例市住房和城乡建设局"
    assert str(document.issued_on) == "2024-03-05"
    assert [clause.address for clause in clauses] == ["1", "z"]


def test_real_encodings(test_data: Path) -> None:
    folder = test_data / "inputs" / "encoding"
    names = ["gb18030", "utf16le_bom", "utf8bom_crlf"]
    texts = {
        read_document(next(folder.glob(f"transcoded_{name}_建设*.txt")))[0].text for name in names
    }
    assert len(texts) == 1
    assert "建设工程安全生产管理条例" in texts.pop()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "没有文字"),
        ("blank.txt", b" \n\n ", "没有文字"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "不是文本"),
        ("cut.txt", "\ufeff安全".encode("utf-16")[:-1], "内容却不合"),
        ("plan.docx", b"PK\x03\x04", "暂不支持"),
        ("front.md", "---\ntitle: [\n---\n正文。\n", "YAML"),
        ("field.md", "---\ntitel: 示例\n---\n正文。\n", "不认识的字段“titel”"),
        ("status.md", "---\nstatus: 有效\n---\n正文。\n", "“status”写成了“有效”"),
        ("defect.md", "---\ndefects:\n - {quote: 无, note: 缺}\n---\n正文。\n", "不在正文中"),
    ],
)
def test_bad_files_say_why_and_what_to_do(
    tmp_path: Path, name: str, data: bytes | str, reason: str
) -> None:
    with pytest.raises(UnreadableFile, match=reason) as caught:
        read_document(write(tmp_path / name, data))
    assert name in str(caught.value)
    assert "请" in caught.value.advice or "可" in caught.value.advice


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="找不到"):
        read_document(tmp_path / "nowhere.txt")


def test_a_bad_file_stops_no_other(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / "1.txt", TEXT),
        write(tmp_path / "2.txt", b""),
        write(tmp_path / "3.txt", TEXT.replace("示例", "另一")),
    ]
    store = MemoryStore()
    report = import_files(store, paths)
    assert [outcome.result for outcome in report.outcomes] == ["新增", "失败", "新增"]
    assert store.counts()[0] == 2


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    store, path = MemoryStore(), write(tmp_path / "a.txt", TEXT)
    [first] = import_files(store, [path]).outcomes
    [second] = import_files(store, [path]).outcomes
    assert (first.result, second.result) == ("新增", "未变")
    assert first.document_id == second.document_id


def test_a_changed_file_keeps_its_ids(tmp_path: Path) -> None:
    store, path = MemoryStore(), write(tmp_path / "a.txt", TEXT)
    [first] = import_files(store, [path]).outcomes
    write(path, TEXT.replace("示例工作", "样例工作").replace("落实责任", "压实责任"))
    [second] = import_files(store, [path]).outcomes
    assert (second.result, second.document_id) == ("更新", first.document_id)
    assert "压实责任" in store.clause(f"{first.document_id}:1").text


def test_two_editions_of_one_title_coexist(tmp_path: Path) -> None:
    store = MemoryStore()
    paths = [
        write(tmp_path / "a.txt", TEXT),
        write(tmp_path / "b.txt", TEXT.replace("落实责任", "压实责任")),
    ]
    names = {outcome.document_id for outcome in import_files(store, paths).outcomes}
    assert len(names) == 2
    assert [o.result for o in import_files(store, paths).outcomes] == ["未变", "未变"]


def test_folders_are_read_through_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "sub/a.md", ".git/c.txt", "d.jpg"):
        write(tmp_path / name, TEXT)
    found = [path.relative_to(tmp_path).as_posix() for path in files_under([tmp_path])]
    assert found == ["b.txt", "sub/a.md"]


def test_what_tidying_leaves_out_is_noted(tmp_path: Path) -> None:
    furniture = "当前位置:首页 > 通知公告\n发布时间:2024-03-05 来源:本站 浏览次数:3\n"
    path = write(tmp_path / "a.txt", furniture + TEXT + "联系人:王五\n")
    document, _ = read_document(path)
    assert "当前位置" not in document.text
    assert "王五" not in document.text
    assert len(document.notes) == 3
