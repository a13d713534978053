"""What is made of texts before the indexes take them in, alike in every process?"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from indexer.errors import BuildFailed, DimensionMismatch
from indexer.ports import Embedder, Floats, Segmenter

__all__ = ["Counts", "count_terms", "embed_texts"]

Counts = tuple[dict[str, int], dict[str, int]]
"""How often a text holds each word, and each pair of characters."""


def count_terms(segmenter: Segmenter, texts: Sequence[str]) -> list[Counts]:
    """Return the counts of each text."""
    return [
        (dict(Counter(segmenter.terms(text))), dict(Counter(segmenter.bigrams(text))))
        for text in texts
    ]


def embed_texts(embedder: Embedder, texts: Sequence[str]) -> Floats:
    """Return the vector of each text; raise DimensionMismatch, BuildFailed or EmbedderUnavailable.

    Of shape (len(texts), dimension).
    """
    if not texts:
        return np.empty((0, embedder.dimension), np.float32)
    vectors = embedder.embed(texts)
    if vectors.shape[1] != embedder.dimension:
        raise DimensionMismatch(embedder.dimension, vectors.shape[1])
    if not np.isfinite(vectors).all():
        raise BuildFailed("语义模型给出了无效的向量（不是数）。请换一个模型，原有索引照常可用。")
    return vectors
