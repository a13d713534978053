"""Does every file become a document, or a clear message?"""

import os
import re
import socket
from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus import (
    Clause,
    Document,
    ImportInterrupted,
    Kind,
    SqliteStore,
    StoreBroken,
    UnreadableFile,
    file_name,
    files_under,
    import_files,
    read_document,
)
from corpus.intake import importing
from corpus.storing.memory_store import MemoryStore
from corpus.structure import Outline, cut_clauses, read_outline

TEXT = (
    "关于示例工作的通知\n\n一、工作目标\n\n落实责任。\n\n示例市住房和城乡建设局\n\n2024年3月5日\n"
)

FRONT = "---\nid: {}\n---\n" + TEXT


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
        ("plan.docx", b"PK\x03\x04", "损坏"),
        ("plan.ppt", b"\xd0\xcf", "暂不支持"),
        ("front.md", "---\ntitle: [\n---\n正文。\n", "YAML"),
        ("field.md", "---\ntitel: 示例\n---\n正文。\n", "不认识的字段“titel”"),
        ("status.md", "---\nstatus: 有效\n---\n正文。\n", "“status”写成了“有效”"),
        ("defect.md", "---\ndefects:\n - {quote: 无, note: 缺}\n---\n正文。\n", "不在正文中"),
        ("note.md", "---\ndefects:\n - {quote: 无}\n---\n正文。\n", "“defects”写成了"),
        ("words.md", "---\ndefects:\n - 无\n---\n正文。\n", "“defects”写成了"),
        ("month.md", "---\nissued_on: 2020-13-45\n---\n正文。\n", "YAML"),
        ("day.md", "---\nissued_on: 明天\n---\n正文。\n", "“issued_on”写成了“明天”"),
        ("deep.md", "---\ntitle: " + "[" * 20000 + "\n---\n正文。\n", "YAML"),
        ("bomb.md", "---\ntitle: &a [x]\nnotes: [*a, *a]\n---\n正文。\n", "YAML"),
        ("empty.md", '---\ntitle: !!int ""\n---\n正文。\n', "YAML"),
        ("large.md", "---\ntitle: " + "长" * 70000 + "\n---\n正文。\n", "过长"),
        ("half.md", '---\ntitle: "\\ud800"\n---\n正文。\n', "“title”写成了"),
        ("tab.md", '---\nid: "a\\tb"\n---\n正文。\n', "“id”写成了"),
        ("colon.md", "---\nid: a:b\n---\n正文。\n", "“id”写成了"),
        ("slash.md", "---\nid: a/b\n---\n正文。\n", "“id”写成了"),
        ("dots.md", "---\nid: ..\n---\n正文。\n", "“id”写成了"),
        ("long.md", f"---\nid: {'a' * 65}\n---\n正文。\n", "“id”写成了"),
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


def test_what_nobody_foresaw_stops_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(text: str, titles: Mapping[int, str]) -> Outline:
        if "另一" in text:
            raise ZeroDivisionError
        return read_outline(text, titles)

    monkeypatch.setattr("corpus.cataloguing.read_outline", crash)
    paths = [
        write(tmp_path / "1.txt", TEXT.replace("示例", "另一")),
        write(tmp_path / "2.txt", TEXT),
    ]
    first, second = import_files(MemoryStore(), paths).outcomes
    assert (first.result, second.result) == ("失败", "新增")
    assert "ZeroDivisionError" in first.message
    assert "请" in first.message


def test_a_failed_write_leaves_the_document_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = write(tmp_path / "1.txt", TEXT), write(tmp_path / "2.txt", FRONT.format("x"))
    with SqliteStore(tmp_path / "store.db") as store:
        import_files(store, [bad])
        write(bad, FRONT.format("x") + "二、新增。\n")

        def twice(document: Document) -> list[Clause]:
            return cut_clauses(document) * (2 if document.document_id == "x" else 1)

        monkeypatch.setattr(
            "corpus.cataloguing.cut_clauses", twice
        )  # one id twice: the insert fails
        with pytest.raises(StoreBroken):
            import_files(store, [good, bad])
        assert store.counts()[0] == 1
        assert "新增" not in store.get("x").text


def test_an_interruption_keeps_the_blocks_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BLOCK_FILES", 2)
    paths = [write(tmp_path / f"{n}.md", FRONT.format(f"d{n}")) for n in range(5)]

    def stop(done: int, _total: int, _name: str) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with SqliteStore(tmp_path / "store.db") as store:
        with pytest.raises(ImportInterrupted, match="共 5 个文件，前 2 个") as caught:
            import_files(store, paths, stop)
        assert caught.value.kept == store.counts()[0] == 2


def test_files_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "around").symlink_to(tmp_path)
    with socket.socket(socket.AF_UNIX) as server, (tmp_path / "huge.txt").open("wb") as huge:
        server.bind(str(tmp_path / "s.txt"))
        huge.truncate(65 * 2**20)
        report = import_files(MemoryStore(), list(files_under([tmp_path])))
    said = {outcome.path.name: outcome.message for outcome in report.outcomes}
    assert "不是普通文件" in said.pop("pipe.txt")
    assert "不是普通文件" in said.pop("s.txt")
    assert "链接指向的文件已不在" in said.pop("dangling.txt")
    assert "绕成了圈" in said.pop("loop.txt")
    assert "超过文本的上限 16 MB" in said.pop("huge.txt")
    assert not said


def test_a_folder_that_cannot_be_listed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    write(tmp_path / "a.txt", TEXT)
    report = import_files(MemoryStore(), list(files_under([tmp_path])))
    assert [outcome.result for outcome in report.outcomes] == ["新增", "失败"]
    assert "文件夹" in report.outcomes[1].message


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x01.txt"))
    with SqliteStore(tmp_path / "store.db") as store:
        [outcome] = import_files(store, [write(path, TEXT)]).outcomes
        assert outcome.result == "新增"
        [outcome] = import_files(store, [path]).outcomes
        assert outcome.result == "未变"
    file_name(path).encode()


def test_stored_strings_hold_no_contacts_and_no_control_characters(tmp_path: Path) -> None:
    front = (
        '---\ntitle: "示例\\n办法\\u200b 联系人：张三"\nissuer: 示例局 13800000000\n'
        "aliases: [电话：82750000]\nnotes: [邮箱 a@vip.163.com]\n---\n"
    )
    path = tmp_path / "张三13800000000.md"
    furniture = "当前位置：首页 联系人：张三\n"
    document, _ = read_document(write(path, front + furniture + TEXT))
    words = (document.title, document.issuer, document.source, *document.aliases, *document.notes)
    assert document.title == "示例 办法 联系人：〔联系人已隐去〕"
    for word in words:
        assert not re.search("1380|8275|163|李四", word or "")
    assert "张三" not in "".join(map(str, words[:2])) + "".join(document.notes)


def test_a_day_with_a_time_is_a_day(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.db")
    path = write(tmp_path / "a.md", "---\nissued_on: 2020-01-02 10:00:00\n---\n" + TEXT)
    assert [import_files(store, [path]).outcomes[0].result for _ in "12"] == ["新增", "未变"]
    store.close()


@pytest.mark.parametrize("text", ["---\nid: x\n---", "---\nid: x\n---\n", "--- \nid: x\n---  \n"])
def test_front_matter_ends_where_its_fence_stands(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFile, match="没有文字"):
        read_document(write(tmp_path / "a.md", text))
    document, _ = read_document(write(tmp_path / "b.md", text.rstrip() + "\n" + TEXT))
    assert document.document_id == "x"


def test_a_rule_at_the_head_is_no_front_matter(tmp_path: Path) -> None:
    document, _ = read_document(write(tmp_path / "a.md", "---\n安全第一。\n---\n" + TEXT))
    assert "安全第一" in document.text


def test_a_digest_is_not_verbatim(tmp_path: Path) -> None:
    for kind in Kind:
        path = write(tmp_path / "a.md", f"---\nkind: {kind}\n---\n" + TEXT)
        assert read_document(path)[0].verbatim == (kind is not Kind.DIGEST)


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
    assert found == ["b.txt", "d.jpg", "sub/a.md"]
    outcomes = import_files(MemoryStore(), list(files_under([tmp_path]))).outcomes
    assert [outcome.result for outcome in outcomes] == ["新增", "略过", "重复"]


def test_what_tidying_leaves_out_is_noted(tmp_path: Path) -> None:
    furniture = "当前位置:首页 > 通知公告\n发布时间:2024-03-05 来源:本站 浏览次数:3\n"
    path = write(tmp_path / "a.txt", furniture + TEXT + "联系人:王五\n")
    document, _ = read_document(path)
    assert "当前位置" not in document.text
    assert "王五" not in document.text
    assert len(document.notes) == 3
