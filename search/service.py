"""How do searches go on while indexes are replaced beneath them?"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus import Clause, CorpusError, Document, Kind
from corpus.collections import holdings
from indexer import (
    ENGINES,
    Floats,
    IndexerError,
    Lexicon,
    LexiconBroken,
    Stamp,
    changed_between,
    choose_engine,
    current,
    differences,
    kept,
)
from search.answers import Answers
from search.asked import today
from search.assembly import load_words
from search.dossier import Dossier
from search.effects import Effects, effects
from search.engine import SearchEngine
from search.errors import NotSearchable
from search.ports import Collection, Health
from search.results import SearchRequest, SearchResults
from search.settings import Settings
from search.suggest import Suggestion
from search.switching import ServingEngine

__all__ = ["BEHIND", "WORDS_CHANGED", "HomeService", "is_behind", "open_service"]


class HomeService:
    """A `SearchService` over the serving generation of one home.

    Every call looks at the pointer; when it has moved, the new generation is opened and takes
    over, while calls under way finish on the old one, which is closed after the last of them.
    After `follow` no call looks or waits: a thread does.
    """

    def __init__(self, settings: Settings, generation: str = "") -> None:
        """Serve the generation of that name whatever the pointer says, where one is given."""
        self._settings = settings
        self._current = ServingEngine(settings, generation)
        self._answers: Answers | None = None

    def search(self, request: SearchRequest) -> SearchResults:
        """Answer the request; raise QueryRejected or NotSearchable."""
        engine = self._serving()
        try:
            results = self._answered(engine, request)
            behind = [BEHIND] if is_behind(self._settings) else []
            return replace(results, notices=(*results.notices, *behind))
        except (IndexerError, CorpusError) as error:
            raise NotSearchable(f"检索暂时不可用。{error}") from error

    def document(self, document_id: str) -> tuple[Document, Sequence[Clause]]:
        """Return a document with its clauses; raise UnknownDocument or NotSearchable."""
        engine = self._serving()
        return engine.store.get(document_id), engine.clauses(document_id)

    def dossier(self, document_id: str, as_of: date | None = None) -> Dossier:
        """Return standing, editions and relations of a document on a day, None for today."""
        engine = self._serving()
        return engine.dossiers.of(engine.store.get(document_id), as_of or today())

    def clause(self, clause_id: str) -> tuple[Document, Clause]:
        """Return a clause and its document; raise UnknownDocument or NotSearchable."""
        engine = self._serving()
        clause = engine.clause(clause_id)
        return engine.store.get(clause.document_id), clause

    def documents(self, kind: Kind | None = None) -> list[Document]:
        """Return the documents, of one kind or all, without text; raise NotSearchable."""
        documents = self._serving().columns.documents
        return [document for document in documents if kind in {None, document.kind}]

    def collection(self) -> Collection:
        """Return all that the serving generation holds; raise NotSearchable."""
        engine = self._serving()
        return Collection(
            engine.generation,
            engine.columns.documents,
            lambda name: (engine.store.get(name), engine.clauses(name)),
            lambda before: changed_between(self._settings.home, before, engine.generation),
            lambda wanted: engine.columns.select(wanted, wanted.as_of or today()),
            lambda: engine.store.relations(),  # noqa: PLW0108 - holds the engine, and so the store
        )

    def cited(self, citation: str) -> list[tuple[Document, Clause]]:
        """Return what 《法名》第N条 names, editions in force first."""
        return self._serving().cited(citation)

    def embed(self, texts: Sequence[str]) -> Floats | None:
        """Return unit vectors, None without a model."""
        embedder = self._serving().embedder
        return embedder.embed(texts) if embedder else None

    def terms(self, text: str) -> list[str]:
        """Return the words of a text as the index holds them."""
        return self._serving().segmenter.terms(text)

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Return queries that begin with the prefix; raise NotSearchable."""
        return self._serving().suggester.suggest(prefix, limit)

    def marks(self, query: str, text: str) -> list[tuple[int, int]]:
        """Return the [start, end) offsets in `text` that a query would highlight."""
        return self._serving().marks(query, text)

    def effects(
        self,
        lexicon: Lexicon,
        words: Sequence[str],
        texts: Sequence[str] = (),
        queries: Sequence[str] = (),
    ) -> Effects:
        """Say what other words of the field would change; raise NotSearchable."""
        try:
            return effects(self._serving(), lexicon, words, texts, queries)
        except (IndexerError, CorpusError) as error:
            raise NotSearchable(f"检索暂时不可用。{error}") from error

    def health(self) -> Health:
        """Say whether searching works, and what a person should do where it does not."""
        try:
            engine = self._serving()
        except NotSearchable as error:
            return Health(False, False, None, 0, 0, None, (str(error),))
        documents, clauses = engine.store.counts()
        model = engine.embedder.fingerprint.partition(":")[0] if engine.embedder else None
        return Health(
            True, engine.semantic, engine.generation, documents, clauses, model,
            tuple(self._problems(engine)), holdings(engine.columns.documents),
        )  # fmt: skip

    def follow(self, every: float = 1.0) -> None:
        """Let no call wait for a new generation from now on, as befits a server.

        A thread of its own looks every so many seconds, opens what was published and prepares it
        before it takes over. What is asked again is answered from memory.
        """
        self._answers = Answers()
        self._current.follow(every, _prepare)

    def _serving(self) -> SearchEngine:
        return self._current.get()

    def _answered(self, engine: SearchEngine, request: SearchRequest) -> SearchResults:
        if self._answers is None:
            return engine.search(request)
        began, asked = time.perf_counter(), (engine.generation, today(), request)
        if results := self._answers.get(asked):
            return replace(results, took_ms=round((time.perf_counter() - began) * 1000, 1))
        results = engine.search(request)
        if request.limit <= _MOST_KEPT:  # a list that is taken away whole is not asked for again
            self._answers.keep(asked, results)
        return results

    def _problems(self, engine: SearchEngine) -> Iterator[str]:
        """Yield what is not as configured, as of now."""
        serving = self._current
        embedder, fault = serving.model or (None, "")
        configured = Stamp.of(engine.segmenter, embedder)
        yield from [fault] if fault else differences(engine.stamp, configured)
        choice = choose_engine(self._settings.keyword_engine, len(engine.keyword))
        if choice.engine.name != engine.engine:
            built = ENGINES[engine.engine].label
            yield (
                f"关键词索引由 {built} 建立，现在应用 {choice.engine.label}（{choice.reason}）。"
                "请运行 zhiku reindex 更新索引。"
            )
        elif choice.instead:
            yield f"关键词引擎用 {choice.engine.label}：{choice.reason}。"
        if serving.forest and serving.forest[1]:
            yield serving.forest[1]
        if is_behind(self._settings):
            yield BEHIND
        if serving.refused[0]:
            yield f"新索引打不开，仍用旧索引。{serving.refused[1]}"
        try:
            if load_words(self._settings).fingerprint != engine.words:
                yield WORDS_CHANGED
        except LexiconBroken as error:
            yield f"{error} 检索仍用建立索引时的词典。"


_MOST_KEPT = 200
"""Answers of more hits are not kept in memory: each hit has its text."""

BEHIND = "资料库在建立索引之后有改动，尚未反映在结果里。运行 zhiku reindex 后即可检索。"
WORDS_CHANGED = "词典或同义词已改动，运行 zhiku reindex 后生效。"


def is_behind(settings: Settings) -> bool:
    """Tell whether the collection was written to after the serving index was built."""
    found = current(settings.home)
    try:
        return found is not None and (
            settings.database.stat().st_mtime > found.store_path.stat().st_mtime
        )
    except OSError:  # the database was moved away: the index still serves
        return False


def open_service(settings: Settings, generation: str = "") -> HomeService:
    """Return the service of a home; nothing is opened before the first call.

    Where a generation is named, raise NotSearchable unless it is there.
    """
    if generation and generation not in (names := kept(settings.home)):
        raise NotSearchable(
            f"没有索引 {generation}。这里有：{'、'.join(names) or '无'}（前面的是正在服务的一代）。"
        )
    return HomeService(settings, generation)


def _prepare(engine: SearchEngine) -> None:
    """Make what a first call would wait for."""
    engine.suggester.prepare()
    engine.speller.prepare()
    engine.search(SearchRequest("安全生產"))  # in traditional characters: their table is read too
