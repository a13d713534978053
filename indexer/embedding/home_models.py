"""Which model did a home train for itself, and is it in use?

    <home>/models/CURRENT     the name of the model in use, then of the one before it, one a line
    <home>/models/<name>/     a sentence-transformers folder, which never changes
    <home>/models/.training-… one that is being written, or was left by a killed training

Without CURRENT the built-in model is in use. CURRENT is replaced as a whole, after the folder that
it names is on the disk.
"""

import json
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from indexer.embedding import failures
from indexer.embedding.static import BUILTIN_MODEL, is_static_model
from indexer.files import sync_tree, write_whole

__all__ = [
    "RECORD_FILE",
    "begin_model",
    "chosen_model",
    "clean_models",
    "kept_model",
    "publish_model",
    "read_record",
    "revert",
]

RECORD_FILE = "training.json"
"""What a training tells of itself, beside the weights."""

_FOLDER, _POINTER, _TRAINING = "models", "CURRENT", ".training-"


def chosen_model(home: Path) -> Path:
    """Return the folder of the model in use; raise EmbedderUnavailable where it is not there."""
    names = _pointer(home)
    if not names:
        return BUILTIN_MODEL
    folder = home / _FOLDER / names[0]
    if not is_static_model(folder):
        raise failures.lost(folder)
    return folder


def kept_model(home: Path, name: str) -> Path | None:
    """Return the folder of a model that is still there by its name, the built-in one included."""
    folder = BUILTIN_MODEL if name == BUILTIN_MODEL.name else home / _FOLDER / name
    return folder if is_static_model(folder) else None


def read_record(folder: Path) -> dict[str, Any]:
    """Return what was recorded of a training, empty for a model without a readable record."""
    try:
        return dict(json.loads((folder / RECORD_FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def begin_model(home: Path) -> tuple[Path, str]:
    """Return a new folder out of every reader's sight, and the name that it will bear.

    The name says in local time when it was begun.
    """
    name = f"own-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    folder = home / _FOLDER / f"{_TRAINING}{name}"
    folder.mkdir(parents=True)
    return folder, name


def publish_model(home: Path, written: Path) -> Path:
    """Make a written model the one in use; raise OSError, and then the one before stays so."""
    sync_tree(written)
    final = written.with_name(written.name.removeprefix(_TRAINING))
    written.rename(final)
    names = [final.name, *_pointer(home)][:2]
    write_whole(home / _FOLDER / _POINTER, "".join(f"{name}\n" for name in names).encode())
    return final


def revert(home: Path) -> bool:
    """Use the built-in model again; tell whether another was in use. No folder is removed."""
    pointer = home / _FOLDER / _POINTER
    was = pointer.is_file()
    pointer.unlink(missing_ok=True)
    return was


def clean_models(home: Path, used: Iterable[str]) -> None:
    """Remove what a killed training left and models that are neither `used` nor named in CURRENT.

    Call it only while no other training runs. What cannot be removed is left to the next call.
    """
    keep = {*used, *_pointer(home)}
    for folder in (home / _FOLDER).glob("*"):
        if folder.is_dir() and folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _pointer(home: Path) -> list[str]:
    """Return the names in CURRENT, none without it; raise EmbedderUnavailable for damage."""
    path = home / _FOLDER / _POINTER
    try:
        names = path.read_text("utf-8").split()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise failures.lost(path) from error
    if not names or any("/" in name or "\\" in name or name.startswith(".") for name in names):
        raise failures.lost(path)
    return names
