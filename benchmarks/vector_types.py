"""Which type of FAISS index finds the nearest 200 fastest, and what does it lose?

    ZHIKU_TEST_DATA=… python -m benchmarks.vector_types vectors.npy [pieces] [type …]

`vectors.npy` holds real vectors as float16, made on the first call from `benchmarks.variants`.
Queries are 300 questions of laypeople. Each type proposes its nearest pieces; "精排" computes the
cosines of the first N proposed from the half-precision vectors, as the product does. Seconds and
milliseconds are those of the CPU on one thread, so that other work on the machine counts little.
Recall is against the exact order.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from benchmarks.data import environment, shared_folder
from benchmarks.variants import many_statutes
from indexer.embedding import StaticEmbedder
from indexer.passages import embedded_pieces
from indexer.vector_files import halves_of

_faiss: Any = faiss
Floats = NDArray[np.float32]
_IP = _faiss.METRIC_INNER_PRODUCT
_K, _BLOCK = 200, 20_000


def main(path: Path, pieces: int, chosen: list[str]) -> None:
    """Print one line a type: seconds to build, size, milliseconds, recall at 10 and 200."""
    if not path.exists():
        _embed(path, pieces)
    kept = np.load(path, mmap_mode="r")[:pieces]
    lines = (shared_folder() / "bench" / "stard" / "queries.dev.jsonl").read_text("utf-8")
    texts = [json.loads(line)["text"] for line in lines.splitlines()[:300]]
    queries = StaticEmbedder().embed(texts)
    _faiss.omp_set_num_threads(1)
    exact = _built(kept, _scalar("QT_fp16", kept.shape[1]))
    truth = np.concatenate([exact.search(q[None], _K)[1] for q in queries])
    print(f"{environment()}，faiss {faiss.__version__}，{len(kept)} 个向量，{kept.shape[1]} 维")
    print("| 类型 | 建立秒 | MB | 精排 | p50 毫秒 | p95 毫秒 | 召回@10 | 召回@200 |")
    print("|---|---|---|---|---|---|---|---|")
    for name, make, settings in _types(kept.shape[1]):
        if chosen and not any(name.startswith(one) for one in chosen):
            continue
        began = time.thread_time()
        index = _built(kept, make())
        seconds = time.thread_time() - began
        size = _faiss.serialize_index(index).nbytes / 1e6
        for label, depth, params in settings:
            times, found = _asked(index, exact, queries, depth, params)
            p50, p95 = np.percentile(times, [50, 95])
            recalls = [_recall(found, truth, k) for k in (10, _K)]
            print(
                f"| {name}{label} | {seconds:.1f} | {size:.0f} | {depth or '—'} | {p50:.2f}"
                f" | {p95:.2f} | {recalls[0]:.4f} | {recalls[1]:.4f} |", flush=True,
            )  # fmt: skip


Setting = tuple[str, int, Any]


def _types(d: int) -> list[tuple[str, Callable[[], Any], list[Setting]]]:
    """Return names, makers and ways to ask: a label, how many are ranked again, parameters."""
    depths: list[Setting] = [("", depth, None) for depth in (0, 600, 1000, 1400, 2000)]
    hnsw: list[Setting] = [
        (f"，efSearch {ef}", 0, _faiss.SearchParametersHNSW(efSearch=ef)) for ef in (200, 400, 800)
    ]
    return [
        ("fp16 平铺", lambda: _scalar("QT_fp16", d), [("", 0, None)]),
        ("SQ8 平铺", lambda: _scalar("QT_8bit", d), depths[:2]),
        ("SQ4 平铺", lambda: _scalar("QT_4bit", d), depths),
        *(
            (f"PQ{m}x4fs", lambda m=m: _faiss.IndexPQFastScan(d, m, 4, _IP), depths)
            for m in (64, 96, 128, 192)
        ),
        ("RaBitQ", lambda: _faiss.IndexRaBitQ(d, _IP), depths),
        ("RaBitQfs", lambda: _faiss.IndexRaBitQFastScan(d, _IP), depths),
        ("RRotRaBitQfs", lambda: _faiss.index_factory(d, "RR,RaBitQfs", _IP), depths),
        *(
            (f"HNSW32 fp16，efConstruction {ef}", lambda ef=ef: _hnsw(d, ef), hnsw)
            for ef in (40, 100)
        ),
    ]


def _scalar(kind: str, d: int) -> Any:
    return _faiss.IndexScalarQuantizer(d, getattr(_faiss.ScalarQuantizer, kind), _IP)


def _hnsw(d: int, construction: int) -> Any:
    index = _faiss.IndexHNSWSQ(d, _faiss.ScalarQuantizer.QT_fp16, 32, _IP)
    index.hnsw.efConstruction = construction
    return index


def _built(kept: NDArray[np.float16], index: Any) -> Any:
    if hasattr(index, "pq"):
        index.pq.cp.niter = 10
    if not index.is_trained:
        step = max(1, len(kept) // 8192)
        index.train(np.ascontiguousarray(kept[::step], np.float32))
    for start in range(0, len(kept), _BLOCK):
        index.add(np.ascontiguousarray(kept[start : start + _BLOCK], np.float32))
    return index


def _asked(
    index: Any, exact: Any, queries: Floats, depth: int, params: Any
) -> tuple[list[float], NDArray[np.int64]]:
    times, found, halves = [], [], halves_of(exact)
    for query in queries:
        began = time.thread_time()
        _, [places] = index.search(query[None], depth or _K, params=params)
        places = places[places >= 0]
        if depth:
            places = np.sort(places)
            cosines = np.einsum("ij,j->i", halves[places].astype(np.float32), query)
            places = places[np.argsort(-cosines)[:_K]]
        times.append((time.thread_time() - began) * 1000)
        found.append(np.pad(places, (0, _K - len(places[:_K])), constant_values=-1)[:_K])
    return times, np.array(found)


def _recall(found: NDArray[np.int64], truth: NDArray[np.int64], k: int) -> float:
    pairs = zip(found[:, :k], truth[:, :k], strict=True)
    return float(np.mean([len(np.intersect1d(a, b)) / k for a, b in pairs]))


def _embed(path: Path, pieces: int) -> None:
    embedder, made, texts = StaticEmbedder(), 0, list[str]()
    out = np.lib.format.open_memmap(
        path, mode="w+", dtype=np.float16, shape=(pieces, embedder.dimension)
    )
    for document, cut in many_statutes(pieces):
        texts += [piece for clause in cut for piece in embedded_pieces(document, clause)]
        while len(texts) >= _BLOCK or (texts and made + len(texts) >= pieces):
            block, texts = texts[: min(_BLOCK, pieces - made)], texts[_BLOCK:]
            out[made : made + len(block)] = embedder.embed(block)
            made += len(block)
            if made == pieces:
                return


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 147_000, sys.argv[3:])
