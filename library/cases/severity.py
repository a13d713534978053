"""How many of the injured were injured seriously?

The decree counts 重伤（包括急性工业中毒）. A record may hold the number; else only what its note
says outright is taken; else the number lies between none and all of the injured.
"""

import re
from collections.abc import Iterator

from corpus.normalise import nfkc
from corpus.numerals import NUMERAL, to_int
from library.cases.levels import Bounds

__all__ = ["serious_injuries"]

_N = rf"({NUMERAL}{{1,5}})"
_SAID = (
    re.compile(rf"{_N}\s*[人名]?(?:受)?重伤?\s*[、,，]?\s*{_N}\s*[人名]?轻"),
    re.compile(rf"重伤(?:的|者)?(?:有|为)?\s*{_N}\s*[人名]"),
    re.compile(rf"{_N}\s*[人名]\s*(?:受)?重伤"),
    re.compile(rf"含\s*{_N}\s*[人名]?重伤"),
)
_ALL = re.compile(rf"{_N}\s*[人名]伤者均为重伤|伤者均为重伤")
# Two accounts in one sentence: which of them holds is not for us to say.
_DISPUTED = re.compile(r"不一|或|另一|未采|两说|初报|初步|后为|约|多人|余人|[以之]上|可能")


def serious_injuries(injuries: int | None, note: str | None, stated: int | None = None) -> Bounds:
    """Return what is known of the serious injuries, with the words on which that rests.

    `stated` is the number that the record holds; it goes before all words.
    """
    if stated is not None:
        return Bounds.of(stated)
    if injuries == 0:
        return Bounds.of(0)
    if note and (found := _stated(note, injuries)):
        number, quote = found
        return Bounds(number, number, remark=f"备注：{quote}")
    if injuries is None:
        return Bounds.of(None)
    return Bounds(0, injuries, remark=f"受伤 {injuries} 人，重伤几人未核实")


def _stated(note: str, injuries: int | None) -> tuple[int, str] | None:
    found = list(_numbers(note, injuries))
    agreed = len({number for number, _ in found}) == 1
    return found[0] if agreed and (injuries is None or found[0][0] <= injuries) else None


def _numbers(note: str, injuries: int | None) -> Iterator[tuple[int, str]]:
    for sentence in re.split(r"[；;。\n]", note):
        plain = nfkc(sentence).text
        if _DISPUTED.search(plain):
            continue
        if (match := _ALL.search(plain)) and injuries is not None:
            yield (to_int(match[1]) if match[1] else injuries), sentence.strip()
            continue
        for pattern in _SAID:
            if match := pattern.search(plain):
                yield to_int(match[1]), sentence.strip()
                break
