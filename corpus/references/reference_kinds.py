"""What does the sentence do with the texts that it names: is based on them, repeals them …?"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.numerals import NUMERAL
from corpus.records import RelationKind
from corpus.references.mentions import Mention

__all__ = ["kinds_of"]

_BASIS = re.compile(
    r"根据|依据|按照|依照|遵照"
    r"|为了?(?:进一步|更好地?|深入|全面|认真|切实)*(?:学习|宣传)*(?:贯彻|落实|执行|实施)"
)
_MADE = re.compile(
    r"(?:制[定订]|编制|提出|修[定订])(?:出?(?:本|如下|以下|下列))|特(?:制[定订]|[作做]|规定)"
    r"|现(?:就|将|对|予|[作做]|提出|印发|通知|公告|通告|决定|答复|批复)"
    r"|会议决定:|(?:通知|公告|通告|意见|规定|解释|决定|决议|批复|答复)如下|[作做]出?(?:如下|以下|下列)"
)
_GONE = r"(?:废止|失效|停止(?:执行|施行|适用)|不再(?:执行|适用))"
_OTHER_VERB = re.compile(r"[,;](?:[^,;]{0,12})?(?:讨论|审议|研究)了")
_REPEALED = re.compile(
    r"(?:\([^()]{0,60}\))?[,、]?(?:自[^,;:]{2,24}起)?[,]?"
    rf"(?:同时|即行|予以|一并|相应|自行|全部|均|也|随之|即)*{_GONE}"
)
_TO_REPEAL = re.compile(r"废止(?:了|由)?[^,;:、。]{0,24}$")
_REPEALED_LIST = re.compile(rf"{_GONE}[^,;。]{{0,12}}:\s*$")
# Between two titles of one list stand 、 or 和, and perhaps who issued the second, and when.
_LISTED = re.compile(
    r"[、,和及与以并或者]{0,4}(?:[^;:。]{0,60}(?:通过|批准|发布|公布|印发|颁布|制定|修订|修正|施行)的)?"
    r"|(?:[、和及与]|以及)(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?[\u4e00-\u9fff]{0,10}"
)
_AMENDED = re.compile(r",?(?:进行)?(?:第[一二三四五六七八九十\d]+次)?(?:修正|修订|修改)")
_CHANGED = re.compile(
    r"[^。;]{0,12}(?:作出?(?:如下|以下)?(?:修改|修正|补充)|修改为|予以修改|修改如下)"
    rf"|(?:之?后|中)?增加(?:{NUMERAL}{{1,3}}|若干)?[条款项目编章节]"
)
_STRUCK = re.compile(r"(?:删去|删除)\s*$")
_CHANGING = re.compile(r"修改|修正|修订")
_REPLACES = re.compile(r"(?:代替|替代|取代)\s*$")
_SEE_ANNEX = re.compile(r",?\((?:详?见)?附[件表]?\s*\d*\)")
_SENDS = re.compile(r"(?:将|把|制定了?)[^,。;]{0,20}$")
_SENT = re.compile(r"(?:等[^,。;]{0,10})?,?(?:现)?(?:一并)?(?P<how>印发|转发|下发)")
_FORWARDS = re.compile(r"转发[^,。;]{0,24}$")
_ASKED = re.compile(r"[将把][^,。;]{0,20}$")
_HANDED = re.compile(r",?报(?:送|备|[^,。;]{1,12}备案)")  # a text that is still to be written
_STOP = re.compile(r"[。;\n]")
_NEAR, _FAR = 200, 800  # characters that are looked at beside a name, and in its sentence
_HIDDEN = "\u25a1"


def kinds_of(
    text: str, mentions: Sequence[Mention], *, note: bool, amending: bool
) -> Iterator[tuple[Mention, RelationKind]]:
    """Yield the mentions of NFKC text, each with what the text does with it.

    `note` tells that the text is the note on promulgation below a title, `amending` that the
    document is a decision that amends others. What somebody is told to write and hand in
    (将《…方案》报…备案) is left out.
    """
    masked = _masked(text, mentions)
    sentences = _Sentences(masked)
    for group in _lists(masked, mentions):
        first, last = group[0], group[-1]
        before = masked[max(sentences.start(first.start), first.start - _NEAR) : first.start]
        after = masked[last.end : min(sentences.end(last.end), last.end + _NEAR)]
        for mention in group:
            kind = _alone(masked, mention, last.end, note=note, amending=amending)
            kind = kind or _of_list(before, after, listed=sentences.in_list(first.start))
            sentence = sentences.around(mention.start)
            if kind is None and _is_basis(sentence, mention.start, quoting=amending):
                kind = RelationKind.BASIS
            if not (_ASKED.search(before) and _HANDED.match(after)):
                yield mention, kind or RelationKind.CITES


def _masked(text: str, mentions: Sequence[Mention]) -> str:
    """Hide the names, so that the words within them are not read as the sentence's own."""
    pieces, at = [], 0
    for mention in mentions:
        pieces += [text[at : mention.start], _HIDDEN * (mention.end - mention.start)]
        at = mention.end
    return "".join([*pieces, text[at:]])


def _lists(masked: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Group mentions that a sentence names in one breath: 《甲》、《乙》和1999年公布的《丙》."""
    group: list[Mention] = []
    for mention in mentions:
        if group and not _LISTED.fullmatch(masked, group[-1].end, mention.start):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _alone(
    masked: str, mention: Mention, listed: int, *, note: bool, amending: bool
) -> RelationKind | None:
    """Return what the words right beside one name, or below its list's end, do with it."""
    before, after = masked[max(0, mention.start - 8) : mention.start], mention.end
    changing = _CHANGING.search(mention.title) is not None
    if changing and (note or _AMENDED.match(masked, after)):
        return RelationKind.AMENDS
    if amending and not changing and (_CHANGED.match(masked, listed) or _STRUCK.search(before)):
        return RelationKind.AMENDS
    if _REPLACES.search(before):
        return RelationKind.REPLACES
    return RelationKind.ANNEX if _SEE_ANNEX.match(masked, after) else None


def _of_list(before: str, after: str, *, listed: bool) -> RelationKind | None:
    """Return what the sentence does with all names of one list."""
    if listed or _REPEALED.match(after) or _TO_REPEAL.search(before):
        return RelationKind.REPEALS
    sent = _SENT.match(after)
    if _FORWARDS.search(before) or (sent and sent["how"] == "转发"):
        return RelationKind.FORWARDS
    return RelationKind.ANNEX if sent and _SENDS.search(before) else None


def _is_basis(sentence: tuple[int, str], at: int, *, quoting: bool) -> bool:
    """Tell whether 根据 stands before the name, and 制定本办法 or the like after it.

    A decision that amends others quotes their words in “”: what these rest on is not its basis.
    """
    start, words = sentence
    if quoting and "“" in words[: at - start]:
        return False
    led = any(_leads(words[m.end() : at - start]) for m in _BASIS.finditer(words, 0, at - start))
    return led and _MADE.search(words, at - start) is not None


def _leads(between: str) -> bool:
    """Tell whether 根据 still governs a name after these words: 「根据实践,讨论了」 does not."""
    return _OTHER_VERB.search(between) is None


class _Sentences:
    """Where the sentences of a text begin and end."""

    def __init__(self, masked: str) -> None:
        self._text = masked
        self._stops = [match.start() for match in _STOP.finditer(masked)]
        self._full = [at for at in self._stops if masked[at] != ";"]
        self._listed = [
            (stop + 1, self._list_end(stop + 1))
            for stop in self._stops
            if masked[stop] == "\n" and _REPEALED_LIST.search(masked, max(0, stop - 60), stop)
        ]

    def start(self, at: int) -> int:
        """Return where the sentence around `at` begins; 。 ; and line ends end one."""
        after = bisect_left(self._stops, at)
        return self._stops[after - 1] + 1 if after else 0

    def end(self, at: int) -> int:
        """Return where the sentence around `at` ends."""
        after = bisect_left(self._stops, at)
        return self._stops[after] if after < len(self._stops) else len(self._text)

    def around(self, at: int) -> tuple[int, str]:
        """Return the offset and the words of the sentence, which ; does not end, within limits."""
        after = bisect_left(self._full, at)
        start = self._full[after - 1] + 1 if after else 0
        end = self._full[after] if after < len(self._full) else len(self._text)
        start, end = max(start, at - _FAR), min(end, at + _FAR)
        return start, self._text[start:end]

    def in_list(self, at: int) -> bool:
        """Tell whether `at` lies in a list that 「下列文件同时废止:」 opens."""
        after = bisect_left(self._listed, (at + 1,))
        return after > 0 and at < self._listed[after - 1][1]

    def _list_end(self, start: int) -> int:
        stop = self._text.find("。", start)
        return stop if stop >= 0 else len(self._text)
