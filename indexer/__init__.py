"""How does text become findable?

passages → terms and vectors → one generation of both indexes, switched into place at once
"""

from indexer.bm25 import best_places
from indexer.building import BuildReport, Progress, build
from indexer.engines import ENGINES, KeywordEngine, choose_engine
from indexer.errors import (
    BuildBusy,
    BuildFailed,
    DimensionMismatch,
    EmbedderUnavailable,
    GenerationBroken,
    IndexerError,
    LexiconBroken,
)
from indexer.folded import FoldedTexts
from indexer.generations import (
    Generation,
    OpenGeneration,
    changed_between,
    current,
    kept,
    models_used,
    open_current,
    open_kept,
)
from indexer.lexicon import Lexicon, SynonymGroup, load_lexicon
from indexer.lock import writing
from indexer.manifest import Manifest, Stamp, differences
from indexer.ports import (
    Embedder,
    Floats,
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
    "ENGINES",
    "BuildBusy",
    "BuildFailed",
    "BuildReport",
    "DimensionMismatch",
    "Embedder",
    "EmbedderUnavailable",
    "Floats",
    "FoldedTexts",
    "Generation",
    "GenerationBroken",
    "IndexedClause",
    "IndexerError",
    "JiebaSegmenter",
    "KeywordEngine",
    "KeywordHits",
    "KeywordIndex",
    "Lexicon",
    "LexiconBroken",
    "Manifest",
    "OpenGeneration",
    "Progress",
    "Segmenter",
    "Stamp",
    "SynonymGroup",
    "TermGroup",
    "Token",
    "VectorIndex",
    "best_places",
    "build",
    "changed_between",
    "choose_engine",
    "current",
    "differences",
    "kept",
    "load_lexicon",
    "models_used",
    "open_current",
    "open_kept",
    "writing",
]
