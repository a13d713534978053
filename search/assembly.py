"""Which concrete parts make up the product? The one place that names the adapters."""

from collections.abc import Callable
from pathlib import Path

from corpus import SqliteStore
from indexer import (
    BuildReport,
    Embedder,
    EmbedderUnavailable,
    IndexerError,
    JiebaSegmenter,
    Lexicon,
    build,
    choose_engine,
    current,
    load_lexicon,
)
from indexer.embedding import (
    SentenceTransformerEmbedder,
    StaticEmbedder,
    chosen_model,
    is_static_model,
    kept_model,
)
from search.errors import NotSearchable
from search.reranking import Forest, load_forest
from search.settings import Settings
from search.words import WORDS_FILE, words_as_bytes

__all__ = [
    "load_words",
    "model_name",
    "open_embedder",
    "open_forest",
    "open_former",
    "open_store",
    "rebuild",
]


def open_store(settings: Settings) -> SqliteStore:
    """Open the document store of the home, creating the home; raise StoreBroken."""
    settings.home.mkdir(parents=True, exist_ok=True)
    return SqliteStore(settings.database)


def load_words(settings: Settings) -> Lexicon:
    """Read the built-in words and the department's own; raise LexiconBroken."""
    return load_lexicon(settings.dictionary, settings.synonyms)


def model_name(settings: Settings) -> str:
    """Return the name of the model that is set, "" where it is switched off; nothing is loaded.

    Raises EmbedderUnavailable where the home's own is gone.
    """
    if settings.model == "none":
        return ""
    return settings.model or chosen_model(settings.home).name


def open_embedder(settings: Settings) -> Embedder | None:
    """Return the model that is set, None where it is switched off; raise EmbedderUnavailable."""
    if settings.model == "none":
        return None
    if not settings.model:
        return StaticEmbedder(chosen_model(settings.home))
    if is_static_model(Path(settings.model)):
        return StaticEmbedder(Path(settings.model))
    return SentenceTransformerEmbedder(settings.model)


def open_former(settings: Settings, fingerprint: str) -> Embedder | None:
    """Return the model that an index was built with, where the home changed its model since.

    None where a model is set by ZHIKU_MODEL, or where that one is gone.
    """
    folder = kept_model(settings.home, fingerprint.partition(":")[0])
    if settings.model or folder is None:
        return None
    embedder = StaticEmbedder(folder)
    return embedder if embedder.fingerprint == fingerprint else None


def open_forest(settings: Settings) -> Forest | None:
    """Return the learned order, None where it is not set or was learned on another kind of model.

    Raises ForestBroken.
    """
    of_ours = not settings.model or is_static_model(Path(settings.model))
    return load_forest() if of_ours and settings.learned_order else None


def _refuse_to_empty(settings: Settings, store: SqliteStore, *, full: bool) -> None:
    """Raise NotSearchable where an empty collection would replace an index that holds clauses."""
    if full or store.counts()[1]:
        return
    try:
        found = current(settings.home)
        clauses = found.manifest().clauses if found else 0
    except IndexerError:
        return
    if clauses:
        raise NotSearchable(
            f"资料库 {settings.database} 是空的，而现有索引有 {clauses} 个条款，因此没有更新索引。"
            "请先检查或恢复资料库；确要清空时，请运行 zhiku reindex --full。"
        )


def rebuild(
    settings: Settings,
    *,
    full: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[BuildReport, tuple[str, ...]]:
    """Build a new generation beside the serving one and switch to it.

    Return the report and what the operator must know. A model that cannot be used costs the
    semantic half, never the keyword search.
    """
    if not settings.database.is_file():
        raise NotSearchable(f"数据目录 {settings.home} 还没有建立。请先运行 zhiku init。")
    notices: list[str] = []
    try:
        embedder = open_embedder(settings)
    except EmbedderUnavailable as error:
        embedder = None
        notices.append(f"{error} 本次只建立了关键词索引。")
    with open_store(settings) as store:
        _refuse_to_empty(settings, store, full=full)
        lexicon = load_words(settings)
        choice = choose_engine(settings.keyword_engine, store.counts()[1])
        if choice.instead:
            notices.append(f"关键词引擎用 {choice.engine.label}：{choice.reason}。")
        report = build(
            settings.home,
            store,
            JiebaSegmenter(lexicon),
            embedder,
            full=full,
            progress=progress,
            engine=choice.engine,
            attachments={WORDS_FILE: words_as_bytes(lexicon)},
        )
    return report, tuple(notices)
