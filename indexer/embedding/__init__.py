"""How does a text become a vector?"""

from indexer.embedding.sentence import SentenceTransformerEmbedder
from indexer.embedding.static import BUILTIN_MODEL, StaticEmbedder, is_static_model

__all__ = ["BUILTIN_MODEL", "SentenceTransformerEmbedder", "StaticEmbedder", "is_static_model"]
