"""How does a file get onto the disk whole?"""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["link_file", "sync_tree", "write_array", "write_whole"]

_AT_ONCE = 8


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by a file with this content, which survives a power cut; readers see either.

    The new file never shares its blocks with the old one, which may be a hard link.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync(path.parent)


def write_array(path: Path, values: NDArray[Any]) -> None:
    """Write an array in NumPy's format beside any file of that name, then in its place."""
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("wb") as file:
        np.save(file, values, allow_pickle=False)
    temporary.replace(path)


def link_file(source: Path, target: Path) -> None:
    """Make `target` the same file as `source`, or a copy where there are no hard links.

    Only for files that are never written again.
    """
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def sync_tree(folder: Path) -> None:
    """Wait until every file below `folder`, and the folder itself, is on the disk.

    All at once: the disk orders the writing better than we do.
    """
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(_sync, sorted(folder.rglob("*"))))
    _sync(folder)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows cannot open a folder, and needs not
        return
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
