"""Which words and vectors does every peer get, so that engines are compared and not models?

Words: jieba in search mode, through rjieba (the same words, faster) where it is installed. Vectors:
the product's own static model, one vector per article, title and text together.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec

from indexer import Floats
from indexer.embedding import StaticEmbedder

__all__ = ["DIMENSION", "embed", "embed_query", "model_fingerprint", "words"]


@cache
def _embedder() -> StaticEmbedder:
    return StaticEmbedder()


DIMENSION = _embedder().dimension


def embed(texts: Sequence[str]) -> Floats:
    """Return unit vectors, float32 of shape (len(texts), DIMENSION)."""
    return _embedder().embed(texts)


def embed_query(text: str) -> Floats:
    """Return one unit vector."""
    vector: Floats = embed([text])[0]
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
