"""Where does a text name another text: by its title in 《》, by its number, by a law's short name?

The patterns run over NFKC text; offsets are those of the NFKC text (see `corpus.normalise`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.identifiers import (
    Identifier,
    doc_no_key,
    find_identifiers,
    order_key,
    standard_key,
)
from corpus.numerals import NUMERAL, to_int

__all__ = ["Mention", "find_mentions", "find_short_names", "may_mention"]

_LONGEST = 160  # characters of a title
_SHORT_LINE = 60  # characters
_QUICK = re.compile(r"[《〈<〔\[]|号|宪法|[法典例则]第|附件|[A-Z]{2}[/\s]*T?\s*\d", re.IGNORECASE)
_TITLE = re.compile(
    rf"《(?P<outer>(?:[^《》\n]|《[^《》\n]{{1,{_LONGEST}}}》){{2,{_LONGEST}}})》"
    r"|〈(?P<angle>[^《》〈〉\n]{2,80})〉"
    r"|<(?P<plain>[\u4e00-\u9fff()]{3,60}(?:法|条例|规定|办法|细则|通知|意见|决定)(?:\([试暂]行\))?)>"
)
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]{2,60})\)")
_STANDARD_HEAD = re.compile(r"[A-Za-z]{2}[A-Za-z/]{0,6}\s*\d[\d.]*(?:\s*[-—–]+\s*\d{2,4})?\s*$")
_ARTICLE = re.compile(rf"第\s*({NUMERAL}{{1,8}})\s*条(?:之({NUMERAL}{{1,3}}))?")
_PART = rf"\s*第\s*\(?{NUMERAL}{{1,6}}\)?\s*[款项目]"
_BELOW = re.compile(rf"{_PART}(?:(?:[、和及或至,]|以及)?{_PART}){{0,8}}")
_TO_ARTICLE = re.compile(
    rf"(?:的规定|中|的)?\s*(?:第\s*{NUMERAL}{{1,4}}\s*[编章节]\s*){{0,3}}(?=第)"
)
_NEXT = re.compile(r"(?:、|和|或者|或|及|以及|至|,)\s*(?=第)")
_SHORT = re.compile(r"简称[为:\s]*[“\"'《〈]*(?P<name>[^”\"'》〉()、,。]{2,30})[”\"'》〉]*")
_CALLED = re.compile(r"简称[为:\s]*[“\"']?$")
_LAW = (
    r"(?:刑法|宪法|民法典|刑事诉讼法|民事诉讼法|行政诉讼法"
    r"|(?<=依照|按照|根据|依据|违反|参照|适用)(?!本|该|此|前|同|其|有关|上述|新|原|旧)"
    r"[\u4e00-\u9fff]{2,18}?(?:法|法典|条例|实施细则))"
)
_UNMARKED = re.compile(rf"(?P<state>中华人民共和国)?(?P<law>{_LAW})(?=第\s*{NUMERAL}+\s*条)")
_CONSTITUTION = re.compile(r"(?<=根据)(?:中华人民共和国)?宪法(?![》\u4e00-\u9fff])")
_AGENCY = re.compile(
    r"(?P<all>(?:中华人民共和国)?(?P<who>国务院|[\u4e00-\u9fff]{0,8}?(?:部|委员会|总局|人民政府))"
    r"令?\s*第?\s*\d{1,4}\s*号令?)$"
)
_BEFORE_AGENCY = re.compile(
    r"^.*(?:[日以的将由]|人民政府|我院|法院|委员会|[省市县区]政府)(?=[\u4e00-\u9fff]{1,8}〔)"
)
_ALONE = re.compile(r"\W*[\u4e00-\u9fff]{1,12}\W*\d{4}\W*第?\d+\s*号\W*")
_BROKEN = re.compile(r"(?:关于|修改|的)$|\([^)]*$")  # a mark or bracket is lost in the source
_DEMONSTRATIVES = ("本", "该", "此", "前", "上述", "有关", "其", "了", "对", "相关")
_CUT = re.compile(
    r".*(?:规定|的|和|或者|以及|及|适用|依照|按照|依据|根据|参照|提供|可以将"
    r"|修[正订改][前后]?)(?=[\u4e00-\u9fff]{2})"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a text: title without its marks ('' where only a number stands).

    [start, end) covers marks, number and article; [end, …) goes on after them. `place` is the
    address of the article named, '' for none. `further` marks the second and later article of
    one title (「第十条、第十二条」).
    """

    title: str
    number: str | None
    place: str
    start: int
    end: int
    marked: bool = True
    further: bool = False


def may_mention(text: str) -> bool:
    """Tell quickly whether `find_mentions` needs to look at the text at all."""
    return _QUICK.search(text) is not None


def find_mentions(text: str) -> Iterator[Mention]:
    """Yield the texts named in NFKC text, from left to right, without overlaps.

    A name that is only introduced as a short form (以下简称《办法》) is none.
    """
    found, end = sorted(_all(text), key=lambda mention: (mention.start, -mention.end)), 0
    for mention in found:
        if mention.start >= end:
            end = mention.end
            yield mention


def find_short_names(text: str) -> dict[str, tuple[str, str | None]]:
    """Return the short forms that a text introduces: name → title and number it stands for."""
    found: dict[str, tuple[str, str | None]] = {}
    for match in _TITLE.finditer(text):
        number, end = _number_after(text, match.end())
        bracket = _BRACKET.match(text, end)
        short = _SHORT.search(bracket["inner"]) if bracket else None
        if short and not _CALLED.search(text[max(0, match.start() - 8) : match.start()]):
            found.setdefault(short["name"].strip(), (_title(match), number))
    return found


def _all(text: str) -> Iterator[Mention]:
    for match in _TITLE.finditer(text):
        called = _CALLED.search(text[max(0, match.start() - 8) : match.start()])
        if not called and not _BROKEN.search(_title(match)):
            yield from _titled(text, match)
    for match in _UNMARKED.finditer(text):
        law, shift = _without_rest(match["law"])
        if law.startswith(_DEMONSTRATIVES) or "本" in law:
            continue
        start = match.start("law") + shift if shift or not match["state"] else match.start()
        yield from _placed(text, law, None, (start, match.end()), marked=False)
    for match in _CONSTITUTION.finditer(text):
        yield Mention("宪法", None, "", *match.span(), marked=False)
    yield from _numbered(text)


def _titled(text: str, match: re.Match[str]) -> Iterator[Mention]:
    number, end = _number_after(text, match.end())
    start = match.start()
    if number is None and (head := _STANDARD_HEAD.search(text[max(0, start - 24) : start])):
        number = standard_key(head[0])
        start -= len(head[0]) if number else 0
    yield from _placed(text, _title(match), number, (start, end))


def _title(match: re.Match[str]) -> str:
    return (match["outer"] or match["angle"] or match["plain"]).strip()


def _number_after(text: str, end: int) -> tuple[str | None, int]:
    """Return the number in the bracket that follows a title, and where name and number end."""
    bracket = _BRACKET.match(text, end)
    number = _number(bracket["inner"]) if bracket else None
    return (number, bracket.end()) if bracket and number else (None, end)


def _number(words: str) -> str | None:
    """Return the one spelling of the number in a bracket, 「以下简称…」 cut off."""
    first = re.split(r"[,;。]", words)[0].replace("中华人民共和国", "").strip()
    first = first.removeprefix("以下简称")
    doc_no = doc_no_key(first)
    agency = _BEFORE_AGENCY.sub("", doc_no) if doc_no else None
    return agency or order_key(first) or standard_key(first)


def _placed(
    text: str, title: str, number: str | None, span: tuple[int, int], *, marked: bool = True
) -> Iterator[Mention]:
    """Yield the mention once, or once for each article that follows it."""
    start, end = span
    lead = _TO_ARTICLE.match(text, end)
    article = _ARTICLE.match(text, lead.end() if lead else end)
    if article is None or not (place := _address(article)):
        yield Mention(title, number, "", start, end, marked)
        return
    further = False
    while article is not None and (place := _address(article)):
        below = _BELOW.match(text, article.end())
        end = below.end() if below else article.end()
        yield Mention(title, number, place, start, end, marked, further)
        comma = _NEXT.match(text, end)
        article = _ARTICLE.match(text, comma.end()) if comma else None
        start, further = article.start() if article else end, True


def _address(article: re.Match[str]) -> str:
    try:
        number = to_int(article[1])
        sub = f"-{to_int(article[2])}" if article[2] else ""
    except ValueError:  # 「第千条」 and the like
        return ""
    return f"a{number}{sub}" if number else ""


def _without_rest(law: str) -> tuple[str, int]:
    """Cut off what stands before the law's own name; return the name and the characters cut."""
    rest = _CUT.match(law)
    shift = rest.end() if rest else 0
    return law[shift:], shift


def _numbered(text: str) -> Iterator[Mention]:
    for item in find_identifiers(text):
        if re.match(r"第\d+[编章节条款项目]", item.key):
            continue
        key, start = _certain(text, item)
        if key:
            yield Mention("", key, "", start, item.end, marked=False)


def _certain(text: str, item: Identifier) -> tuple[str, int]:
    """Return a number with its issuer and where both begin, '' where that is not certain."""
    if "令第" in item.key:
        agency = _AGENCY.search(text[max(0, item.start - 24) : item.end])
        return (agency["who"] + item.key, item.end - len(agency["all"])) if agency else ("", 0)
    if "〔" in item.key:
        key = _BEFORE_AGENCY.sub("", item.key)
        own = _ALONE.fullmatch(
            text, *_line(text, item.start)
        )  # a text's own number below its title
        late = text[item.start : item.end].find(key.partition("〔")[0])
        return ("" if own else key), item.start + max(late, 0)
    return (item.key if len(re.findall(r"\d", item.key)) > 2 else ""), item.start


def _line(text: str, at: int) -> tuple[int, int]:
    """Return the line around `at`, cut off where it is longer than any line of a number alone."""
    first, last = max(0, at - _SHORT_LINE), at + _SHORT_LINE
    end = text.find("\n", at, last)
    return max(text.rfind("\n", first, at) + 1, first), end if end >= 0 else min(last, len(text))
