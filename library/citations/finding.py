"""Where does a draft cite: which text, which article of it, and which words beside it are quoted?

A reference back (该条例, 前述办法) means the last text of that sort named above it, a 第N条 alone
the text named before it in its sentence. What the draft says of its own articles is no citation.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.normalise import Folded, nfkc
from corpus.references import find_short_names
from library.citations.names import Known, Named, find_names
from library.citations.places import ARTICLE, Placed, places_after
from library.citations.record import Cited, Name

__all__ = ["find_citations"]

_BULLETS = " \t#*>"
_STOP = re.compile(r"[。\n]")
_QUOTED = r"[“\"「](?P<quote>[^“”\"「」\n]{6,2000})[”\"」]"
_AFTER = re.compile(
    r"(?:中|里)?(?:的)?(?:明确|也|还|已|均|同时)?(?:规定|要求|指出|提出|载明|写明|明确|强调|表述为|是|为)?"
    rf"(?:了|道)?\s*[:,]?\s*{_QUOTED}"
)
_BEFORE = re.compile(
    rf"{_QUOTED}[。,;]?\s*(?:[(—-]{{0,2}}\s*)?(?:这是|这一规定见|见|摘自|引自|出自|源自|来自|依据|根据)?\s*$"
)
_BLANK = re.compile(r"\s{20,}")
_FAR = 2100
"""So many characters before a citation are searched for words quoted."""
_ANY_SORT = frozenset({"法律", "文件", "令"})


def find_citations(text: str, known: Known) -> list[Cited]:
    """Return the citations of a draft in reading order; offsets are those of `text`.

    `known` tells of a folded title or short name whether it is held.
    """
    plain = nfkc(text)
    found = list(_Finder(_BLANK.sub(_filled, plain.text), known).citations())
    return [_in_source(one, plain) for one in found]


def _filled(blank: re.Match[str]) -> str:
    """Return as many characters between two line ends that no pattern looks past."""
    return "\n" + "\u25a1" * (len(blank[0]) - 2) + "\n"


def _in_source(cited: Cited, plain: Folded) -> Cited:
    start, end = plain.source_span(cited.start, cited.end)
    quote = plain.source_span(*cited.quote) if cited.quote else None
    return replace(cited, start=start, end=end, quote=quote)


class _Finder:
    """Reads one draft from left to right."""

    def __init__(self, text: str, known: Known) -> None:
        self._text = text
        self._short = find_short_names(text)
        self._names = find_names(text, lambda key: key in self._short or known(key))
        self._own = {
            place.address
            for match in ARTICLE.finditer(text)
            if _opens_line(text, match.start())
            for place in places_after(text, match.start(), led=False)
        }
        self._stops = [match.end() for match in _STOP.finditer(text)]
        self._opened = [match.start() for match in re.finditer("“", text)]
        self._closed = [match.start() for match in re.finditer("”", text)]
        self._named: list[tuple[int, Name]] = []

    def citations(self) -> Iterator[Cited]:
        """Yield the citations in reading order, those with quoted words with their span."""
        found = sorted(self._all(), key=lambda cited: cited.start)
        for at, cited in enumerate(found):
            following = found[at + 1].start if at + 1 < len(found) else len(self._text)
            earlier = found[at - 1].end if at else 0
            yield replace(cited, quote=self._quote(cited, earlier, following))

    def _all(self) -> Iterator[Cited]:
        taken = 0
        for named in self._names:
            yield from self._bare(taken, named.start)
            places = list(places_after(self._text, named.end))
            if named.start >= taken:
                yield from self._of_name(named, places)
            taken = max(taken, places[-1].end if places else named.end)
        yield from self._bare(taken, len(self._text))

    def _of_name(self, named: Named, places: Sequence[Placed]) -> Iterator[Cited]:
        if named.own:
            return
        name, inferred = named.name, False
        if name.title in self._short:
            title, number = self._short[name.title]
            name, inferred = Name(title, number), True
        elif named.back:
            found = self._last(lambda one: _is_of(one, named.back))
            if found is None and not places:
                return
            name, inferred = found or Name(), True
        if name.title or name.number:
            self._named.append((named.start, name))
        yield from _cited(name, (named.start, named.end), places, inferred=inferred)

    def _bare(self, start: int, end: int) -> Iterator[Cited]:
        """Yield the articles that stand without a name between two offsets."""
        while article := ARTICLE.search(self._text, start, end):
            places = list(places_after(self._text, article.start(), led=False))
            start = places[-1].end
            if not self._is_own(article, places):
                name = self._last(None, self._sentence(article.start())) or Name()
                yield from _cited(name, None, places, inferred=True)

    def _is_own(self, article: re.Match[str], places: Sequence[Placed]) -> bool:
        at = article.start()
        if _opens_line(self._text, at):
            return True
        if bisect_left(self._opened, at) > bisect_left(self._closed, at):  # another text's words
            return True
        here = self._last(None, self._sentence(at))
        return here is None and places[0].address in self._own

    def _sentence(self, at: int) -> int:
        before = bisect_right(self._stops, at)
        return self._stops[before - 1] if before else 0

    def _last(self, wanted: Callable[[Name], bool] | None, since: int = 0) -> Name | None:
        """Return the last text named since an offset, of a sort where one is wanted."""
        for at, name in reversed(self._named):
            if at < since:
                break
            if wanted is None or wanted(name):
                return name
        return None

    def _quote(self, cited: Cited, earlier: int, following: int) -> tuple[int, int] | None:
        after = _AFTER.match(self._text, cited.end)
        if after and after.start("quote") <= following:
            return after.span("quote")
        since = max(earlier, cited.start - _FAR)
        before = _BEFORE.search(self._text[since : cited.start])
        if before is None:
            return None
        start, end = before.span("quote")
        return since + start, since + end


def _opens_line(text: str, at: int) -> bool:
    """Tell whether nothing but signs of a heading stands before an offset in its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(_BULLETS)


def _cited(
    name: Name, span: tuple[int, int] | None, places: Sequence[Placed], *, inferred: bool
) -> Iterator[Cited]:
    """Yield the name with its first article, then each further article."""
    if span and not places:
        yield Cited(*span, name, inferred=inferred)
    for at, place in enumerate(places):
        start = span[0] if span and at == 0 else place.start
        yield Cited(
            start, place.end, name, place.address, place.place, place.parts,
            inferred=inferred or not (span and at == 0),
        )  # fmt: skip


def _is_of(name: Name, sort: str) -> bool:
    """Tell whether a text is of the sort that a reference back names: 该条例, 上述文件."""
    title = re.sub(r"\([^()]*\)$", "", nfkc(name.title).text)
    if sort in _ANY_SORT:
        return sort != "法律" or title.endswith(("法", "法典"))
    if sort == "法":
        return title.endswith("法") and not title.endswith("办法")
    return title.endswith(sort)
