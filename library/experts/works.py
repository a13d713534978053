"""Which works with which sizes did somebody write: 基坑:深度=6.5, 高支模:高度=9,条件1=是?"""

import re
from collections.abc import Iterable, Sequence

from corpus.normalise import nfkc
from library.errors import MeasureRejected
from library.hazard_table import HazardRow
from library.thresholds import DIMENSIONS, Decision, judge

__all__ = ["judged_works", "works_text"]

_NAMES = {**{name: name for name in DIMENSIONS}, **{c: name for name, (c, _) in DIMENSIONS.items()}}
_CONDITION = re.compile(r"(?:条件|condition)(\d{0,2})")


def judged_works(
    texts: Iterable[str], table: Sequence[HazardRow], region: str = ""
) -> list[Decision]:
    """Return the decision on each of the works, in order.

    Raise UnknownWorks, WorksAmbiguous or MeasureRejected.
    """
    return [_judged(text, table, region) for text in texts]


def works_text(decision: Decision) -> str:
    """Return works with their sizes and scale as they stand in a request."""
    sizes = "，".join(f"{name} {measure.shown}" for name, measure in decision.measures)
    return f"{decision.works.name}{f'（{sizes}）' if sizes else ''}：{decision.text}"


def _judged(text: str, table: Sequence[HazardRow], region: str) -> Decision:
    name, _, sizes = nfkc(text).text.partition(":")
    stated, answers = dict[str, str](), list[str]()
    for part in filter(None, re.split(r"[,;，；]", sizes)):
        key, mark, value = (piece.strip() for piece in part.partition("="))
        if mark and (match := _CONDITION.fullmatch(key)):
            answers.append(f"{match[1]}={value}" if match[1] else value)
        elif mark and key in _NAMES:
            stated[_NAMES[key]] = value
        else:
            known = "、".join(label for label, _ in DIMENSIONS.values())
            raise MeasureRejected(f"“{part[:20]}”读不懂，请写成 深度=6.5；可写 {known}、条件1")
    return judge(table, name.strip(), stated, answers, region)
