"""Which questions ask of what level an accident is that has happened?"""

import random
import re
from collections.abc import Iterator, Sequence

from library.cases import Case
from library.cases.levels import LEVELS, Bounds, Verdict
from library.cases.severity import serious_injuries
from library.questions.records import Change, Item, ItemType, Source
from library.questions.rules.making import GAP, chooser, make_item
from library.questions.rules.true_false import OPTIONS

__all__ = [
    "DECREE",
    "LEVEL_ARTICLE",
    "TOPIC",
    "band_of",
    "graded",
    "judged",
    "level_items",
    "single",
    "why",
]

LEVEL_ARTICLE = "生产安全事故报告和调查处理条例", "第三条"
"""Law and article that divide accidents into levels."""
DECREE = f"《{LEVEL_ARTICLE[0]}》"
TOPIC = "事故等级与报告"
_BOTH = "“以上”包括本数，“以下”不包括本数；死亡、重伤、直接经济损失中，以最高的一项定级"
_BANDS = {
    "一般": "3人以下死亡，10人以下重伤，直接经济损失1000万元以下",
    "较大": "3人以上10人以下死亡，或10人以上50人以下重伤，或直接经济损失1000万元以上5000万元以下",
    "重大": "10人以上30人以下死亡，或50人以上100人以下重伤，或直接经济损失5000万元以上1亿元以下",
    "特别重大": "30人以上死亡，或100人以上重伤，或直接经济损失1亿元以上",
}
_SERIOUS = {"一般": 10, "较大": 50, "重大": 100, "特别重大": 10**6}
"""From so many 重伤 on, an accident is of the level above."""
_MANY = 60
"""Dead of whom anybody knows that there are no more grave accidents."""
_INFERRED = re.compile(r"非住建|等级按|事故灾难|按\d+人?死亡?判定")


def band_of(level: str) -> str:
    """Return the numbers of the level as the decree puts them."""
    return f"{_BANDS[level]}（{DECREE}{LEVEL_ARTICLE[1]}）"


def graded(case: Case) -> bool:
    """Whether the record states a level that follows from what a stem tells.

    However many of the injured are 重伤; and the report itself, not its reader, gave the level.
    """
    if not case.level or case.deaths is None or case.comparison.verdict is not Verdict.AGREES:
        return False
    serious = serious_injuries(case.injuries, case.note, case.serious_injuries)
    safe = not case.injuries or case.injuries < _SERIOUS[case.level]
    return (serious.low == serious.high or safe) and not _INFERRED.search(case.note or "")


def level_items(
    case: Case, happened: str, source: Source, seed: str, *, most: int
) -> Iterator[Item]:
    """Yield at most so many items on the level of the accident that the stem tells.

    Far from every limit one is enough; of a 一般 one, or of very many dead, none: anybody knows it.
    """
    near = any(_is_near(d.bounds, d.limits) for d in case.assessment.dimensions)
    if (not near and case.level == "一般") or (case.deaths or 0) >= _MANY:
        return
    chance = chooser(seed, source.document_id, "等级")
    made = [_choice(case, happened, source), _stated(case, happened, source, chance)]
    chance.shuffle(made)
    yield from made[: most if near else 1]


def _is_near(bounds: Bounds, limits: Sequence[int]) -> bool:
    known = bounds.known and bounds.low == bounds.high
    return known and any(abs(bounds.low - limit) <= max(1, limit / 10) for limit in limits)


def _choice(case: Case, happened: str, source: Source) -> Item:
    assert case.level is not None  # noqa: S101 - of `graded`
    return single(happened, case.level, [source], f"{case.name}：{case.assessment.reason}。")


def _stated(case: Case, happened: str, source: Source, chance: random.Random) -> Item:
    assert case.level is not None  # noqa: S101 - of `graded`
    at = LEVELS.index(case.level)
    near = [LEVELS[n] for n in (at - 1, at + 1) if 0 <= n < len(LEVELS)]
    said = chance.choice(near) if chance.random() < 0.6 else case.level
    reason = f"{case.name}：{case.assessment.reason}。"
    return judged(happened, said, case.level, [source], reason)


def single(happened: str, level: str, sources: Sequence[Source], reason: str) -> Item:
    """Return the 单选 on the level of what happened; `reason` is how the numbers give it."""
    options = [f"{each}事故" for each in LEVELS]
    return make_item(
        ItemType.SINGLE, "单选·事故等级",
        f"{happened}。根据{DECREE}，该事故属于{GAP}。", sources,
        f"应选“{level}事故”。{why(level)}{reason}", ("事故等级",),
        options=options, key=[LEVELS.index(level)], topic=TOPIC,
    )  # fmt: skip


def judged(happened: str, said: str, level: str, sources: Sequence[Source], reason: str) -> Item:
    """Return the 判断 that says of what happened that it is of the level `said`."""
    wrong = said != level
    answer = f"错误。题中把“{level}事故”改成了“{said}事故”。" if wrong else "正确。"
    return make_item(
        ItemType.TRUE_FALSE, f"判断·{'界限' if wrong else '原意'}（事故等级）",
        f"{happened}。根据{DECREE}，该事故属于{said}事故。", sources,
        f"{answer}{why(level)}{reason}", ("事故等级",), options=OPTIONS, key=[int(wrong)],
        change=Change("界限", f"{level}事故", f"{said}事故") if wrong else None, topic=TOPIC,
    )  # fmt: skip


def why(level: str) -> str:
    """Return what an explanation says of the level."""
    return f"{DECREE}{LEVEL_ARTICLE[1]}：{level}事故，{_BANDS[level]}（{_BOTH}）。"
