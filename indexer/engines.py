"""Which engine keeps the words of a generation, and who writes and reads its files?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.ports import IndexedClause, KeywordIndex
from indexer.tantivy_building import tantivy_fragmentation, write_tantivy_index
from indexer.tantivy_index import TantivyKeywordIndex
from indexer.tantivy_storage import tantivy_fault
from indexer.whoosh_index import WhooshKeywordIndex, fragmentation, write_keyword_index

__all__ = ["ENGINES", "MOST_FOR_WHOOSH", "EngineChoice", "KeywordEngine", "choose_engine"]

MOST_FOR_WHOOSH = 30_000
"""With more clauses, tantivy serves unless Whoosh is asked for."""


class _Write(Protocol):
    def __call__(
        self,
        folder: Path,
        order: Sequence[str],
        added: Iterable[IndexedClause],
        *,
        previous: Path | None = None,
        removed: Iterable[str] = (),
    ) -> None:
        """Write into an empty folder the index whose row `i` is the clause `order[i]`."""


@dataclass(frozen=True, slots=True)
class KeywordEngine:
    """How the files of one engine are written, opened, and how much they are in pieces.

    `label` is its name as shown.
    """

    name: str
    label: str
    write: _Write
    open: Callable[[Path, float], KeywordIndex]
    fragmentation: Callable[[Path], tuple[int, float]]


def _open_whoosh(folder: Path, bigram_weight: float) -> KeywordIndex:
    return WhooshKeywordIndex(folder, bigram_weight=bigram_weight)


def _open_tantivy(folder: Path, bigram_weight: float) -> KeywordIndex:
    return TantivyKeywordIndex(folder, bigram_weight=bigram_weight)


ENGINES: Mapping[str, KeywordEngine] = {
    engine.name: engine
    for engine in (
        KeywordEngine("whoosh", "Whoosh", write_keyword_index, _open_whoosh, fragmentation),
        KeywordEngine(
            "tantivy", "tantivy", write_tantivy_index, _open_tantivy, tantivy_fragmentation
        ),
    )
}
"""By the name that a manifest records."""


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """An engine and, in Chinese, why it is that one; `instead` of one that cannot be used."""

    engine: KeywordEngine
    reason: str
    instead: bool = False


def choose_engine(wanted: str, clauses: int) -> EngineChoice:
    """Return the engine for so many clauses; `wanted` is auto, whoosh or tantivy.

    Where tantivy cannot be used Whoosh takes its place.
    """
    few = clauses <= MOST_FOR_WHOOSH
    if wanted == "whoosh":
        return EngineChoice(ENGINES["whoosh"], "设置为 whoosh")
    if wanted == "auto" and few:
        return EngineChoice(ENGINES["whoosh"], f"条款不超过 {MOST_FOR_WHOOSH} 个")
    if fault := tantivy_fault():
        reason = f"本应用 tantivy，但它不能用（{fault}）。请重装 tantivy，再运行 zhiku reindex"
        return EngineChoice(ENGINES["whoosh"], reason, instead=True)
    if wanted == "tantivy":
        return EngineChoice(ENGINES["tantivy"], "设置为 tantivy")
    return EngineChoice(ENGINES["tantivy"], f"条款超过 {MOST_FOR_WHOOSH} 个")
