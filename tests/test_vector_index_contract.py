"""Do the vector index and its twin in memory keep the port's promises, and rank alike?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import DimensionMismatch, GenerationBroken
from indexer.faiss_index import FaissVectorIndex
from indexer.memory import MemoryVectorIndex
from indexer.ports import Floats, Mask, Rows, VectorIndex
from indexer.quantized import Halves
from indexer.vector_files import VectorWriter

Maker = Callable[[Rows, Floats, int], VectorIndex]


def unit(values: Floats) -> Floats:
    norms = np.linalg.norm(values, axis=-1, keepdims=True)
    return (values / np.where(norms == 0, 1, norms)).astype(np.float32)


FLAT, QUANTIZED = 10**9, 0
"""From so many pieces on the index keeps codes."""


def written(
    folder: Path,
    rows: Rows,
    vectors: Floats | Halves,
    size: int,
    *,
    many: int = FLAT,
    before: tuple[FaissVectorIndex, Rows] | None = None,
) -> FaissVectorIndex:
    folder.mkdir()
    with closing(VectorWriter(folder, vectors.shape[1])) as writer:
        writer.add(rows, vectors)
        codes = before[0].codes if before else None
        writer.save(size, before=(*codes, before[1]) if before and codes else None, many=many)
    return FaissVectorIndex(folder)


@pytest.fixture(params=["memory", "flat", "quantized"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Maker:
    if request.param == "memory":
        return MemoryVectorIndex
    numbers, many = count(), FLAT if request.param == "flat" else QUANTIZED
    return lambda rows, vectors, size: written(
        tmp_path / f"v{next(numbers)}", rows, vectors, size, many=many
    )


ROWS = np.array([0, 0, 1, 3, 4])
VECTORS = unit(np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 0]], np.float32))
X, ZERO = np.array([1, 0, 0], np.float32), np.zeros(3, np.float32)


def test_best_piece_counts_and_each_row_once(make: Maker) -> None:
    index = make(ROWS, VECTORS, 5)
    assert len(index) == 5
    assert index.dimension == 3
    for query in (X, np.array([0, 1, 0], np.float32)):
        rows, cosines = index.search(query, limit=3)
        assert rows.tolist() == [0, 1, 3]
        assert cosines.tolist() == pytest.approx([1, 0.5**0.5, 0], abs=1e-3)
    assert index.search(X, limit=1)[0].tolist() == [0]


def test_rows_without_direction_are_not_found(make: Maker) -> None:
    index = make(ROWS, VECTORS, 5)
    rows, _ = index.search(X, limit=9)
    assert rows.tolist() == [0, 1, 3]  # row 2 has no vector, row 4 a zero one
    assert index.cosines(X, np.array([4, 2, 1, 0, 0])).tolist() == pytest.approx(
        [0, 0, 0.5**0.5, 1, 1], abs=1e-3
    )


def test_a_zero_query_finds_nothing(make: Maker) -> None:
    index = make(ROWS, VECTORS, 5)
    assert index.search(ZERO, limit=9)[0].tolist() == []
    assert index.cosines(ZERO, np.array([0])).tolist() == [0]


def test_within(make: Maker) -> None:
    index = make(ROWS, VECTORS, 5)
    within = np.array([False, True, True, True, True])
    assert index.search(X, limit=1, within=within)[0].tolist() == [1]
    assert index.search(X, limit=9, within=within)[0].tolist() == [1, 3]
    assert index.search(X, limit=9, within=np.zeros(5, bool))[0].tolist() == []


@pytest.mark.parametrize("size", [0, 3])
def test_an_index_without_vectors(make: Maker, size: int) -> None:
    index = make(np.empty(0, np.int64), np.empty((0, 3), np.float32), size)
    assert len(index) == size
    assert index.search(X, limit=9)[0].tolist() == []
    assert index.cosines(X, np.arange(size)).tolist() == [0] * size


def test_another_dimension_is_refused_in_words(make: Maker) -> None:
    index = make(ROWS, VECTORS, 5)
    for wrong in (np.ones(4, np.float32), np.ones((1, 3), np.float32)):
        with pytest.raises(DimensionMismatch, match="索引是 3 维"):
            index.search(wrong, limit=1)
        with pytest.raises(DimensionMismatch, match="zhiku reindex"):
            index.cosines(wrong, np.array([0]))


@settings(max_examples=60, derandomize=True)
@given(
    st.lists(st.integers(0, 3), max_size=12),
    st.integers(1, 12),
    st.sets(st.integers(0, 11)) | st.none(),
    st.integers(0, 2**32 - 1),
    st.sampled_from([FLAT, QUANTIZED]),
)
def test_all_rank_alike(
    tmp_path_factory: pytest.TempPathFactory,
    pieces: list[int],
    limit: int,
    allowed: set[int] | None,
    seed: int,
    many: int,
) -> None:
    size, random = len(pieces), np.random.default_rng(seed)
    rows = np.repeat(np.arange(size), pieces)
    vectors = unit(random.standard_normal((len(rows), 8)).astype(np.float32))
    # Both see the vectors as half precision keeps them.
    vectors = vectors.astype(np.float16).astype(np.float32)
    query = unit(random.standard_normal(8).astype(np.float32))
    within = None if allowed is None else np.array([r in allowed for r in range(size)], bool)
    twin = MemoryVectorIndex(rows, vectors, size)
    real = written(tmp_path_factory.mktemp("v") / "v", rows, vectors, size, many=many)
    ours = twin.search(query, limit=limit, within=within)
    theirs = real.search(query, limit=limit, within=within)
    assert theirs[0].tolist() == ours[0].tolist()
    assert theirs[1].tolist() == pytest.approx(ours[1].tolist(), abs=1e-5)
    every = random.permutation(size)
    assert real.cosines(query, every) == pytest.approx(twin.cosines(query, every), abs=1e-5)


def test_vectors_taken_over_stay_equal(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    rows = np.repeat(np.arange(50), 2)
    vectors = unit(random.standard_normal((100, 16)).astype(np.float32))
    first = written(tmp_path / "1", rows, vectors, 50)
    taken = first.pieces(np.array([3, 7, 20]))
    assert taken[0].tolist() == [0, 0, 1, 1, 2, 2]
    second = written(tmp_path / "2", *first.pieces(np.arange(50)), 50)
    assert (second.pieces(np.array([3, 7, 20]))[1] == taken[1]).all()
    assert (tmp_path / "1" / "vectors.faiss").read_bytes() == (
        tmp_path / "2" / "vectors.faiss"
    ).read_bytes()


def clustered(size: int, dimension: int, seed: int) -> Floats:
    """Make directions that lie near one another, as those of texts about one thing do."""
    random = np.random.default_rng(seed)
    centres = random.standard_normal((size // 20, dimension))
    about = centres[random.integers(0, len(centres), size)]
    return unit((about + 0.4 * random.standard_normal((size, dimension))).astype(np.float32))


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[FaissVectorIndex, FaissVectorIndex]:
    """Return the same vectors, every tenth row in two pieces, without and with codes."""
    vectors = clustered(9_900, 32, 1)
    rows = np.sort(np.concatenate([np.arange(9_000), np.arange(0, 9_000, 10)]))
    folder = tmp_path_factory.mktemp("pair")
    flat = written(folder / "flat", rows, vectors, 9_000)
    return flat, written(folder / "quantized", rows, vectors, 9_000, many=QUANTIZED)


def filters() -> dict[str, Mask | None]:
    rows = np.arange(9_000)
    return {"all": None, "most": rows % 10 > 0, "half": rows < 4_500, "few": rows % 90 == 0}


@pytest.mark.parametrize("name", filters())
def test_codes_lose_little_and_change_no_cosine(
    pair: tuple[FaissVectorIndex, FaissVectorIndex], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.faiss_index._FEW", 200)
    monkeypatch.setattr("indexer.faiss_index._LEAST", 100)
    flat, quantized = pair
    within, met = filters()[name], 0
    _, near = flat.pieces(np.arange(1, 9_000, 225))
    noise = np.random.default_rng(2).standard_normal(near.shape)
    for query in unit((near + 0.1 * noise).astype(np.float32)):
        exact = flat.search(query, limit=20, within=within)
        found = quantized.search(query, limit=20, within=within)
        cosines = dict(zip(*(array.tolist() for array in exact), strict=True))
        assert len(found[0]) == len(set(found[0].tolist())) == 20
        assert (np.diff(found[1]) <= 0).all()
        assert found[1] == pytest.approx(flat.cosines(query, found[0]), abs=1e-5)
        assert within is None or within[found[0]].all()
        met += len(cosines.keys() & set(found[0].tolist()))
    assert met >= (800 if name == "few" else 780)  # few are compared one by one


def test_codes_are_taken_over(
    pair: tuple[FaissVectorIndex, FaissVectorIndex], tmp_path: Path
) -> None:
    quantized = pair[1]
    kept = np.flatnonzero(np.arange(9_000) % 7 > 0)
    taken = np.concatenate([[-1], kept])  # one new row before the old ones
    places, vectors = quantized.pieces(kept)
    rows, vectors = np.append(0, places + 1), np.concatenate([vectors[-1:], vectors])
    partly = written(
        tmp_path / "v", rows, vectors, len(taken), many=QUANTIZED, before=(quantized, taken)
    )
    assert partly.codes is not None
    assert quantized.codes is not None
    codes, of_row = quantized.codes[0].codes, quantized.codes[1]
    assert (partly.codes[0].codes[1:] == codes[np.isin(of_row, kept)]).all()
    assert (partly.codes[0].codes[0] == codes[-1]).all()  # the same vector made anew


def test_codes_are_learned_anew_where_most_is_new(
    pair: tuple[FaissVectorIndex, FaissVectorIndex], tmp_path: Path
) -> None:
    vectors, taken = clustered(500, 32, 5), np.full(500, -1)
    taken[0] = 0
    anew, alone = (
        written(tmp_path / name, np.arange(500), vectors, 500, many=QUANTIZED, before=before)
        for name, before in (("anew", (pair[1], taken)), ("alone", None))
    )
    assert anew.codes is not None
    assert alone.codes is not None
    assert (anew.codes[0].codes == alone.codes[0].codes).all()


def test_threads_find_the_same(pair: tuple[FaissVectorIndex, FaissVectorIndex]) -> None:
    queries, quantized = clustered(200, 32, 3), pair[1]

    def ask(query: Floats) -> list[int]:
        found: list[int] = quantized.search(query, limit=20)[0].tolist()
        return found

    alone = [ask(query) for query in queries]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, queries)) == alone


def test_rows_must_rise(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="rise"):
        written(tmp_path / "v", np.array([1, 0]), np.ones((2, 3), np.float32), 2)


def test_vectors_of_another_dimension_are_refused(tmp_path: Path) -> None:
    with (
        closing(VectorWriter(tmp_path, 3)) as writer,
        pytest.raises(DimensionMismatch, match="给出的是 2 维"),
    ):
        writer.add(np.array([0]), np.ones((1, 2), np.float32))


@pytest.mark.parametrize("name", ["vectors.faiss", "pieces.npy", "quantized.faiss"])
@pytest.mark.parametrize("keep", [0, 20, 200])
def test_damage_is_named(tmp_path: Path, name: str, keep: int) -> None:
    rows = np.arange(40)
    written(tmp_path / "v", rows, unit(np.ones((40, 16), np.float32)), 40, many=QUANTIZED)
    path = tmp_path / "v" / name
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(GenerationBroken, match="reindex --full"):
        FaissVectorIndex(tmp_path / "v")


def test_a_name_in_chinese(tmp_path: Path) -> None:
    index = written(tmp_path / "住建局资料", ROWS, VECTORS, 5)
    assert index.search(X, limit=1)[0].tolist() == [0]
