"""Which questions ask of what level an accident with made-up figures is, and who investigates?

The records hold few accidents near a limit, and far from it anybody knows the level. So figures
are made up, right at a limit or right below it, by what the decree itself lays down.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from library.cases.levels import LEVELS, Assessment, Bounds, assess
from library.questions.records import Change, Item, ItemType, Source
from library.questions.rules.level_items import DECREE, TOPIC, band_of, judged, single, why
from library.questions.rules.making import GAP, chooser, make_item
from library.questions.rules.true_false import OPTIONS

__all__ = ["INVESTIGATES", "INVESTIGATION", "level_exercises"]

INVESTIGATION = "第十九条"
"""The article of the decree on who investigates."""
INVESTIGATES = {
    "特别重大": "国务院或者国务院授权有关部门",
    "重大": "事故发生地省级人民政府",
    "较大": "事故发生地设区的市级人民政府",
    "一般": "事故发生地县级人民政府",
}


@dataclass(frozen=True, slots=True)
class _Figures:
    """Deaths, serious injuries and direct loss in 万元 of an accident that is made up."""

    deaths: int
    serious: int
    loss: int

    @property
    def assessment(self) -> Assessment:
        return assess(*map(Bounds.of, (self.deaths, self.serious, self.loss)))

    @property
    def level(self) -> str:
        return self.assessment.text

    @property
    def told(self) -> str:
        lost = f"{self.loss / 10000:g}亿元" if self.loss >= 10000 else f"{self.loss}万元"
        return f"造成{self.deaths}人死亡、{self.serious}人重伤、直接经济损失{lost}"


_ENDS = (((1, 2), (3, 9), (10, 29), (30, 35)),
         ((6, 9), (10, 49), (50, 99), (100, 120)),
         ((600, 990), (1000, 4900), (5000, 9900), (10000, 12000)))  # fmt: skip
"""Of deaths, serious injuries and loss: the first and about the last number of each level."""
_SITES = (
    "某住宅小区工地", "某地铁车站施工现场", "某隧道施工现场", "某桥梁施工现场",
    "某医院改扩建工地", "某厂房建设工地", "某综合管廊施工现场", "某污水处理厂工地",
    "某商业综合体工地", "某学校建设工地", "某体育馆施工现场", "某电厂冷却塔施工现场",
)  # fmt: skip


_ROUNDS = 3  # of 「下列各项中，属于较大事故的有」, each time of other accidents


def level_exercises(source: Source, nineteen: Source | None, seed: str) -> Iterator[Item]:
    """Yield items on made-up figures near the limits; the gravest of the three decides.

    `source` is where the levels stand, `nineteen` who investigates an accident of which level.
    """
    chance = chooser(seed, "事故等级", "数字")
    figures = list(dict.fromkeys((*_made_up(chance), *_made_up(chance))))
    chance.shuffle(figures)
    for at, each in enumerate(figures):
        happened = f"{_SITES[at % len(_SITES)]}发生生产安全事故，{each.told}"
        reason = f"{each.assessment.reason}。"
        if at % 2:
            yield single(happened, each.level, [source], reason)
        else:
            said = each.level if at % 4 else _mistaken(each)
            yield judged(happened, said, each.level, [source], reason)
    for _ in range(_ROUNDS):
        yield from _which(source, figures, chance)
    yield from _limits_told(source)
    if nineteen:
        yield from _investigations(figures, (nineteen, source), chance)


def _made_up(chance: random.Random) -> Iterator[_Figures]:
    """Yield figures: one of the three at a limit, or right below it while the others are less."""
    for one in range(3):
        for level in (1, 2, 3):
            below = [chance.randrange(level) for _ in range(3)]
            numbers = [_ENDS[n][below[n]][chance.randrange(2)] for n in range(3)]
            numbers[one] = _ENDS[one][level][0]
            yield _Figures(*numbers)
        for level in (1, 2):
            numbers = [_ENDS[n][chance.randrange(level)][chance.randrange(2)] for n in range(3)]
            numbers[one] = _ENDS[one][level][1]
            yield _Figures(*numbers)
    yield _Figures(*(_ENDS[n][0][1] for n in range(3)))


def _mistaken(figures: _Figures) -> str:
    """Return a level next to the right one: that of the deaths alone, where it is."""
    by_deaths = LEVELS.index(assess(*map(Bounds.of, (figures.deaths, 0, 0))).text)
    at = LEVELS.index(figures.level)
    return LEVELS[by_deaths if by_deaths == at - 1 else at - 1 if at else 1]


def _which(source: Source, figures: Sequence[_Figures], chance: random.Random) -> Iterator[Item]:
    """Yield 单选 and 多选: which of these accidents is of the level?"""
    for level in LEVELS:
        own = [each for each in figures if each.level == level]
        others = [each for each in figures if each.level != level]
        for kind, right in ((ItemType.SINGLE, 1), (ItemType.MULTIPLE, 2)):
            if len(own) < right:
                continue
            chosen = chance.sample(own, right) + chance.sample(others, 4 - right)
            told = {f"{each.told}的事故": each.level for each in chosen}
            options = chance.sample(list(told), len(told))
            yield make_item(
                kind, f"{kind.value}·事故等级",
                f"根据{DECREE}，下列各项中，属于{level}事故的{'是' if right == 1 else '有'}{GAP}。",
                [source], f"{why(level)}各项依次为{'、'.join(told[o] for o in options)}事故。",
                ("事故等级",), options=options,
                key=[at for at, option in enumerate(options) if told[option] == level],
                topic=TOPIC,
            )  # fmt: skip


def _limits_told(source: Source) -> Iterator[Item]:
    """Yield a 简答 for each level: from what numbers on is an accident of it?"""
    for level in LEVELS:
        points = re.split("，或?", band_of(level).partition("（")[0])
        yield make_item(
            ItemType.SHORT, "简答·事故等级",
            f"根据{DECREE}，{level}事故按死亡人数、重伤人数和直接经济损失怎样划分？",
            [source], why(level), ("事故等级",), points=points, topic=TOPIC,
        )  # fmt: skip


def _investigations(
    figures: Sequence[_Figures], sources: Sequence[Source], chance: random.Random
) -> Iterator[Item]:
    """Yield 单选 and 判断 in turn: of some accidents of each level, who investigates them?"""
    for level, right in INVESTIGATES.items():
        own = [each for each in figures if each.level == level]
        for at, each in enumerate(chance.sample(own, min(3, len(own)))):
            stem = (
                f"{chance.choice(_SITES)}发生生产安全事故，{each.told}。"
                f"不考虑提级调查，根据{DECREE}，该事故由"
            )
            reason = f"{why(level)}{each.assessment.reason}。{INVESTIGATION}：由{right}组织调查。"
            if at % 2:
                yield _whether(stem, right, sources, reason, chance)
            else:
                yield _who(stem, right, sources, reason)


def _who(stem: str, right: str, sources: Sequence[Source], reason: str) -> Item:
    options = list(INVESTIGATES.values())
    return make_item(
        ItemType.SINGLE, "单选·事故等级（调查）", f"{stem}{GAP}负责组织调查。", sources,
        f"应选“{right}”。{reason}", ("事故调查",), options=options,
        key=[options.index(right)], topic=TOPIC,
    )  # fmt: skip


def _whether(
    stem: str, right: str, sources: Sequence[Source], reason: str, chance: random.Random
) -> Item:
    names = list(INVESTIGATES.values())
    at = names.index(right)
    wrong = chance.random() < 0.5
    said = chance.choice(names[max(0, at - 1) : at] + names[at + 1 : at + 2]) if wrong else right
    answer = f"错误。题中把“{right}”改成了“{said}”。" if wrong else "正确。"
    return make_item(
        ItemType.TRUE_FALSE, f"判断·{'主体' if wrong else '原意'}（事故等级，调查）",
        f"{stem}{said}负责组织调查。", sources, f"{answer}{reason}", ("事故调查",),
        options=OPTIONS, key=[int(wrong)],
        change=Change("主体", right, said) if wrong else None, topic=TOPIC,
    )  # fmt: skip
