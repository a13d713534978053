"""By what was a file read, so that it need not be read again while nothing has changed?

What a file gives depends on its bytes, on our code with its data, and on the libraries that read
the formats. The version is computed from these: nobody can forget to raise it, and after an
upgrade every file is read once more. What else may change, such as an optional program that is
installed later, is the operator's `--again`.
"""

import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

__all__ = ["Stamper", "reader_version"]

_LIBRARIES = ("lxml", "openpyxl", "pypdfium2", "pyyaml", "selectolax", "rapidocr")
_NOT_READING = {"__pycache__", "documents", "migrations"}


class Stamper:
    """Gives the stamp of each file of one import."""

    def __init__(self, *, keeps_originals: bool) -> None:
        self._readers = reader_version() + ("+original" if keeps_originals else "")

    def stamp(self, path: Path) -> str:
        """Return checksum and version for a regular file, '' for anything else; no error."""
        try:
            if not path.is_file():  # a pipe would keep us waiting
                return ""
            with path.open("rb") as file:
                return f"{hashlib.file_digest(file, 'sha256').hexdigest()} {self._readers}"
        except OSError:  # whoever reads the file says why it cannot be read
            return ""


def reader_version() -> str:
    """Return what changes whenever the same bytes might be read as another document."""
    digest = hashlib.sha256()
    _add(digest, files("corpus"), "")
    for name in _LIBRARIES:
        digest.update(f"{name} {_installed(name)}\n".encode())
    return digest.hexdigest()[:16]


def _add(digest: "hashlib._Hash", folder: Traversable, path: str) -> None:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name in _NOT_READING:
            continue
        name = f"{path}/{item.name}"
        if item.is_dir():
            _add(digest, item, name)
        else:
            digest.update(f"{name}\n".encode() + item.read_bytes())


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
