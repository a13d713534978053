"""How does a web page become Markdown?"""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.normalise import fold
from corpus.readers.decoding import decode
from corpus.readers.html_main import MainText, find_main
from corpus.readers.html_tree import Element, Page, parse_page
from corpus.readers.markdown import heading, lowered, raised, table
from corpus.readers.port import RawText

__all__ = ["read"]

_BLOCKS = frozenset(
    "p div section article main header center form fieldset blockquote pre address ul ol li dl dt"
    " dd table tbody thead tfoot tr caption h1 h2 h3 h4 h5 h6 hr figure figcaption body svg".split()
)
_HAN = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_WRAP = re.compile(rf"(?<={_HAN})[ \t]*[\r\n]\s*(?={_HAN})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DOCUMENT = re.compile("法|条例|规定|办法|通知|意见|决定|方案|细则|规范|标准|公告|批复|函|规程")


def read(path: Path) -> RawText:
    """Read the main text of a page; its encoding is found from the content, not from its label."""
    decoded = decode(path, path.read_bytes())
    page = parse_page(decoded.text)
    main = find_main(page.body)
    text = _tidy_lines("".join(_render(main.element)))
    if not text:
        raise UnreadableFile(
            path, "网页里没有文字（可能由脚本载入，或画成了图形）",
            "请在浏览器里打开，把正文复制到文本文件，或另存为 PDF 后再导入。",
        )  # fmt: skip
    notes = [*decoded.notes, *_notes(main)]
    if published := page.meta.get("pubdate"):
        notes.append(f"网页标注的发布日期：{published}")
    if title := _missing_title(page, text):
        notes.append(f"正文里没有标题，标题“{title}”取自网页的标题栏")
        text = f"{title}\n\n{text}"
    return RawText(text, notes=tuple(notes))


def _notes(main: MainText) -> Iterator[str]:
    if not main.left_out:
        return
    total = sum(map(len, main.left_out))
    yield f"已略去网页的导航、栏目和页脚等共 {total} 字"
    sentences = [text for text in main.left_out if re.search("[。；]", text)]
    for text in sentences[:5]:
        yield f"略去的内容里有整句，请核对：{text[:60]}{'…' if len(text) > 60 else ''}"


def _missing_title(page: Page, text: str) -> str:
    """Return the title that only the head of the page or a heading outside the text gives."""
    lines = {fold(line).text for line in text.splitlines()[:30]}
    heads = [found.text() for found in _find(page.body, "h1")]
    names = [page.meta.get("articletitle", ""), heads[0] if len(heads) == 1 else ""]
    names.append(re.split(r"\s[-–—|]\s|[_|]|-+$", page.title)[0].strip())
    for name in names:
        if 4 <= len(name) <= 80 and _DOCUMENT.search(name):
            bare = re.sub(r"\s*[(（][^()（）]*[)）]$", "", name)
            return "" if {fold(name).text, fold(bare).text} & lines else name
    return ""


def _find(element: Element, tag: str) -> Iterator[Element]:
    for child in element.elements:
        if child.tag == tag:
            yield child
        yield from _find(child, tag)


def _tidy_lines(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _render(element: Element) -> Iterator[str]:
    """Yield the text of an element; blocks stand on lines of their own."""
    block = element.tag in _BLOCKS
    if block:
        yield "\n"
    if element.tag == "table" and _is_data(element):
        yield f"\n{table(_rows(element))}\n"
    elif element.tag == "ol":
        yield from _numbered(element)
    else:
        yield _content(element)
    if block:
        yield "\n"


def _content(element: Element) -> str:
    if element.tag == "br":
        return "\n"
    if element.tag == "pre":
        return "".join(c if isinstance(c, str) else _content(c) for c in element.children)
    text = _inside(element)
    if element.tag == "sup":
        return raised(text.strip())
    if element.tag == "sub":
        return lowered(text.strip())
    if element.tag in {"h2", "h3", "h4", "h5", "h6"}:
        return heading(text.strip(), int(element.tag[1]))
    return text


def _inside(element: Element) -> str:
    return "".join(
        _SPACE.sub(" ", _WRAP.sub("", child)) if isinstance(child, str) else "".join(_render(child))
        for child in element.children
    )


def _numbered(element: Element) -> Iterator[str]:
    """Print the numbers that the browser would print before the items."""
    start = element.attrs.get("start", "1")
    number = int(start) if start.isdecimal() else 1
    for child in element.children:
        if isinstance(child, str) or child.tag != "li":
            yield child if isinstance(child, str) else "".join(_render(child))
            continue
        text = _content(child).strip()
        is_printed = heading(text.partition("\n")[0], 1) == text.partition("\n")[0]
        yield f"\n{text}\n" if is_printed else f"\n{number}. {text}\n"
        number += 1


def _is_data(element: Element) -> bool:
    """Tell a table of data from a grid that only lays out the page."""
    if any(True for _ in _find(element, "table")):
        return False
    cells = [*_find(element, "td"), *_find(element, "th")]
    rows = _rows(element) if max((c.text_length for c in cells), default=0) < 1500 else []
    return len(rows) >= 2 and 2 * sum(len(row) >= 2 for row in rows) > len(rows)


def _rows(element: Element) -> list[list[str]]:
    """Return the cells; one that spans several stands in the first, the others are empty."""
    rows: list[list[str]] = []
    hanging: dict[int, int] = {}  # column → rows still covered from above
    for row in _find(element, "tr"):
        line: list[str] = []
        for cell in (c for c in row.elements if c.tag in {"td", "th"}):
            _skip(line, hanging)
            span, depth = _span(cell, "colspan"), _span(cell, "rowspan")
            hanging |= {len(line) + i: depth for i in range(span)} if depth > 1 else {}
            line += ["".join(_render(cell)).strip(), *[""] * (span - 1)]
        _skip(line, hanging)
        hanging = {column: left - 1 for column, left in hanging.items() if left > 1}
        rows.append(line)
    return rows


def _skip(line: list[str], hanging: dict[int, int]) -> None:
    while len(line) in hanging and len(line) < 500:
        line.append("")


def _span(cell: Element, name: str) -> int:
    value = cell.attrs.get(name, "1")
    return max(1, min(int(value), 100)) if value.isdecimal() else 1
