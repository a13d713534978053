"""Which questions ask what a size makes of works: of which level, and must experts review them?"""

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from library.questions.records import Change, Item, ItemType, Source
from library.questions.rules.making import GAP, chooser, make_item
from library.questions.rules.threshold_rows import GRAVER, LESSER, Limit, Row, below, rule_of
from library.questions.rules.true_false import OPTIONS

__all__ = ["CLASSES", "REVIEW_ARTICLE", "classed", "reviewed"]

REVIEW_ARTICLE = "危险性较大的分部分项工程安全管理规定", "第十二条"
"""Law and article that have experts review the plan of what is 超过一定规模."""
_TOPIC = "危大工程与专项方案"
CLASSES = (
    "不属于危险性较大的分部分项工程",
    "属于危险性较大的分部分项工程，但未超过一定规模",
    "属于超过一定规模的危险性较大的分部分项工程",
)


def reviewed(limits: Sequence[Limit], review: Source) -> Iterator[Item]:
    """Yield 判断: by a size at a limit, and by sizes below all limits, must experts review?

    `limits` are all those of the same works, and of 超过一定规模.
    """
    for at, limit in enumerate(limits):
        yield _reviewed(
            limit, _subject(limit, limit.number, limits), review, _DENIED if at % 2 else None
        )
    least = limits[0]
    size = below(least.number, least.unit)
    change = Change("数字", f"{least.number:f}{least.unit}", f"{size:f}{least.unit}")
    yield _reviewed(least, _subject(least, size, limits), review, change)


_DENIED = Change("情态", "应当组织", "不需要组织")


def _reviewed(limit: Limit, subject: str, review: Source, change: Change | None) -> Item:
    """Return the 判断; `change` is what makes it false."""
    law, asked = f"《{REVIEW_ARTICLE[0]}》", "不需要组织" if change is _DENIED else "应当组织"
    told = (
        f"{rule_of(limit.row)}，限值含本数；"
        f"{law}{REVIEW_ARTICLE[1]}要求超过一定规模的组织专家论证。"
    )
    answer = f"错误。题中把“{change.before}”改成了“{change.after}”。" if change else "正确。"
    return make_item(
        ItemType.TRUE_FALSE, f"判断·{change.kind if change else '原意'}（专家论证）",
        f"根据{law}和{limit.row['document']}附件，{subject}，该工程的专项施工方案{asked}专家论证。",
        (limit.source, review), f"{answer}{told}", (limit.row["category"],), options=OPTIONS,
        key=[1 if change else 0], change=change, topic=_TOPIC,
    )  # fmt: skip


def _subject(limit: Limit, size: Decimal, limits: Sequence[Limit], *, alone: bool = False) -> str:
    """Return the works with the size; below its limit, with sizes below the other limits as well.

    `alone` says that the size is judged by itself, for what no size tells may decide as well.
    """
    told = [limit.at(size)]
    if size < limit.number and not alone:
        others = [each for each in limits if each is not limit]
        told += [each.at(below(each.number, each.unit)) for each in others]
    return f"某{limit.works}的{'、'.join(told)}" + (f"，仅按{limit.name}判断" if alone else "")


def classed(
    limits: Sequence[Limit], every: Mapping[str, tuple[Row, Source]], seed: str
) -> Iterator[Item]:
    """Yield 单选 and 判断: by a size at its limits or right below them, what are the works?

    `every` are the works that are 危险性较大 whatever their size: they have the upper limit only.
    """
    upper = {each.measured: each for each in limits if each.row["level"] == GRAVER}
    lower = {each.measured: each for each in limits if each.row["level"] == LESSER}
    for measured, most in upper.items():
        chance = chooser(seed, most.source.clause_id, *measured, "分级")
        own = [each for each in upper.values() if each.works == most.works]
        if (least := lower.get(measured)) and least.number < most.number:
            yield from _between(least, most, own, chance)
        elif most.works in every:
            yield from _whatever(every[most.works], most, own, chance)


def _between(
    least: Limit, most: Limit, own: Sequence[Limit], chance: random.Random
) -> Iterator[Item]:
    under = below(most.number, most.unit)
    sizes = [(0, below(least.number, least.unit)), (1, least.number), (2, most.number)]
    sizes += [(1, under)] if under > least.number else []
    placed = (least.row, least.source), (most.row, most.source)
    open_ = len(own) > 1 or bool(least.row["conditions"]) or least.open_below
    first, second, third = chance.sample(sizes, 3)
    for at, size in (first, second):
        yield _choice(_subject(most, size, own, alone=open_ and at < 2), at, placed)
    at, size = third
    yield _judged(_subject(most, size, own, alone=open_ and at < 2), at, placed, chance, fewest=0)


def _whatever(
    lesser: tuple[Row, Source], most: Limit, own: Sequence[Limit], chance: random.Random
) -> Iterator[Item]:
    """Yield items on works of one of the two upper classes; sizes below all limits come once."""
    sizes = [(2, most.number)]
    sizes += [(1, below(most.number, most.unit))] if most is own[0] else []
    placed = lesser, (most.row, most.source)
    judged = chance.randrange(2)
    for number, (at, size) in enumerate(sizes):
        subject = _subject(most, size, own)
        if number == judged:
            yield _judged(subject, at, placed, chance, fewest=1)
        else:
            yield _choice(subject, at, placed)


_Placed = tuple[tuple[Row, Source], tuple[Row, Source]]
"""The row of the lesser level and that of the graver, with where they stand."""


def _stem(subject: str, placed: _Placed) -> str:
    return f"根据{placed[0][0]['document']}附件，{subject}，该工程"


def _told(placed: _Placed) -> str:
    return f"限值都含本数。{'；'.join(rule_of(row) for row, _ in placed)}。"


def _choice(subject: str, at: int, placed: _Placed) -> Item:
    return make_item(
        ItemType.SINGLE, "单选·界限（危大工程分级）", f"{_stem(subject, placed)}{GAP}。",
        [source for _, source in placed], f"应选“{CLASSES[at]}”。{_told(placed)}",
        (placed[0][0]["category"],), options=CLASSES, key=[at], topic=_TOPIC,
    )  # fmt: skip


def _judged(subject: str, at: int, placed: _Placed, chance: random.Random, *, fewest: int) -> Item:
    """Return a 判断 that says the right class or one next to it, of those from `fewest` on."""
    near = [CLASSES[n] for n in (at - 1, at + 1) if fewest <= n < len(CLASSES)]
    wrong = chance.random() < 0.5
    said = chance.choice(near) if wrong else CLASSES[at]
    answer = f"错误。题中把“{CLASSES[at]}”改成了“{said}”。" if wrong else "正确。"
    return make_item(
        ItemType.TRUE_FALSE, f"判断·{'界限' if wrong else '原意'}（危大工程分级）",
        f"{_stem(subject, placed)}{said}。", [source for _, source in placed],
        f"{answer}{_told(placed)}", (placed[0][0]["category"],), options=OPTIONS,
        key=[int(wrong)], change=Change("界限", CLASSES[at], said) if wrong else None,
        topic=_TOPIC,
    )  # fmt: skip
