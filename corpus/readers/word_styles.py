"""What do a Word document's styles say of a paragraph: its numbering, its rank, its purpose?"""

from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from corpus.readers.package import Package, local

__all__ = ["Look", "Styles", "attribute", "child"]


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the first child of that name, and so on down the names; None where one lacks."""
    for name in names:
        if element is None:
            return None
        element = next((found for found in element if local(found) == name), None)
    return element


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """Return the attribute whatever its name space; None where there is none."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


class Look(NamedTuple):
    """What counts of a paragraph's properties; `rank` is 1 for the outermost heading, or 0."""

    number: tuple[str, int] | None  # numbering id and level
    rank: int
    is_contents: bool


@dataclass(frozen=True, slots=True)
class _Style:
    base: str | None
    name: str
    properties: etree._Element | None


class Styles:
    """The paragraph styles of one document, with what each inherits."""

    def __init__(self, package: Package) -> None:
        root = package.xml("word/styles.xml")
        self._styles: dict[str, _Style] = {}
        for found in root if root is not None else ():
            if local(found) == "style" and (key := attribute(found, "styleId")):
                name = attribute(child(found, "name")) or ""
                base = attribute(child(found, "basedOn"))
                self._styles[key] = _Style(base, name.lower(), child(found, "pPr"))

    def look(self, properties: etree._Element | None) -> Look:
        """Return what the paragraph with these properties (w:pPr) shows."""
        chain = self._chain(attribute(child(properties, "pStyle")))
        layers = [properties, *(style.properties for style in chain)]
        ranks = (attribute(child(layer, "outlineLvl")) for layer in layers)
        rank = next((int(r) + 1 for r in ranks if r is not None and r.isdecimal()), 0)
        names = [style.name for style in chain]
        contents = any(name.startswith("toc ") or name == "table of figures" for name in names)
        return Look(_number(layers), rank if rank <= 6 else 0, contents)

    def _chain(self, key: str | None) -> list[_Style]:
        chain: list[_Style] = []
        while key in self._styles and len(chain) < 20:
            chain.append(self._styles[key])
            key = self._styles[key].base
        return chain


def _number(layers: list[etree._Element | None]) -> tuple[str, int] | None:
    """Take numbering id and level each from the nearest layer that states it; id 0 is none."""
    identity = level = None
    for layer in layers:
        properties = child(layer, "numPr")
        identity = identity or attribute(child(properties, "numId"))
        level = level or attribute(child(properties, "ilvl"))
    if identity in {None, "0"}:
        return None
    return str(identity), int(level) if level and level.isdecimal() else 0
