"""How is XML from somebody else read without trusting it, and ours written?"""

import re

from lxml import etree

from corpus.readers.package import local
from library.errors import ImportRejected

__all__ = ["child_text", "element", "parse_xml", "xml_bytes"]

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes, root: str) -> etree._Element:
    """Return the root element, which has that name; raise ImportRejected for anything else.

    A document type is refused altogether: it is the door to entities that blow up or reach out.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    _refuse_types(bool(_DOCTYPE.search(data)))
    try:
        found = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = getattr(error, "msg", None) or "无法读取"
        raise ImportRejected(f"不是完好的 XML（{said}），请重新导出后再试。") from error
    _refuse_types(bool(found.getroottree().docinfo.doctype))  # in another encoding too
    if local(found) != root:
        raise ImportRejected(f"XML 的最外层是 {local(found)[:30]}，应是 {root}。")
    return found


def _refuse_types(found: bool) -> None:
    if found:
        raise ImportRejected("XML 里有 DOCTYPE 或 ENTITY 声明，不予读取。请去掉后再试。")


def child_text(parent: etree._Element, path: str) -> str:
    """Return all text below the first element of a path, '' where there is none."""
    found = parent.find(path)
    return "" if found is None else str(found.xpath("string()"))


def element(name: str, *content: str | etree._Element, **attributes: str) -> etree._Element:
    """Return an element with its text or its children."""
    made = etree.Element(name, attributes)
    for each in content:
        if isinstance(each, str):
            made.text = each
        else:
            made.append(each)
    return made


def xml_bytes(root: etree._Element) -> bytes:
    """Return the element as a file of UTF-8, indented to be read."""
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
