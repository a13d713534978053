"""Which words and vectors does every peer get, so that engines are compared and not models?

Words: jieba in search mode, through rjieba (the same words, faster) where it is installed. Vectors:
the product's own static model, one vector per article, title and text together. Each is loaded when
it is first needed: an engine without vectors does not carry the model.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from indexer import Embedder

__all__ = ["Vectors", "dimension", "embed", "embed_query", "model_fingerprint", "words"]

Vectors = NDArray[np.float32]


@cache
def _embedder() -> "Embedder":
    from indexer.embedding import StaticEmbedder  # noqa: PLC0415  (see above)

    return StaticEmbedder()


def dimension() -> int:
    """Return the length of a vector."""
    return _embedder().dimension


def embed(texts: Sequence[str]) -> Vectors:
    """Return unit vectors of shape (len(texts), dimension)."""
    return _embedder().embed(texts)


def embed_query(text: str) -> Vectors:
    """Return one unit vector."""
    vector: Vectors = embed([text])[0]
    return vector


def model_fingerprint() -> str:
    """Tell one model from another: indexes of another model are not reused."""
    return _embedder().fingerprint


def words(text: str) -> list[str]:
    """Cut in search mode; lower case, without blanks and punctuation."""
    return [word for word in _cutter()(text.lower()) if any(map(str.isalnum, word))]


@cache
def _cutter() -> Callable[[str], Iterable[str]]:
    if find_spec("rjieba"):
        import rjieba  # noqa: PLC0415  (an extra)

        cut: Callable[[str], Iterable[str]] = rjieba.Jieba().cut_for_search
        return cut
    import jieba  # noqa: PLC0415  (slow to open, and only here where rjieba is missing)

    slow: Callable[[str], Iterable[str]] = jieba.cut_for_search
    return slow
