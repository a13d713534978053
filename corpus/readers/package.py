"""How is a document that is XML in a zip opened without trusting it?"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from corpus.errors import UnreadableFile

__all__ = ["Package", "broken", "local", "open_package"]

_LARGEST = 192 * 2**20  # bytes unpacked, all parts together
_RATIO = 400  # XML of a long table shrinks about 60 times
_BROKEN = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


class Package:
    """The parts of one file, by name, upper or lower case, with or without leading slash."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._names = {_plain(info.filename): info for info in archive.infolist()}

    def names(self) -> list[str]:
        """Return the plain names of all parts."""
        return list(self._names)

    def data(self, name: str) -> bytes:
        """Return the bytes of the part, none where there is none; raise UnreadableFile."""
        info = self._names.get(_plain(name))
        try:
            return self._archive.read(info) if info else b""
        except (*_BROKEN, zlib.error) as error:
            raise broken(self.path) from error

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of the part, None where there is none; raise UnreadableFile."""
        if _plain(name) not in self._names:
            return None
        try:
            return etree.fromstring(self.data(name), _parser())
        except etree.XMLSyntaxError as error:
            raise broken(self.path) from error


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Open `path` as a package; raise UnreadableFile for damage and for zip bombs.

    `zipfile` reads no more of a part than its entry declares, so the declared sizes bound the
    memory.
    """
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise broken(path) from error
    with archive:
        total = sum(info.file_size for info in archive.infolist())
        packed = sum(info.compress_size for info in archive.infolist())
        if total > _LARGEST or (total > 2**24 and total > _RATIO * max(packed, 1)):
            raise UnreadableFile(
                path,
                f"解压后有 {total / 2**20:.0f} MB，压缩比 {total // max(packed, 1)}，像是压缩炸弹",
                "请确认文件来源；确属需要的，请拆分后再导入。",
            )
        yield Package(path, archive)


def broken(path: Path) -> UnreadableFile:
    """Return the error for a package whose content is damaged."""
    return UnreadableFile(
        path, "文件内容已损坏或不完整", "请重新取得原件，或用办公软件打开并另存后再导入。"
    )


def local(element: etree._Element) -> str:
    """Return the name of an element without name space; '' for comments and instructions."""
    tag: object = element.tag  # a function for comments
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _plain(name: str) -> str:
    parts: list[str] = []
    for part in name.replace("\\", "/").lower().split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
