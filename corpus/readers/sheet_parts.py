"""Which cells of a workbook hold a formula without its value, and which are merged?

openpyxl, reading values, tells neither: both look like empty cells (ECMA-376 part 1, 18.3.1).
"""

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from corpus.readers.package import Package, broken, local

__all__ = ["Peculiar", "peculiarities"]


class Peculiar(NamedTuple):
    """The cells of a sheet whose formula has no value (B2, C7); how many areas are merged."""

    unvalued: tuple[str, ...]
    merged: int


def peculiarities(package: Package) -> Iterator[tuple[str, Peculiar]]:
    """Yield what is peculiar in each sheet, by its title; raise UnreadableFile."""
    targets = {
        element.get("Id"): element.get("Target") or ""
        for element in _below(package, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    for sheet in _below(package, "xl/workbook.xml", "sheet"):
        links = [value for key, value in sheet.attrib.items() if str(key).endswith("}id")]
        target = targets.get(str(links[0])) if links else None
        if target:
            yield sheet.get("name") or "", _peculiar(package, posixpath.join("xl", target))


def _below(package: Package, name: str, tag: str) -> list[etree._Element]:
    root = package.xml(name)
    return [] if root is None else [found for found in root.iter() if local(found) == tag]


def _peculiar(package: Package, name: str) -> Peculiar:
    unvalued, merged = [], 0
    parser = etree.iterparse(
        BytesIO(package.data(name)), tag=("{*}c", "{*}mergeCell"), resolve_entities=False
    )
    try:
        for _, element in parser:
            if local(element) == "mergeCell":
                merged += 1
            elif _lacks_value(element):
                unvalued.append(element.get("r") or "?")
            element.clear()
    except etree.XMLSyntaxError as error:
        raise broken(package.path) from error
    return Peculiar(tuple(unvalued), merged)


def _lacks_value(cell: etree._Element) -> bool:
    """Tell a formula whose value was never stored; an empty text is a value."""
    parts = {local(part): part.text for part in cell}
    return "f" in parts and not parts.get("v") and not (cell.get("t") == "str" and "v" in parts)
