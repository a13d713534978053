"""Which headings does a text have, at which level, and which parts does a file hold?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.normalise import nfkc
from corpus.numerals import to_chinese
from corpus.records import Node
from corpus.structure.articles import find_articles
from corpus.structure.decimals import find_decimals
from corpus.structure.headings import Heading, find_headings
from corpus.structure.lines import Line, Style, read_lines, run_in_title
from corpus.structure.parts import Part, find_parts
from corpus.structure.run_in import part_lines
from corpus.structure.tail import split_tail

__all__ = ["Outline", "read_outline"]

_LEAD, _NOTE, _FORM, _TAIL = "引言", "题注", "表格", "落款及附注"


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a text and its nodes in reading order; nodes cover every line once."""

    parts: tuple[Part, ...]
    nodes: tuple[Node, ...]


def read_outline(text: str, part_titles: Mapping[int, str] | None = None) -> Outline:
    """Find parts, headings, lead paragraphs and the tail of signatures of tidied `text`.

    A statute (at least two articles) ends at its articles; a notice at its lowest numbered
    headings 一、（一）1. A heading without body of its own is a node too. Addresses are made of
    the printed numbers, so that they survive changes elsewhere in the text. `part_titles`
    replaces the printed title of a part, by its number, where the print is known to be damaged.
    """
    lines = find_decimals(find_articles(part_lines(text, read_lines(text))))
    titles = part_titles or {}
    parts = [replace(part, title=titles.get(part.number, part.title)) for part in find_parts(lines)]
    nodes: list[Node] = []
    for part in parts:
        prefix = f"p{part.number}." if len(parts) > 1 else ""
        nodes += _numbered(_part_nodes(text, lines[part.first : part.last], part, prefix))
    return Outline(tuple(parts), tuple(nodes))


def _part_nodes(text: str, lines: Sequence[Line], part: Part, prefix: str) -> Iterator[Node]:
    title, lines = lines[: part.title_lines], lines[part.title_lines :]
    label = (part.title,) if prefix else ()
    if title:
        yield Node(prefix + "t", 1, "", part.title, title[0].start, title[-1].end, label)
    body, tail = split_tail(lines)
    headings = [] if part.is_form else find_headings(body)
    if lead := body[: headings[0][0]] if headings else body:
        name = _FORM if part.is_form else _lead_name(lead)
        yield Node(prefix + "0", 2, "", name, lead[0].start, lead[-1].end, (*label, name))
    yield from _heading_nodes(text, body, headings, label, prefix)
    if tail:
        yield Node(prefix + "z", 2, "", _TAIL, tail[0].start, tail[-1].end, (*label, _TAIL))


def _lead_name(lead: Sequence[Line]) -> str:
    return _NOTE if all(line.is_note for line in lead) else _LEAD


def _heading_nodes(
    text: str,
    body: Sequence[Line],
    headings: Sequence[tuple[int, Heading]],
    label: tuple[str, ...],
    prefix: str,
) -> Iterator[Node]:
    """Yield a node per heading: its line and the lines up to the next heading."""
    stack: list[tuple[int, str, str]] = []  # (rank, address step, path label)
    stops = [*(at for at, _ in headings[1:]), len(body)][: len(headings)]
    for (_, heading), stop in zip(headings, stops, strict=True):
        rank = heading.rank
        while stack and stack[-1][0] >= rank:
            stack.pop()
        marker, title = _printed(text, heading)
        stack.append((rank, _step(heading), _path_label(heading, marker, title)))
        steps = [step for _, step, _ in stack]
        is_whole = heading.style in (Style.ARTICLE, Style.DECIMAL)
        address = steps[-1] if is_whole else ".".join(steps)
        path = (*label, *(name for *_, name in stack))
        yield Node(
            prefix + address, len(stack) + 1, marker, title, heading.line.start,
            body[stop - 1].end, path, heading.supplied,
        )  # fmt: skip


def _step(heading: Heading) -> str:
    line, number = heading.line, heading.number
    match heading.style:
        case Style.ARTICLE:
            return f"a{number}" + (f"-{line.sub}" if line.sub else "")
        case Style.BOOK | Style.CHAPTER | Style.SECTION:
            return f"{'bcs'[heading.style - Style.BOOK]}{number}"
        case Style.DECIMAL:
            return line.label
        case Style.MARKDOWN:
            return "h"  # made distinct by _numbered
        case _:
            return str(number)


def _printed(text: str, heading: Heading) -> tuple[str, str]:
    """Return marker and title in the source's own characters."""
    line = heading.line
    source = nfkc(text[line.start : line.end])
    if heading.supplied:
        return "、", line.text.removeprefix("、")
    cut = source.origin[len(line.marker)] if line.marker else 0
    title = line.rest if heading.style <= Style.SECTION else run_in_title(line.rest)
    if heading.style is Style.ARTICLE:
        title = ""
    if heading.style is Style.DECIMAL:
        title = "" if re.search("[。;:,]", line.rest) else line.rest
    marker = text[line.start + line.hashes : line.start + cut].strip()
    if not title:
        return marker, ""
    at = source.text.find(title, len(line.marker))
    start, end = source.source_span(at, at + len(title))
    return marker, text[line.start + start : line.start + end]


def _path_label(heading: Heading, marker: str, title: str) -> str:
    if heading.supplied:
        return f"〔{to_chinese(heading.number)}〕{marker}{title}"
    if title:
        spaced = heading.style < Style.ARTICLE or heading.style is Style.DECIMAL
        return f"{marker} {title}".strip() if spaced else marker + title
    if heading.style in (Style.ARTICLE, Style.DECIMAL):
        return marker
    rest = heading.line.rest
    return marker + (rest[:16] + "…" if len(rest) > 16 else rest)


def _numbered(nodes: Iterator[Node]) -> Iterator[Node]:
    """Make addresses distinct: a repeated heading gets its ordinal, 「3」 then 「3~2」."""
    seen: dict[str, int] = {}
    renamed: dict[str, str] = {}
    for node in nodes:
        parent, dot, step = node.address.rpartition(".")
        address = renamed.get(parent, parent) + dot + step
        seen[address] = seen.get(address, 0) + 1
        final = address if seen[address] == 1 else f"{address}~{seen[address]}"
        renamed[node.address] = final
        yield node if final == node.address else replace(node, address=final)
