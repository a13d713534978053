"""How does any other sentence-transformers model stand in for the built-in one?

torch and sentence-transformers are optional and imported with the first model only: they cost
seconds and hundreds of megabytes. A path is read from the disk alone, whatever the network says.
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.embedding import failures

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["SentenceTransformerEmbedder"]

_WEIGHTS = (".safetensors", ".bin", ".onnx")
_SETTINGS = (".json", ".txt", ".model")


class SentenceTransformerEmbedder:
    """Embeds texts with a sentence-transformers model; satisfies the port `Embedder`."""

    def __init__(self, model: str | Path, *, device: str | None = None, batch: int = 32):
        """Load a folder, or else a model by its hub name (from the hub's cache where it is).

        Raises `EmbedderUnavailable` where the libraries or the model are missing.
        """
        self._name, self._batch = str(model), batch
        self._folder = Path(model) if _is_path(model) else None
        if self._folder is not None and not self._folder.is_dir():
            raise failures.broken(self._folder, "没有这个目录")
        self._model = _load(self._name, device, local=self._folder is not None)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a model of this size is not copied into other processes")

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        length = self._model.get_embedding_dimension()
        if length is None:
            raise failures.not_found(self._name, "模型没有说明向量的维数")
        return int(length)

    @cached_property
    def fingerprint(self) -> str:
        """A folder's name and SHA-256; of a hub model its name, revision and library release."""
        if self._folder is not None:
            return f"{self._folder.name}:{_hash(self._folder)}"
        revision = getattr(self._model.model_card_data, "base_model_revision", None) or "unknown"
        return f"{self._name}:{revision}:{version('sentence-transformers')}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 of shape (len(texts), dimension); rows have unit length.

        A text to which the model gives a vector of length 0 gives a zero row.
        """
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        encoded = self._model.encode(
            list(texts), batch_size=self._batch, show_progress_bar=False, convert_to_numpy=True
        )
        vectors = np.asarray(encoded, np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)


def _is_path(model: str | Path) -> bool:
    """Tell a folder from a hub name: "name" and "owner/name" are hub names unless they exist."""
    if isinstance(model, Path) or Path(model).is_dir():
        return True
    return model.startswith((".", "/", "~", "\\")) or model.count("/") > 1 or "\\" in model


def _load(name: str, device: str | None, *, local: bool) -> "SentenceTransformer":
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds, optional
    except ImportError as error:
        raise failures.not_installed(name) from error
    try:
        return SentenceTransformer(name, device=device, local_files_only=local)
    except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
        lines = str(error).strip().splitlines() or [repr(error)]
        raise failures.not_found(name, lines[0].rstrip(".。")) from error


def _hash(folder: Path) -> str:
    """Return a SHA-256 over the names and contents of the files that decide the vectors."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (*_WEIGHTS, *_SETTINGS):
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
