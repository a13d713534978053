"""In which order do the candidates of a sentence stand, as learned from judged questions?"""

from search.errors import ForestBroken
from search.reranking.features import FEATURES, Evidence, measure
from search.reranking.forest import Forest, read_forest
from search.reranking.reranker import (
    BUILTIN_FOREST,
    Candidates,
    Judgement,
    Reranker,
    load_forest,
)

__all__ = [
    "BUILTIN_FOREST",
    "FEATURES",
    "Candidates",
    "Evidence",
    "Forest",
    "ForestBroken",
    "Judgement",
    "Reranker",
    "load_forest",
    "measure",
    "read_forest",
]
