"""Which brackets and quotation marks have lost their other half?"""

import re
from collections.abc import Iterator, Sequence

from corpus.records import Defect

__all__ = ["lone_halves", "without_wrapped"]

_LIST_MARK = re.compile(r"(?:^|[,，。；;：:、\s])[\d一二三四五六七八九十a-zA-Z]{1,2}$")
_PAIRS = {"《": "》", "“": "”", "（": "）", "(": ")", "〔": "〕"}
_TWINS = {"（": "(", "）": ")"}  # a full-width bracket may close a half-width one
_CLOSERS = {"》", "”", ")", "〕"}
# A quotation may run over paragraphs: each opens with “, only the last one closes (GB/T 15834).
_INTRODUCED = re.compile(r"(?:^|[:：])[\s#*>]*$")
_LAST_PARAGRAPH = re.compile(r"[^\n]*\s*\n\s*“[^\n]*”[。；;]?[^\S\n]*(?:\n|$)")
_CLOSED = re.compile(r"[。，；;,、.]?(?:[（(][^（()）]{0,40}[)）])?[。；;]?\s*$")
_REST = r"[^\n。；]{0,60}\s*\n\s*[^\n。；]{0,60}"
_BROKEN_PAIR = re.compile(rf"《{_REST}》|[（(]{_REST}[）)]")


def lone_halves(line: str, offset: int) -> Iterator[Defect]:
    """Yield a defect for each half that has no other half in its line; offsets from `offset`."""
    open_at: list[tuple[str, int]] = []
    for at, char in enumerate(line):
        if char in _PAIRS:
            open_at.append((_TWINS.get(_PAIRS[char], _PAIRS[char]), at))
        elif (closer := _TWINS.get(char, char)) in _CLOSERS:
            if open_at and open_at[-1][0] == closer:
                open_at.pop()
            elif not (closer == ")" and _LIST_MARK.search(line[max(at - 3, 0) : at])):
                yield _lone(line, at, offset)
    for _, at in open_at:
        yield _lone(line, at, offset)


def without_wrapped(text: str, found: Sequence[Defect]) -> list[Defect]:
    """Return the defects without halves whose other half stands further down, and rightly so.

    That is, in the next line of a sentence that was broken, or at the end of a quotation of
    several paragraphs.
    """
    return list(_unquoted(text, list(_unbroken(text, found))))


def _unbroken(text: str, found: Sequence[Defect]) -> Iterator[Defect]:
    """Yield the defects without the two halves of a pair between which only a line was broken."""
    before: Defect | None = None
    for defect in sorted(found, key=lambda defect: defect.start):
        if before and _BROKEN_PAIR.fullmatch(text, before.start, defect.end):
            before = None
            continue
        if before:
            yield before
        before = defect
    if before:
        yield before


def _unquoted(text: str, found: Sequence[Defect]) -> Iterator[Defect]:
    """Yield the defects without those marks that open and close quotations of several paragraphs.

    A mark lost within a sentence stays one: what opens must follow a colon or begin a line, what
    closes must end one.
    """
    opened: list[Defect] = []
    for defect in sorted(found, key=lambda defect: defect.start):
        mark = text[defect.start : defect.end]
        if mark == "”" and opened and _CLOSED.match(_after(text, defect.end)):
            opened.clear()
            continue
        if mark != "“" or not (lead := _INTRODUCED.search(_before(text, defect.start))):
            yield defect
            continue
        if lead[0].strip():  # another quotation begins, whether or not the last one ended
            yield from _unclosed(text, opened)
            opened.clear()
        opened = [*opened[:1], defect]
    yield from _unclosed(text, opened)


def _unclosed(text: str, opened: Sequence[Defect]) -> Sequence[Defect]:
    """Return the mark that opened, () where the paragraph below the last one opens and closes."""
    below = _LAST_PARAGRAPH.match(text, opened[-1].end) if opened else None
    return () if below else opened[:1]


def _before(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : at]


def _after(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)]


def _lone(line: str, at: int, offset: int) -> Defect:
    return Defect(offset + at, offset + at + 1, f"缺字：“{line[at]}”没有配对，疑有脱字，请核对原件")
