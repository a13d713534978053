"""How is a snippet read by a person, without the signs of tables and headings?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.results import Hit

__all__ = ["Excerpt", "excerpt"]

Span = tuple[int, int]

_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_CELLS = re.compile(r"(?:\s*(?<!\\)\|)+\s*")
_HASHES = re.compile(r"#{1,6}\s+")
_BREAKS = re.compile(r"\s*\n\s*")
_GAP, _CELL_GAP = "　", " / "


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A snippet in one line as it is shown; `marks` are spans of its own `text`."""

    text: str
    marks: tuple[Span, ...]


def excerpt(hit: Hit) -> Excerpt:
    """Return the snippet with cells divided by 「 / 」, lines by a wide space, dots where cut.

    Only what is shown changes: `hit.snippet` and its offsets stay the source's own.
    """
    start, end = hit.snippet_start, hit.snippet_start + len(hit.snippet)
    shown = _shown(hit)
    at, offsets = 1 if start else 0, list[int]()
    for piece in shown:
        offsets.append(at)
        at += len(piece)
    offsets.append(at)
    marks = ((max(a, start) - start, min(b, end) - start) for a, b in hit.highlights)
    more = bool(hit.text[end:].strip(" |\n"))
    return Excerpt(
        f"{'…' if start else ''}{''.join(shown)}{'…' if more else ''}",
        tuple((offsets[a], offsets[b]) for a, b in marks if a < b and offsets[a] < offsets[b]),
    )


def _shown(hit: Hit) -> list[str]:
    """Return for each character of the snippet what is shown of it, '' for nothing."""
    shown, at = list(hit.snippet), 0
    for match in _BREAKS.finditer(hit.snippet):
        shown[match.start() : match.end()] = [""] * len(match[0])
        shown[hit.snippet.index("\n", match.start())] = _GAP
    for line in hit.snippet.split("\n"):
        for start, end, said in _edits(hit, at, line):
            shown[at + start : at + end] = [said, *[""] * (end - start - 1)]
        at += len(line) + 1
    _drop_outer_gaps(shown)
    return shown


def _edits(hit: Hit, at: int, line: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is replaced in a line of the snippet, which may be cut at both ends."""
    left = hit.text.rfind("\n", 0, hit.snippet_start + at) + 1
    whole = hit.text[left:].partition("\n")[0].strip()
    if line and (hashes := _HASHES.match(line)) and whole.startswith("#"):
        yield hashes.start(), hashes.end(), ""
    if line and whole.startswith("|"):
        if _RULE.fullmatch(whole):
            yield 0, len(line), ""
            return
        for cells in _CELLS.finditer(line):
            outer = cells.start() == 0 or cells.end() == len(line)
            yield cells.start(), cells.end(), "" if outer else _CELL_GAP


def _drop_outer_gaps(shown: list[str]) -> None:
    """Show no gap at either end, and one where several meet."""
    gap = True
    for at, piece in enumerate(shown):
        if piece == _GAP and gap:
            shown[at] = ""
        elif piece:
            gap = piece == _GAP
    for at in range(len(shown) - 1, -1, -1):
        if shown[at] not in ("", _GAP):
            break
        shown[at] = ""
