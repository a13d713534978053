"""Which generation of the indexes answers now, and how does the next one take its place?

    <home>/generations/CURRENT          two lines: the serving generation, the one before it
    <home>/generations/<name>/          manifest.json  corpus.db  the rows (see rows.py)
                                        keyword/  vectors/ (where there is an embedder)
    <home>/generations/.building-…/     a build that runs, or was killed

A generation is complete before CURRENT names it and never changes afterwards; CURRENT is replaced
as a whole. So a reader sees both old indexes or both new ones, and a crash at any moment leaves
the old ones serving. The generation before stays for readers that have just resolved the pointer.
"""

import secrets
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.storing.differences import changed_documents
from indexer.engines import ENGINES
from indexer.errors import GenerationBroken
from indexer.faiss_index import FaissVectorIndex
from indexer.files import sync_tree, write_whole
from indexer.folded import FoldedTexts
from indexer.manifest import Manifest
from indexer.ports import BIGRAM_WEIGHT, KeywordIndex, VectorIndex
from indexer.rows import RowTable

__all__ = [
    "Generation",
    "OpenGeneration",
    "begin",
    "changed_between",
    "clean",
    "current",
    "kept",
    "models_used",
    "open_current",
    "open_kept",
    "publish",
]

_FOLDER, _POINTER, _BUILDING = "generations", "CURRENT", ".building-"


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of one generation."""

    folder: Path

    @property
    def name(self) -> str:
        """When it was begun, with a random suffix: 20260105-081500-3f2a."""
        return self.folder.name.removeprefix(_BUILDING)

    @property
    def manifest_path(self) -> Path:
        """The manifest, which is written last."""
        return self.folder / "manifest.json"

    @property
    def store_path(self) -> Path:
        """The copy of the collection that belongs to these indexes."""
        return self.folder / "corpus.db"

    @property
    def keyword_folder(self) -> Path:
        """The keyword index."""
        return self.folder / "keyword"

    @property
    def vector_folder(self) -> Path:
        """The vectors; absent where there was no embedder."""
        return self.folder / "vectors"

    def manifest(self) -> Manifest:
        """Return the manifest; raise GenerationBroken."""
        return Manifest.read(self.manifest_path)

    def rows(self) -> RowTable:
        """Return which clause each row is; raise GenerationBroken."""
        return RowTable.read(self.folder)


class OpenGeneration:
    """One generation, opened for searching; both indexes and the store belong together."""

    def __init__(self, generation: Generation, *, bigram_weight: float = BIGRAM_WEIGHT) -> None:
        """Open the files; raise GenerationBroken."""
        self._files = generation
        self.name: str = generation.name
        self.folder: Path = generation.folder
        self.manifest: Manifest = generation.manifest()
        self.rows: RowTable = generation.rows()
        self.clause_ids: Sequence[str] = self.rows.clause_ids
        self.store_path: Path = generation.store_path
        engine = ENGINES.get(self.manifest.keyword)
        if engine is None:
            reason = f"关键词引擎 {self.manifest.keyword} 不认识"
            raise GenerationBroken(generation.manifest_path, reason)
        self.keyword: KeywordIndex = engine.open(generation.keyword_folder, bigram_weight)
        self.vectors: VectorIndex | None = None
        if self.manifest.stamp.embedder is not None:
            self.vectors = FaissVectorIndex(generation.vector_folder)
        self.folded = FoldedTexts(generation.folder, len(self.clause_ids))
        self._check()

    def _check(self) -> None:
        counts = {len(self.clause_ids), len(self.keyword), self.manifest.clauses}
        counts |= {len(self.vectors)} if self.vectors is not None else set()
        if len(counts) > 1:
            raise GenerationBroken(self._files.folder, "清单、关键词索引与向量索引的条款数不一致")
        if not self.store_path.is_file():
            raise GenerationBroken(self.store_path, "文件不存在")


def current(home: Path) -> Generation | None:
    """Return the serving generation, None before the first build; raise GenerationBroken."""
    names = _pointer(home)
    if not names:
        return None
    generation = Generation(home / _FOLDER / names[0])
    if not generation.manifest_path.is_file():
        raise GenerationBroken(generation.manifest_path, "文件不存在")
    return generation


def open_current(home: Path, *, bigram_weight: float = BIGRAM_WEIGHT) -> OpenGeneration | None:
    """Open the serving generation; a switch that happens meanwhile is followed.

    Returns None before the first build; raises GenerationBroken.
    """
    while True:
        before = _pointer(home)
        try:
            found = current(home)
            return None if found is None else OpenGeneration(found, bigram_weight=bigram_weight)
        except GenerationBroken:
            if _pointer(home) == before:
                raise


def kept(home: Path) -> list[str]:
    """Return the names of the generations that are there, the serving one first.

    Raises GenerationBroken.
    """
    return [name for name in _pointer(home) if (home / _FOLDER / name).is_dir()]


def models_used(home: Path) -> set[str]:
    """Return the names of the models with which `kept` were built; raise GenerationBroken."""
    stamps = (Generation(home / _FOLDER / name).manifest().stamp for name in kept(home))
    return {stamp.model for stamp in stamps if stamp.model}


def open_kept(home: Path, name: str) -> OpenGeneration:
    """Open one of `kept`; raise GenerationBroken."""
    return OpenGeneration(Generation(home / _FOLDER / name))


def changed_between(home: Path, before: str, now: str) -> set[str] | None:
    """Return the documents that differ between two generations, new and gone ones among them.

    None where one of them is not there any more, or is damaged.
    """
    folders = [Generation(home / _FOLDER / name) for name in (now, before) if name]
    if len(folders) < 2 or not all(found.store_path.is_file() for found in folders):
        return None
    try:
        return changed_documents(folders[0].store_path, folders[1].store_path)
    except sqlite3.Error:
        return None


def begin(home: Path) -> Generation:
    """Return a new, empty generation in a folder of its own, out of every reader's sight."""
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    folder = home / _FOLDER / f"{_BUILDING}{name}"
    folder.mkdir(parents=True)
    return Generation(folder)


def publish(home: Path, built: Generation) -> Generation:
    """Make a complete generation the serving one and remove what no reader needs any more."""
    sync_tree(built.folder)
    final = Generation(home / _FOLDER / built.name)
    built.folder.rename(final.folder)
    names = [final.name, *(_named(home) or ())][:2]
    write_whole(home / _FOLDER / _POINTER, "".join(f"{name}\n" for name in names).encode())
    clean(home)
    return final


def clean(home: Path) -> None:
    """Remove leftovers of killed builds and generations that CURRENT does not name.

    Call it only with the right to write. What cannot be removed now is left to the next call.
    """
    kept = _named(home)
    for folder in (home / _FOLDER).glob("*" if kept is not None else f"{_BUILDING}*"):
        if folder.is_dir() and folder.name not in (kept or ()):
            shutil.rmtree(folder, ignore_errors=True)


def _named(home: Path) -> list[str] | None:
    """Return the generations that CURRENT names, None where it is damaged."""
    try:
        return _pointer(home)
    except GenerationBroken:
        return None


def _pointer(home: Path) -> list[str]:
    path = home / _FOLDER / _POINTER
    try:
        names = path.read_text("utf-8").split()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise GenerationBroken(path, f"读不出（{error}）") from error
    if not names or any("/" in name or "\\" in name or name.startswith(".") for name in names):
        raise GenerationBroken(path, "内容不是索引的名字")
    return names
