"""Which pictures does an OFD page show, and where?"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from corpus.readers.package import Package, local

__all__ = ["Pictures", "Placed"]


class Placed(NamedTuple):
    """An image file on a page: left and upper edge and width (mm)."""

    data: bytes
    left: float
    top: float
    width: float


class Pictures:
    """The images among the resources of one document (GB/T 33190, 7.9: MultiMedia)."""

    def __init__(self, package: Package, folder: str, document: etree._Element) -> None:
        self._package = package
        self._names: dict[str, str] = {}
        for element in document.iter():
            if local(element) in {"DocumentRes", "PublicRes"} and element.text:
                self._learn(posixpath.join(folder, element.text.strip()))

    def on(self, page: etree._Element) -> Iterator[Placed]:
        """Yield the pictures of a page in the order of the file."""
        for element in page.iter():
            box = (element.get("Boundary") or "").split()
            name = self._names.get(element.get("ResourceID") or "")
            if local(element) != "ImageObject" or name is None or len(box) != 4:
                continue
            if data := self._package.data(name):
                yield Placed(data, float(box[0]), float(box[1]), float(box[2]))

    def _learn(self, name: str) -> None:
        root = self._package.xml(name)
        if root is None:
            return
        base = posixpath.join(posixpath.dirname(name), root.get("BaseLoc") or "")
        for element in root.iter():
            if local(element) == "MultiMedia" and element.get("Type") == "Image":
                files = ((e.text or "").strip() for e in element if local(e) == "MediaFile")
                self._names[element.get("ID") or ""] = posixpath.join(base, next(files, ""))
