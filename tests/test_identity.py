"""Does every file keep its document, whatever it states and wherever it lies?"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import DocumentStore, SqliteStore, cataloguing, import_files
from corpus.intake.outcomes import Outcome
from corpus.readers import Guard, RawText, read_file
from corpus.storing.memory_store import MemoryStore

TEXT = (
    "关于示例工作的通知\n\n示函〔2024〕1号\n\n一、工作目标\n\n落实责任。\n\n"
    "示例局\n\n2024年3月5日\n"
)
OTHER = TEXT.replace("示例工作", "另外工作").replace("1号", "2号")


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DocumentStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with SqliteStore(tmp_path / "store.db") as opened:
        yield opened


def put(store: DocumentStore, *paths: Path, again: bool = False) -> list[Outcome]:
    return list(import_files(store, paths, again=again).outcomes)


def write(path: Path, text: str, document_id: str = "") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text((f"---\nid: {document_id}\n---\n" if document_id else "") + text, "utf-8")
    return path


def results(outcomes: list[Outcome]) -> list[str]:
    return [outcome.result for outcome in outcomes]


def test_a_stated_id_names_its_document_wherever_it_lies(
    store: DocumentStore, tmp_path: Path
) -> None:
    put(store, write(tmp_path / "a.md", TEXT, "x"))
    [moved] = put(store, write(tmp_path / "b.md", OTHER, "x"))
    assert (moved.result, moved.document_id) == ("更新", "x")
    assert store.counts()[0] == 1
    assert "另外" in store.get("x").title


def test_two_files_of_one_import_cannot_state_the_same_id(
    store: DocumentStore, tmp_path: Path
) -> None:
    paths = write(tmp_path / "a.md", TEXT, "x"), write(tmp_path / "b.md", OTHER, "x")
    first, second = put(store, *paths)
    assert (first.result, second.result) == ("新增", "失败")
    assert "a.md" in second.message
    assert "示例" in store.get("x").title
    assert results(put(store, paths[0], paths[0])) == ["未变", "未变"]


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_a_file_that_is_not_read_again_still_holds_its_id(
    store: DocumentStore, tmp_path: Path, names: str
) -> None:
    put(store, write(tmp_path / "a.md", TEXT, "x"))
    write(tmp_path / "b.md", OTHER, "x")
    outcomes = put(store, *(tmp_path / f"{name}.md" for name in names))
    assert sorted(results(outcomes))[0] == "失败"
    assert "编号“x”" in next(o.message for o in outcomes if o.result == "失败")


def test_what_another_place_changed_is_read_again(store: DocumentStore, tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.md", TEXT, "x"), write(tmp_path / "b.md", OTHER, "x")
    assert results(put(store, a) + put(store, b)) == ["新增", "更新"]
    assert results(put(store, a)) == ["更新"]
    assert "示例" in store.get("x").title


def test_two_formats_of_one_text_do_not_take_turns(store: DocumentStore, tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.html", "")
    b.write_text(f"<nav>首页</nav><article>{TEXT.replace(chr(10), '<br>')}</article>", "utf-8")
    [first], [second] = put(store, a), put(store, b)
    assert (first.result, second.result) == ("新增", "重复")
    assert "与 a.txt 内容相同" in second.message
    for _ in "12":
        assert results(put(store, b, a, again=True)) == ["未变", "未变"]
    assert set(store.sources().values()) == {first.document_id}


def test_a_copy_of_the_same_name_is_told_from_the_first_by_its_folder(
    store: DocumentStore, tmp_path: Path
) -> None:
    (tmp_path / "甲").mkdir()
    first, second = write(tmp_path / "甲" / "a.md", TEXT), write(tmp_path / "a.md", TEXT)
    assert "与 甲/a.md 内容相同" in put(store, first, second)[1].message


def test_a_better_reading_of_the_same_file_keeps_its_id(
    store: DocumentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT)
    [first, _] = put(store, a, b)

    def better(path: Path, guard: Guard | None) -> RawText:
        raw = read_file(path, guard)
        return replace(raw, text=raw.text.replace("示例", "样本"))

    monkeypatch.setattr(cataloguing, "read_file", better)
    for copies in ((a, b), (b, a)):
        outcomes = put(store, *copies, again=True)
        assert {outcome.document_id for outcome in outcomes} == {first.document_id}
    assert "样本" in store.get(first.document_id or "").title
    assert store.counts()[0] == 1


def test_a_second_edition_keeps_its_id_and_does_not_pile_up(
    store: DocumentStore, tmp_path: Path
) -> None:
    a = write(tmp_path / "a.txt", TEXT)
    b = write(tmp_path / "b.txt", TEXT.replace("落实", "压实"))
    first, second = put(store, a, b)
    assert "两份都保留" in second.message
    for word in ("夯实", "扛实", "落实"):  # the last: the very words of the first edition
        write(b, TEXT.replace("落实责任", f"{word}安全责任"))
        assert results(put(store, a, b)) == ["未变", "更新"]
        assert results(put(store, b, a)) == ["未变", "未变"]
        assert set(store.sources().values()) == {first.document_id, second.document_id}
    assert store.counts()[0] == 2


def test_a_copy_is_the_same_document_until_it_is_edited(
    store: DocumentStore, tmp_path: Path
) -> None:
    a, b = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT)
    assert results(put(store, a, b)) == ["新增", "重复"]
    assert results(put(store, b, a)) == ["未变", "未变"]
    assert results(put(store, b, a, again=True)) == ["未变", "未变"]
    write(b, TEXT.replace("落实", "压实"))
    assert results(put(store, a, b)) == ["未变", "新增"]
    assert results(put(store, a, b)) == ["未变", "未变"]
    assert store.counts()[0] == 2


def test_a_place_that_holds_another_document_gives_up_the_old_one(
    store: DocumentStore, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    [first] = put(store, path)
    [second] = put(store, write(path, OTHER))
    assert second.result == "替代"
    assert f"取代了《关于示例工作的通知》（{first.document_id}）" in second.message
    assert set(store.sources().values()) == {second.document_id}
    assert store.counts()[0] == 1
    [third] = put(store, write(path, OTHER, "stated"))
    assert "取代了《关于另外工作的通知》" in third.message
    [fourth] = put(store, write(path, OTHER, "renamed"))
    assert "取代了《关于另外工作的通知》（stated）" in fourth.message
    assert [document.document_id for document in store.documents()] == ["renamed"]


def test_a_file_that_was_renamed_is_the_same_document(store: DocumentStore, tmp_path: Path) -> None:
    words = "各单位要立即检查吊篮。\n发现隐患的，立即停工整改。\n"
    before = write(tmp_path / "检查通知.txt", words)  # which gives the title
    [first] = put(store, before)
    after = before.rename(tmp_path / "吊篮检查通知.txt")
    [second] = put(store, after)
    assert (second.result, second.document_id) == ("更新", first.document_id)
    assert store.get(first.document_id or "").title == "吊篮检查通知"
    assert results(put(store, after)) == ["未变"]
    write(before, words)
    assert results(put(store, before, after)) == ["未变", "未变"]
    assert store.counts()[0] == 1


def test_an_unnumbered_text_with_other_title_and_words_is_another_document(
    store: DocumentStore, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.txt", TEXT.replace("示函〔2024〕1号", ""))
    [first] = put(store, path)
    other = "某某检查办法\n\n第一条　本办法适用于全市在建工程。\n\n第二条　逐台检查吊篮。\n"
    [second] = put(store, write(path, other))
    assert second.result == "替代"
    assert first.document_id not in set(store.sources().values())


def test_what_another_place_holds_is_kept(store: DocumentStore, tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.txt", TEXT)
    put(store, a, b)
    [changed] = put(store, write(a, OTHER))
    assert "另有文件载有，保留" in changed.message
    assert store.counts()[0] == 2
    assert results(put(store, a, b)) == ["未变", "未变"]
    b.unlink()
    put(store, write(a, TEXT), write(tmp_path / "c.txt", OTHER))
    assert store.counts()[0] == 2


def test_ids_may_be_swapped(store: DocumentStore, tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.md", TEXT, "x"), write(tmp_path / "b.md", OTHER, "y")
    put(store, a, b)
    write(a, TEXT, "y")
    write(b, OTHER, "x")
    put(store, a, b)
    assert "示例" in store.get("y").title
    assert "另外" in store.get("x").title
    assert results(put(store, a, b)) == ["未变", "未变"]
    assert store.counts()[0] == 2
