"""Where does a draft name a text, in 《》, by its number, or by its bare name?

Bare names need a directory: 安全生产法第四条 names what is held; of 新安全生产法第四条 the whole is
the name, so that no invented title passes for the real one inside it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.identifiers import find_identifiers, order_key
from corpus.normalise import folded
from corpus.numerals import NUMERAL
from corpus.references import find_mentions, names_nothing, title_key
from library.citations.record import Name

__all__ = ["BACK", "OWN", "TYPES", "Known", "Named", "find_names"]

Known = Callable[[str], bool]
"""Tells whether a text of this folded title, or short name, is held."""

TYPES = (
    "法典|法律|法|条例|办法|规定|细则|规则|规范|标准|规程|导则|准则|通则|通知|意见|决定|解释|方案|指南"
    "|公告|通告|批复"
)
BACK = re.compile(
    rf"(?:该|同一?|上述|前述|前引|此)(?P<type>{TYPES}|文件|令)(?!院|律师|官|人|定|规|庭|治|理)"
)
OWN = re.compile(rf"本(?:{TYPES})")
_ARTICLE = rf"第\s*(?:{NUMERAL}{{1,9}}(?:\s*[、,和及至]\s*{NUMERAL}{{1,9}})*|\d+(?:\.\d+)+)\s*条"
_PLACE = re.compile(rf"第(?=\s*\(?(?:{NUMERAL}|[.、,和及至]){{1,20}}\)?\s*[条款项目编章节])")
_EDITION = re.compile(
    r"\s*\((?P<year>(?:19|20)\d\d)(?:[-年](?P<month>\d{1,2})[-月](?P<day>\d{1,2})日?)?年?"
    r"(?:第?[一二三四五六七八九十\d]*次?)?(?:修正|修订|修改|公布|发布|印发|通过|施行|颁布|版)?(?:本|文本|版)?\)"
)
_CALLED = re.compile(r"\s*\((?:以下)?(?:统|合)?简?称[^()]{1,60}\)")
_BEFORE_PLACE = re.compile(
    rf"(?P<run>[\u4e00-\u9fff]{{2,60}}(?:\([试暂]行\))?)(?=(?:的规定|的)?{_ARTICLE})"
)
_VERB = "依照|按照|根据|依据|违反|参照|适用|遵守|执行|符合|落实|贯彻|遵照|援引|引用"
_LED = re.compile(
    rf"(?P<lead>{_VERB}|(?<=[法例定则典》])(?:和|与|以?及|、))"
    rf"(?P<run>[\u4e00-\u9fff]{{2,60}}?(?:{TYPES})(?:\([试暂]行\))?)"
    r"(?=[,。;:、)”\n]|(?:的|中的?)?(?:有关|相关)?(?:规定|要求|执行|办理|处理)|以?及|和|与|$)"
)
_STRONG = re.compile(rf".*(?:{_VERB}|按|见)")
_WEAK = re.compile(
    rf"(?:{_VERB}|按|见|和|与|及|或|或者|以及|了|对|在|由|的|是|如|即|据|将|把|新的)$"
)
_TYPED = re.compile(rf"(?:{TYPES})(?:\([试暂]行\))?$")
_NO_LAW = re.compile(
    r"(?:方|做|说|看|想|执|司|立|守|违|依|合|非|手|用|算|语|工|疗|普|枉|书|如|设|无)法$|法律$"
    r"|有关|相关|各项|国家|现行|上述|前述|其他|该|本|同"
)
_BARE_ORDER = re.compile(r"(?<![\d第])第?\d{1,4}\s*号令")
_SHORT_STANDARD = re.compile(r"(?:GBJ?|JGJ?|CJJ?|CECS)(?:/T)?\d{2}")


@dataclass(frozen=True, slots=True)
class Named:
    """A name and where it stands; `back` is the sort of text that a reference back means."""

    start: int
    end: int
    name: Name
    back: str = ""
    own: bool = False


def find_names(text: str, known: Known) -> list[Named]:
    """Return the names in NFKC text from left to right, without overlaps."""
    marked = list(_marked(text, known))
    bare = [*_backward(text), *_orders(text, known), *_unmarked(text, known)]
    taken = bytearray(len(text))
    found: list[Named] = []
    for one in [*marked, *sorted(bare, key=lambda named: (named.start, -named.end))]:
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return _merged(text, sorted(found, key=lambda named: named.start))


def _marked(text: str, known: Known) -> Iterator[Named]:
    """Yield what stands in book marks or bears a number; 第N条 is hidden: a name ends before."""
    for mention in find_mentions(_PLACE.sub("\u25a1", text)):
        title = text[mention.start : mention.end] if not mention.marked else mention.title
        if not mention.marked:
            title = "" if mention.number else mention.title
        elif at := text.find("《", mention.start, mention.end) + 1:
            title = text[at : at + len(mention.title)]
        key = title_key(title) if title else ""
        if title and not mention.number and not known(key):
            if names_nothing(title):
                continue
            if _generic(title):
                yield Named(mention.start, mention.end, Name(title), back=_type_of(title))
                continue
        end, edition = _edition_after(text, mention.end, title)
        start, number = mention.start, mention.number
        if number and not title and (verb := _STRONG.match(number)):  # 依据某省人民政府令第8号
            start, number = start + verb.end(), number[verb.end() :]
        yield Named(start, end, Name(title, number, edition))


def _generic(title: str) -> bool:
    return re.fullmatch(TYPES, title) is not None


def _edition_after(text: str, end: int, title: str) -> tuple[int, tuple[int, ...]]:
    """Return where the name with the brackets after it ends, and the edition that they tell."""
    edition: tuple[int, ...] = ()
    if match := re.search(_EDITION.pattern + "$", title):
        edition = _year(match)
    while match := _EDITION.match(text, end) or _CALLED.match(text, end):
        if match.re is _EDITION:
            edition = _year(match)
        end = match.end()
    return end, edition


def _year(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(match[part]) for part in ("year", "month", "day") if match[part])


def _backward(text: str) -> Iterator[Named]:
    for match in BACK.finditer(text):
        yield Named(*match.span(), Name(), back=match["type"])
    for match in OWN.finditer(text):
        yield Named(*match.span(), Name(), own=True)


def _orders(text: str, known: Known) -> Iterator[Named]:
    """Yield orders without their issuer, and standards of few digits: 37号令, JGJ59."""
    for item in find_identifiers(text):
        if _SHORT_STANDARD.fullmatch(item.key):
            yield Named(item.start, item.end, Name("", item.key))
    for match in _BARE_ORDER.finditer(text):
        words = match[0].replace(" ", "").removeprefix("第")
        title = words if known(folded(words)) else ""
        yield Named(*match.span(), Name(title, None if title else order_key(words)))


def _unmarked(text: str, known: Known) -> Iterator[Named]:
    for pattern in (_BEFORE_PLACE, _LED):
        for match in pattern.finditer(text):
            run, placed = match["run"], pattern is _BEFORE_PLACE
            at = _held_in(run, known, shortest=2 if placed else 3)
            if at is None and (placed or len(match["lead"]) > 1):
                at = _unheld_in(run, placed=placed)
            if at is not None:
                start, end = match.start("run") + at, match.end("run")
                yield Named(start, end, Name(text[start:end]))


def _held_in(run: str, known: Known, shortest: int) -> int | None:
    """Return where the held name at the end of a run of words begins; None if there is none."""
    for at in range(len(run) - shortest + 1):
        before = run[:at]
        if (not before or _WEAK.search(before)) and known(title_key(run[at:])):
            return at
    return None


def _unheld_in(run: str, *, placed: bool) -> int | None:
    """Return where a name that is not held would begin; None where the words are hardly one."""
    strong = _STRONG.match(run)
    at = strong.end() if strong else 0
    title = run[at:]
    if len(title) < 3 or not _TYPED.search(title) or _NO_LAW.search(title):
        return None
    return at if placed or title.endswith(("法", "条例")) else None


def _type_of(title: str) -> str:
    match = re.search(rf"(?:{TYPES})$", title)
    return match[0] if match else ""


def _merged(text: str, found: list[Named]) -> list[Named]:
    """Put a number together with the title beside it: 《甲标准》JGJ 59-2011."""
    merged: list[Named] = []
    for one in found:
        last = merged[-1] if merged else None
        if last and last.name.title and one.name.number and not one.name.title:
            between, after = text[last.end : one.start], text[one.end : one.end + 1]
            opened = between.strip() == "(" and after == ")"
            if last.name.number is None and (not between.strip() or opened):
                name = Name(last.name.title, one.name.number, last.name.edition)
                merged[-1] = Named(last.start, one.end + opened, name)
                continue
        merged.append(one)
    return merged
