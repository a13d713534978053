"""How is a static model read to be taught, and written so that sentence-transformers loads it?

The form is that of `indexer.embedding.training.saving`: what is not words, rows or terms is
copied from the model that it was taught from. Needs no torch.
"""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from indexer.embedding import failures
from indexer.embedding.home_models import RECORD_FILE
from indexer.embedding.own_terms import TERMS_FILE, OwnTerms, read_terms, write_terms
from indexer.embedding.static import VOCABULARY_FILE, WEIGHTS_FILE, WEIGHTS_KEY

__all__ = ["StaticModel", "read_model", "write_model", "write_notes"]

_OWN_FILES = (WEIGHTS_FILE, VOCABULARY_FILE, TERMS_FILE, RECORD_FILE, "README.md")


@dataclass(frozen=True, slots=True)
class StaticModel:
    """Words, the padding first, their float32 rows, and the model's own terms."""

    words: tuple[str, ...]
    rows: NDArray[np.float32]
    own: OwnTerms


def read_model(folder: Path) -> StaticModel:
    """Read a model; raise EmbedderUnavailable where it is missing or damaged."""
    try:
        words = (folder / VOCABULARY_FILE).read_text(encoding="utf-8").split("\n")
        rows = load_file(folder / WEIGHTS_FILE)[WEIGHTS_KEY].astype(np.float32)
        return StaticModel(tuple(words), rows, read_terms(folder))
    except (OSError, SafetensorError, KeyError, UnicodeDecodeError) as error:
        raise failures.broken(folder, str(error)) from error


def write_model(model: StaticModel, base: Path, folder: Path) -> None:
    """Write a model into an existing folder, its rows as float16; raise OSError."""
    shutil.copytree(base, folder, dirs_exist_ok=True, ignore=_leave_out(base))
    _write_weights(model.rows.astype(np.float16), folder / WEIGHTS_FILE)
    words = "\n".join(model.words)
    (folder / VOCABULARY_FILE).write_text(words, encoding="utf-8", newline="\n")
    write_terms(model.own, folder)


def write_notes(folder: Path, *, readme: str, record: Mapping[str, Any]) -> None:
    """Write what a person and a program may read about a model; raise OSError."""
    (folder / "README.md").write_text(readme, encoding="utf-8", newline="\n")
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (folder / RECORD_FILE).write_text(text, encoding="utf-8", newline="\n")


def _write_weights(rows: NDArray[np.float16], path: Path) -> None:
    try:
        save_file({WEIGHTS_KEY: rows}, path)
    except SafetensorError as error:  # a full disk comes as one
        raise OSError(str(error)) from error


def _leave_out(base: Path) -> Callable[[str, list[str]], set[str]]:
    def ignored(place: str, names: list[str]) -> set[str]:
        return {name for name in names if name in _OWN_FILES and Path(place) == base}

    return ignored
