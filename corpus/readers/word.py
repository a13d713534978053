"""How does a Word document become Markdown, with its numbers, tables, notes and revisions?

WordprocessingML is read directly (ECMA-376 part 1, chapter 17): the converters that we looked at
lose the numbers that Word prints before headings.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.places import placed
from corpus.readers.markdown import heading, table
from corpus.readers.package import Package, broken, local, open_package
from corpus.readers.port import RawText
from corpus.readers.word_numbering import Numbering
from corpus.readers.word_runs import Runs
from corpus.readers.word_styles import Styles, attribute, child

__all__ = ["read"]

_WRAPPERS = frozenset("sdt sdtContent customXml smartTag ins moveTo".split())


def read(path: Path) -> RawText:
    """Read the text with all revisions accepted; footnotes stand at its end."""
    with open_package(path) as package:
        document = package.xml("word/document.xml")
        if document is None:
            raise broken(path)
        body = _Body(package)
        lines = list(body.blocks(child(document, "body")))
        lines += body.footnotes()
        notes = tuple(body.notes())
    filled = enumerate((line for line in lines if line.strip()), 1)
    text, places = placed(((line, f"第{number}段") for number, line in filled), "\n\n")
    if not text and body.runs.met["图片"]:
        raise UnreadableFile(
            path, "文档里只有图片，没有文字", "请用文字识别（OCR）软件转成文字后再导入。"
        )
    return RawText(text, notes=notes, places=places)


class _Body:
    """Walks the document in order, counting numbers as Word would."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles, self._numbering = Styles(package), Numbering(package)
        self.runs = Runs()
        self._in_cell = 0
        self._carried = ""  # text of paragraphs whose end was deleted

    def blocks(self, parent: etree._Element | None) -> Iterator[str]:
        for element in parent if parent is not None else ():
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _WRAPPERS:
                yield from self.blocks(element)
            elif name == "altChunk":
                self.runs.met["嵌入的其他文档"] += 1

    def footnotes(self) -> Iterator[str]:
        for part, mark in (("footnotes", ""), ("endnotes", "e")):
            root = self._package.xml(f"word/{part}.xml")
            for note in root if root is not None else ():
                identity = f"{mark}{attribute(note, 'id')}"
                if identity in self.runs.footnotes:
                    text = " ".join(line for line in self.blocks(note) if line)
                    yield f"[^{identity}]: {text.strip()}"

    def notes(self) -> Iterator[str]:
        met = self.runs.met
        if met["插入"] + met["删除"]:
            counts = f"插入 {met['插入']} 处，删除 {met['删除']} 处"
            yield f"文档带有修订，已按接受全部修订读取：{counts}"
        if met["目录行"]:
            yield f"已略去目录 {met['目录行']} 行"
        if met["隐藏文字"]:
            yield f"已略去设为隐藏的文字 {met['隐藏文字']} 处"
        if self.runs.footnotes:
            yield f"脚注和尾注 {len(self.runs.footnotes)} 条，移到文末"
        if met["公式"]:
            yield f"公式 {met['公式']} 处改写成一行，引用前请对照原件"
        for name in ("图片", "嵌入的其他文档"):
            if met[name]:
                yield f"有{name} {met[name]} 处，其中的内容没有读取"
        yield from self.runs.replaced()
        yield from self._margins()

    def _margins(self) -> Iterator[str]:
        texts: Counter[str] = Counter()
        for name in self._package.names():
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                root = self._package.xml(name)
                found = root.iter("{*}t") if root is not None else ()
                texts["".join(element.text or "" for element in found).strip()] += 1
        for text in texts:
            if re.search(r"[^\W\d第共页]", text):  # more than a page number
                yield f"页眉页脚没有收入正文：{text[:80]}"

    def _paragraph(self, element: etree._Element) -> Iterator[str]:
        properties = child(element, "pPr")
        look = self._styles.look(properties)
        text = self.runs.text(element)
        boxes = self.runs.boxes(element)
        if child(properties, "rPr", "del") is not None:  # its end was deleted: it runs on
            self._carried += text
            return
        text, self._carried = self._carried + text, ""
        if look.is_contents:
            self.runs.met["目录行"] += 1
            return
        number = self._numbering.next_number(*look.number) if look.number else ""
        if text.strip() or (number and self._in_cell):  # columns of serial numbers are empty
            text = number + text.strip()
            yield heading(text, look.rank) if look.rank else text
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, element: etree._Element) -> Iterator[str]:
        rows = [list(self._cells(row)) for row in _rows(element)]
        if rows and max(map(len, rows)) == 1:  # a frame around text
            yield from (cell for row in rows for cell in row if cell)
        elif made := table(rows):
            yield made

    def _cells(self, row: etree._Element) -> Iterator[str]:
        for cell in _found(row, "tc"):
            properties = child(cell, "tcPr")
            merged = child(properties, "vMerge")
            hidden = merged is not None and attribute(merged) != "restart"
            self._in_cell += 1
            text = "\n".join(self.blocks(cell))
            self._in_cell -= 1
            yield "" if hidden else text
            span = attribute(child(properties, "gridSpan")) or "1"
            yield from [""] * (min(int(span), 100) - 1)


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for row in _found(element, "tr"):
        if child(row, "trPr", "del") is None:
            yield row


def _found(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _found(element, name)
