"""Which numbers, places, names and quotations of a sentence do its sources not have?"""

import re
from collections.abc import Iterator

from corpus.normalise import nfkc
from corpus.numerals import to_int

__all__ = ["unfounded"]

_BANKERS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_SCORES = {"廿": "二十", "卅": "三十"}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WORDS_WITH_NUMERALS = re.compile(
    "一定|一旦|一律|一般|一致|统一|一并|唯一|一切|第一责任人|之一|一些|进一步"
)
_UNIT = (
    "个?工作日|个月|小时|分钟|日|天|周|月|年|季度|%|‰|元|平方米|立方米|毫米|厘米|米|吨|千牛"
    "|mm(?![a-z0-9])|cm(?![a-z0-9])|m2|m3|m(?![a-z0-9])|kn(?![a-z0-9])|t(?![a-z0-9])"
    "|名|人|位|次|倍|号|条|款|项|章|节|级"
)
_NUMBER = re.compile(
    r"(?P<share>百分之|千分之)?(?P<number>\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+|半)"
    rf"(?P<scale>[百千万亿]*)\s*(?P<unit>{_UNIT})?"
)
_SHARES = {"百分之": "%", "千分之": "‰"}
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SAME = {
    "天": "日", "个工作日": "工作日", "米": "m", "毫米": "mm", "厘米": "cm", "平方米": "m2",
    "立方米": "m3", "吨": "t", "千牛": "kn", "名": "人", "位": "人",
}  # fmt: skip
_TITLE = re.compile(r"《[^《》]+》")
_QUOTED = re.compile('“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|"([^"]+)"|‘([^‘’]+)’')
_LATIN = re.compile(r"[a-z]{2,}")


def unfounded(sentence: str, words: str) -> str:
    """Return in Chinese the first thing that a sentence claims and its words lack, '' for none."""
    held = set(_numbers(words))
    numbers = {number for number, _ in held}
    for number, unit in sorted(set(_numbers(sentence))):
        if number not in numbers or (unit and (number, unit) not in held):
            return f"数字 {number:g} {unit}".rstrip()
    plain = _bare(words)
    for title in _TITLE.findall(sentence):
        if _bare(title) not in plain:
            return f"名称{title}"
    for match in _QUOTED.finditer(sentence):
        quote = next(filter(None, match.groups()))
        if _bare(quote) not in plain:
            return f"引文“{quote[:20]}”"
    codes = set(_LATIN.findall(_plain(words)))
    for code in _LATIN.findall(_plain(sentence)):
        if code not in codes and code not in _UNIT:
            return f"代号 {code.upper()}"
    return ""


def _numbers(text: str) -> Iterator[tuple[float, str]]:
    """Yield every number, in digits or in Chinese numerals, with its unit, '' where it has none."""
    for match in _NUMBER.finditer(_WORDS_WITH_NUMERALS.sub(" ", _plain(text))):
        number, unit = _value(match["number"]), match["unit"] or ""
        for scale in match["scale"]:
            number *= _SCALES[scale]
        yield number, _SHARES.get(match["share"] or "") or _SAME.get(unit, unit)


def _value(numeral: str) -> float:
    """Return the value of a numeral; what is none, such as one too long, is no number held."""
    if numeral[0].isdigit():
        return float(numeral)
    try:
        return 0.5 if numeral == "半" else float(to_int(numeral))
    except ValueError:
        return -1.0


def _plain(text: str) -> str:
    plain = nfkc(_THOUSANDS.sub("", text)).text.translate(_BANKERS).lower()
    for one, other in _SCORES.items():
        plain = plain.replace(one, other)
    return plain


def _bare(text: str) -> str:
    """Return a text without spaces, stops at its end and the name of the state before a law."""
    return re.sub(r"\s|中华人民共和国", "", nfkc(text).text).rstrip("。.，,；;")
