"""Which clauses does a document have?"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from corpus.normalise import nfkc
from corpus.records import Clause, Defect, Document, Node
from corpus.structure.citations import article_name, cite_all, decimal_name
from corpus.structure.lines import run_in_title

__all__ = ["cut_clauses", "own_words"]


def cut_clauses(document: Document) -> list[Clause]:
    """Return the clauses of a document whose outline is filled, in reading order.

    Every node with words of its own becomes a clause: leaves, and headings above others whose
    body holds more than the heading. Bare headings do not, nor do titles, unless nothing stands
    below them. `clause_id` is 「document_id:address」; no two clauses are cited alike.
    """
    defects = sorted(document.defects, key=lambda defect: defect.start)
    starts = [defect.start for defect in defects]
    cited = list(_cited(document.outline, document.text))
    citations = cite_all(document, cited)
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


def own_words(clause: Clause, marker: str) -> str:
    """Return the words of a clause after its printed number, line by line.

    They are the source's own; blanks at the ends of lines, empty lines and the signs of a Markdown
    heading are left out.
    """
    lines = (re.sub(r"^#{1,6}\s+", "", line.strip()) for line in clause.text.splitlines())
    text = "\n".join(line for line in lines if line)
    return text.removeprefix(marker).lstrip() if marker else text


def _cited(outline: Sequence[Node], text: str) -> Iterator[Node]:
    for node, below in zip(outline, [*outline[1:], None], strict=False):
        has_children = below is not None and below.level > node.level
        if not has_children or (node.level > 1 and _has_body(text, node)):
            yield node


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
    if article_name(node) or (decimal_name(node) and not node.title):
        return bool(rest)
    return rest != run_in_title(rest) if not node.title else rest != nfkc(node.title).text
