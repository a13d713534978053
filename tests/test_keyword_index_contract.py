"""Do the keyword indexes and their twin in memory keep the port's promises, and rank alike?"""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import GenerationBroken
from indexer.memory import MemoryKeywordIndex
from indexer.ports import IndexedClause, KeywordHits, KeywordIndex, TermGroup
from indexer.tantivy_building import tantivy_fragmentation, write_tantivy_index
from indexer.tantivy_index import TantivyKeywordIndex
from indexer.whoosh_index import WhooshKeywordIndex, fragmentation, write_keyword_index

Maker = Callable[[Sequence[IndexedClause]], KeywordIndex]


def proposing(folder: Path) -> TantivyKeywordIndex:
    """Open an index in which tantivy puts the best clauses forward, however few there are."""
    return TantivyKeywordIndex(folder, proposed_from=0)


ENGINES: dict[str, Any] = {
    "whoosh": (write_keyword_index, WhooshKeywordIndex, fragmentation),
    "tantivy": (write_tantivy_index, TantivyKeywordIndex, tantivy_fragmentation),
    "tantivy proposing": (write_tantivy_index, proposing, tantivy_fragmentation),
}


def clause(clause_id: str, words: str, bigrams: str = "") -> IndexedClause:
    return IndexedClause(clause_id, dict(Counter(words.split())), dict(Counter(bigrams.split())))


def any_of(*terms: str, required: bool = True) -> TermGroup:
    return TermGroup(dict.fromkeys(terms, 1.0), required=required)


def written(folder: Path, clauses: Sequence[IndexedClause], engine: str = "whoosh") -> Any:
    write, read, _ = ENGINES[engine]
    folder.mkdir()
    write(folder, [c.clause_id for c in clauses], clauses)
    return read(folder)


@pytest.fixture(params=["memory", *ENGINES])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Maker:
    if request.param == "memory":
        return MemoryKeywordIndex
    numbers = count()
    return lambda clauses: written(tmp_path / f"keyword{next(numbers)}", clauses, request.param)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


CLAUSES = [
    clause("a", "基坑 开挖 专家 论证", "基坑 坑开"),
    clause("b", "基坑 支护 监测 监测", "基坑 坑支"),
    clause("c", "塔吊 安装 拆卸 专家 论证 5名"),
    clause("d", "塔式起重机 安装 拆卸"),
    clause("e", ""),
]


def test_size_and_frequency(make: Maker) -> None:
    index = make(CLAUSES)
    assert len(index) == 5
    assert index.frequency("基坑") == 2
    assert index.frequency("坑开") == 0  # a bigram is no word
    assert index.frequency("没有") == 0


def test_rows_that_satisfy_enough_groups(make: Maker) -> None:
    index = make(CLAUSES)
    groups = [any_of("专家"), any_of("基坑")]
    both = index.search(groups, [], limit=9, at_least=2)
    assert both.rows.tolist() == [0]
    assert both.matched.tolist() == [2]
    one = index.search(groups, [], limit=9)
    assert sorted(one.rows.tolist()) == [0, 1, 2]
    assert one.rows[0] == 0
    assert (np.diff(one.scores) <= 0).all()
    assert index.search(groups, [], limit=9, at_least=3).rows.tolist() == []


def test_a_group_is_one_thing_said_in_several_words(make: Maker) -> None:
    index = make(CLAUSES)
    hits = index.search([any_of("塔吊", "塔式起重机"), any_of("拆卸")], [], limit=9, at_least=2)
    assert sorted(hits.rows.tolist()) == [2, 3]
    twice = make([clause("x", "塔吊 塔式起重机"), clause("y", "塔吊 某机"), clause("z", "某")])
    alone = twice.search([any_of("塔式起重机")], [], limit=1).scores
    assert twice.search([any_of("塔吊", "塔式起重机")], [], limit=1).scores == alone


def test_weights_scale_the_score(make: Maker) -> None:
    index = make(CLAUSES)
    full = index.search([TermGroup({"监测": 1.0})], [], limit=1).scores[0]
    half = index.search([TermGroup({"监测": 0.5})], [], limit=1).scores[0]
    assert half == pytest.approx(full / 2)


def test_optional_groups_and_bigrams_only_add(make: Maker) -> None:
    index = make(CLAUSES)
    hits = index.search(
        [any_of("基坑"), any_of("监测", required=False), any_of("拆卸", required=False)],
        ["坑开", "坑支"],
        limit=9,
    )
    assert hits.rows.tolist() == [1, 0]
    assert hits.matched.tolist() == [1, 1]


def test_at_least_none_matches_whatever_scores(make: Maker) -> None:
    index = make(CLAUSES)
    hits = index.search([any_of("专家")], ["坑支"], limit=9, at_least=0)
    assert sorted(hits.rows.tolist()) == [0, 1, 2]
    assert sorted(hits.matched.tolist()) == [0, 1, 1]


def test_holding(make: Maker) -> None:
    index = make(CLAUSES)
    assert index.holding(["专家", "监测", "没有"]).tolist() == [0, 1, 2]
    assert index.holding(["监测"]).tolist() == [1]
    assert index.holding([]).tolist() == []
    assert make([]).holding(["专家"]).tolist() == []


def test_without_required_groups_anything_matches(make: Maker) -> None:
    index = make(CLAUSES)
    hits = index.search([any_of("拆卸", required=False)], ["基坑"], limit=9)
    assert sorted(hits.rows.tolist()) == [0, 1, 2, 3]
    assert set(hits.matched.tolist()) == {0}
    assert index.search([], [], limit=9).rows.tolist() == []


def test_within_and_limit(make: Maker) -> None:
    index = make(CLAUSES)
    within = np.array([False, True, True, True, True])
    hits = index.search([any_of("专家"), any_of("基坑")], [], limit=9, within=within)
    assert sorted(hits.rows.tolist()) == [1, 2]
    assert len(index.search([any_of("专家")], [], limit=1).rows) == 1
    assert len(index.search([any_of("专家")], [], limit=0).rows) == 0


def test_equal_scores_in_order_of_rows(make: Maker) -> None:
    index = make([clause(str(i), "甲 乙") for i in range(20)])
    assert index.search([any_of("甲")], [], limit=7).rows.tolist() == list(range(7))


def test_scores_of_given_rows(make: Maker) -> None:
    index = make(CLAUSES)
    groups = [any_of("专家")]
    hits = index.search(groups, ["坑开"], limit=9)
    assert index.scores(groups, ["坑开"], hits.rows).tolist() == hits.scores.tolist()
    assert index.scores(groups, [], np.array([4, 1])).tolist() == [0, 0]


def test_a_repeated_bigram_counts_once(make: Maker) -> None:
    index = make(CLAUSES)
    once = index.search([], ["坑开"], limit=1).scores
    assert index.search([], ["坑开", "坑开"], limit=1).scores == once


def test_empty_index(make: Maker) -> None:
    index = make([])
    assert len(index) == 0
    assert index.frequency("基坑") == 0
    assert index.search([any_of("基坑")], ["基坑"], limit=9).rows.tolist() == []


def test_bm25_by_hand(make: Maker) -> None:
    index = make([clause("x", "甲 甲 乙"), clause("y", "乙")])
    score = index.search([any_of("甲")], [], limit=1).scores[0]
    idf = np.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    assert score == pytest.approx(idf * 2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2)))


TERMS = st.sampled_from("甲乙丙丁戊己")
COUNTS = st.dictionaries(TERMS, st.integers(1, 300), max_size=6)
TEXTS = st.lists(st.tuples(COUNTS, COUNTS), max_size=9)
WEIGHTS = st.dictionaries(TERMS, st.sampled_from([0.5, 1.0]), min_size=1)
CASE = st.fixed_dictionaries(
    {
        "first": TEXTS,
        "later": TEXTS,
        "removed": st.sets(st.integers(0, 8)),
        "groups": st.lists(st.builds(TermGroup, WEIGHTS, st.booleans()), max_size=3),
        "bigrams": st.lists(TERMS, max_size=3),
    }
)


@settings(max_examples=20, derandomize=True)
@given(CASE)
def test_all_rank_alike_after_any_change(
    tmp_path_factory: pytest.TempPathFactory, case: dict[str, Any]
) -> None:
    for engine in ENGINES:
        assert_alike_after_change(tmp_path_factory.mktemp("keyword"), engine, case)


def assert_alike_after_change(folder: Path, engine: str, case: dict[str, Any]) -> None:
    write, read, _ = ENGINES[engine]
    old = [IndexedClause(f"old{i}", *counts) for i, counts in enumerate(case["first"])]
    new = [IndexedClause(f"new{i}", *counts) for i, counts in enumerate(case["later"])]
    rows = [*reversed(new), *(c for i, c in enumerate(old) if i not in case["removed"])]
    gone = [c.clause_id for i, c in enumerate(old) if i in case["removed"]]
    written(folder / "1", old, engine).close()
    (folder / "2").mkdir()
    ids = [c.clause_id for c in rows]
    write(folder / "2", ids, new, previous=folder / "1", removed=gone)
    for clauses, path in ((rows, folder / "2"), (old, folder / "1")):
        assert_alike(read(path), clauses, case["groups"], case["bigrams"])


def assert_alike(
    real: Any,
    clauses: Sequence[IndexedClause],
    groups: list[TermGroup],
    bigrams: list[str],
) -> None:
    twin, every = MemoryKeywordIndex(clauses), np.arange(len(clauses))
    expected = twin.scores(groups, bigrams, every)
    assert real.scores(groups, bigrams, every) == pytest.approx(expected, rel=1e-5)
    ours, theirs = (i.search(groups, bigrams, limit=20) for i in (twin, real))
    assert theirs.scores == pytest.approx(ours.scores, rel=1e-5)
    assert matched_by_row(theirs) == matched_by_row(ours)
    within = every % 2 == 0
    assert real.search(groups, bigrams, limit=3, at_least=0, within=within).rows.tolist() == [
        int(row) for row in twin.search(groups, bigrams, limit=3, at_least=0, within=within).rows
    ]
    for term in "甲乙丙":
        assert real.frequency(term) == twin.frequency(term)
        assert real.holding([term]).tolist() == twin.holding([term]).tolist()
    real.close()


def matched_by_row(hits: KeywordHits) -> dict[int, int]:
    return dict(zip(hits.rows.tolist(), hits.matched.tolist(), strict=True))


def test_blocks_and_segments_join(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.whoosh_storage._SEGMENT", 700)
    monkeypatch.setattr("indexer.whoosh_storage._BLOCK", 64)
    clauses = [
        clause(f"c{i}", "甲 " * (i % 3 + 1) + ("乙" if i % 97 == 0 else "")) for i in range(1500)
    ]
    index = written(tmp_path / "keyword", clauses)
    assert fragmentation(tmp_path / "keyword") == (3, 0.0)
    twin = MemoryKeywordIndex(clauses)
    every = np.arange(1500)
    groups = [any_of("甲"), any_of("乙")]
    assert index.scores(groups, [], every) == pytest.approx(twin.scores(groups, [], every))


def files(folder: Path) -> dict[Path, bytes]:
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_previous_generations_files_are_never_touched(tmp_path: Path, engine: str) -> None:
    write, read, fragments = ENGINES[engine]
    old = tmp_path / "old"
    written(old, CLAUSES, engine).close()
    before = files(old)
    (tmp_path / "new").mkdir()
    rows = ["b", "c", "d", "e", "f"]
    added = [clause("f", "基坑")]
    write(tmp_path / "new", rows, added, previous=old, removed=["a"])
    assert files(old) == before
    segments, deleted = fragments(tmp_path / "new")
    assert segments == 2
    assert deleted == pytest.approx(1 / 6)
    index = read(tmp_path / "new")
    assert index.frequency("基坑") == 2
    assert index.frequency("开挖") == 0


def test_the_files_of_the_previous_generation_are_shared(tmp_path: Path, engine: str) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    written(old, CLAUSES, engine).close()
    new.mkdir()
    ids = [c.clause_id for c in CLAUSES]
    ENGINES[engine][0](new, [*ids, "f"], [clause("f", "基坑")], previous=old)
    shared = {p.stat().st_ino for p in old.rglob("*")} & {p.stat().st_ino for p in new.rglob("*")}
    assert len(shared) >= 1 if engine == "whoosh" else len(shared) >= 10


def test_rows_must_be_the_clauses(tmp_path: Path, engine: str) -> None:
    write = ENGINES[engine][0]
    (tmp_path / "k").mkdir()
    with pytest.raises(GenerationBroken, match="与资料库不一致"):
        write(tmp_path / "k", ["a", "x"], CLAUSES[:2])
    written(tmp_path / "old", CLAUSES, engine).close()
    (tmp_path / "l").mkdir()
    with pytest.raises(GenerationBroken, match="缺少条款"):
        write(tmp_path / "l", ["a"], [], previous=tmp_path / "old", removed=["x"])


def test_many_small_changes_leave_few_segments(tmp_path: Path) -> None:
    clauses = [clause("0", "甲 乙", "甲乙")]
    written(tmp_path / "0", clauses, "tantivy").close()
    for n in range(1, 13):
        clauses.append(clause(str(n), f"甲 词{n}", "甲乙"))
        (tmp_path / str(n)).mkdir()
        ids = [c.clause_id for c in clauses]
        write_tantivy_index(tmp_path / str(n), ids, clauses[-1:], previous=tmp_path / str(n - 1))
    assert tantivy_fragmentation(tmp_path / "12")[0] < 12
    index, twin = proposing(tmp_path / "12"), MemoryKeywordIndex(clauses)
    assert dict(index.vocabulary()) == dict(twin.vocabulary())
    asked = [any_of("甲"), any_of("词3", "词9")]
    assert index.search(asked, ["甲乙"], limit=5, at_least=0).rows.tolist() == [3, 9, 0, 1, 2]


def test_terms_with_blanks_stay_whole(tmp_path: Path) -> None:
    clauses = [
        IndexedClause("a", {"gb 50656-2011": 1, "甲": 1}, {}),
        IndexedClause("b", {"gb": 1, "50656-2011": 1}, {}),
    ]
    index = written(tmp_path / "k", clauses, "tantivy proposing")
    found = index.search([any_of("gb 50656-2011")], [], limit=2, at_least=0)
    assert found.rows.tolist() == [0]


def test_what_tantivy_puts_forward_is_what_the_arrays_find(tmp_path: Path) -> None:
    letters = np.random.default_rng(5).zipf(1.3, (4000, 30)) % 300
    clauses = [clause(f"c{n}", " ".join(f"词{x}" for x in row)) for n, row in enumerate(letters)]
    written(tmp_path / "k", clauses, "tantivy").close()
    arrays, native = TantivyKeywordIndex(tmp_path / "k"), proposing(tmp_path / "k")
    groups = [any_of(f"词{n}") for n in (5, 17, 40, 41, 99)]
    for within in (None, np.arange(4000) % 3 > 0, np.arange(4000) < 30):
        mine = arrays.search(groups, [], limit=50, at_least=0, within=within)
        theirs = native.search(groups, [], limit=50, at_least=0, within=within)
        assert theirs.rows.tolist() == mine.rows.tolist()
        assert theirs.scores == pytest.approx(mine.scores, rel=1e-5)


def test_a_small_cache_gives_the_same_answers(tmp_path: Path, engine: str) -> None:
    clauses = [clause(f"c{i}", f"甲 词{i % 5}") for i in range(50)]
    written(tmp_path / "k", clauses, engine).close()
    opened = WhooshKeywordIndex if engine == "whoosh" else TantivyKeywordIndex
    index = opened(tmp_path / "k", cached_postings=1)
    for _ in range(2):
        for i in range(5):
            assert index.frequency(f"词{i}") == 10


def test_threads_share_one_index(tmp_path: Path, engine: str) -> None:
    clauses = [clause(f"c{i}", f"甲 词{i % 50} 字{i % 7}") for i in range(500)]
    written(tmp_path / "k", clauses, engine).close()
    opened = WhooshKeywordIndex if engine == "whoosh" else TantivyKeywordIndex
    index = opened(tmp_path / "k", cached_postings=100)
    wrong: list[str] = []

    def ask() -> None:
        for i in range(50):
            right = index.frequency(f"词{i}") == 10 and index.frequency(f"字{i % 7}") in (71, 72)
            wrong.extend([] if right else [f"词{i}"])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def halve(path: Path) -> None:
    """Put the first half of a file in its place; whoever has it mapped keeps the whole."""
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.unlink()
    path.write_bytes(half)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh's files
@pytest.mark.parametrize("damage", ["segment", "contents", "rows", "all"])
def test_damage_is_named(tmp_path: Path, engine: str, damage: str) -> None:
    folder = tmp_path / "k"
    written(folder, CLAUSES, engine).close()
    patterns = {
        "segment": ("*.seg", "words-*.npy"),
        "contents": ("*.toc", "meta.json"),
        "rows": ("rows.npy",),
        "all": ("*",),
    }
    for pattern in patterns[damage]:
        for path in filter(Path.is_file, folder.rglob(pattern)):
            halve(path)
    with pytest.raises(GenerationBroken, match="reindex --full"):
        ENGINES[engine][1](folder).search([any_of("基坑")], [], limit=1, at_least=0)


@pytest.mark.parametrize("kind", ["idx", "term", "fast", "fieldnorm"])
def test_damage_to_tantivys_own_files_is_named(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "k"
    written(folder, CLAUSES, "tantivy").close()
    damaged = list(folder.rglob(f"*.{kind}"))
    assert damaged
    for path in damaged:
        halve(path)
    with pytest.raises(GenerationBroken, match="reindex --full"):
        proposing(folder).search([any_of("基坑")], [], limit=1, at_least=0)
