"""How does a stretch of source text become HTML that is literal, yet carries marks?

Text is never read as Markdown: `1.`, `*`, `_` and `<tag>` come out as they stand. Only tables
written with pipes become tables. Marks travel through markdown-it as Unicode noncharacters, which
no text may use, and become tokens there.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from corpus.normalise import visible
from corpus.records import Defect

__all__ = ["Annotations", "inline_html", "table_html"]

Span = tuple[int, int]

_OPEN, _CLOSE, _DEFECT = "\ufdd0", "\ufdd1", "\ufdd2"
_SIGNS = re.compile(f"[{_OPEN}-{_DEFECT}]")
_ALIGNMENT = {"text-align:left": "left", "text-align:right": "right", "text-align:center": "center"}


@dataclass(frozen=True, slots=True)
class Annotations:
    """What is to be shown in a text besides its characters: hits of a query, and losses.

    Made by `of`: both are in order, marks do not overlap, so that a line finds its own at once.
    """

    marks: tuple[Span, ...] = ()
    defects: tuple[Defect, ...] = ()

    @classmethod
    def of(cls, marks: Iterable[Span] = (), defects: Iterable[Defect] = ()) -> "Annotations":
        """Return the annotations in order, overlapping marks joined."""
        return cls(_joined(marks), tuple(sorted(defects, key=_start_of)))

    def marks_in(self, start: int, end: int) -> Iterator[Span]:
        """Yield the parts of the marks that lie in [start, end)."""
        first = bisect_right(self.marks, start, key=itemgetter(1))
        last = bisect_left(self.marks, end, key=itemgetter(0))
        for left, right in self.marks[first:last]:
            yield max(left, start), min(right, end)

    def marks_from(self, start: int, end: int) -> int:
        """Return how many marks begin in [start, end)."""
        first, last = (bisect_left(self.marks, at, key=itemgetter(0)) for at in (start, end))
        return max(last - first, 0)

    def defects_from(self, start: int, end: int) -> tuple[Defect, ...]:
        """Return the losses that begin in [start, end)."""
        first, last = (bisect_left(self.defects, at, key=_start_of) for at in (start, end))
        return self.defects[first:last]


NOTHING = Annotations()


def inline_html(text: str, start: int, end: int, notes: Annotations = NOTHING) -> Markup:
    """Return `text[start:end]`, one line, as HTML with the annotations that fall into it."""
    source, env = _annotated(text, start, end, notes)
    return Markup(_markdown().renderInline(source, env))  # noqa: S704 - markdown-it escaped it


def table_html(text: str, lines: Sequence[Span], notes: Annotations = NOTHING) -> Markup | None:
    """Return the lines as a table, None where they are none or a cell would get lost."""
    annotated = [_annotated(text, start, end, notes) for start, end in lines]
    rows = [row for row, _ in annotated]
    env = {"defects": chain.from_iterable(env["defects"] for _, env in annotated)}
    tokens = _markdown().parse("\n".join(rows), env)
    if not tokens or tokens[0].type != "table_open" or tokens[-1].type != "table_close":
        return None
    shown = "".join(token.content for token in tokens if token.type == "inline")
    if _letters(shown) != _letters("".join([rows[0], *rows[2:]])):
        return None
    for token in tokens:
        if style := token.attrs.pop("style", None):
            token.attrs["class"] = _ALIGNMENT[str(style)]
    markdown = _markdown()
    return Markup(markdown.renderer.render(tokens, markdown.options, env))  # noqa: S704 - escaped


def _annotated(
    text: str, start: int, end: int, notes: Annotations
) -> tuple[str, dict[str, Iterator[Defect]]]:
    """Return the stretch with signs in it, and the environment from which signs are resolved."""
    defects = notes.defects_from(start, end)
    defects = tuple(sorted(defects, key=lambda defect: _shown_at(defect, start, end)))
    points: list[tuple[int, int, str]] = []
    for left, right in notes.marks_in(start, end):
        points += [(left, 1, _OPEN), (right, -1, _CLOSE)]
    points += [(_shown_at(defect, start, end), 0, _DEFECT) for defect in defects]
    points.sort(key=lambda point: point[:2])
    pieces, at = [], start
    for position, _, sign in points:
        pieces += [_clean(text[at:position]), sign]
        at = position
    pieces.append(_clean(text[at:end]))
    return "".join(pieces), {"defects": iter(defects)}


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans that are not empty, in order, overlaps joined."""
    joined: list[Span] = []
    for left, right in sorted(spans):
        if left >= right:
            continue
        if joined and left < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return tuple(joined)


def _start_of(defect: Defect) -> int:
    return defect.start


def _shown_at(defect: Defect, start: int, end: int) -> int:
    """Return where a loss is shown: after its span, but before a line whose number is lost."""
    lost_number = defect.start == start and defect.end == start + 1
    return start if lost_number else min(defect.end, end)


def _clean(text: str) -> str:
    return _SIGNS.sub("\ufffd", visible(text))


def _letters(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


@cache
def _markdown() -> MarkdownIt:
    """Build the parser once: nothing but tables, literal text and our signs."""
    markdown = MarkdownIt("zero", {"html": False}).enable("table")
    markdown.inline.ruler.at("text", _literal)
    markdown.add_render_rule("defect", _render_defect)
    return markdown


def _literal(state: StateInline, silent: bool) -> bool:
    """Inline rule: take one sign, or all characters up to the next one."""
    char, start = state.src[state.pos], state.pos
    sign = _SIGNS.search(state.src, start)
    end = sign.start() if sign else state.posMax
    state.pos = max(end, start + 1)
    if silent:
        return True
    if char == _OPEN:
        state.push("mark_open", "mark", 1)
    elif char == _CLOSE:
        state.push("mark_close", "mark", -1)
    elif char == _DEFECT:
        state.push("defect", "", 0)
    else:
        state.push("text", "", 0).content = state.src[start : state.pos]
    return True


def _render_defect(
    _renderer: RendererHTML, _tokens: Sequence[Token], _at: int, _options: OptionsDict, env: EnvType
) -> str:
    note = next(env["defects"]).note
    kind, colon, _ = note.partition("：")  # 缺条：…, 重号：…
    label = kind if colon and len(kind) <= 4 else "缺字"
    return f'<span class="defect" title="{escapeHtml(note)}">〔{escapeHtml(label)}〕</span>'
