"""Where do the boxes, arrows and words of a graph stand in its picture? All sizes in pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from corpus.records import Kind
from library.links import Graph, Near, Node
from web.templating import document_url

__all__ = ["Arrow", "Box", "Drawing", "draw_graph"]

_WIDTH, _HEIGHT, _ACROSS, _DOWN = 236, 66, 132, 80
_EDGE = 10
_LINE = 15  # full-width characters
_LETTER = 12
_GROUNDS = {
    Kind.POLICY: "#e3eef2",
    Kind.REGULATION: "#e6efdf",
    Kind.STANDARD: "#f3ead6",
    Kind.CASE: "#fbece7",
    Kind.DIGEST: "#ece6f2",
    Kind.INTERPRETATION: "#e0efec",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A text: `x`, `y` is its upper left corner, `look` its class, `ground` its colour by day."""

    x: float
    y: float
    lines: tuple[str, ...]
    label: str
    title: str
    url: str | None
    look: str
    ground: str
    width: int = _WIDTH
    height: int = _HEIGHT


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from one box to another, `path` as SVG writes it, and the words upon it."""

    path: str
    x: float
    y: float
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture of a graph, `said` in one sentence for those who do not see it."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    left_out: int
    said: str


def draw_graph(graph: Graph) -> Drawing:
    """Return the picture of a graph; columns without a text take no room."""
    nodes = [graph.centre, *(near.node for near in graph.near)]
    first, last = min(node.column for node in nodes), max(node.column for node in nodes)
    top = min(node.row for node in nodes)
    boxes = [_box(node, node.column - first, node.row - top) for node in nodes]
    centre, others = boxes[0], boxes[1:]
    arrows = (_arrow(centre, box, near) for box, near in zip(others, graph.near, strict=True))
    rows = max(node.row for node in nodes) - top
    return Drawing(
        round((last - first) * (_WIDTH + _ACROSS) + _WIDTH + 2 * _EDGE),
        round(rows * _DOWN + _HEIGHT + 2 * _EDGE),
        tuple(boxes),
        tuple(arrows),
        graph.left_out,
        _said(graph),
    )


def _box(node: Node, column: int, row: float) -> Box:
    look = f"kind-{node.kind.value}" if node.kind else "absent"
    return Box(
        _EDGE + column * (_WIDTH + _ACROSS),
        _EDGE + row * _DOWN,
        tuple(_folded(node.title)),
        node.label,
        node.title,
        document_url(node.document_id) if node.document_id else None,
        f"{look} centre" if node.column == 1 else look,
        _GROUNDS[node.kind] if node.kind else "#ffffff",
    )


def _arrow(centre: Box, other: Box, near: Near) -> Arrow:
    """Return the arrow, whose words stand by the other box, where there is room for them."""
    left = other.x < centre.x
    begin = (other.x + _WIDTH if left else other.x, other.y + _HEIGHT / 2)
    end = (centre.x if left else centre.x + _WIDTH, centre.y + _HEIGHT / 2)
    away = _ACROSS * 0.75 * (1 if left else -1)
    curve = [begin, (begin[0] + away, begin[1]), (end[0] - away / 2, end[1]), end]
    if near.outward:
        curve.reverse()
    (x, y), *rest = curve
    path = f"M{x:g} {y:g}C" + " ".join(f"{a:g} {b:g}" for a, b in rest)
    width = len(near.label) * _LETTER + 8
    middle = begin[0] + (1 if left else -1) * (width / 2 + 10)
    return Arrow(path, middle, begin[1], width, near.label)


def _folded(title: str) -> Iterator[str]:
    """Yield a title in two lines at most, cut where it is longer."""
    first = _cut(title, _LINE)
    yield first
    if rest := title[len(first) :]:
        second = _cut(rest, _LINE)
        yield second if second == rest else f"{_cut(rest, _LINE - 1)}…"


def _cut(text: str, room: float) -> str:
    """Return as much of a text as fits into so many full-width characters."""
    used = 0.0
    for at, letter in enumerate(text):
        used += 1 if east_asian_width(letter) in "WFA" else 0.55
        if used > room:
            return text[:at]
    return text


def _said(graph: Graph) -> str:
    inward = sum(not near.outward for near in graph.near)
    outward = len(graph.near) - inward
    return f"《{graph.centre.title}》的关系图：左边 {inward} 份提到它，右边 {outward} 份是它提到的"
