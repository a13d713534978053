"""Where are the files themselves kept, as they were before anything was masked?

An original lies under the SHA-256 of its bytes: `<folder>/ab/abcdef…`. It holds personal data
unmasked, so only the owner of the home may read it, and nothing but this module opens it: no
page, no API, no export, no log.
"""

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import OriginalMissing, StoreBroken, UnreadableFile
from corpus.store import DocumentStore

__all__ = ["Originals"]

_PIECE = 2**20
_NAME = re.compile("[0-9a-f]{64}")


class Originals:
    """The originals of one home, each kept once however many documents were read from it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: Path) -> str:
        """Keep the bytes of a file and return their checksum; raise UnreadableFile.

        The file appears whole under its name or not at all.
        """
        try:
            return self._keep(path)
        except OSError as error:
            raise UnreadableFile(
                path, f"原件没能存入数据目录（{error.strerror or error}），因此没有导入",
                "请检查数据目录所在磁盘的空间和权限；不需要保存原件的，"
                "可设 ZHIKU_ORIGINALS=none 后重新导入。",
            ) from error  # fmt: skip

    def copy(self, origin: str, target: Path) -> None:
        """Write an original to a new file that only its owner may read.

        Raise OriginalMissing where it is not kept, StoreBroken where it is no longer what it was,
        OSError where `target` exists or cannot be written.
        """
        source = self._path(origin)
        if not source.is_file():
            raise OriginalMissing
        opened = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        seen = ""
        try:
            seen = _copied(source, opened)
        finally:
            os.close(opened)
            if seen != origin:
                target.unlink()
        if seen != origin:
            raise StoreBroken(
                f"保存的原件已损坏，与登记的校验和不符，没有写出（{source}）。请从备份恢复这个文件。"
            )

    def remove_unused(self, store: DocumentStore) -> int:
        """Remove every original that no document of the store came from; return how many."""
        held = {document.origin for document in store.documents()}
        unused = [path for path in self._all() if path.name not in held]
        for path in unused:
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # others lie beside it
                path.parent.rmdir()
        return len(unused)

    def _keep(self, path: Path) -> str:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened, name = tempfile.mkstemp(prefix="new-", dir=self._folder)  # mode 0600
        new = Path(name)
        try:
            origin = _copied(path, opened)
            target = self._path(origin)
            if not _same_size(new, target):  # a file cut short by a crash is written again
                os.fsync(opened)
                target.parent.mkdir(mode=0o700, exist_ok=True)
                new.replace(target)
        finally:
            os.close(opened)
            new.unlink(missing_ok=True)
        return origin

    def _path(self, origin: str) -> Path:
        if not _NAME.fullmatch(origin):
            raise OriginalMissing
        return self._folder / origin[:2] / origin

    def _all(self) -> Iterator[Path]:
        """Yield every original, and what an interrupted import left half written."""
        yield from self._folder.glob("new-*")
        for folder in self._folder.glob("[0-9a-f][0-9a-f]"):
            yield from folder.iterdir()


def _copied(source: Path, target: int) -> str:
    """Copy a file to an open descriptor and return the SHA-256 of what was copied, in hex."""
    digest = hashlib.sha256()
    with source.open("rb") as file, os.fdopen(target, "wb", closefd=False) as copy:
        while piece := file.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
    return digest.hexdigest()


def _same_size(one: Path, other: Path) -> bool:
    return other.is_file() and other.stat().st_size == one.stat().st_size
