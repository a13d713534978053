"""Which texts does a document hang together with, and where does each stand in a drawing?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.records import Kind, RelationKind
from corpus.references import title_key
from corpus.standing import is_later
from library.links.records import DocumentLinks, LinkKind
from search.ports import SearchService

__all__ = ["MOST_NODES", "Graph", "Near", "Node", "graph_of"]

MOST_NODES = 25
_WEIGHT = ("替代", "废止", "修订", "同一文件的版本", "依据", "转发", "附件", "引用")
"""What counts most where not all can be shown."""
_WORDS = {
    "以本文件为依据": "依据",
    "修改": "修订",
    "历次修改": "修订",
    "修改本文件": "修订",
    "由本文件修改": "修订",
    "代替": "替代",
    "代替本文件": "替代",
    "以本文件为附件": "附件",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A text of the drawing.

    `kind` is None and `document_id` '' where it is not held; `label` says what it is and where it
    stands. `column` counts from the left, `row` from the middle down, possibly in halves.
    """

    title: str
    kind: Kind | None = None
    label: str = "未收录"
    document_id: str = ""
    column: int = 1
    row: float = 0.0


@dataclass(frozen=True, slots=True)
class Near:
    """A text next to the document: `words` say what the one does with the other.

    `outward` is true where the document does it; `count` is in how many places.
    """

    node: Node
    words: tuple[str, ...]
    outward: bool
    count: int

    @property
    def label(self) -> str:
        """What is written on the arrow."""
        return "、".join(self.words)


@dataclass(frozen=True, slots=True)
class Graph:
    """A document in the middle; on its left what names it, on its right what it names.

    `left_out` counts the texts that found no room.
    """

    centre: Node
    near: tuple[Near, ...]
    left_out: int = 0


@dataclass(slots=True)
class _Found:
    """What is known of a neighbour before it is placed."""

    title: str
    document_id: str
    outward: bool
    words: Counter[str] = field(default_factory=Counter)

    @property
    def weight(self) -> tuple[int, bool, int, str]:
        """By what neighbours are ordered, the smallest first."""
        ranks = [_WEIGHT.index(word) for word in self.words if word in _WEIGHT]
        return min(ranks, default=9), not self.document_id, -self.words.total(), self.title


def graph_of(found: DocumentLinks, service: SearchService, most: int = MOST_NODES) -> Graph:
    """Return the texts next to a document, laid out the same every time, at most `most` with it.

    Raise NotSearchable.
    """
    everything = sorted(_neighbours(found), key=lambda each: each.weight)
    shown = everything[: most - 1]
    centre = _node(found.document.title, found.document.document_id, 1, service)
    nodes = [
        _node(each.title, each.document_id, 2 if each.outward else 0, service) for each in shown
    ]
    placed = _placed([centre, *nodes])
    near = (
        Near(node, tuple(each.words), each.outward, each.words.total())
        for node, each in zip(placed[1:], shown, strict=True)
    )
    return Graph(placed[0], tuple(near), len(everything) - len(shown))


def _neighbours(found: DocumentLinks) -> Iterator[_Found]:
    own, near = found.document, dict[tuple[str, bool], _Found]()
    editions = set()
    for edition in found.dossier.editions:
        other = edition.document
        newer = is_later(other, own)
        editions.add(other.document_id)
        each = near[other.document_id, not newer] = _Found(
            other.title, other.document_id, not newer
        )
        each.words["替代" if newer or is_later(own, other) else "同一文件的版本"] += 1
    for link in found.links:
        outward = link.kind is LinkKind.CITES
        if not outward and link.kind is not LinkKind.CITED_BY:
            continue
        if link.document_id in editions:
            continue  # that one is the next edition of the other says it all
        key = link.document_id or title_key(link.title), outward
        each = near.setdefault(key, _Found(link.title, link.document_id, outward))
        each.words[_word(link.relation)] += 1
    yield from near.values()


def _word(relation: str) -> str:
    """Return what is written on an arrow: 引用 for 引用本文件."""
    if relation in _WORDS:
        return _WORDS[relation]
    return next((kind.value for kind in RelationKind if kind.value in relation), relation)


def _node(title: str, document_id: str, column: int, service: SearchService) -> Node:
    if not document_id:
        return Node(title, column=column)
    document, _ = service.document(document_id)
    status = service.dossier(document_id).standing.status
    label = document.kind.own_words if not document.verbatim else document.kind.label
    return Node(document.title, document.kind, f"{label} · {status}", document_id, column)


def _placed(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes with their rows: each column is centred, in the order given."""
    import networkx  # noqa: PLC0415 - a server starts without it

    graph = networkx.Graph()
    for number, node in enumerate(nodes):
        graph.add_node(number, column=node.column)
    places = networkx.multipartite_layout(graph, subset_key="column")
    tallest = max(Counter(node.column for node in nodes).values())
    highest = max(float(place[1]) for place in places.values())
    step = 2 * highest / (tallest - 1) if tallest > 1 else 1.0
    return [replace(n, row=round(2 * places[i][1] / step) / 2) for i, n in enumerate(nodes)]
