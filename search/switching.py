"""Which generation answers now, and how does the next one take its place?"""

import logging
import threading
import time
from collections.abc import Callable

from corpus import CorpusError
from indexer import (
    Embedder,
    EmbedderUnavailable,
    IndexerError,
    JiebaSegmenter,
    Stamp,
    current,
    open_current,
    open_kept,
)
from search.assembly import open_embedder, open_forest, open_former
from search.engine import SearchEngine
from search.errors import ForestBroken, NotSearchable
from search.opening import assemble
from search.reranking import Forest
from search.settings import Settings
from search.words import words_of

__all__ = ["ServingEngine", "missing"]

_LOG = logging.getLogger(__name__)


class ServingEngine:
    """The engine of the serving generation of a home; threads share it.

    Calls under way finish on the engine with which they began; the last of them closes it.
    `model` and `forest` are what is configured, each with why there is none; `refused` names a
    generation that cannot be opened, and why.
    """

    def __init__(self, settings: Settings, generation: str = "") -> None:
        """Serve the generation of that name whatever the pointer says, where one is given."""
        self._settings = settings
        self._pinned = generation
        self._lock = threading.Lock()
        self._engine: SearchEngine | None = None
        self._followed = False
        self.refused: tuple[str, str] = ("", "")
        self.model: tuple[Embedder | None, str] | None = None
        self.forest: tuple[Forest | None, str] | None = None

    def get(self) -> SearchEngine:
        """Return the engine of the serving generation; raise NotSearchable.

        While one thread opens a new generation, the others go on with the one that is open; so
        they do when the new one cannot be opened.
        """
        engine = self._engine
        if engine and (self._pinned or self._followed):
            return engine
        try:
            name = self._moved(engine)
            return self._changed(engine, name) if engine is None or name else engine
        except (IndexerError, CorpusError, NotSearchable) as error:
            if engine is not None:
                return engine
            if isinstance(error, NotSearchable):
                raise
            raise NotSearchable(f"检索暂时不可用。{error}") from error

    def follow(self, every: float, prepare: Callable[[SearchEngine], None]) -> None:
        """Open what is published from now on in a thread of its own, looking `every` seconds.

        No call waits for it any more: a new engine takes over once `prepare` has made it warm.
        """
        self._followed = True
        follower = threading.Thread(
            target=self._follow, args=(every, prepare), name="zhiku-follow", daemon=True
        )
        follower.start()

    def _follow(self, every: float, prepare: Callable[[SearchEngine], None]) -> None:
        if self._engine is not None:
            prepare(self._engine)
        while True:
            time.sleep(every)
            try:
                if name := self._moved(self._engine):
                    self._changed(None, name, prepare)
            except (IndexerError, CorpusError, NotSearchable):
                continue  # told by `refused`
            except Exception:  # whatever it is, the next generation must be followed all the same
                _LOG.exception("新索引打不开，仍用旧索引")

    def _moved(self, engine: SearchEngine | None) -> str:
        """Return the generation to open, "" where the one that is open still serves."""
        found = current(self._settings.home)
        if found is None:
            raise NotSearchable(missing(self._settings))
        if engine and found.name in {engine.generation, self.refused[0]}:
            return ""
        return self._pinned or found.name

    def _changed(
        self,
        engine: SearchEngine | None,
        name: str,
        prepare: Callable[[SearchEngine], None] | None = None,
    ) -> SearchEngine:
        """Open the generation `name`, unless another thread is at it and there is an old one."""
        if not self._lock.acquire(blocking=engine is None) and engine is not None:
            return engine
        try:
            if self._engine is None or self._engine.generation != name:
                opened = self._open()
                if prepare is not None:
                    prepare(opened)
                self._engine = opened
            return self._engine
        except (IndexerError, CorpusError, NotSearchable) as error:
            self.refused = name, str(error)
            raise
        finally:
            self._lock.release()

    def _open(self) -> SearchEngine:
        home, pinned = self._settings.home, self._pinned
        generation = open_kept(home, pinned) if pinned else open_current(home)
        if generation is None:
            raise NotSearchable(missing(self._settings))
        lexicon = words_of(generation.folder)
        segmenter = JiebaSegmenter(lexicon)
        built = generation.manifest.stamp
        if built.segmenter != segmenter.fingerprint:
            raise NotSearchable("程序升级后切词规则变了，旧索引不能再用。请运行 zhiku reindex。")
        model = self._suiting(built)
        if self.forest is None:
            self.forest = _load_forest(self._settings)
        return assemble(generation, lexicon, segmenter, model, self.forest[0])

    def _suiting(self, built: Stamp) -> Embedder | None:
        """Return the model of an index: the one that is set, or one that the home had before.

        The home may have been given another model while this service runs.
        """
        if self.model is None or not _made_by(built, self.model[0]):
            self.model = _load(self._settings)
        embedder = self.model[0]
        if embedder is None or built.embedder is None or _made_by(built, embedder):
            return embedder if built.embedder else None
        try:
            return open_former(self._settings, built.embedder)
        except EmbedderUnavailable:
            return None


def _made_by(built: Stamp, embedder: Embedder | None) -> bool:
    return embedder is not None and built.embedder == embedder.fingerprint


def _load(settings: Settings) -> tuple[Embedder | None, str]:
    """Return the model, or why there is none."""
    try:
        return open_embedder(settings), ""
    except EmbedderUnavailable as error:
        return None, f"{error} 目前只按关键词检索。"


def _load_forest(settings: Settings) -> tuple[Forest | None, str]:
    """Return the learned order, or why there is none."""
    try:
        return open_forest(settings), ""
    except ForestBroken as error:
        return None, str(error)


def missing(settings: Settings) -> str:
    """Say what a home without an index lacks, and what to do."""
    if not settings.database.is_file():
        return f"数据目录 {settings.home} 还没有建立。请先运行 zhiku init，再运行 zhiku reindex。"
    return "还没有索引，无法检索。请先运行 zhiku reindex。"
