"""How does a text become a vector without torch?

The built-in model is a sentence-transformers directory (word embeddings, mean pooling,
normalisation). This module reads its weights and vocabulary with numpy; a contract test holds
both paths together to 1e-5. The mean and the sum of a text's vectors have one direction, so the
sum is taken: feature counts times the rows of the features that occur, in blocks of texts.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from indexer.embedding import failures
from indexer.embedding.features import FEATURES_VERSION, FeatureExtractor, default_extractor
from indexer.embedding.own_terms import TERMS_FILE, read_terms

__all__ = [
    "BUILTIN_MODEL",
    "VOCABULARY_FILE",
    "WEIGHTS_FILE",
    "WEIGHTS_KEY",
    "StaticEmbedder",
    "is_static_model",
]

BUILTIN_MODEL = Path(__file__).resolve().parent.parent / "models" / "zhiku-static"
WEIGHTS_FILE, VOCABULARY_FILE = "model.safetensors", "vocabulary.txt"
WEIGHTS_KEY = "emb_layer.weight"
_BLOCK = 128  # texts counted together: large enough for BLAS, small enough for the cache


def is_static_model(folder: Path) -> bool:
    """Tell whether `folder` is a model that `StaticEmbedder` reads."""
    return (folder / VOCABULARY_FILE).is_file() and (folder / WEIGHTS_FILE).is_file()


class StaticEmbedder:
    """Embeds texts with static word vectors; satisfies the port `Embedder`."""

    def __init__(self, folder: Path = BUILTIN_MODEL, extractor: FeatureExtractor | None = None):
        """Read a model; raise `EmbedderUnavailable` where it is missing or damaged."""
        self._folder, self._own = folder, extractor
        try:
            own = read_terms(folder)
            self._extractor = (extractor or default_extractor()).knowing(own)
            words = (folder / VOCABULARY_FILE).read_text(encoding="utf-8").split("\n")
            with safe_open(folder / WEIGHTS_FILE, framework="numpy") as tensors:
                self._rows: NDArray[np.float16] = tensors.get_tensor(WEIGHTS_KEY)
        except (OSError, SafetensorError, UnicodeDecodeError) as error:
            raise failures.broken(folder, str(error)) from error
        if len(words) != len(self._rows):
            reason = f"词表有 {len(words)} 行，权重有 {len(self._rows)} 行"
            raise failures.broken(folder, reason)
        self._number = {word: number for number, word in enumerate(words) if number}

    def __reduce__(self) -> tuple[object, ...]:
        return StaticEmbedder, (self._folder, self._own)  # another process reads the files again

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Model name, then a SHA-256 over the features' version, words, weights and own terms."""
        digest = hashlib.sha256(FEATURES_VERSION.encode())
        own = [TERMS_FILE] if (self._folder / TERMS_FILE).is_file() else []
        for name in (VOCABULARY_FILE, WEIGHTS_FILE, *own):
            with (self._folder / name).open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return f"{self._folder.name}:{digest.hexdigest()}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 of shape (len(texts), dimension); rows have unit length.

        A text without any known feature gives a zero row.
        """
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _BLOCK):
            block = texts[start : start + _BLOCK]
            vectors[start : start + len(block)] = self._sums(block)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1)
        return vectors

    def _sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the sums of the features' rows, of shape (len(texts), dimension)."""
        bags = [self._counts(text) for text in texts]
        lengths = [len(bag) for bag in bags]
        ids = np.fromiter((i for bag in bags for i in bag), np.int64, sum(lengths))
        counts = np.fromiter((n for bag in bags for n in bag.values()), np.float32, len(ids))
        present, columns = np.unique(ids, return_inverse=True)
        table = np.zeros((len(texts), len(present)), np.float32)
        table[np.repeat(np.arange(len(texts)), lengths), columns] = counts
        return table @ self._rows[present].astype(np.float32)

    def _counts(self, text: str) -> Counter[int]:
        known = self._number
        return Counter([known[f] for f in self._extractor.features(text) if f in known])
