"""How does a text become a vector?"""

from indexer.embedding.home_models import chosen_model, kept_model
from indexer.embedding.sentence import SentenceTransformerEmbedder
from indexer.embedding.static import BUILTIN_MODEL, StaticEmbedder, is_static_model

__all__ = [
    "BUILTIN_MODEL",
    "SentenceTransformerEmbedder",
    "StaticEmbedder",
    "chosen_model",
    "is_static_model",
    "kept_model",
]
