"""How does text become findable?

passages → terms and vectors → one generation of both indexes, switched into place at once
"""

from indexer.errors import (
    BuildBusy,
    BuildFailed,
    DimensionMismatch,
    EmbedderUnavailable,
    GenerationBroken,
    IndexerError,
    LexiconBroken,
)
from indexer.lexicon import Lexicon, SynonymGroup, load_lexicon
from indexer.ports import (
    Embedder,
    IndexedClause,
    KeywordHits,
    KeywordIndex,
    Segmenter,
    TermGroup,
    Token,
    VectorIndex,
)
from indexer.segmenter import JiebaSegmenter

__all__ = [
    "BuildBusy",
    "BuildFailed",
    "DimensionMismatch",
    "Embedder",
    "EmbedderUnavailable",
    "GenerationBroken",
    "IndexedClause",
    "IndexerError",
    "JiebaSegmenter",
    "KeywordHits",
    "KeywordIndex",
    "Lexicon",
    "LexiconBroken",
    "Segmenter",
    "SynonymGroup",
    "TermGroup",
    "Token",
    "VectorIndex",
    "load_lexicon",
]
