"""In which other way may a citation be meant that is typed in haste: 安全生产法41条, 建筑法24?"""

import re
from collections.abc import Iterator

from corpus.numerals import to_int

__all__ = ["spellings", "straightened"]

_HAN_NUMERAL = "[〇零一二三四五六七八九十百]"
_NUMERAL = rf"(?:\d{{1,4}}|{_HAN_NUMERAL}{{1,7}})"
_ORDER = re.compile(rf"(?<![第{_HAN_NUMERAL[1:-1]}])({_HAN_NUMERAL}{{1,5}})号(?=[令文])")
_UNMARKED = re.compile(
    rf"(?<=[法例典定则令])\s*(?={_NUMERAL}条(?:$|[之第的是,;。?\s]|规定|内容|怎么|如何))"
)
_REVERSED = re.compile(
    rf"(?P<place>第\s*{_NUMERAL}\s*条(?:之{_NUMERAL})?(?:第{_NUMERAL}款)?(?:第{_NUMERAL}项)?)"
    r"[\s,、的]*(?P<title>\D*\S)"
)
_OPENING = re.compile(
    "(?:宪法相关法|民法商法|行政法规?|经济法|社会法|刑法|诉讼与非诉讼程序法|部门规章|司法解释"
    "|请问|我想知道|想问一?下?|查一?下|看一?下|帮我查一?下?|关于|根据|按照?|依据)"
    r"[的,:、\s]*(?=\D)"
)
"""The branches in which laws are published, and how a question begins; no part of any title."""
_BARE = re.compile(r"(?P<title>.*[法例典定则])\s*(?P<number>\d{1,3})")


def straightened(text: str) -> str:
    """Return NFKC text with 三十七号令 as 37号令, and with the 第 that 法41条 leaves out."""
    return _UNMARKED.sub("第", _ORDER.sub(_in_digits, text))


def spellings(text: str) -> Iterator[str]:
    """Yield a whole query as it is, and as the citation that it may be.

    第41条 安全生产法 may be 安全生产法第41条, 建筑法24 may be 建筑法第24条, 社会法工会法第一条
    may be 工会法第一条; other words before a title belong to it (某省建筑法…). Whoever tries them
    must know that the title is held, since each may be something else.
    """
    yield text
    if match := _OPENING.match(text):
        yield text[match.end() :]
    if match := _REVERSED.fullmatch(text):
        yield match["title"] + match["place"]
    if match := _BARE.fullmatch(text):
        yield f"{match['title']}第{match['number']}条"


def _in_digits(match: re.Match[str]) -> str:
    try:
        return f"{to_int(match[1])}号"
    except ValueError:  # 十〇
        return match[0]
