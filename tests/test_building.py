"""Is only what changed made anew, and does the old generation serve whatever happens?"""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

import indexer.building
import indexer.comparison
import indexer.generations
import indexer.vector_building
import indexer.whoosh_index
import indexer.workers
from corpus.storing.memory_store import MemoryStore
from corpus.storing.sqlite_store import SqliteStore
from indexer.building import BuildReport, build
from indexer.errors import BuildBusy, BuildFailed, DimensionMismatch, EmbedderUnavailable
from indexer.generations import OpenGeneration, current, open_current
from indexer.lock import writing
from indexer.ports import Floats, TermGroup
from tests.indexing import Characters, Hashing, put


def opened(home: Path) -> OpenGeneration:
    found = open_current(home)
    assert found is not None
    return found


def found_by(home: Path, char: str) -> list[str]:
    generation = opened(home)
    rows = generation.keyword.search([TermGroup({char: 1.0})], [], limit=99).rows
    return sorted(generation.clause_ids[row] for row in rows)


def nearest(home: Path, text: str) -> str:
    generation = opened(home)
    assert generation.vectors is not None
    [vector] = Hashing().embed([text])
    rows, cosines = generation.vectors.search(vector, limit=1)
    assert cosines[0] == pytest.approx(1, abs=1e-3)
    return generation.clause_ids[int(rows[0])]


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.removed, report.unchanged


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk; nobody pulls the plug here."""
    monkeypatch.setattr("os.fsync", lambda _: None)


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    put(store, "a", "基坑", "塔吊")
    put(store, "b", "脚手架", "模板", "临电")
    return store


def test_first_build(tmp_path: Path, store: MemoryStore) -> None:
    report = build(tmp_path, store, Characters(), Hashing())
    assert counts(report) == (5, 0, 0, 0)
    generation = opened(tmp_path)
    assert report.generation == generation.name
    assert (generation.manifest.documents, generation.manifest.clauses) == (2, 5)
    assert generation.manifest.pieces == 5
    assert found_by(tmp_path, "板") == ["b:2"]
    assert nearest(tmp_path, "通知\n第2条\n模板") == "b:2"


def test_only_changes_are_read_again(tmp_path: Path, store: MemoryStore) -> None:
    build(tmp_path, store, Characters(), Hashing())
    put(store, "a", "基坑", "塔机")
    put(store, "ab", "吊篮")
    put(store, "b", "脚手架", "模板")
    segmenter, embedder = Characters(), Hashing()
    report = build(tmp_path, store, segmenter, embedder)
    assert counts(report) == (1, 1, 1, 3)
    assert segmenter.read == ["通知\n第2条\n塔机", "通知\n第1条\n吊篮"]
    assert embedder.read == segmenter.read
    assert opened(tmp_path).clause_ids == ["a:1", "a:2", "ab:1", "b:1", "b:2"]
    assert found_by(tmp_path, "吊") == ["ab:1"]
    assert found_by(tmp_path, "电") == []
    assert nearest(tmp_path, "通知\n第1条\n吊篮") == "ab:1"
    assert nearest(tmp_path, "通知\n第2条\n模板") == "b:2"


def test_an_incremental_build_equals_a_full_one(tmp_path: Path) -> None:
    dice = random.Random(7)
    store = MemoryStore()
    for step in range(6):
        for _ in range(4):
            texts = ["".join(dice.choices("甲乙丙丁戊", k=5)) for _ in range(dice.randint(1, 5))]
            put(store, f"d{dice.randint(0, 9)}", *texts)
        if step % 2:
            store.delete(next(store.documents()).document_id)
        build(tmp_path / "partly", store, Characters(), Hashing())
    build(tmp_path / "full", store, Characters(), Hashing())
    partly, full = opened(tmp_path / "partly"), opened(tmp_path / "full")
    assert partly.manifest.content == full.manifest.content
    assert partly.clause_ids == full.clause_ids
    rows = range(len(partly.clause_ids))
    assert [partly.folded.text(row) for row in rows] == [full.folded.text(row) for row in rows]
    groups, every = [TermGroup({"甲": 1.0}), TermGroup({"丁": 1.0})], np.arange(len(full.keyword))
    assert partly.keyword.scores(groups, ["乙丙"], every) == pytest.approx(
        full.keyword.scores(groups, ["乙丙"], every)
    )
    [query] = Hashing().embed(["甲"])
    assert partly.vectors is not None
    assert full.vectors is not None
    assert partly.vectors.cosines(query, every).tolist() == (
        full.vectors.cosines(query, every).tolist()
    )


def test_a_clause_that_moved_keeps_its_vectors(tmp_path: Path, store: MemoryStore) -> None:
    build(tmp_path, store, Characters(), Hashing())
    store.delete("a")
    put(store, "c", "基坑", "塔吊")  # the same document under another name
    put(store, "b", "脚手架", "模板")
    embedder = Hashing()
    report = build(tmp_path, store, Characters(), embedder)
    assert counts(report) == (2, 0, 3, 2)
    assert embedder.read == []
    assert nearest(tmp_path, "通知\n第2条\n塔吊") == "c:2"
    assert found_by(tmp_path, "吊") == ["c:2"]


def test_a_new_number_or_title_counts_as_a_change(tmp_path: Path, store: MemoryStore) -> None:
    build(tmp_path, store, Characters(), Hashing())
    put(store, "a", "基坑", "塔吊", title="通告")
    embedder = Hashing()
    assert counts(build(tmp_path, store, Characters(), embedder)) == (0, 2, 0, 3)
    assert embedder.read == ["通告\n第1条\n基坑", "通告\n第2条\n塔吊"]


def test_several_processes_build_the_same(
    tmp_path: Path, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(40):
        put(store, f"n{n}", *(f"第{i}号塔吊{n}" for i in range(n)))
    build(tmp_path / "one", store, Characters(), Hashing())
    monkeypatch.setattr(indexer.workers, "WORTH", 1)
    monkeypatch.setattr(indexer.workers, "available_cores", lambda: 2)
    segmenter, embedder = Characters(), Hashing()
    build(tmp_path / "two", store, segmenter, embedder)
    assert segmenter.read == embedder.read == []
    one, two = opened(tmp_path / "one"), opened(tmp_path / "two")
    assert two.manifest.content == one.manifest.content
    every = np.arange(len(one.keyword))
    groups = [TermGroup({"塔": 1.0}), TermGroup({"3": 1.0})]
    assert (two.keyword.scores(groups, ["号塔"], every) ==
            one.keyword.scores(groups, ["号塔"], every)).all()  # fmt: skip
    name = "vectors/vectors.faiss"
    assert (two.folder / name).read_bytes() == (one.folder / name).read_bytes()


def test_full_reads_everything_again(tmp_path: Path, store: MemoryStore) -> None:
    build(tmp_path, store, Characters(), Hashing())
    segmenter, embedder = Characters(), Hashing()
    report = build(tmp_path, store, segmenter, embedder, full=True)
    assert counts(report) == (0, 0, 0, 5)
    assert len(segmenter.read) == len(embedder.read) == 5


def test_another_dictionary_cuts_everything_again_but_keeps_vectors(
    tmp_path: Path, store: MemoryStore
) -> None:
    build(tmp_path, store, Characters(), Hashing())
    segmenter, embedder = Characters("2"), Hashing()
    build(tmp_path, store, segmenter, embedder)
    assert (len(segmenter.read), len(embedder.read)) == (5, 0)


def test_another_model_embeds_everything_again_but_keeps_words(
    tmp_path: Path, store: MemoryStore
) -> None:
    build(tmp_path, store, Characters(), Hashing())
    segmenter, embedder = Characters(), Hashing(16, "2")
    build(tmp_path, store, segmenter, embedder)
    assert (len(segmenter.read), len(embedder.read)) == (0, 5)
    assert opened(tmp_path).manifest.stamp.dimension == 16


def test_without_embedder_and_with_one_again(tmp_path: Path, store: MemoryStore) -> None:
    build(tmp_path, store, Characters(), None)
    assert opened(tmp_path).vectors is None
    assert opened(tmp_path).manifest.stamp.embedder is None
    embedder = Hashing()
    build(tmp_path, store, Characters(), embedder)
    assert len(embedder.read) == 5
    assert nearest(tmp_path, "通知\n第1条\n基坑") == "a:1"


def test_attachments_are_kept_with_the_generation(tmp_path: Path, store: MemoryStore) -> None:
    build(tmp_path, store, Characters(), None, attachments={"lexicon.json": b"{}"})
    assert (opened(tmp_path).folder / "lexicon.json").read_bytes() == b"{}"


def test_an_empty_collection(tmp_path: Path, store: MemoryStore) -> None:
    build(tmp_path, MemoryStore(), Characters(), Hashing())
    assert opened(tmp_path).folded.holding("坑").tolist() == []
    assert found_by(tmp_path, "板") == []
    build(tmp_path, store, Characters(), Hashing())
    assert found_by(tmp_path, "板") == ["b:2"]
    assert counts(build(tmp_path, MemoryStore(), Characters(), Hashing())) == (0, 0, 5, 0)


def test_long_clauses_have_several_pieces(tmp_path: Path, store: MemoryStore) -> None:
    put(store, "c", "甲" * 300 + "。" + "乙" * 300 + "。")
    build(tmp_path, store, Characters(), Hashing())
    assert opened(tmp_path).manifest.pieces == 7
    assert nearest(tmp_path, "通知\n第1条\n" + "乙" * 300 + "。") == "c:1"
    put(store, "0", "吊篮")  # every row moves
    build(tmp_path, store, Characters(), Hashing())
    assert nearest(tmp_path, "通知\n第1条\n" + "乙" * 300 + "。") == "c:1"


def test_many_small_builds_do_not_pile_up_segments(
    tmp_path: Path, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer.building, "_MOST_SEGMENTS", 3)
    for n in range(5):
        put(store, f"n{n}", f"新文件{n}")
        build(tmp_path, store, Characters(), None)
        generation = current(tmp_path)
        assert generation is not None
        assert len(list(generation.keyword_folder.glob("*.seg"))) <= 3
        assert len(found_by(tmp_path, "新")) == n + 1


def test_progress_runs_to_the_end(tmp_path: Path, store: MemoryStore) -> None:
    told: list[tuple[str, int, int]] = []
    build(tmp_path, store, Characters(), Hashing(), progress=lambda *step: told.append(step))
    last = {phase: (done, total) for phase, done, total in told}
    assert list(last) == ["读取资料", "建立关键词索引", "建立语义索引"]
    assert all(done == total for done, total in last.values())


def test_a_second_build_at_once_is_refused(tmp_path: Path, store: MemoryStore) -> None:
    with writing(tmp_path), pytest.raises(BuildBusy, match="请等它结束"):
        build(tmp_path, store, Characters(), None)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh's files
def test_damage_to_the_generation_before_is_healed(tmp_path: Path, store: MemoryStore) -> None:
    for name in (
        "manifest.json",
        "clauses.txt",
        "checksums.npy",
        "documents.tsv",
        "folded.txt",
        "corpus.db",
        "vectors/vectors.faiss",
        "keyword",
    ):
        build(tmp_path, store, Characters(), Hashing())
        generation = current(tmp_path)
        assert generation is not None
        damaged = generation.folder / name
        for path in damaged.glob("*.seg") if damaged.is_dir() else [damaged]:
            path.unlink()  # a hard link: the generation before that keeps its own
            path.write_bytes(b"x")
        build(tmp_path, store, Characters(), Hashing())
        assert found_by(tmp_path, "板") == ["b:2"]
        assert nearest(tmp_path, "通知\n第2条\n模板") == "b:2"


class Failing(Hashing):
    """Fails as a model does that cannot be loaded."""

    def embed(self, texts: Sequence[str]) -> Floats:
        raise EmbedderUnavailable("没有模型")


class Wrong(Hashing):
    """Claims another dimension than it has."""

    def embed(self, texts: Sequence[str]) -> Floats:
        return super().embed(texts)[:, :3]


class Invalid(Hashing):
    """Divides by zero."""

    def embed(self, texts: Sequence[str]) -> Floats:
        return super().embed(texts) * np.float32("nan")


@pytest.mark.parametrize(
    ("embedder", "error"),
    [
        (Failing(), EmbedderUnavailable),
        (Wrong(), DimensionMismatch),
        (Invalid(), BuildFailed),
    ],
)
def test_a_failing_model_leaves_the_old_generation(
    tmp_path: Path, store: MemoryStore, embedder: Hashing, error: type[Exception]
) -> None:
    build(tmp_path, store, Characters(), Hashing())
    put(store, "c", "新")
    with pytest.raises(error):
        build(tmp_path, store, Characters(), embedder)
    assert found_by(tmp_path, "新") == []
    build(tmp_path, store, Characters(), Hashing())
    assert found_by(tmp_path, "新") == ["c:1"]


STEPS = [
    (indexer.building, "begin"),
    (indexer.building, "compare"),
    (indexer.whoosh_index, "add_clauses"),
    (indexer.building, "write_vectors"),
    (indexer.vector_building, "VectorWriter"),
    (indexer.vector_building, "embedded_pieces"),
    (indexer.building, "engine_versions"),
    (indexer.building, "publish"),
    (indexer.comparison, "SqliteStore"),
    (indexer.comparison, "changed_documents"),
    (indexer.comparison, "write_folded"),
    (indexer.generations, "sync_tree"),
    (indexer.generations, "write_whole"),
]


def raiser(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(("module", "name"), STEPS)
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "no space"), KeyboardInterrupt()])
def test_a_failure_at_any_step_leaves_the_old_pair_serving(
    tmp_path: Path,
    store: MemoryStore,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    error: BaseException,
) -> None:
    build(tmp_path, store, Characters(), Hashing())
    before = opened(tmp_path).name
    put(store, "a", "改过")
    expected = BuildFailed if isinstance(error, OSError) else KeyboardInterrupt
    with monkeypatch.context() as patch:
        patch.setattr(module, name, raiser(error))
        with pytest.raises(expected, match="原有索引照常可用" if expected is BuildFailed else None):
            build(tmp_path, store, Characters(), Hashing())
    assert opened(tmp_path).name == before
    assert found_by(tmp_path, "坑") == ["a:1"]
    assert nearest(tmp_path, "通知\n第1条\n基坑") == "a:1"
    build(tmp_path, store, Characters(), Hashing())
    assert found_by(tmp_path, "坑") == []
    assert len(list((tmp_path / "generations").glob("*-*"))) == 2


CHILD = """
import sys
from pathlib import Path
from corpus.storing.sqlite_store import SqliteStore
from indexer.building import build
from tests.indexing import Characters, Hashing
home = Path(sys.argv[1])
with SqliteStore(home / "zhiku.db") as store:
    sys.stdin.readline()
    print("go", flush=True)
    build(home, store, Characters(), Hashing())
    print("done", flush=True)
"""


def child(home: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def filled(path: Path, mark: str) -> SqliteStore:
    store = SqliteStore(path)
    with store.batch():
        for n in range(60):
            put(store, f"d{n:02}", *(f"{mark}第{n}件第{i}句" for i in range(15)))
    return store


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_kill_at_any_moment(tmp_path: Path) -> None:
    """Ten builds die at moments spread over the time that one takes."""
    filled(tmp_path / "zhiku.db", "旧").close()
    with child(tmp_path) as whole:
        assert whole.stdin
        assert whole.stdout
        whole.stdin.write("\n")
        whole.stdin.flush()
        assert whole.stdout.readline() == "go\n"
        began = time.monotonic()
        assert whole.stdout.readline() == "done\n"
        takes = time.monotonic() - began
    filled(tmp_path / "zhiku.db", "新").close()
    switched = False
    for moment in range(10):
        before = opened(tmp_path).name
        with child(tmp_path) as killed:
            assert killed.stdin
            assert killed.stdout
            killed.stdin.write("\n")
            killed.stdin.flush()
            assert killed.stdout.readline() == "go\n"
            time.sleep(takes * (moment + 0.5) / 10)
            killed.send_signal(signal.SIGKILL)
        after = opened(tmp_path)
        old, new = after.keyword.frequency("旧"), after.keyword.frequency("新")
        switched |= after.name != before  # the kill came after the switch
        assert (old, new) == ((0, 900) if switched else (900, 0))
        assert len(after.keyword) == len(after.vectors or ()) == 900
    with SqliteStore(tmp_path / "zhiku.db") as store:
        build(tmp_path, store, Characters(), Hashing())
    assert opened(tmp_path).keyword.frequency("新") == 900
    assert len(list((tmp_path / "generations").glob(".building-*"))) == 0
