"""How is a document laid out for reading: every character of it once, every clause anchored?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from corpus.normalise import nfkc, visible
from corpus.records import Clause, Defect, Document, Node
from corpus.structure import own_words
from web.annotation import Annotations, inline_html, table_html

__all__ = ["Block", "Section", "render_document"]

Span = tuple[int, int]

_HASHES = re.compile(r"#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table, ready to print."""

    html: Markup
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document: a clause, a heading without body, or words between the two.

    `level` is the heading's level in HTML, 2 to 6; `run_in` continues the line of the heading;
    `label` is its entry in the contents; `hits` counts the marks of the reader's query inside.
    `marker` is the printed number; `quoted` the words after it, where the page does not show just
    these: a table, signs for losses, characters that cannot be seen.
    """

    address: str | None
    level: int
    label: str
    heading: Markup | None
    run_in: Markup | None
    blocks: tuple[Block, ...]
    clause: Clause | None
    hits: int
    defects: tuple[Defect, ...] = ()
    marker: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch [start, end) of the text that becomes one section."""

    start: int
    end: int
    node: Node | None = None
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class _Body:
    """The text and its annotations; the defects include those that only clauses know of."""

    text: str
    notes: Annotations = field(default_factory=Annotations)


def render_document(
    document: Document, clauses: Sequence[Clause], marks: Sequence[Span] = ()
) -> list[Section]:
    """Return the sections of the document in reading order; `marks` are offsets into its text."""
    body = _Body(document.text, Annotations.of(marks, _defects(document, clauses)))
    return [_section(body, piece) for piece in _pieces(document, clauses)]


def _defects(document: Document, clauses: Sequence[Clause]) -> Iterator[Defect]:
    """Yield each defect once, those included that only a clause knows of; none is empty."""
    of_clauses = (
        Defect(clause.start + d.start, clause.start + d.end, d.note)
        for clause in clauses
        for d in clause.defects
    )
    seen = set()
    for defect in (*document.defects, *of_clauses):
        start = defect.start if defect.end > defect.start else max(defect.start - 1, 0)
        if (start, defect.note) not in seen:
            seen.add((start, defect.note))
            yield Defect(start, max(defect.end, start + 1), defect.note)


def _pieces(document: Document, clauses: Sequence[Clause]) -> Iterator[_Piece]:
    """Cut the whole text at its clauses and headings; what lies between them is a piece too."""
    cited = {clause.address: clause for clause in clauses}
    found = {node.address: _of_node(node, cited.get(node.address)) for node in document.outline}
    for clause in clauses:
        found.setdefault(clause.address, _Piece(clause.start, clause.end, None, clause))
    at = 0
    for piece in sorted(found.values(), key=lambda piece: (piece.start, -piece.end)):
        if piece.start < at:
            continue  # lies inside the piece before it, and is printed there
        yield from _rest(document.text, at, piece.start)
        yield piece
        at = piece.end
    yield from _rest(document.text, at, len(document.text))


def _of_node(node: Node, clause: Clause | None) -> _Piece:
    if clause is None:
        return _Piece(node.start, node.end, node)
    return _Piece(clause.start, clause.end, node, clause)


def _rest(text: str, start: int, end: int) -> Iterator[_Piece]:
    if text[start:end].strip():
        yield _Piece(start, end)


def _section(body: _Body, piece: _Piece) -> Section:
    node = piece.node
    lines = _lines(body.text, piece.start, piece.end)
    heading, run_in, lines = _heading(body, piece, lines)
    blocks = tuple(_blocks(body, lines))
    defects = body.notes.defects_from(piece.start, piece.end)
    marker = node.marker if node else ""
    words = own_words(piece.clause, marker) if piece.clause else ""
    plain = not defects and not any(block.is_table for block in blocks) and visible(words) == words
    address = piece.clause.address if piece.clause else node.address if node else None
    return Section(
        address=address,
        level=min(node.level + 1, 6) if node else 2,
        label=_label(node, piece.clause),
        heading=heading,
        run_in=run_in,
        blocks=blocks,
        clause=piece.clause,
        hits=body.notes.marks_from(piece.start, piece.end),
        defects=defects,
        marker=marker,
        quoted="" if plain else words,
    )


def _heading(
    body: _Body, piece: _Piece, lines: list[Span]
) -> tuple[Markup | None, Markup | None, list[Span]]:
    """Part a piece into heading, the words that follow on its line, and the lines below.

    A title is all lines; a run-in heading (「（八）严厉打击违法违规行为。运用…」) opens its line.
    """
    node, text, notes = piece.node, body.text, body.notes
    if node is None or not lines:
        return None, None, lines
    start, end = _after_hashes(text, lines[0]), lines[0][1]
    if node.marker:
        cut = _heading_end(text, start, end, node)
        rest = inline_html(text, cut, end, notes) if cut < end else None
        return inline_html(text, start, cut, notes), rest, lines[1:]
    if start > lines[0][0]:
        return inline_html(text, start, end, notes), None, lines[1:]
    if node.title and piece.clause is None:
        parts = [inline_html(text, *line, notes) for line in lines]
        return Markup("<br>").join(parts), None, []
    return None, None, lines


def _heading_end(text: str, start: int, end: int, node: Node) -> int:
    """Return where the printed number and title end in the line, with the full stop after it."""
    line = nfkc(text[start:end])
    at = 0
    for printed in (nfkc(node.marker).text, nfkc(node.title).text):
        at = len(line.text) - len(line.text[at:].lstrip())
        if not line.text.startswith(printed, at):
            return end
        at += len(printed)
    at += line.text.startswith("。", at)
    return start + line.source_span(0, at)[1] if at else end


def _after_hashes(text: str, line: Span) -> int:
    """Skip the signs of a Markdown heading, which are no part of its words."""
    match = _HASHES.match(text, *line)
    return match.end() if match else line[0]


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of the lines that are not empty, without white space at their ends."""
    spans, at = [], start
    for line in text[start:end].splitlines(keepends=True):
        filled = line.strip()
        left = at + line.find(filled)
        if filled:
            spans.append((left, left + len(filled)))
        at += len(line)
    return spans


def _blocks(body: _Body, lines: Sequence[Span]) -> Iterator[Block]:
    """Yield a table for each run of lines that are one, a paragraph for every other line."""
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and "|" in body.text[slice(*lines[stop])]:
            stop += 1
        table = table_html(body.text, lines[at:stop], body.notes) if stop - at > 1 else None
        if table is not None:
            yield Block(table, is_table=True)
            at = stop
            continue
        stop = max(stop, at + 1)
        for start, end in lines[at:stop]:
            yield Block(inline_html(body.text, start, end, body.notes))
        at = stop


def _label(node: Node | None, clause: Clause | None) -> str:
    if node is None:
        return clause.path[-1] if clause and clause.path else ""
    if node.path:
        return node.path[-1]
    return f"{node.marker} {node.title}".strip()
