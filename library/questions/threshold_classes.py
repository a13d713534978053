"""Which questions ask what a size makes of works: of which level, and must experts review them?"""

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal

from library.questions.making import GAP, chooser, make_item
from library.questions.records import Change, Item, ItemType, Source
from library.questions.threshold_rows import Row, below, limits_of, works_of
from library.questions.true_false import OPTIONS

__all__ = ["REVIEW_ARTICLE", "classed", "reviewed"]

REVIEW_ARTICLE = "危险性较大的分部分项工程安全管理规定", "第十二条"
"""Law and article that have experts review the plan of what is 超过一定规模."""


def reviewed(
    row: Row, name: str, number: Decimal, unit: str, sources: Sequence[Source]
) -> Iterator[Item]:
    """Yield two 判断: by a size alone, at the limit and below, must experts review the plan?"""
    yield _reviewed(row, name, number, unit, sources, needed=True)
    yield _reviewed(row, name, number, unit, sources, needed=False)


def _reviewed(
    row: Row, name: str, number: Decimal, unit: str, sources: Sequence[Source], *, needed: bool
) -> Item:
    size = number if needed else below(number, unit)
    law = f"《{REVIEW_ARTICLE[0]}》"
    told = (
        f"{row['document']}{row['clause']}：{name}≥{number:f}{unit}的超过一定规模，限值含本数；"
        f"{law}{REVIEW_ARTICLE[1]}要求超过一定规模的组织专家论证。"
    )
    before, after = f"{number:f}{unit}", f"{size:f}{unit}"
    return make_item(
        ItemType.TRUE_FALSE,
        f"判断·{'原意' if needed else '数字'}（专家论证）",
        f"根据{law}和{row['document']}附件，某{works_of(row)}的{name}为{size:f}{unit}，仅按{name}判断，"
        "该工程的专项施工方案应当组织专家论证。",
        sources,
        f"正确。{told}" if needed else f"错误。题中把“{before}”改成了“{after}”。{told}",
        (row["category"],),
        options=OPTIONS,
        key=[0 if needed else 1],
        change=None if needed else Change("数字", before, after),
        topic="危大工程与专项方案",
    )


_CLASSES = (
    "不属于危险性较大的分部分项工程",
    "属于危险性较大的分部分项工程，但未超过一定规模",
    "属于超过一定规模的危险性较大的分部分项工程",
)


def classed(placed: Sequence[tuple[Row, Source]], seed: str) -> Iterator[Item]:
    """Yield 单选 and false 判断: by a size below, between and above its limits, what is it?

    Works that are 危险性较大 whatever their size have the upper limit only.
    """
    limits = {
        (works_of(row), name, unit, row["level"]): (number, row, source)
        for row, source in placed
        for name, number, unit in limits_of(row)
    }
    every = {works_of(row): (row, source) for row, source in placed if row["applies"] == "全部"}
    for (works, name, unit, level), (number, row, source) in limits.items():
        chance = chooser(seed, source.clause_id, works, name, "分级")
        upper = limits.get((works, name, unit, "超过一定规模"))
        if level == "危险性较大" and upper is not None and upper[0] > number:
            most, graver, beside = upper
            between = sorted({size for size in (number, below(most, unit)) if size >= number})
            sizes = [(0, below(number, unit)), *((1, size) for size in between)]
            rows, sources = (row, graver), (source, beside)
        elif level == "超过一定规模" and works in every:
            most, sizes = number, [(1, below(number, unit))]
            rows, sources = (every[works][0], row), (every[works][1], source)
        else:
            continue
        beyond = Decimal(most + chance.choice((1, 2)))
        for at, size in [*sizes, (2, most), (2, beyond)]:
            subject = f"某{works}的{name}为{size:f}{unit}。仅按{name}判断，该工程"
            yield from _classed(rows, subject, at, sources, chance)


def _classed(
    rows: tuple[Row, Row], subject: str, at: int, sources: Sequence[Source], chance: random.Random
) -> Iterator[Item]:
    lesser, graver = rows
    stem = f"根据{lesser['document']}附件，{subject}"
    told = f"限值都含本数。{lesser['rule']}；超过一定规模的：{graver['rule']}。"
    headings, topic = (lesser["category"],), "危大工程与专项方案"
    yield make_item(
        ItemType.SINGLE, "单选·界限（危大工程分级）", f"{stem}{GAP}。", sources,
        f"应选“{_CLASSES[at]}”。{told}", headings, options=_CLASSES, key=[at], topic=topic,
    )  # fmt: skip
    said = chance.choice([other for other in _CLASSES if other != _CLASSES[at]])
    yield make_item(
        ItemType.TRUE_FALSE, "判断·界限（危大工程分级）", f"{stem}{said}。", sources,
        f"错误。题中把“{_CLASSES[at]}”改成了“{said}”。{told}", headings,
        options=OPTIONS, key=[1], change=Change("界限", _CLASSES[at], said), topic=topic,
    )  # fmt: skip
