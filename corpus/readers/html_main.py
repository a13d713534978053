"""Which part of a page is the document, and what is the portal's furniture around it?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.readers.html_tree import Element

__all__ = ["MainText", "find_main"]

_CONTAINERS = frozenset(
    "body div section article main td table tbody tr form center font span ul dl dd".split()
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navbox|crumbs?|breadcrumbs?|footer|foot|copyright|share|sharing|"
    r"bdsharebuttonbox|print|printfooter|noprint|toolbar|tools?|qrcode|ewm|related|recommend|toc|"
    r"sidebar|catlinks|mw-editsection|fontsize|pagination|pager|login|siteSub|jump-to-nav|"
    r"licensetpl|licenseContainer|headerContainer)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_IMPRINT = re.compile(r"版权所有|网站标识码|[京沪津渝\u4e00-\u9fff]ICP备|公网安备|技术支持[:：]")
_SHARE = 0.9  # of the sentences that the main part must hold
_PIECES = 4  # a text of fewer sentences is kept with all that surrounds it


class MainText(NamedTuple):
    """The element that holds the document, and the texts that were left out."""

    element: Element
    left_out: tuple[str, ...]


def find_main(body: Element) -> MainText:
    """Drop furniture and go down to the part with nine tenths of all sentences.

    Nothing that holds a third of the sentences is ever taken for furniture, whatever its name.
    """
    left_out = list(_prune(body, body.weight))
    total = _fresh(body).weight
    node = body
    while deeper := _deeper(node, total):
        left_out += [_text(child) for child in node.children if child is not deeper]
        node = deeper
    return MainText(node, tuple(text for text in left_out if text))


def _deeper(node: Element, total: int) -> Element | None:
    for child in node.elements:
        if child.tag in _CONTAINERS and child.weight >= _SHARE * total:
            return child if child.pieces >= _PIECES else None
    return None


def _prune(node: Element, total: int) -> Iterator[str]:
    kept: list[Element | str] = []
    for child in node.children:
        if isinstance(child, Element) and _is_furniture(child, total):
            yield child.text()
            continue
        kept.append(child)
        if isinstance(child, Element):
            yield from _prune(child, total)
    node.children = kept


def _is_furniture(element: Element, total: int) -> bool:
    if element.tag in {"td", "tr", "tbody", "body"} or 3 * element.weight > total > 0:
        return False
    names = f"{element.attrs.get('id', '')} {element.attrs.get('class', '')}"
    return bool(_FURNITURE.search(names)) or _is_link_list(element) or _is_imprint(element)


def _is_link_list(element: Element) -> bool:
    """Tell a menu or a list of other pages: links and hardly a word besides."""
    links = sum(1 for found in _below(element) if found.is_link)
    return (
        element.tag in {"div", "ul", "ol", "dl", "table", "p", "section", "header"}
        and links >= 3
        and element.link_length > 0.7 * element.text_length
    )


def _is_imprint(element: Element) -> bool:
    return (
        element.tag in {"div", "p", "table", "ul", "section"}
        and element.text_length < 400
        and bool(_IMPRINT.search(element.text()))
    )


def _below(element: Element) -> Iterator[Element]:
    for child in element.elements:
        yield child
        yield from _below(child)


def _text(child: Element | str) -> str:
    return child.strip() if isinstance(child, str) else child.text()


def _fresh(element: Element) -> Element:
    """Forget the sums of a tree from which something was taken."""
    for found in (element, *_below(element)):
        for name in ("weight", "pieces", "text_length", "link_length"):
            found.__dict__.pop(name, None)
    return element
