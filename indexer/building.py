"""How do changed documents become a new generation of both indexes?

Beside the old generation, from a snapshot of the store: only clauses whose checksum changed are
segmented and embedded again, the rest is taken over. The manifest is written last and the switch
is one rename, so that a build may end at any point: by error, by Ctrl-C, by kill -9.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree

import numpy as np

from corpus.store import DocumentStore
from indexer.comparison import Comparison, compare
from indexer.engines import ENGINES, KeywordEngine
from indexer.errors import BuildFailed, DimensionMismatch, GenerationBroken
from indexer.faiss_index import FaissVectorIndex, VectorWriter
from indexer.generations import Generation, begin, clean, current, publish
from indexer.lock import writing
from indexer.manifest import Manifest, Stamp, content_checksum, engine_versions
from indexer.passages import embedded_pieces, keyword_text
from indexer.ports import Embedder, Floats, IndexedClause, Rows, Segmenter

__all__ = ["BuildReport", "Progress", "build"]

Progress = Callable[[str, int, int], None]
"""Called with the name of a phase in Chinese, how much of it is done, and how much there is."""

_BLOCK = 1024
"""Rows whose vectors are made together."""

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
        self._segmenter, self._embedder, self._before = segmenter, embedder, before
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
        self._tell("读取资料", 0, 1)
        store.snapshot(target.store_path)
        anew = self._words_before is None or (self._embedder and self._vectors_before is None)
        found = compare(target, self._before, all_texts=bool(anew))
        self._tell("读取资料", 1, 1)
        for name, content in self._attachments.items():
            (target.folder / name).write_bytes(content)
        self._write_words(target, found)
        pieces = 0 if self._embedder is None else self._write_vectors(target, found, self._embedder)
        self._manifest(found, pieces).write(target.manifest_path)
        return found

    def _write_words(self, target: Generation, found: Comparison) -> None:
        target.keyword_folder.mkdir()
        partly = self._words_before is not None
        rows = np.flatnonzero(found.taken < 0) if partly else np.arange(len(found.rows))
        self._engine.write(
            target.keyword_folder,
            [row.clause_id for row in found.rows],
            self._counted(found, rows.tolist()),
            previous=self._words_before,
            removed=found.gone if partly else (),
        )

    def _counted(self, found: Comparison, rows: Sequence[int]) -> Iterator[IndexedClause]:
        for done, row in enumerate(rows):
            if done % _BLOCK == 0:
                self._tell("建立关键词索引", done, len(rows))
            document, clause = found.texts[row]
            text = keyword_text(document, clause)
            words, bigrams = self._segmenter.terms(text), self._segmenter.bigrams(text)
            yield IndexedClause(clause.clause_id, Counter(words), Counter(bigrams))
        self._tell("建立关键词索引", len(rows), len(rows))

    def _write_vectors(self, target: Generation, found: Comparison, embedder: Embedder) -> int:
        """Write the vectors of all rows; return how many there are."""
        writer, size = VectorWriter(embedder.dimension), len(found.rows)
        for start in range(0, size, _BLOCK):
            self._tell("建立语义索引", start, size)
            block = np.arange(start, min(start + _BLOCK, size))
            writer.add(*self._vectors(found, block, embedder))
        self._tell("建立语义索引", size, size)
        target.vector_folder.mkdir()
        writer.save(target.vector_folder, size)
        return len(writer)

    def _vectors(self, found: Comparison, rows: Rows, embedder: Embedder) -> tuple[Rows, Floats]:
        """Return the row of each vector, rising, and the vectors, taken over or made."""
        before = self._vectors_before
        if before is None:
            return _embed(found, rows, embedder)
        known = found.taken[rows] >= 0
        old = rows[known]
        places, taken = before.pieces(found.taken[old])
        of_made, made = _embed(found, rows[~known], embedder)
        of_piece = np.concatenate([old[places], of_made])
        order = np.argsort(of_piece, kind="stable")
        return of_piece[order], np.concatenate([taken, made])[order]

    def _manifest(self, found: Comparison, pieces: int) -> Manifest:
        return Manifest(
            self._stamp,
            datetime.now().astimezone().isoformat(timespec="seconds"),
            found.documents,
            len(found.rows),
            pieces,
            content_checksum((row.clause_id, row.checksum) for row in found.rows),
            engine_versions(),
            self._engine.name,
        )


def _embed(found: Comparison, rows: Rows, embedder: Embedder) -> tuple[Rows, Floats]:
    texts = [embedded_pieces(*found.texts[row]) for row in rows.tolist()]
    if not texts:
        return rows, np.empty((0, embedder.dimension), np.float32)
    vectors = embedder.embed([piece for pieces in texts for piece in pieces])
    if vectors.shape[1] != embedder.dimension:
        raise DimensionMismatch(embedder.dimension, vectors.shape[1])
    if not np.isfinite(vectors).all():
        raise BuildFailed("语义模型给出了无效的向量（不是数）。请换一个模型，原有索引照常可用。")
    return np.repeat(rows, [len(pieces) for pieces in texts]), vectors


def _compact(engine: KeywordEngine, folder: Path) -> bool:
    try:
        segments, deleted = engine.fragmentation(folder)
    except Exception:  # damaged in whatever way, it is written anew
        return False
    return segments < _MOST_SEGMENTS and deleted < _MOST_DELETED


def _silent(_phase: str, _done: int, _total: int) -> None:
    """Report nothing."""
