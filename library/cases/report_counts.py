"""How many died, were injured or are missing, and what was lost, in the words of a report?"""

import re
from collections.abc import Iterator

from corpus.normalise import nfkc
from corpus.numerals import NUMERAL, to_int
from library.cases.findings import Finding, sentences

__all__ = ["find_casualties", "find_loss"]

_N = rf"(?P<n>{NUMERAL}{{1,5}})"
_WHO = r"[人名位](?:[\u4e00-\u9fff]{0,8}?)"
# Not 「3人以上」 of a law, nor 「其中1人重伤」 of a part.
_PART = re.compile(r"(?:其中|包括|含|另有?|又有?|先后|后续)[^，。；、]{0,6}$")
_LIMIT = re.compile(rf"{NUMERAL}{{1,5}}\s*[人名位]?\s*[以之](?:上|下|内)")
_ELSEWHERE = re.compile(
    r"近年|历年|以往|此前曾|曾发生|曾因|同类事故|刑法|处[三七]年|有期徒刑|条例|第三条"
)
_PARTIAL = re.compile(r"当场|抢救|送医|医治|救治|先后|陆续")
_FINAL = re.compile(r"最终|共造成|共计|累计|合计|总共")

_DEATHS = (
    re.compile(rf"{_N}\s*{_WHO}?(?:死亡|遇难|身亡|丧生)"),
    re.compile(rf"(?:死亡|遇难)(?:人数)?(?:为|共|共计|合计)?\s*{_N}\s*[人名]"),
    re.compile(rf"{_N}\s*死"),
)
_INJURIES = (
    re.compile(rf"{_N}\s*{_WHO}?(?:受伤)"),
    re.compile(rf"受伤(?:人数)?(?:为|共|共计|合计)?\s*{_N}\s*[人名]"),
    re.compile(rf"死\s*{_N}\s*伤"),
)
_SERIOUS = (
    re.compile(rf"{_N}\s*{_WHO}?重伤"), re.compile(rf"重伤(?:者)?\s*{_N}\s*[人名]"),
)  # fmt: skip
_SLIGHT = (
    re.compile(rf"{_N}\s*{_WHO}?轻(?:微)?伤"), re.compile(rf"轻(?:微)?伤(?:者)?\s*{_N}\s*[人名]"),
)  # fmt: skip
_MISSING = (
    re.compile(rf"{_N}\s*{_WHO}?(?:失踪|失联|下落不明)"),
    re.compile(rf"(?:失踪|失联)(?:人数)?(?:为|共)?\s*{_N}\s*[人名]"),
)
_NOBODY = re.compile(r"(?:未|没有)造成人员(?:伤亡|死伤)|无人员(?:伤亡|死伤)")
_NONE = {
    "deaths": re.compile(r"(?:未|没有)造成人员死亡|无人员?死亡"),
    "injuries": re.compile(r"(?:未|没有)造成(?:其他)?人员受伤|无(?:其他)?人员?受伤"),
    "missing": re.compile(r"无人员?(?:失踪|失联)"),
}
_LOSS = re.compile(
    r"直接经济损失(?:[（(][^）)]{0,40}[）)])?(?:共计?|合计|总计|约|为|达|人民币|:|\s){0,5}"
    r"(?P<n>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<more>余|多)?\s*"
    r"(?P<unit>亿|万)?(?P<after>余|多)?\s*元"
)


def find_casualties(text: str) -> Iterator[Finding]:
    """Yield every statement of deaths, injuries (and the serious ones) and missing of a report.

    What is not stated is not found: a report that is silent about injured says nothing of them.
    Statements about a part of the dead (当场死亡, 抢救无效) and about other accidents are left out.
    """
    for offset, sentence in sentences(text):
        plain = nfkc(sentence)
        if _LIMIT.search(plain.text) or _ELSEWHERE.search(plain.text):
            continue
        for field, value, start, end in _counts(plain.text):
            span = plain.source_span(start, end)
            strong = bool(_FINAL.search(plain.text[:end]))
            yield Finding(field, value, offset + span[0], offset + span[1], strong)


def find_loss(text: str) -> Iterator[Finding]:
    """Yield every statement of the direct loss, in 万元; 「余」 and 「约」 stay in the quote."""
    for offset, sentence in sentences(text):
        plain = nfkc(sentence)
        if "以上" in plain.text or "以下" in plain.text or _ELSEWHERE.search(plain.text):
            continue
        for match in _LOSS.finditer(plain.text):
            factor = {"亿": 10000.0, "万": 1.0, None: 0.0001}[match["unit"]]
            number = float(re.sub("[,，]", "", match["n"]))
            value = round(number * factor, 6)
            start, end = plain.source_span(*match.span())
            shown = int(value) if value.is_integer() else value
            yield Finding("economic_loss_wan_yuan", shown, offset + start, offset + end, True)


Count = tuple[str, int, int, int]


def _counts(text: str) -> Iterator[Count]:
    nobody = _NOBODY.search(text)
    if nobody:
        yield from ((field, 0, *nobody.span()) for field in ("deaths", "injuries"))
    for field, pattern in _NONE.items():
        if match := pattern.search(text):
            yield field, 0, *match.span()
    if not _PARTIAL.search(text) and not nobody:
        yield from _first("deaths", _DEATHS, text)
    yield from _injured(text)
    yield from _first("missing", _MISSING, text)


def _injured(text: str) -> Iterator[Count]:
    """Yield all the injured; a sentence may give them as a whole, or by their gravity."""
    whole = list(_first("injuries", _INJURIES, text))
    serious = list(_first("serious_injuries", _SERIOUS, text, parts=True))
    yield from whole
    yield from serious
    graded = [*serious, *_first("slight", _SLIGHT, text)]
    if whole or not graded or any(_part_before(text, found[2]) for found in graded):
        return
    start, end = min(found[2] for found in graded), max(found[3] for found in graded)
    yield "injuries", sum(found[1] for found in graded), start, end


def _first(
    field: str, patterns: tuple[re.Pattern[str], ...], text: str, *, parts: bool = False
) -> Iterator[Count]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if parts or not _part_before(text, match.start()):
                yield field, to_int(match["n"]), *match.span()
                return


def _part_before(text: str, at: int) -> bool:
    return bool(_PART.search(text[:at]))
