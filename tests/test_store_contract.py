"""Do the SQLite store and its in-memory twin keep the same promises?"""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from corpus import (
    Clause,
    Correction,
    Defect,
    Document,
    DocumentStore,
    Doubt,
    Kind,
    Node,
    Place,
    Relation,
    RelationKind,
    SqliteStore,
    Status,
    StoreBroken,
    UnknownDocument,
)
from corpus.near_duplicates import sketch
from corpus.storing.memory_store import MemoryStore
from corpus.storing.record_json import clause_row, document_to_json, outline_to_json


def sample(name: str, text: str = "一、总则。") -> tuple[Document, list[Clause]]:
    document = Document(
        name, "示例办法", Kind.POLICY, text, doc_no="示函〔2020〕1号", issued_on=date(2020, 1, 2),
        status=Status.DRAFT, aliases=("示例",), notes=("说明",),
        outline=(Node("1", 2, "一、", "总则", 0, len(text), ("一、总则",)),),
        defects=(Defect(0, 1, "缺字"),), doubts=(Doubt("issued_on", "2020-01-02", "落款残缺"),),
        origin="ab" * 32, places=(Place(0, "第1页"),), facts={"deaths": 3, "level": None},
        relations=(Relation(RelationKind.CITES, f"{name}:1", "示例法", None, "a3", 0, 2),),
    )  # fmt: skip
    clause = Clause(
        f"{name}:1", name, 0, "1", ("一、总则",), "《示例办法》一", text, 0, len(text),
        (Defect(0, 1, "缺字"),),
    )  # fmt: skip
    return document, [clause]


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DocumentStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with SqliteStore(tmp_path / "store.db") as opened:
        yield opened


def test_what_is_put_comes_back_unchanged(store: DocumentStore) -> None:
    document, clauses = sample("a")
    store.put(document, clauses, "/somewhere/a.txt", "stamp")
    assert store.get("a") == document
    assert store.relations("a") == store.relations() == list(document.relations)
    assert store.stamps() == {"/somewhere/a.txt": "stamp"}
    assert store.clauses("a") == clauses
    assert store.clause("a:1") == clauses[0]
    assert store.sources() == {"/somewhere/a.txt": "a"}


def test_documents_and_clauses_come_in_order_without_text(store: DocumentStore) -> None:
    for name in ("b", "a"):
        store.put(*sample(name))
    assert [document.document_id for document in store.documents()] == ["a", "b"]
    assert all(document.text == "" and not document.outline for document in store.documents())
    assert [clause.clause_id for clause in store.all_clauses()] == ["a:1", "b:1"]
    assert store.counts() == (2, 2)


def test_putting_again_replaces(store: DocumentStore) -> None:
    store.put(*sample("a"))
    changed, clauses = sample("a", "一、附则。")
    store.put(changed, clauses)
    assert store.get("a") == changed
    assert store.counts() == (1, 1)


def test_deleting_leaves_nothing(store: DocumentStore) -> None:
    store.put(*sample("a"))
    store.delete("a")
    assert store.counts() == (0, 0)
    assert store.relations() == []
    for missing in (store.get, store.clauses, store.delete):
        with pytest.raises(UnknownDocument, match="没有编号为“a”"):
            missing("a")
    with pytest.raises(UnknownDocument):
        store.clause("a:1")


def test_a_failed_batch_leaves_no_trace(store: DocumentStore) -> None:
    def fail() -> None:
        with store.batch():
            store.put(*sample("a"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.counts() == (0, 0)


def test_a_failed_part_of_a_batch_fails_alone(store: DocumentStore) -> None:
    def fail() -> None:
        with store.batch():
            store.put(*sample("b"), "/b")
            store.delete("a")
            raise RuntimeError

    with store.batch():
        store.put(*sample("a"), "/a")
        with pytest.raises(RuntimeError):
            fail()
        store.put(*sample("c"), "/c")
    assert store.sources() == {"/a": "a", "/c": "c"}
    assert store.counts() == (2, 2)


def test_a_place_holds_one_document_and_a_document_may_have_copies(store: DocumentStore) -> None:
    store.put(*sample("a"), "/1")
    store.put(*sample("a"), "/2")
    store.put(*sample("a"))
    assert store.sources() == {"/1": "a", "/2": "a"}
    store.put(*sample("b"), "/2")
    assert store.sources() == {"/1": "a", "/2": "b"}
    store.delete("a")
    assert store.sources() == {"/2": "b"}


def test_a_place_can_be_noted_without_putting_the_document_again(store: DocumentStore) -> None:
    store.put(*sample("a"), "/1", "first")
    store.place("/2", "a", "second")
    assert store.sources() == {"/1": "a", "/2": "a"}
    assert store.stamps() == {"/1": "first", "/2": "second"}
    with pytest.raises(UnknownDocument):
        store.place("/3", "nowhere")


def test_a_changed_record_takes_back_the_stamps_of_its_other_places(store: DocumentStore) -> None:
    for key in ("/1", "/2"):
        store.put(*sample("a"), key, "stamp")
    assert store.stamps() == {"/1": "stamp", "/2": "stamp"}
    store.put(*sample("a", "一、附则。"), "/2", "newer")
    assert store.stamps() == {"/1": "", "/2": "newer"}


def correction(name: str, value: str, *, withdrawn: bool = False) -> Correction:
    moment = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    return Correction(name, "issuer", value, None, "公报", "王主任", moment, withdrawn)


def test_corrections_outlive_a_put_and_go_with_the_document(store: DocumentStore) -> None:
    for name in ("b", "a"):
        store.put(*sample(name))
    first, second = correction("b", "甲局"), correction("b", "乙局", withdrawn=True)
    store.correct([first])
    store.correct([second, correction("a", "丙局")])
    store.put(*sample("b", "一、附则。"))
    assert store.corrections("b") == [first, second]
    assert store.corrections() == [correction("a", "丙局"), first, second]
    store.delete("b")
    assert store.corrections() == [correction("a", "丙局")]
    with pytest.raises(UnknownDocument):
        store.correct([first])


def test_a_failed_batch_keeps_no_corrections(store: DocumentStore) -> None:
    store.put(*sample("a"))

    def fail() -> None:
        with store.batch():
            store.correct([correction("a", "甲局")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.corrections() == []


def test_the_sketch_follows_the_text(store: DocumentStore) -> None:
    store.put(*sample("a", "一、落实安全生产责任。"))
    assert store.sketches() == {"a": sketch("一、落实安全生产责任。")}
    store.put(*sample("a", "一、压实安全生产责任。"))
    assert store.sketches() == {"a": sketch("一、压实安全生产责任。")}
    store.delete("a")
    assert store.sketches() == {}


def test_many_come_page_by_page(store: DocumentStore) -> None:
    _, [clause] = sample("a")
    names = [f"d{n:04}" for n in range(1100)]
    with store.batch():
        for name in names:
            document, _ = sample(name)
            clauses = [replace(clause, clause_id=f"{name}:{n}", document_id=name, ordinal=n)
                       for n in range(3)]  # fmt: skip
            store.put(document, clauses)
    assert [document.document_id for document in store.documents()] == names
    ids = [f"{name}:{n}" for name in names for n in range(3)]
    assert [clause.clause_id for clause in store.all_clauses()] == ids


def test_an_id_that_is_no_text_names_nothing(store: DocumentStore) -> None:
    with pytest.raises(UnknownDocument):
        store.get("\ud800")


def test_a_locked_database_says_so_at_commit(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with SqliteStore(path) as store, closing(sqlite3.connect(path)) as reader:
        store._db.execute("PRAGMA busy_timeout = 1")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM documents").fetchall()
        with pytest.raises(StoreBroken, match="locked"):
            store.put(*sample("a"))
        with pytest.raises(StoreBroken, match="locked"), store.batch():
            store.put(*sample("a"))
        reader.execute("COMMIT")
        store.put(*sample("a"))
        assert store.counts() == (1, 1)


OPEN = (
    "import sys; from pathlib import Path; from corpus import SqliteStore;"
    "sys.stdin.readline(); SqliteStore(Path(sys.argv[1])).close()"
)


def test_many_open_a_new_database_at_once(tmp_path: Path) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", OPEN, str(tmp_path / "new.db")],
                         stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(24)
    ]  # fmt: skip
    for child in children:
        assert child.stdin
        child.stdin.write("\n")
        child.stdin.flush()
    said = [child.communicate()[1] for child in children]
    assert [child.returncode for child in children] == [0] * 24, said


def test_a_database_of_the_first_version_is_brought_forward(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    script = files("corpus").joinpath("migrations", "0001_documents.sql").read_text("utf-8")
    document, [clause] = sample("a")
    document = replace(document, relations=())  # that version kept none
    record = document_to_json(document)[:-1] + ', "verbatim": true}'
    with closing(sqlite3.connect(path)) as old:
        old.executescript(script + "PRAGMA user_version = 1;")
        row = ("a", "/a.txt", "", record, document.text, outline_to_json(document))
        old.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", row)
        marks = ", ".join("?" * 10)
        old.execute(f"INSERT INTO clauses VALUES ({marks})", clause_row(clause))
        old.commit()
    with SqliteStore(path, read_only=True) as store:
        assert store.get("a") == document
        assert (store.corrections(), set(store.sketches())) == ([], {"a"})
    with SqliteStore(path) as store:
        assert store.sketches() == {"a": sketch(document.text)}
        assert store._rows("SELECT count(*) FROM sketches") == [(1,)]
        assert (store.get("a"), store.clauses("a")) == (document, [clause])
        assert store.sources() == {"/a.txt": "a"}
        store.delete("a")
        assert (store.counts(), store.sources()) == ((0, 0), {})


def test_a_large_document_is_stored_in_time_proportional_to_its_size(
    store: DocumentStore,
) -> None:
    document, [clause] = sample("a", "安全" * 1_000_000)
    clauses = [replace(clause, clause_id=f"a:{n}", text="", ordinal=n) for n in range(20_000)]
    began = time.process_time()
    store.put(document, clauses)
    assert time.process_time() - began < 10  # to read the text for every clause takes minutes


def test_a_snapshot_is_a_copy(store: DocumentStore, tmp_path: Path) -> None:
    store.put(*sample("a"), "/1", "stamp")
    store.correct([correction("a", "甲局")])
    store.snapshot(tmp_path / "copy.db")
    store.delete("a")
    with SqliteStore(tmp_path / "copy.db", read_only=True) as copy:
        assert copy.get("a") == sample("a")[0]
        assert (copy.stamps(), copy.corrections("a")) == (
            {"/1": "stamp"}, [correction("a", "甲局")],
        )  # fmt: skip


def test_a_broken_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(StoreBroken, match=r"broken\.db 无法使用"):
        SqliteStore(path)


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with SqliteStore(path) as store:
        store._db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreBroken, match="更新版本"):
        SqliteStore(path)


def test_equal_documents_are_equal() -> None:
    document, _ = sample("a")
    assert replace(document) == document
