"""How does an OFD file become text?

OFD (GB/T 33190—2016) is XML in a zip: OFD.xml names the document, Document.xml its pages and
page templates, each Content.xml holds objects placed in millimetres from the upper left corner.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.readers.layout import PageLine, compose, missing_pages
from corpus.readers.ofd_text import Word, page_words
from corpus.readers.package import Package, broken, local, open_package
from corpus.readers.port import RawText

__all__ = ["read"]


def read(path: Path) -> RawText:
    """Read the text objects of every page and its templates from top to bottom."""
    with open_package(path) as package:
        roots = list(_documents(package))
        if not roots:
            raise broken(path)
        pages = [page for root in roots for page in _pages(package, root)]
    lines = [line for number, page in enumerate(pages, 1) for line in _lines(number, page)]
    if not lines:
        raise UnreadableFile(
            path, f"全部 {len(pages)} 页都没有文字，像是扫描件或图片",
            "请用文字识别（OCR）软件转成文字后再导入。",
        )  # fmt: skip
    text, places, notes = compose(lines, len(pages))
    if missing := missing_pages([line.page for line in lines], len(pages)):
        notes.insert(0, f"其中第 {missing} 页没有文字（可能是扫描页或图），没有读出")
    return RawText(text, notes=(f"OFD 共 {len(pages)} 页", *notes), places=places)


def _documents(package: Package) -> Iterator[str]:
    root = package.xml("OFD.xml")
    for element in root.iter() if root is not None else ():
        if local(element) == "DocRoot" and element.text:
            yield element.text.strip()


def _pages(package: Package, root: str) -> Iterator[tuple[list[Word], float]]:
    """Yield the words of each page, those of its templates with them, and its height."""
    document = package.xml(root)
    if document is None:
        raise broken(package.path)
    folder = posixpath.dirname(root)
    templates = {
        element.get("ID"): _at(folder, element.get("BaseLoc"))
        for element in document.iter()
        if local(element) == "TemplatePage"
    }
    height = _height(document)
    for element in document.iter():
        if local(element) == "Page" and element.get("BaseLoc"):
            yield _page(package, _at(folder, element.get("BaseLoc")), templates, height)


def _page(
    package: Package, name: str, templates: dict[str | None, str], height: float
) -> tuple[list[Word], float]:
    page = package.xml(name)
    if page is None:
        return [], height
    words = list(page_words(page))
    for element in page.iter():
        if local(element) == "Template":
            template = package.xml(templates.get(element.get("TemplateID"), ""))
            words += page_words(template) if template is not None else []
    return words, _height(page) or height


def _height(root: etree._Element) -> float:
    for element in root.iter():
        if local(element) == "PhysicalBox":
            parts = (element.text or "").split()
            return float(parts[3]) if len(parts) == 4 else 0.0
    return 0.0


def _at(folder: str, name: str | None) -> str:
    return name if name and name.startswith("/") else posixpath.join(folder, name or "")


def _lines(number: int, page: tuple[list[Word], float]) -> Iterator[PageLine]:
    """Put words that stand side by side together; a gap within a line becomes a space."""
    words, height = page
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.left)):
        if rows and abs(rows[-1][0].middle - word.middle) < 0.4 * min(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.left)
        text = "".join(_spaced(row)).strip()
        if text:
            size = max(word.size for word in row)
            right = max(word.right for word in row)
            place = min(1.0, row[0].middle / height) if height else 0.5
            yield PageLine(number, text, row[0].left, right, place, size)


def _spaced(row: list[Word]) -> Iterator[str]:
    before = None
    for word in row:
        if before is not None and word.left == before.left and word.text == before.text:
            continue  # printed twice to look bold
        if before is not None and word.left > before.right + 0.6 * word.size:
            yield " "
        yield word.text
        before = word
