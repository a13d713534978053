"""Which clauses does a document have, and how is each cited in an official letter?"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.normalise import nfkc
from corpus.numerals import to_chinese
from corpus.records import Clause, Defect, Document, Node
from corpus.structure.lines import run_in_title

__all__ = ["cut_clauses", "title_citation"]

_UNTITLED = re.compile(r"附\s*[件录表]?\s*[\d一二三四五六七八九十]*")  # an annex without a title


def cut_clauses(document: Document) -> list[Clause]:
    """Return the clauses of a document whose outline is filled, in reading order.

    Every node with words of its own becomes a clause: leaves, and headings above others whose
    body holds more than the heading. Bare headings do not, nor do titles, unless nothing stands
    below them. `clause_id` is 「document_id:address」; no two clauses are cited alike.
    """
    nodes = {node.address: node for node in document.outline}
    defects = sorted(document.defects, key=lambda defect: defect.start)
    starts = [defect.start for defect in defects]
    cited = list(_cited(document.outline, document.text))
    citations = _distinct([_citation(document, nodes, node) for node in cited])
    return [
        Clause(
            clause_id=f"{document.document_id}:{node.address}",
            document_id=document.document_id,
            ordinal=ordinal,
            address=node.address,
            path=_path(document, node),
            citation=citation,
            text=document.text[node.start : node.end],
            start=node.start,
            end=node.end,
            defects=tuple(_within(defects, starts, node)),
        )
        for ordinal, (node, citation) in enumerate(zip(cited, citations, strict=True))
    ]


def title_citation(title: str, doc_no: str | None) -> str:
    """Return 《title》（文号); book marks inside the title become 〈〉, as GB/T 15834 asks."""
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》" + (f"（{doc_no}）" if doc_no else "")


def _cited(outline: Sequence[Node], text: str) -> Iterator[Node]:
    for node, below in zip(outline, [*outline[1:], None], strict=False):
        has_children = below is not None and below.level > node.level
        if not has_children or (node.level > 1 and _has_body(text, node)):
            yield node


def _distinct(citations: Sequence[str]) -> list[str]:
    """Say which place is meant where a document numbers two places alike."""
    times, seen = Counter(citations), Counter[str]()
    found = []
    for citation in citations:
        seen[citation] += 1
        place = f"（第{to_chinese(seen[citation])}处）" if times[citation] > 1 else ""
        found.append(citation + place)
    return found


def _path(document: Document, node: Node) -> tuple[str, ...]:
    """Return the headings down to the node, without the title of the document itself."""
    own_title = len(node.path) > 1 and node.path[0] == document.title
    return node.path[1:] if own_title else node.path


def _within(defects: Sequence[Defect], starts: Sequence[int], node: Node) -> Iterator[Defect]:
    first, last = bisect_left(starts, node.start), bisect_right(starts, node.end)
    for defect in defects[first:last]:
        if defect.end <= node.end:
            yield Defect(defect.start - node.start, defect.end - node.start, defect.note)


def _has_body(text: str, node: Node) -> bool:
    own = nfkc(text[node.start : node.end]).text.lstrip("# ")
    heading, _, below = own.partition("\n")
    if below.strip():
        return True
    rest = heading[len(nfkc(node.marker).text) :].strip().rstrip("。")
    if _article(node):
        return bool(rest)
    return rest != run_in_title(rest) if not node.title else rest != nfkc(node.title).text


def _citation(document: Document, nodes: Mapping[str, Node], node: Node) -> str:
    first, _, _ = node.address.partition(".")
    title_node = nodes.get(f"{first}.t") if first.startswith("p") else None
    title = title_node.title if title_node and first != "p0" else document.title
    place = _place(nodes, node)
    if _UNTITLED.fullmatch(title):
        title, place = document.title, title + place
    if first == "p0":
        place = "印发通知" + ("" if node.address == "p0.0" else place)
    return title_citation(title, document.doc_no) + place


def _place(nodes: Mapping[str, Node], node: Node) -> str:
    """Return the printed numbers on the way to the node: 二、（八）; 第十二条; 引言."""
    if node.address.split(".")[-1] == "t":
        return ""
    if node.address.split(".")[-1] in {"0", "z"}:
        return "" if node.title == "表格" else node.title
    if article := _article(node):
        return article
    names = [_number(nodes, nodes[address]) for address in _lineage(node.address, nodes)]
    if len(names) == 1 and names[0].endswith("、"):
        return names[0] + node.title
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)", " ", "".join(names)).removesuffix("、")


def _article(node: Node) -> str:
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
    if not number.isdecimal():
        return node.path[-1]
    if node.supplied:
        name = f"〔{to_chinese(int(number))}〕、"
    elif marker.startswith("("):
        name = f"（{to_chinese(int(number))}）"
    elif marker.rstrip(".、").isdecimal():
        name = number
    else:
        name = f"{to_chinese(int(number))}、"
    return name + node.title if repeated else name
