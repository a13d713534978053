"""How do changed documents become a new generation of both indexes?

Beside the old generation, from a snapshot of the store: only clauses whose checksum changed are
segmented again, only texts that were not there embedded; the rest is taken over. The manifest is
written last and the switch is one rename, so that a build may end at any point: by error, by
Ctrl-C, by kill -9.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from shutil import rmtree

import numpy as np

from corpus.records import Clause, Document
from corpus.store import DocumentStore
from indexer.comparison import Comparison, compare, texts_of
from indexer.engines import ENGINES, KeywordEngine
from indexer.errors import BuildFailed, GenerationBroken
from indexer.faiss_index import FaissVectorIndex
from indexer.generations import Generation, begin, clean, current, publish
from indexer.lock import writing
from indexer.manifest import Manifest, Stamp, engine_versions
from indexer.passages import keyword_text
from indexer.ports import Embedder, IndexedClause, Segmenter
from indexer.vector_building import write_vectors
from indexer.workers import Workers

__all__ = ["BuildReport", "Progress", "build"]

Progress = Callable[[str, int, int], None]
"""Called with the name of a phase in Chinese, how much of it is done, and how much there is."""

_READING, _WORDS, _VECTORS = "读取资料", "建立关键词索引", "建立语义索引"

_BLOCK = 256
"""Texts that are cut together."""

_MOST_SEGMENTS, _MOST_DELETED = 16, 0.3
"""A keyword index in more segments, or with more of it deleted, is written anew."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, counted in clauses; `generation` names the result."""

    generation: str
    added: int
    changed: int
    removed: int
    unchanged: int
    seconds: float


def build(
    home: Path,
    store: DocumentStore,
    segmenter: Segmenter,
    embedder: Embedder | None,
    *,
    full: bool = False,
    progress: Progress | None = None,
    attachments: Mapping[str, bytes] | None = None,
    engine: KeywordEngine = ENGINES["whoosh"],
) -> BuildReport:
    """Build a generation from the store and make it the serving one.

    Without an embedder it holds the keyword index alone. With `full`, or where segmenter, engine
    or embedder are not those of the generation before, nothing of theirs is taken over.
    `attachments` are files, by name, to be kept in the generation's folder. Raises
    BuildBusy, BuildFailed (a full disk and the like), EmbedderUnavailable or StoreBroken; then
    the generation before still serves.
    """
    began = time.monotonic()
    with writing(home):
        clean(home)
        before = _before(home)
        parts = _Parts(segmenter, embedder, engine, attachments or {}, progress or _silent)
        try:
            published, comparison = _built(home, store, _Builder(parts, before, full=full))
        except GenerationBroken:  # what was to be taken over is damaged: make everything anew
            published, comparison = _built(home, store, _Builder(parts, None, full=True))
    changes = comparison.changes
    return BuildReport(
        published.name,
        changes.added,
        changes.changed,
        changes.removed,
        changes.unchanged,
        time.monotonic() - began,
    )


def _before(home: Path) -> Generation | None:
    """Return the generation to compare with; a damaged one, or one of another form, is none."""
    try:
        found = current(home)
        if found is not None:
            found.manifest()
    except GenerationBroken:
        return None
    return found


def _built(home: Path, store: DocumentStore, builder: "_Builder") -> tuple[Generation, Comparison]:
    try:
        target = begin(home)
        try:
            comparison = builder.fill(target, store)
            return publish(home, target), comparison
        finally:
            rmtree(target.folder, ignore_errors=True)
    except (OSError, sqlite3.Error) as error:
        raise BuildFailed(
            f"建立索引失败：{error}。请检查 {home} 所在磁盘的剩余空间和写权限，然后重试；"
            "原有索引照常可用。"
        ) from error


@dataclass(frozen=True, slots=True)
class _Parts:
    """With what a generation is built."""

    segmenter: Segmenter
    embedder: Embedder | None
    engine: KeywordEngine
    attachments: Mapping[str, bytes]
    tell: Progress


class _Builder:
    """Fills the folder of one generation."""

    def __init__(self, parts: _Parts, before: Generation | None, *, full: bool) -> None:
        segmenter, embedder = parts.segmenter, parts.embedder
        self._embedder, self._before = embedder, before
        self._workers = Workers(segmenter, embedder)
        self._engine, self._attachments, self._tell = parts.engine, parts.attachments, parts.tell
        self._stamp = Stamp.of(segmenter, embedder)
        self._words_before, self._vectors_before = None, None
        if before is not None and not full:
            manifest, folder = before.manifest(), before.keyword_folder
            stamp, same = manifest.stamp, manifest.keyword == self._engine.name
            if same and stamp.segmenter == self._stamp.segmenter and _compact(self._engine, folder):
                self._words_before = folder
            if embedder is not None and stamp.embedder == self._stamp.embedder:
                self._vectors_before = FaissVectorIndex(before.vector_folder)

    def fill(self, target: Generation, store: DocumentStore) -> Comparison:
        """Write everything of the generation, its manifest last."""
        store.snapshot(target.store_path)
        anew = self._words_before is None and self._vectors_before is None
        found = compare(target, self._before, every=anew, tell=partial(self._tell, _READING))
        for name, content in self._attachments.items():
            (target.folder / name).write_bytes(content)
        self._write_words(target, found)
        pieces = 0 if self._embedder is None else self._write_vectors(target, found, self._embedder)
        self._manifest(found, pieces).write(target.manifest_path)
        return found

    def _write_words(self, target: Generation, found: Comparison) -> None:
        target.keyword_folder.mkdir()
        partly = self._words_before is not None
        rows = np.flatnonzero(found.taken < 0) if partly else np.arange(len(found.taken))
        self._engine.write(
            target.keyword_folder,
            found.rows.clause_ids,
            self._counted(target, found, rows.tolist()),
            previous=self._words_before,
            removed=found.gone if partly else (),
        )

    def _counted(
        self, target: Generation, found: Comparison, rows: Sequence[int]
    ) -> Iterator[IndexedClause]:
        blocks = _blocks(texts_of(target.store_path, found.rows, rows))
        done = 0
        with closing(self._workers.count(blocks, len(rows))) as answers:
            for counts in answers:
                self._tell(_WORDS, done, len(rows))
                of_block = rows[done : done + len(counts)]
                for row, (words, bigrams) in zip(of_block, counts, strict=True):
                    yield IndexedClause(found.rows.clause_ids[row], words, bigrams)
                done += len(counts)
        self._tell(_WORDS, len(rows), len(rows))

    def _write_vectors(self, target: Generation, found: Comparison, embedder: Embedder) -> int:
        makers, tell = (embedder, self._workers), partial(self._tell, _VECTORS)
        return write_vectors(target, found, self._vectors_before, makers, tell)

    def _manifest(self, found: Comparison, pieces: int) -> Manifest:
        return Manifest(
            self._stamp,
            datetime.now().astimezone().isoformat(timespec="seconds"),
            found.documents,
            len(found.taken),
            pieces,
            found.rows.digest(),
            engine_versions(),
            self._engine.name,
        )


def _blocks(texts: Iterator[tuple[Document, Clause]]) -> Iterator[list[str]]:
    """Yield the texts to be cut, in blocks."""
    while block := [keyword_text(*text) for text in islice(texts, _BLOCK)]:
        yield block


def _compact(engine: KeywordEngine, folder: Path) -> bool:
    try:
        segments, deleted = engine.fragmentation(folder)
    except Exception:  # damaged in whatever way, it is written anew
        return False
    return segments < _MOST_SEGMENTS and deleted < _MOST_DELETED


def _silent(_phase: str, _done: int, _total: int) -> None:
    """Report nothing."""
