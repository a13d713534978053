"""Which words state a quantity, and what is their one spelling?

「5名」「５ 名」「五名」 are the term `5名`, 「24米」「24m」 are `24m`, 「百分之七十五」 is `75%`.
Everything here works on NFKC text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.numerals import to_int

__all__ = ["QUANTITY", "quantity", "spoken_quantity", "spoken_runs"]

_SPELLED = {
    "毫米": "mm", "厘米": "cm", "公里": "km", "千米": "km", "米": "m",
    "平方米": "m2", "平方公里": "km2", "平方千米": "km2", "平米": "m2", "立方米": "m3",
    "克": "g", "千克": "kg", "公斤": "kg", "吨": "t", "升": "l",
    "千牛": "kn", "千瓦": "kw", "千伏": "kv", "伏": "v", "安培": "a", "兆帕": "mpa", "千帕": "kpa",
    "摄氏度": "°c", "分贝": "db",
}  # fmt: skip
_SYMBOLS = (
    "kn/m2 kn/m3 kn/m n/mm2 kn·m mpa kpa pa kn kw kva kv ma hz db mg/m3 kg/m3 kg/m2 mm2 cm2 km2 m2"
    " m3 mm cm dm km/h km m/s kg mg g t l ml min h s d w v a n m lx r/min °c ° % ‰ #"
).split()
_MEASURES = (
    "个工作日 工作日 个月 个小时 小时 分钟 周岁 月份 年度 号楼 万元 亿元 万吨 万人 万平方米 人次"
    " 标段 名 人 个 岁 日 天 周 月 年 元 次 倍 级 类 层 户 处 项 条 款 种 份 台 辆 家 套 件 根 道"
    " 组 批 期 座 栋 幢 间 块 张 页 册 本 例 起 号 楼 度 线 车 亩"
).split()
_DECIMAL_ONLY = frozenset(["号", "楼", "号楼", "度", "线", "起", "期", "本", "道", "页", "张"])


def _any_of(units: Iterator[str]) -> str:
    return "|".join(re.escape(u) for u in sorted(units, key=lambda u: (-len(u), u)))


_HAN_UNITS = (*_SPELLED, *_MEASURES)
_NUMERAL = "[〇零一二两三四五六七八九十百千]"
QUANTITY = (
    r"(?P<number>\d+(?:\.\d+)*)(?:[ \t]?(?:"
    rf"(?P<symbol>{_any_of(iter(_SYMBOLS))})(?![A-Za-z0-9])|(?P<han>{_any_of(iter(_HAN_UNITS))})))?"
)
"""Pattern of digits with what they count, where that is said; to be compiled with IGNORECASE."""

_SPOKEN = re.compile(
    rf"(?P<numeral>[〇零一二两三四五六七八九十]{_NUMERAL}*)"
    rf"(?P<han>{_any_of(u for u in _HAN_UNITS if u not in _DECIMAL_ONLY)})"
)
_SPOKEN_SHARE = re.compile(rf"(?P<of>百分之|千分之)(?P<numeral>{_NUMERAL}+)")
_NUMERAL_RUN = re.compile(rf"{_NUMERAL}+个?|[百千](?:分|分之)?")
_LONGEST = 8
"""Words that a spoken quantity spans at most: 二/〇/二/〇/年 needs five."""


def quantity(match: re.Match[str]) -> tuple[str, str]:
    """Return the term and the bare number of a match of `QUANTITY`; without unit both are equal."""
    number, symbol, han = match["number"], match["symbol"], match["han"]
    if han:
        number = number.lstrip("0") or "0"
        return number + _SPELLED.get(han, han), number
    return number + (symbol or "").lower(), number


@lru_cache(maxsize=8192)
def spoken_quantity(word: str) -> tuple[str, str] | None:
    """Return the term and the bare number of a quantity in Chinese numerals: 五名 → 5名, 5."""
    if share := _SPOKEN_SHARE.fullmatch(word):
        unit = "%" if share["of"] == "百分之" else "‰"
    elif share := _SPOKEN.fullmatch(word):
        unit = _SPELLED.get(share["han"], share["han"])
    else:
        return None
    try:
        number = str(to_int(share["numeral"]))
    except ValueError:
        return None
    return number + unit, number


def spoken_runs(words: list[str]) -> list[str]:
    """Join the words that state one quantity: 一百五十/米 → 一百五十米, 三个/月 → 三个月."""
    joined: list[str] = []
    at = 0
    while at < len(words):
        end = _quantity_end(words, at) if words[at][0] in _FIRST else at + 1
        joined.append("".join(words[at:end]) if end > at + 1 else words[at])
        at = end
    return joined


_FIRST = frozenset("〇零一二两三四五六七八九十百千")


def _quantity_end(words: list[str], at: int) -> int:
    """Return the end of the longest quantity that begins with word `at`, else `at + 1`."""
    best, text = at + 1, ""
    for end in range(at, min(at + _LONGEST, len(words))):
        text += words[end]
        if spoken_quantity(text):
            best = end + 1
        if not _NUMERAL_RUN.fullmatch(text):
            break
    return best
