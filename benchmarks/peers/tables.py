"""How do the figures of one set read as Markdown, with every loss named?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.peers.measures import Quality
from benchmarks.peers.question_sets import QuestionSet

__all__ = ["Row", "losses", "table"]


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one engine on one set: milliseconds, seconds and MiB.

    `ranks` gives for each question the reciprocal rank of the first answer among ten.
    """

    label: str
    quality: Quality
    p50: float
    p95: float
    again_p95: float
    processor: float
    build: float
    resident: float
    disk: float
    ranks: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A column: its name, the format of its values, and whether more is better."""

    name: str
    form: str
    more: bool

    def of(self, row: Row) -> float:
        """Return the value as it is printed, so that nobody wins by what is not shown."""
        return float(f"{_values(row)[self.name]:{self.form}}")


_FIGURES = (
    *(_Figure(name, ".3f", more=True) for name in ("Hit@1", "MRR@10", "R@10", "R@100")),
    *(
        _Figure(name, ".2f", more=False)
        for name in ("p50 毫秒", "p95 毫秒", "再问 p95", "处理器毫秒")
    ),
    _Figure("建索引 秒", ".1f", more=False),
    *(_Figure(name, ".0f", more=False) for name in ("内存 MiB", "磁盘 MiB")),
)


def _values(row: Row) -> Mapping[str, float]:
    q = row.quality
    values = (
        q.hit_1, q.mrr_10, q.recall_10, q.recall_100, row.p50, row.p95, row.again_p95,
        row.processor, row.build, row.resident, row.disk,
    )  # fmt: skip
    return dict(zip((figure.name for figure in _FIGURES), values, strict=True))


def table(asked: QuestionSet, ours: Row, peers: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of the section of one set."""
    yield f"## {asked.label}"
    yield ""
    yield f"{len(asked.queries)} 题{asked.note}。"
    yield ""
    heads = ["引擎", *(figure.name for figure in _FIGURES), "逐题胜/平/负", "zhiku 胜负"]
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    yield f"| **{ours.label}** | {_cells(ours)} | — | — |"
    for peer in peers:
        yield f"| {peer.label} | {_cells(peer)} | {_each(ours, peer)} | {_verdict(ours, peer)} |"
    yield ""
    yield from losses(ours, peers)
    yield ""


def losses(ours: Row, peers: Sequence[Row]) -> Iterator[str]:
    """Yield one line for each peer that names every figure in which it is better."""
    for peer in peers:
        found = [
            f"{figure.name}（{figure.of(ours):{figure.form}} 对 {figure.of(peer):{figure.form}}）"
            for figure in _FIGURES
            if _sign(figure, ours, peer) < 0
        ]
        yield f"- 不如 {peer.label} 的：{'、'.join(found) or '没有'}。"


def _cells(row: Row) -> str:
    return " | ".join(f"{figure.of(row):{figure.form}}" for figure in _FIGURES)


def _sign(figure: _Figure, ours: Row, peer: Row) -> int:
    mine, theirs = figure.of(ours), figure.of(peer)
    return 0 if mine == theirs else 1 if (mine > theirs) == figure.more else -1


def _verdict(ours: Row, peer: Row) -> str:
    signs = [_sign(figure, ours, peer) for figure in _FIGURES]
    return f"{signs.count(1)} 胜 {signs.count(0)} 平 {signs.count(-1)} 负"


def _each(ours: Row, peer: Row) -> str:
    """Compare question by question: whose first right answer stands higher among ten?"""
    gains = [ours.ranks[name] - peer.ranks[name] for name in ours.ranks]
    return "/".join(
        str(count)
        for count in (sum(g > 0 for g in gains), gains.count(0), sum(g < 0 for g in gains))
    )
