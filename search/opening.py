"""How do the files of one generation become an engine that answers?"""

import weakref
from collections.abc import Callable
from functools import cache

from corpus import SqliteStore, UnknownDocument
from corpus.standing import LifeCycles
from indexer import Embedder, JiebaSegmenter, Lexicon, OpenGeneration
from search.asked import RequestReader, today
from search.columns import Columns
from search.dossier import Dossiers
from search.editions import EditionChooser
from search.engine import SearchEngine
from search.lookup import Directory
from search.mentions import Mentions
from search.outright import NamedRows
from search.phrases import Phrases
from search.query import QueryReader
from search.reranking import Forest, Reranker
from search.spelling import Speller
from search.suggest import Suggester

__all__ = ["assemble"]


def assemble(
    generation: OpenGeneration,
    lexicon: Lexicon,
    segmenter: JiebaSegmenter,
    embedder: Embedder | None,
    forest: Forest | None,
) -> SearchEngine:
    """Return the engine of an opened generation; its store closes when nothing uses it any more.

    Without `embedder` it searches by words alone, without `forest` in the fused order.
    """
    store = SqliteStore(generation.store_path, read_only=True)
    documents = list(store.documents())
    ids = generation.clause_ids
    rows = {clause_id: row for row, clause_id in enumerate(ids)}
    life = LifeCycles(documents, store.relations(), _citing(store))
    columns, directory = Columns(documents, ids, life), Directory(documents)
    editions = EditionChooser(columns, life.editions, lambda name: store.get(name).text)
    phrases = Phrases(generation.folded)
    outright = NamedRows(columns, directory, phrases, store, rows)
    vocabulary = cache(lambda: tuple(generation.keyword.vocabulary()))  # seconds; two ask for it
    columns.on(today())  # before the first search, which should not wait for it
    engine = SearchEngine(
        generation=generation.name,
        stamp=generation.manifest.stamp,
        words=lexicon.fingerprint,
        engine=generation.manifest.keyword,
        store=store,
        clause_ids=ids,
        rows=rows,
        columns=columns,
        editions=editions,
        dossiers=Dossiers(
            columns,
            life,
            editions,
            rows,
            lambda name: editions.told_apart(store.clause(name), today()).citation,
        ),
        mentions=Mentions(directory.called, segmenter),
        outright=outright,
        phrases=phrases,
        keyword=generation.keyword,
        vectors=generation.vectors if embedder else None,
        embedder=embedder,
        segmenter=segmenter,
        requests=RequestReader(
            QueryReader(segmenter, lexicon), directory, outright, editions, embedder is not None
        ),
        reranker=_reranker(forest, columns, phrases, embedder),
        suggester=Suggester(documents, lexicon.terms, vocabulary, segmenter.cut),
        speller=Speller(
            vocabulary,
            lexicon.terms,
            lambda word: len(phrases.rows(word)) > 0,
            segmenter.known,
        ),
    )
    weakref.finalize(engine, store.close)  # when the last search on it has ended
    return engine


def _citing(store: SqliteStore) -> Callable[[str], str]:
    """Return how a clause is cited, '' where the clause has gone."""

    def cite(clause_id: str) -> str:
        try:
            return store.clause(clause_id).citation
        except UnknownDocument:
            return ""

    return cite


def _reranker(
    forest: Forest | None, columns: Columns, phrases: Phrases, embedder: Embedder | None
) -> Reranker | None:
    """Return what orders the candidates of a sentence, None where nothing learned applies."""
    if forest is None or embedder is None:
        return None
    titles = [document.title for document in columns.documents]
    return Reranker(forest, columns.of_row, titles, phrases.lengths, embedder)
