"""How is a formula of Office Math written in one line?"""

from collections.abc import Callable

from lxml import etree

from corpus.readers.markdown import lowered, raised
from corpus.readers.package import local
from corpus.readers.word_styles import attribute, child

__all__ = ["formula"]


def formula(element: etree._Element) -> str:
    """Return the formula with powers, indices, fractions and roots kept apart: (a+b)/2, x²."""
    name = local(element)
    if name == "t":
        return element.text or ""
    if name in _WRITERS:
        return _WRITERS[name](element)
    return "".join(formula(found) for found in element)


def _part(element: etree._Element, name: str) -> str:
    found = child(element, name)
    return formula(found) if found is not None else ""


def _power(element: etree._Element) -> str:
    return _part(element, "e") + _scripts(element)


def _fraction(element: etree._Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _root(element: etree._Element) -> str:
    return f"{_part(element, 'deg')}√{_grouped(_part(element, 'e'))}"


def _sum(element: etree._Element) -> str:
    sign = attribute(child(element, "naryPr", "chr")) or "∫"
    return f"{sign}{_scripts(element)}{_grouped(_part(element, 'e'))}"


def _bracketed(element: etree._Element) -> str:
    properties = child(element, "dPr")
    opening = attribute(child(properties, "begChr"))
    closing = attribute(child(properties, "endChr"))
    parts = ",".join(formula(found) for found in element if local(found) == "e")
    return ("(" if opening is None else opening) + parts + (")" if closing is None else closing)


_WRITERS: dict[str, Callable[[etree._Element], str]] = {
    "sSup": _power,
    "sSub": _power,
    "sSubSup": _power,
    "f": _fraction,
    "rad": _root,
    "nary": _sum,
    "d": _bracketed,
}


def _scripts(element: etree._Element) -> str:
    below, above = _part(element, "sub"), _part(element, "sup")
    return _script(below, lowered(below), "_") + _script(above, raised(above), "^")


def _script(text: str, small: str, sign: str) -> str:
    return small if small != text or not text else f"{sign}{_grouped(text)}"


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"
