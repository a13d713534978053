"""What does a page hold, as a tree without scripts, controls and what is hidden?"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Element", "Page", "parse_page"]

_DROPPED = frozenset(
    "script style noscript template iframe object embed select button input textarea canvas desc"
    " defs link meta head title nav aside footer dialog audio video map".split()
)
_SENTENCE = re.compile(r"[。；;，：]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


@dataclass
class Element:
    """A tag with its attributes; its children are elements and strings."""

    tag: str
    attrs: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @cached_property
    def weight(self) -> int:
        """How many characters of sentences there are, those of links left out."""
        return sum(weight for weight, _ in self._sums())

    @cached_property
    def pieces(self) -> int:
        """How many pieces of text hold a sentence."""
        return sum(pieces for _, pieces in self._sums())

    @cached_property
    def text_length(self) -> int:
        """How many characters of text there are."""
        return sum(len(c.strip()) if isinstance(c, str) else c.text_length for c in self.children)

    @cached_property
    def link_length(self) -> int:
        """How many of them belong to links."""
        if self.is_link:
            return self.text_length
        return sum(c.link_length for c in self.children if isinstance(c, Element))

    @property
    def is_link(self) -> bool:
        """Whether the element leads to another page."""
        return self.tag == "a" and not self.attrs.get("href", "#").startswith("#")

    @property
    def elements(self) -> list["Element"]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def _sums(self) -> list[tuple[int, int]]:
        if self.is_link:
            return []
        return [
            (child.weight, child.pieces)
            if isinstance(child, Element)
            else ((len(child.strip()), 1) if _SENTENCE.search(child) else (0, 0))
            for child in self.children
        ]

    def text(self) -> str:
        """Return the text of the element and of all below it, white space folded."""
        parts = [c if isinstance(c, str) else c.text() for c in self.children]
        return re.sub(r"\s+", " ", "".join(parts)).strip()


@dataclass(frozen=True, slots=True)
class Page:
    """The body of a page, its title, and the named entries of its head (lower case)."""

    body: Element
    title: str
    meta: dict[str, str]


def parse_page(source: str) -> Page:
    """Parse a page as a browser does; broken mark-up is no error."""
    parser = LexborHTMLParser(source)
    title = parser.css_first("title")
    meta = {
        (node.attributes.get("name") or "").lower(): (node.attributes.get("content") or "").strip()
        for node in parser.css("meta[name]")
    }
    body = Element("body", {})
    if parser.body is not None:
        _fill(body, parser.body)
    return Page(body, re.sub(r"\s+", " ", title.text()).strip() if title else "", meta)


def _fill(element: Element, node: LexborNode) -> None:
    child = node.first_child
    while child is not None:
        if child.is_text_node:
            element.children.append(child.text_content or "")
        elif child.is_element_node and child.tag not in _DROPPED:
            attrs = {key.lower(): value or "" for key, value in child.attributes.items()}
            if not _is_hidden(attrs):
                made = Element(child.tag or "", attrs)
                element.children.append(made)
                _fill(made, child)
        child = child.next


def _is_hidden(attrs: dict[str, str]) -> bool:
    return (
        "hidden" in attrs
        or attrs.get("aria-hidden") == "true"
        or attrs.get("role") in {"navigation", "search", "banner", "contentinfo"}
        or bool(_HIDDEN.search(attrs.get("style", "").lower()))
    )
