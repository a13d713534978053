"""Which accident does a report tell of: its name, day, place, type and level?"""

import re
from collections.abc import Iterator
from datetime import date

from corpus.normalise import nfkc
from corpus.numerals import to_int
from corpus.particulars import region_of
from library.cases.accident_types import TYPES
from library.cases.findings import Finding, Question, sentences, settle

__all__ = ["find_day", "find_level", "find_name", "find_place", "find_type"]

_TITLE = re.compile(
    r"^[ #\t　]*(?:关于)?(?P<name>[^\s。；：《#][^。；：《\n]{3,80}?事故)的?"
    r"\s*(?:调\s*查)?(?:评估)?\s*报\s*告",
    re.MULTILINE,
)
_MARK = re.compile(r"[“\"「](\d{1,2})[·•・.．](\d{1,2})[”\"」]")
_NUMBER = "[〇零一二三四五六七八九十0-9]"
_DATE = re.compile(
    rf"(?P<y>(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{{3}})\s*年\s*(?P<m>{_NUMBER}{{1,2}})\s*月"
    rf"\s*(?P<d>{_NUMBER}{{1,3}})\s*日"
)
_HAPPENED = re.compile(
    r"发生|坍塌|倒塌|垮塌|坠落|爆炸|爆燃|火灾|起火|触电|中毒|倾覆|透水|塌陷|事故"
)
_PAPERWORK = re.compile(
    r"成立|批复|签订|印发|公布|合同|施行|取得|竣工|开工|许可证|任命|修订|实施|中标"
)
_HOUR = re.compile(r"\s*(?:[上下中]午|凌晨|早上|晚上?|傍晚|\d{1,2}\s*[时点:])")
_LEVEL = re.compile(
    r"(?P<level>特别重大|重大|较大|一般)(?:(?!隐患)[^，。；、“”《》\s]){0,14}?事故(?!隐患|罪|调查条例|以上)"
)
_GRADED = re.compile(r"事故(?:等级|级别)(?:为|是|属于|[:：])*(?P<level>特别重大|重大|较大|一般)")
_JUDGED = re.compile(r"认定|是一起|一起|性质|属于|属|定性|等级|级别")
_TYPE = re.compile(rf"事故(?:类型|类别)(?:为|是|属于|:)*\s*[“\"]?({'|'.join(TYPES)})")
_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南"
    " 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
).split()
_CITIES = frozenset("北京 天津 上海 重庆".split())
_WHERE = re.compile(
    rf"(?P<province>{'|'.join(_PROVINCES)})(?:省|市|[壮回维]?[\u4e00-\u9fff]{{0,3}}自治区)?"
    r"(?P<city>[\u4e00-\u9fff]{1,8}?(?:自治州|地区|市|盟|区|县))?"
)


def find_name(text: str) -> Finding | None:
    """Return the accident's name: the title without 调查报告; a title may take two lines."""
    head = text[:600]
    joined = re.sub(r"(?<![。：；])[ \t　]*\n[ \t　]*(?=[“\"].{2,40}报告)", "", head)
    match = _TITLE.search(joined)
    if match is None:
        return None
    name = re.sub(r"^[#\s　]+", "", match["name"])
    start = text.find(name[:4])
    end = text.find("事故", start + max(0, len(name) - 4)) + 2
    return Finding("name", re.sub(r"\s", "", name), start, end, True)


def find_day(text: str, name: str | None) -> list[Finding | Question]:
    """Return the day on which it happened, by the mark in the name (“7·12”) or the first telling.

    Where both are there and differ, only the question is returned.
    """
    marks = _MARK.findall(nfkc(name or "").text)
    found = list(_days(text))
    if marks:
        wanted = {(int(month), int(day)) for month, day in marks}
        marked = [f for f in found if (f.value.month, f.value.day) in wanted]
        if marked:
            return settle(marked)
        reason = "名称里的月日与正文的日期对不上，没有取，请核对"
        return [Question("date", tuple(found[:3]), reason)] if found else []
    told = [finding for finding in found if finding.strong]
    return list(told[:1])


def find_place(text: str, at: int, name: str | None) -> Iterator[Finding]:
    """Yield province and city of the place named nearest after `at`, where it happened.

    Where no province is printed, the name's own city tells it, by the codes of GB/T 2260.
    """
    match = _WHERE.search(text, at, at + 200)
    if match is None:
        yield from _place_of_name(text, name)
        return
    province, city = match["province"], match["city"]
    yield Finding("province", province, *match.span("province"))
    if province in _CITIES:
        value = f"{province}（{city}）" if city and city[-1] in "区县" else province
        yield Finding("city", value, *match.span())
    elif city and city[-1] in "市州区盟" and not city.endswith(("县", "小区", "园区", "新区")):
        yield Finding("city", re.sub(r"(?:市|地区)$", "", city), *match.span("city"))


def _place_of_name(text: str, name: str | None) -> Iterator[Finding]:
    region = region_of(None, name).region if name else None
    match = _WHERE.match(region.name) if region else None
    if match is None or name is None:
        return
    start = max(0, text.find(name[:4]))
    yield Finding("province", match["province"], start, start + len(name))
    if match["city"] and match["city"].endswith("市"):
        yield Finding("city", match["city"].removesuffix("市"), start, start + len(name))


def find_level(text: str, name: str | None) -> Iterator[Finding]:
    """Yield the levels that the name and the sentences of judgement state."""
    if name and (match := _LEVEL.search(name)):
        start = max(0, text.find(name[:4]))
        yield Finding("level", match["level"], start, start + len(name), True)
    for offset, sentence in sentences(text):
        if match := _GRADED.search(sentence):
            yield Finding("level", match["level"], offset + match.start(), offset + match.end())
            continue
        match = _LEVEL.search(sentence)
        if match and _JUDGED.search(sentence) and "以上" not in sentence[match.end() :][:6]:
            yield Finding("level", match["level"], offset + match.start(), offset + match.end())


def find_type(text: str, name: str | None) -> Iterator[Finding]:
    """Yield the type that is stated as such, else the one word of GB 6441 in the name."""
    plain = nfkc(text)
    stated = _TYPE.search(plain.text)
    if stated:
        yield Finding("accident_type", stated[1], *plain.source_span(*stated.span()), True)
        return
    named = [kind for kind in sorted(TYPES, key=len, reverse=True) if kind in (name or "")]
    if named and name and all(kind in named[0] for kind in named):
        start = text.find(named[0])
        yield Finding("accident_type", named[0], start, start + len(named[0]))


def _days(text: str) -> Iterator[Finding]:
    for offset, sentence in sentences(text):
        for match in _DATE.finditer(sentence):
            day = _day(match)
            around = sentence[match.end() : match.end() + 80]
            paper = _PAPERWORK.search(around[:12])
            if day and not paper and (_HAPPENED.search(around) or _HOUR.match(around)):
                told = bool(_HOUR.match(around) and _HAPPENED.search(around))
                yield Finding("date", day, offset + match.start(), offset + match.end(), told)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(to_int(match["y"]), to_int(match["m"]), to_int(match["d"]))
    except ValueError:
        return None
