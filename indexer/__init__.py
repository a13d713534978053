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
from indexer.lexicon import Lexicon, load_lexicon
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
from indexer.word_sheets import (
    SAME,
    SEE_ALSO,
    SynonymGroup,
    WordLine,
    WordSheet,
    decode_words,
    faults_of,
    group_of,
    term_of,
    word_lines,
)

__all__ = [
    "ENGINES",
    "SAME",
    "SEE_ALSO",
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
    "WordLine",
    "WordSheet",
    "best_places",
    "build",
    "changed_between",
    "choose_engine",
    "current",
    "decode_words",
    "differences",
    "faults_of",
    "group_of",
    "kept",
    "load_lexicon",
    "models_used",
    "open_current",
    "open_kept",
    "term_of",
    "word_lines",
    "writing",
]
