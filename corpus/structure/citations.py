"""How is each clause cited in an official letter?"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.identifiers import standard_key
from corpus.normalise import nfkc
from corpus.numerals import to_chinese
from corpus.records import Document, Kind, Node

__all__ = [
    "article_name",
    "cite_all",
    "cited_place",
    "code_title",
    "decimal_name",
    "is_standard",
    "title_citation",
]

_UNTITLED = re.compile(r"附\s*[件录表]?\s*[\d一二三四五六七八九十]*")  # an annex without a title
_DECIMAL = re.compile(r"(?:p\d+\.)?(?P<explains>e\.)?(?P<number>(?:[A-Z]|\d+)(?:\.\d+)*)(?:~\d+)?")
_STANDARD = re.compile(r"(?:标准|规范|规程|通则|导则|技术要求|技术条件)(?:（[^（）]*）)?$")
# Title, number and edition of a citation; what follows names the place.
_HEAD = re.compile(r"^《[^》]*》(?:（[^（）]*[号\d][^（）]*）)*")
_CODE = re.compile(r"(?P<code>.*法典)(?:总则|附则|.{1,8}编)")


def cite_all(document: Document, cited: Sequence[Node]) -> list[str]:
    """Return the citation of each of these nodes of the document; no two are alike."""
    nodes = {node.address: node for node in document.outline}
    return _distinct([_citation(document, nodes, node) for node in cited])


def title_citation(title: str, doc_no: str | None) -> str:
    """Return 《title》（文号); book marks inside the title become 〈〉, as GB/T 15834 asks."""
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》" + (f"（{doc_no}）" if doc_no else "")


def cited_place(citation: str) -> str:
    """Return what a citation says after title, number and edition: 第十二条; '' for nothing."""
    return _HEAD.sub("", citation)


def _distinct(citations: Sequence[str]) -> list[str]:
    """Say which place is meant where a document numbers two places alike."""
    times, seen = Counter(citations), Counter[str]()
    found = []
    for citation in citations:
        seen[citation] += 1
        place = f"（第{to_chinese(seen[citation])}处）" if times[citation] > 1 else ""
        found.append(citation + place)
    return found


def _citation(document: Document, nodes: Mapping[str, Node], node: Node) -> str:
    first, _, _ = node.address.partition(".")
    title_node = nodes.get(f"{first}.t") if first.startswith("p") else None
    title = title_node.title if title_node and first != "p0" else document.title
    place = _clause(document, node) or _place(nodes, node)
    if _UNTITLED.fullmatch(title):
        title, place = document.title, title + place
    if first == "p0":
        place = "印发通知" + ("" if node.address == "p0.0" else place)
    code = code_title(title) if article_name(node) else None
    return title_citation(code or title, document.doc_no) + place


def code_title(title: str) -> str | None:
    """Return the code of which a text is one 编, None for any other text.

    《中华人民共和国民法典合同编》 is stored apart, yet an official letter cites its articles as
    《中华人民共和国民法典》第五百零九条, for they are counted through the code.
    """
    match = _CODE.fullmatch(title)
    return match["code"] if match else None


def _clause(document: Document, node: Node) -> str:
    """Return 第3.0.1条 for a clause of a standard, 3.0.1 in any other text numbered so."""
    name = decimal_name(node)
    explains, _, number = name.rpartition(" ")
    by_number = standard_key(document.doc_no or "") is not None
    named = document.kind is Kind.STANDARD or by_number or _STANDARD.search(document.title)
    if not name or not named or number.startswith("附录"):
        return name.replace(" ", "")
    return f"{explains}第{number}{'条' if '.' in number else '章'}"


def is_standard(outline: Sequence[Node]) -> bool:
    """Tell whether an outline is that of a standard: by its title, and clauses numbered 3.0.1."""
    named = any(node.address == "t" and _STANDARD.search(node.title) for node in outline)
    return named and any(decimal_name(node) for node in outline)


def decimal_name(node: Node) -> str:
    """Return 「3.0.1」, 「附录A」, 「条文说明 3.0.1」 for a node numbered so, else ''."""
    match = _DECIMAL.fullmatch(node.address)
    if not match or not re.search(r"[A-Z0-9]$", nfkc(node.marker).text):
        return ""
    number = match["number"]
    name = f"附录{number}" if number.isalpha() else number
    return f"条文说明 {name}" if match["explains"] else name


def _place(nodes: Mapping[str, Node], node: Node) -> str:
    """Return the printed numbers on the way to the node: 二、（八）; 第十二条; 引言."""
    if node.address.split(".")[-1] == "t":
        return ""
    if node.address.split(".")[-1] in {"0", "z"}:
        return "" if node.title == "表格" else node.title
    if article := article_name(node):
        return article
    names = [_number(nodes, nodes[address]) for address in _lineage(node.address, nodes)]
    if len(names) == 1 and names[0].endswith("、"):
        return names[0] + node.title
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)", " ", "".join(names)).removesuffix("、")


def article_name(node: Node) -> str:
    """Return 第八十二条之一 for the node of an article, '' for any other."""
    step = node.address.split(".")[-1]
    if not step.startswith("a"):
        return ""
    number, _, sub = step.removeprefix("a").partition("~")[0].partition("-")
    return f"第{to_chinese(int(number))}条" + (f"之{to_chinese(int(sub))}" if sub else "")


def _lineage(address: str, nodes: Mapping[str, Node]) -> list[str]:
    steps = address.split(".")
    return [joined for n in range(1, len(steps) + 1) if (joined := ".".join(steps[:n])) in nodes]


def _number(nodes: Mapping[str, Node], node: Node) -> str:
    """Return how one heading is named: its number, and its title where the number repeats."""
    step = node.address.split(".")[-1]
    base = node.address.partition("~")[0] if "~" in step else node.address
    repeated = "~" in step or f"{base}~2" in nodes
    number = step.partition("~")[0]
    marker = nfkc(node.marker).text
    if not number.isdecimal():  # a heading without number, set off from one above it
        return (" " if "." in node.address else "") + node.path[-1]
    if node.supplied:
        name = f"〔{to_chinese(int(number))}〕、"
    elif marker.startswith("("):
        name = f"（{to_chinese(int(number))}）"
    elif marker.rstrip(".、").isdecimal():
        name = number
    else:
        name = f"{to_chinese(int(number))}、"
    return name + node.title if repeated else name
