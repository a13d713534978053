"""How well does the search rank on a collection with judged queries?

A collection is a folder in BEIR's layout: `corpus.jsonl[.xz]` with _id, title, text;
`queries*.jsonl` with _id, text; `qrels*.tsv` with query-id, corpus-id, score.
"""

import json
import lzma
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Clause, Document, Kind, Status
from search.errors import QueryRejected, SearchError
from search.ports import SearchService
from search.results import Mode, SearchRequest

__all__ = ["Evaluation", "Judged", "corpus_file", "evaluate_mode", "read_corpus", "read_judged"]

_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Judged:
    """Queries by id, and for each the relevant document ids with their grade (1 and up)."""

    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of one mode over all judged queries.

    Latencies are milliseconds for the first ten hits with facets and snippets, one client.
    """

    mode: Mode
    queries: int
    mrr_10: float
    ndcg_10: float
    recall_10: float
    recall_100: float
    p50_ms: float
    p95_ms: float


def read_judged(folder: Path) -> Judged:
    """Read queries and judgements; raise SearchError naming the file that is missing or broken."""
    queries = {
        row["_id"]: row["text"]
        for path in _found(folder, "queries*.jsonl")
        for row in _rows(path, "_id", "text")
    }
    qrels: dict[str, dict[str, int]] = {}
    for path in _found(folder, "qrels*.tsv"):
        for query, document, grade in _judgements(path):
            if grade > 0 and query in queries:
                qrels.setdefault(query, {})[document] = grade
    if not qrels:
        raise SearchError(f"{folder} 里没有一条可用的判断：qrels 与 queries 的编号对不上。")
    return Judged({name: queries[name] for name in qrels}, qrels)


def read_corpus(path: Path) -> Iterator[tuple[Document, list[Clause]]]:
    """Yield each row of a corpus file as a document of one clause, its id unchanged."""
    for row in _rows(path, "_id", "title", "text"):
        document = Document(
            document_id=row["_id"], title=row["title"], kind=Kind.REGULATION, text=row["text"],
            status=Status.IN_FORCE, status_basis="评测集",
        )  # fmt: skip
        clause = Clause(
            f"{row['_id']}:1",
            row["_id"],
            0,
            "1",
            (),
            row["title"],
            row["text"],
            0,
            len(row["text"]),
        )
        yield document, [clause]


def corpus_file(folder: Path) -> Path:
    """Return the corpus of a folder; raise SearchError where there is none."""
    return _found(folder, "corpus.jsonl*")[0]


def evaluate_mode(service: SearchService, judged: Judged, mode: Mode) -> Evaluation:
    """Ask every query and measure ranking with ir-measures; raise SearchError without it."""
    run: dict[str, dict[str, float]] = {}
    times: list[float] = []
    for name, text in judged.queries.items():
        try:
            times.append(service.search(SearchRequest(text, mode)).took_ms)
            results = service.search(SearchRequest(text, mode, limit=_DEPTH))
        except QueryRejected:
            run[name] = {}
            continue
        if results.mode is not mode:
            raise SearchError("没有可用的语义模型，无法评测这种检索方式。请运行 zhiku doctor。")
        run[name] = {hit.document_id: float(-hit.rank) for hit in results.hits}
    figures = _measure(judged.qrels, run)
    latency = _percentile(times, 50), _percentile(times, 95)
    return Evaluation(mode, len(judged.queries), *figures, *latency)


def _measure(
    qrels: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]
) -> tuple[float, float, float, float]:
    try:
        from ir_measures import RR, R, calc_aggregate, nDCG  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise SearchError('评测需要 ir-measures：请运行 pip install "zhiku[eval]"。') from error
    values = calc_aggregate([RR @ 10, nDCG @ 10, R @ 10, R @ 100], qrels, run)
    mrr, ndcg, recall_10, recall_100 = (
        round(float(values[measure]), 4) for measure in (RR @ 10, nDCG @ 10, R @ 10, R @ 100)
    )
    return mrr, ndcg, recall_10, recall_100


def _percentile(times: Sequence[float], percent: int) -> float:
    if len(times) < 2:
        return round(sum(times), 1)
    return round(statistics.quantiles(times, n=100, method="inclusive")[percent - 1], 1)


def _found(folder: Path, pattern: str) -> Sequence[Path]:
    paths = sorted(folder.glob(pattern))
    if not paths:
        raise SearchError(f"{folder} 里没有 {pattern}。请给出 BEIR 格式的评测目录。")
    return paths


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) >= 3 and cells[2].strip().isdecimal():
            yield cells[0], cells[1], int(cells[2])
        elif number > 1 and line.strip():
            raise SearchError(f"评测文件 {path} 第 {number} 行应是三列：查询、文件、等级。")


def _rows(path: Path, *fields: str) -> Iterator[dict[str, str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield {name: str(row[name]) for name in fields}
    except (OSError, ValueError, KeyError, TypeError, EOFError, lzma.LZMAError) as error:
        raise SearchError(f"评测文件 {path} 读不出来：{error}") from error
