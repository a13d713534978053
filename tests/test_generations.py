"""Is the serving generation always whole, and is what nobody needs removed?"""

from pathlib import Path

import pytest

from corpus.storing.memory_store import MemoryStore
from indexer.building import build
from indexer.errors import GenerationBroken
from indexer.generations import begin, clean, current, open_current
from tests.indexing import Characters, Hashing, put


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk; nobody pulls the plug here."""
    monkeypatch.setattr("os.fsync", lambda _: None)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    store = MemoryStore()
    put(store, "a", "基坑", "塔吊")
    build(tmp_path, store, Characters(), Hashing())
    return tmp_path


def folders(home: Path) -> set[str]:
    return {path.name for path in (home / "generations").iterdir() if path.is_dir()}


def test_nothing_before_the_first_build(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    assert open_current(tmp_path) is None


def test_open_generation(home: Path) -> None:
    found = open_current(home)
    assert found is not None
    assert found.clause_ids == ["a:1", "a:2"]
    assert [found.folded.text(row) for row in (0, 1)] == ["基坑", "塔吊"]
    assert found.vectors is not None
    assert len(found.keyword) == len(found.vectors) == found.manifest.clauses == 2
    assert found.store_path.is_file()


@pytest.mark.parametrize(
    "name",
    ["manifest.json", "clauses.tsv", "keyword", "vectors", "corpus.db", "vectors/pieces.npy"],
)
def test_a_missing_part_is_named(home: Path, name: str) -> None:
    generation = current(home)
    assert generation is not None
    (generation.folder / name).rename(home / "gone")
    with pytest.raises(GenerationBroken, match="reindex --full") as caught:
        open_current(home)
    assert name.partition("/")[0] in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"../elsewhere\n", b".building-x\n", b"\xff\n"])
def test_a_damaged_pointer_is_named_and_healed_by_a_build(home: Path, content: bytes) -> None:
    (home / "generations" / "CURRENT").write_bytes(content)
    with pytest.raises(GenerationBroken, match="CURRENT"):
        open_current(home)
    build(home, MemoryStore(), Characters(), None)
    assert open_current(home) is not None
    assert len(folders(home)) == 1


def test_indexes_of_different_size_are_refused(home: Path) -> None:
    generation = current(home)
    assert generation is not None
    generation.write_rows(generation.rows()[:1])
    with pytest.raises(GenerationBroken, match="条款数不一致"):
        open_current(home)


def test_a_damaged_list_of_clauses_is_named(home: Path) -> None:
    generation = current(home)
    assert generation is not None
    (generation.folder / "clauses.tsv").write_text("a\tb\n", "utf-8")
    with pytest.raises(GenerationBroken, match="不是三列"):
        open_current(home)


def test_a_damaged_folded_text_is_named(home: Path) -> None:
    generation = current(home)
    assert generation is not None
    (generation.folder / "folded.txt").write_text("一\n二\n三", "utf-8")
    with pytest.raises(GenerationBroken, match="应有 2 行"):
        open_current(home)


def test_the_generation_before_stays_and_older_ones_go(home: Path) -> None:
    names = [current(home)]
    for _ in range(3):
        build(home, MemoryStore(), Characters(), None)
        names.append(current(home))
    assert folders(home) == {g.name for g in names[-2:] if g}


def test_leftovers_are_removed(home: Path) -> None:
    before = folders(home)
    begin(home)
    (home / "generations" / "20200101-000000-0000").mkdir()
    assert len(folders(home)) == 3
    clean(home)
    assert folders(home) == before


def test_readers_of_the_old_generation_are_not_disturbed(home: Path) -> None:
    old = open_current(home)
    assert old is not None
    for _ in range(3):
        build(home, MemoryStore(), Characters(), None)
    assert old.keyword.frequency("基") == 1


def test_a_switch_while_opening_is_followed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = current(home)
    assert first is not None
    real, calls = current, []

    def overtaken(home: Path) -> object:
        calls.append(1)
        if len(calls) == 1:  # two builds happen after the pointer was read
            for _ in range(2):
                build(home, MemoryStore(), Characters(), None)
            return first
        return real(home)

    monkeypatch.setattr("indexer.generations.current", overtaken)
    found = open_current(home)
    assert found is not None
    assert found.name != first.name
