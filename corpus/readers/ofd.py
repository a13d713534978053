"""How does an OFD file become text?

OFD (GB/T 33190—2016) is XML in a zip: OFD.xml names the document, Document.xml its pages and
page templates, each Content.xml holds objects placed in millimetres from the upper left corner.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from corpus.readers.layout import PageLine
from corpus.readers.ofd_pictures import Pictures, Placed
from corpus.readers.ofd_text import page_paths, page_words
from corpus.readers.package import Package, broken, local, open_package
from corpus.readers.port import RawText
from corpus.readers.recognition import PAGES, Recogniser, on_page
from corpus.readers.rows import Word, lines_of
from corpus.readers.ruling import Box, shows_table
from corpus.readers.scans import from_pages

__all__ = ["read"]


class _Page(NamedTuple):
    """The words of a page, its height (mm), what is drawn on it, its pictures when asked for."""

    words: list[Word]
    height: float
    drawn: Sequence[Box]
    pictures: Callable[[], Iterable[Placed]]


def read(path: Path, recognise: Recogniser | None = None) -> RawText:
    """Read the text objects of every page and its templates from top to bottom.

    The pictures on pages without text are given to `recognise`.
    """
    with open_package(path) as package:
        roots = list(_documents(package))
        if not roots:
            raise broken(path)
        pages, scans, tables = list[list[PageLine]](), list[int](), list[int]()
        for page in (page for root in roots for page in _pages(package, root)):
            number = len(pages) + 1
            lines = list(lines_of(number, page.words, page.height))
            if not lines:
                scans.append(number)
                if recognise and len(scans) <= PAGES:
                    lines = list(lines_of(number, _recognised(page, recognise), page.height))
            if lines and shows_table(page.drawn, page.height):
                tables.append(number)
            pages.append(lines)
    return from_pages("OFD", pages, scans, tables)


def _recognised(page: _Page, recognise: Recogniser) -> Iterator[Word]:
    for picture in page.pictures():
        yield from on_page(recognise(picture.data), picture.left, picture.top, picture.width)


def _documents(package: Package) -> Iterator[str]:
    root = package.xml("OFD.xml")
    for element in root.iter() if root is not None else ():
        if local(element) == "DocRoot" and element.text:
            yield element.text.strip()


def _pages(package: Package, root: str) -> Iterator[_Page]:
    """Yield each page, the words of its templates with its own."""
    document = package.xml(root)
    if document is None:
        raise broken(package.path)
    folder = posixpath.dirname(root)
    templates = {
        element.get("ID"): _at(folder, element.get("BaseLoc"))
        for element in document.iter()
        if local(element) == "TemplatePage"
    }
    height, pictures = _height(document), Pictures(package, folder, document)
    for element in document.iter():
        if local(element) == "Page" and element.get("BaseLoc"):
            root_of_page = package.xml(_at(folder, element.get("BaseLoc")))
            if root_of_page is None:
                yield _Page([], height, (), tuple)
            else:
                yield _page(package, root_of_page, templates, height, pictures)


def _page(
    package: Package,
    page: etree._Element,
    templates: dict[str | None, str],
    height: float,
    pictures: Pictures,
) -> _Page:
    words, drawn = list(page_words(page)), list(page_paths(page))
    for element in page.iter():
        if local(element) == "Template":
            template = package.xml(templates.get(element.get("TemplateID"), ""))
            words += page_words(template) if template is not None else []
            drawn += page_paths(template) if template is not None else []
    return _Page(words, _height(page) or height, drawn, partial(pictures.on, page))


def _height(root: etree._Element) -> float:
    for element in root.iter():
        if local(element) == "PhysicalBox":
            parts = (element.text or "").split()
            return float(parts[3]) if len(parts) == 4 else 0.0
    return 0.0


def _at(folder: str, name: str | None) -> str:
    return name if name and name.startswith("/") else posixpath.join(folder, name or "")
