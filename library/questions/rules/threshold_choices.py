"""Which of several works are 超过一定规模, and whose plans must experts review?

The works are made up from the table: each with a size at a limit, right below it, or beyond it.
Whoever is told every size that counts, and nothing that a remark puts in doubt, can place them.
"""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from library.questions.records import Item, ItemType, Source
from library.questions.rules.making import GAP, chooser, make_item
from library.questions.rules.threshold_classes import REVIEW_ARTICLE
from library.questions.rules.threshold_rows import (
    GRAVER,
    LESSER,
    LEVELS,
    Limit,
    Row,
    above,
    below,
    rule_of,
    works_of,
)

__all__ = ["Engineering", "engineerings", "hazard_cases", "hazard_choices"]

_TOPIC = "危大工程与专项方案"
Placed = tuple[Row, Source]


@dataclass(frozen=True, slots=True)
class Engineering:
    """Works that a question tells of, whether they are 超过一定规模, and the rows that say so."""

    told: str
    works: str
    graver: bool
    rows: tuple[Placed, ...]


def engineerings(
    placed: Sequence[Placed], limits: Sequence[Limit], doubted: Collection[str]
) -> list[Engineering]:
    """Return works of either level; of an item that a remark doubts, none of the lesser."""
    graver = [each for each in limits if each.row["level"] == GRAVER]
    found = [
        _measured([e], [size], graver=True) for e in graver for size in (e.number, above(e.number))
    ]
    by_works = {each.works: [e for e in graver if e.works == each.works] for each in graver}
    lesser = {row["item"]: (row, source) for row, source in placed if row["level"] == LESSER}
    for own in by_works.values():
        beside = lesser.get(own[0].row["item"])
        if beside and own[0].row["item"] not in doubted and not own[0].row["conditions"]:
            found += _between(own, beside, [e for e in limits if e.row is beside[0]])
    found += [
        Engineering(works_of(row), works_of(row), row["level"] == GRAVER, ((row, source),))
        for row, source in placed
        if row["applies"] == "全部" and _is_whole(row, placed, doubted)
    ]
    return found


def _is_whole(row: Row, placed: Sequence[Placed], doubted: Collection[str]) -> bool:
    """Whether no size matters: all of the works are of the level and none of them of another."""
    levels = [r["level"] for r, _ in placed if r["item"] == row["item"]]
    named = not row["item"].endswith("的工程") and row["item"] not in doubted
    return named and (row["level"] == GRAVER or GRAVER not in levels)


def _between(own: Sequence[Limit], beside: Placed, least: Sequence[Limit]) -> list[Engineering]:
    """Return works whose sizes all lie below the graver limits, and one at least at a lesser."""
    starts = {each.measured: each.number for each in least}
    under = [below(each.number, each.unit) for each in own]
    low = [starts.get(each.measured, size) for each, size in zip(own, under, strict=True)]
    if beside[0]["applies"] != "全部" and not starts:
        return []
    return [
        _measured(own, [max(pair) for pair in zip(sizes, low, strict=True)], beside=beside)
        for sizes in (under, low)
    ]


def _measured(
    own: Sequence[Limit],
    sizes: Sequence[Decimal],
    *,
    graver: bool = False,
    beside: Placed | None = None,
) -> Engineering:
    told = "、".join(limit.at(size) for limit, size in zip(own, sizes, strict=True))
    rows = ((own[0].row, own[0].source),)
    return Engineering(
        f"{own[0].works}，{told}", own[0].works, graver, (beside, *rows) if beside else rows
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to ask which of four works are of a level, and how many such items are wanted."""

    kind: ItemType
    rule: str
    asked: str
    graver: bool
    count: int
    reviewed: bool = False


_REVIEWED = "专项施工方案应当组织专家论证的"
_LESSER = f"属于{LEVELS[LESSER]}但未超过一定规模的"
_FORMS = (
    _Form(ItemType.SINGLE, "单选·专家论证", _REVIEWED, True, 22, reviewed=True),
    _Form(ItemType.MULTIPLE, "多选·专家论证", _REVIEWED, True, 22, reviewed=True),
    _Form(ItemType.MULTIPLE, "多选·危大工程规模", f"属于{LEVELS[GRAVER]}的", True, 20),
    _Form(ItemType.SINGLE, "单选·危大工程规模", _LESSER, False, 18),
    _Form(ItemType.MULTIPLE, "多选·危大工程规模", _LESSER, False, 16),
)


def hazard_choices(pool: Sequence[Engineering], review: Source | None, seed: str) -> Iterator[Item]:
    """Yield 单选 and 多选: which of four works are of the level?"""
    for form in _FORMS:
        if form.reviewed and review is None:
            continue
        chance = chooser(seed, form.kind, form.asked)
        right = [each for each in pool if each.graver == form.graver]
        wrong = [each for each in pool if each.graver != form.graver]
        counts = (1,) if form.kind is ItemType.SINGLE else (2, 3)
        for chosen in islice(_samples(right, wrong, chance, 4, counts), form.count):
            yield _choice(form, chosen, review)


_TRIES = 2000


def _samples(
    right: Sequence[Engineering],
    wrong: Sequence[Engineering],
    chance: random.Random,
    size: int,
    counts: Sequence[int],
) -> Iterator[list[Engineering]]:
    """Yield samples of the size, in any order, each with one of the counts of right ones.

    No two share more than half of their works, and no works come twice in one.
    """
    made: list[set[str]] = []
    for _ in range(_TRIES):
        wanted = chance.choice(counts)
        chosen = _some(right, chance, wanted, ())
        chosen += _some(wrong, chance, size - wanted, [each.works for each in chosen])
        works = {each.works for each in chosen}
        if len(works) == size and all(len(works & other) <= size // 2 for other in made):
            made.append(works)
            chance.shuffle(chosen)
            yield chosen


def _some(
    pool: Sequence[Engineering], chance: random.Random, count: int, without: Collection[str]
) -> list[Engineering]:
    """Return so many of other works, none twice; works of many sizes come no more often."""
    works = sorted({each.works for each in pool} - set(without))
    names = chance.sample(works, min(count, len(works)))
    return [chance.choice([each for each in pool if each.works == name]) for name in names]


def _choice(form: _Form, chosen: Sequence[Engineering], review: Source | None) -> Item:
    laws = f"{chosen[0].rows[0][0]['document']}附件"
    laws = f"《{REVIEW_ARTICLE[0]}》和{laws}" if form.reviewed else laws
    verb = "是" if form.kind is ItemType.SINGLE else "有"
    return make_item(
        form.kind, form.rule, f"根据{laws}，下列各项工程中，{form.asked}{verb}{GAP}。",
        _sources(chosen, review if form.reviewed else None), _why(chosen), ("危大工程",),
        options=[each.told for each in chosen],
        key=[at for at, each in enumerate(chosen) if each.graver == form.graver], topic=_TOPIC,
    )  # fmt: skip


def _sources(chosen: Sequence[Engineering], review: Source | None) -> list[Source]:
    rows = [source for each in chosen for _, source in each.rows]
    return list(dict.fromkeys([*rows, review] if review else rows))


def _why(chosen: Sequence[Engineering]) -> str:
    rules = dict.fromkeys(rule_of(row) for each in chosen for row, _ in each.rows)
    return f"各项限值含本数。{'；'.join(rules)}。超过一定规模的，专项施工方案应当组织专家论证。"


def hazard_cases(pool: Sequence[Engineering], review: Source, seed: str) -> Iterator[Item]:
    """Yield 案例分析: of five works of one project, whose plans do experts review, and how?"""
    chance = chooser(seed, "危大工程", "案例分析")
    graver = [each for each in pool if each.graver]
    lesser = [each for each in pool if not each.graver]
    samples = _samples(graver, lesser, chance, 5, (2, 3))
    for project, chosen in zip(_PROJECTS, samples, strict=False):
        yield _case(project, chosen, review)


_PROJECTS = (
    "综合交通枢纽", "会展中心", "体育中心", "航站楼", "滨江综合体", "大剧院",
    "跨江通道", "科技园区", "物流枢纽", "大学新校区", "城市更新片区", "文化艺术中心",
)  # fmt: skip


def _case(project: str, chosen: Sequence[Engineering], review: Source) -> Item:
    law, document = f"《{REVIEW_ARTICLE[0]}》", chosen[0].rows[0][0]["document"]
    listed = "；".join(f"（{at}）{each.told}" for at, each in enumerate(chosen, 1))
    numbers = {
        graver: "、".join(f"（{at}）" for at, e in enumerate(chosen, 1) if e.graver is graver)
        for graver in (True, False)
    }
    asked = (
        f"根据{document}附件，其中哪些属于{LEVELS[GRAVER]}？",
        f"根据{document}附件，其中哪些属于{LEVELS[LESSER]}但未超过一定规模？",
        f"根据{law}，超过一定规模的危大工程的专项施工方案由谁组织召开专家论证会？",
        f"根据{law}，参加论证的专家不得少于几名？什么样的人员不得以专家身份参加？",
    )
    points = (
        f"属于{LEVELS[GRAVER]}的是{numbers[True]}",
        f"属于{LEVELS[LESSER]}但未超过一定规模的是{numbers[False]}",
        "由施工单位组织；实行施工总承包的，由施工总承包单位组织",
        "专家不得少于5名，与该工程有利害关系的人员不得以专家身份参加",
    )
    questions = "".join(f"\n{number}．{words}" for number, words in enumerate(asked, 1))
    return make_item(
        ItemType.CASE, "案例分析·危大工程",
        f"某{project}项目的施工单位要为五项分部分项工程编制专项施工方案：{listed}。请回答：{questions}",
        _sources(chosen, review), _why(chosen), ("危大工程",), points=points, topic=_TOPIC,
    )  # fmt: skip
