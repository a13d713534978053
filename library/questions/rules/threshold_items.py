"""Which questions does the table of 危大工程 give? At the number itself every limit holds."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus import Clause, Document
from library.questions.records import Change, Item, ItemType, Source
from library.questions.rules.making import GAP, chooser, make_item
from library.questions.rules.quantities import Bound, Quantity, alternatives
from library.questions.rules.sayings import Saying, asked_of
from library.questions.rules.threshold_choices import engineerings, hazard_cases, hazard_choices
from library.questions.rules.threshold_classes import classed, reviewed
from library.questions.rules.threshold_rows import (
    GRAVER,
    LESSER,
    LEVELS,
    Limit,
    Row,
    below,
    limits_in,
    placed_at,
    rule_of,
    works_of,
)
from library.questions.rules.true_false import OPTIONS

__all__ = ["threshold_items"]


def threshold_items(
    document: Document, clauses: Sequence[Clause], review: Source | None, seed: str
) -> Iterator[Item]:
    """Yield items on the rows of the table; a row with a remark is in doubt and gives none.

    `review` is what REVIEW_ARTICLE says, None where it is not held.
    """
    rows = document.facts.get("rows", ())
    placed = [
        (row, source)
        for row in rows
        if not row["note"] and (source := placed_at(document, clauses, row))
    ]
    limits = [limit for row, source in placed for limit in limits_in(row, source)]
    same: dict[tuple[str, str], list[Limit]] = defaultdict(list)
    for limit in limits:
        same[limit.works, limit.row["level"]].append(limit)
    for limit in limits:
        beside = [each for each in same[limit.works, limit.row["level"]] if each is not limit]
        yield from _of_limit(limit, beside, seed)
    for (_, level), own in same.items():
        if review and level == GRAVER:
            yield from reviewed(own, review)
    every = {
        works: (row, source)
        for row, source in placed
        if row["level"] == LESSER and row["applies"] == "全部"
        for works in {works_of(row), *(e.works for e in limits if e.row["item"] == row["item"])}
    }
    yield from classed(limits, every, seed)
    yield from _whatever_size(placed, seed)
    yield from _both_levels(limits)
    yield from _scopes(placed, limits)
    yield from _sayings(limits, seed)
    pool = engineerings(placed, limits, {row["item"] for row in rows if row["note"]})
    yield from hazard_choices(pool, review, seed)
    if review:
        yield from hazard_cases(pool, review, seed)


def _both_levels(limits: Sequence[Limit]) -> Iterator[Item]:
    """Yield the 填空 that asks from what size on works are of either level."""
    lesser = {each.measured: each for each in limits if each.row["level"] == LESSER}
    for most in limits:
        least = lesser.get(most.measured)
        if most.row["level"] != GRAVER or least is None:
            continue
        blanks = [(f"{each.number:f}{each.unit}",) for each in (least, most)]
        yield make_item(
            ItemType.BLANK, "填空·数字（危大工程两级）",
            f"根据{most.row['document']}附件，{most.works}按{most.name}划分，____及以上的属于"
            f"{LEVELS[LESSER]}，____及以上的属于{LEVELS[GRAVER]}。",
            [least.source, most.source],
            f"应填“{'；'.join(shown for (shown,) in blanks)}”。"
            f"{rule_of(least.row)}；{rule_of(most.row)}。",
            (most.row["category"],), blanks=blanks, topic="危大工程与专项方案",
        )  # fmt: skip


def _scopes(placed: Sequence[tuple[Row, Source]], limits: Sequence[Limit]) -> Iterator[Item]:
    """Yield the 简答 on works with several limits: from which sizes on are they of the level?"""
    for row, source in placed:
        own = [each for each in limits if each.row is row]
        if len(own) < 2 or row["conditions"] or len({each.works for each in own}) > 1:
            continue
        yield make_item(
            ItemType.SHORT, "简答·危大工程规模",
            f"根据{row['document']}附件，{own[0].works}达到哪些规模之一的，"
            f"属于{LEVELS[row['level']]}？",
            [source], f"{rule_of(row)}，限值含本数。", (row["category"],),
            points=[f"{each.name}{each.number:f}{each.unit}及以上" for each in own],
            topic="危大工程与专项方案",
        )  # fmt: skip


def _sayings(limits: Sequence[Limit], seed: str) -> Iterator[Item]:
    """Yield 判断, 单选 and 多选: which sayings on limits are right? Wrong is one too low."""
    told = [_saying(limit, limits) for limit in limits if not limit.row["conditions"]]
    if told:
        asked = f"根据{limits[0].row['document']}附件，下列说法中"
        chance = chooser(seed, "危大工程", "说法")
        yield from asked_of(told, asked, "说法（危大工程限值）", ("危大工程",), chance, times=7)
        law = f"根据{limits[0].row['document']}附件，"
        yield from (_said(saying, law, chance) for saying in told)


def _said(saying: Saying, law: str, chance: random.Random) -> Item:
    wrong = bool(saying.wrong) and chance.random() < 0.5
    return make_item(
        ItemType.TRUE_FALSE, f"判断·{'数字' if wrong else '原意'}（危大工程范围）",
        f"{law}{saying.wrong if wrong else saying.right}。", [saying.source],
        f"{f'错误。{saying.mistake}' if wrong else '正确。'}{saying.why}", ("危大工程",),
        options=OPTIONS, key=[int(wrong)],
        change=Change("数字", *reversed(re.findall("“(.+?)”", saying.mistake))) if wrong else None,
        topic="危大工程与专项方案",
    )  # fmt: skip


def _saying(limit: Limit, limits: Sequence[Limit]) -> Saying:
    """Return the saying; as wrong the limit of the lesser level, or else a usual lower number."""
    level = LEVELS[limit.row["level"]]
    lower = [e.number for e in limits if e.measured == limit.measured and e.number < limit.number]
    usual = alternatives(
        Quantity(limit.number, limit.unit, 0, 0, Bound.LEAST, chinese=False), above=False
    )
    size = None if limit.open_below else next(iter([*lower, *usual]), None)
    said, shown = f"{size:f}{limit.unit}" if size else "", f"{limit.number:f}{limit.unit}"
    return Saying(
        f"{limit.works}，{limit.name}{shown}及以上的，属于{level}",
        f"{limit.works}，{limit.name}{said}及以上的，属于{level}" if said else "",
        f"“{said}”有误，应是“{shown}”：",
        f"{rule_of(limit.row)}。",
        limit.source,
    )


def _of_limit(limit: Limit, beside: Sequence[Limit], seed: str) -> Iterator[Item]:
    chance = chooser(seed, limit.source.clause_id, limit.source.start, *limit.measured)
    told = f"{rule_of(limit.row)}。表中各项限值都含本数。"
    asked = (
        f"根据{limit.row['document']}附件，{limit.works}按{limit.name}划分，"
        f"{LEVELS[limit.row['level']]}的限值是"
    )
    headings, shown = (limit.row["category"],), f"{limit.number:f}{limit.unit}"
    quantity = Quantity(limit.number, limit.unit, 0, 0, Bound.LEAST, chinese=False)
    others = {each.number for each in beside if each.unit == limit.unit}
    near = [value for value in alternatives(quantity) if value not in others]
    if len(near) >= 3:
        chosen = sorted([*near[:3], limit.number])
        yield make_item(
            ItemType.SINGLE, "单选·数字（危大工程限值）", f"{asked}{GAP}（含本数）。",
            [limit.source], f"应选{shown}。{told}", headings,
            options=[f"{value:f}{limit.unit}" for value in chosen],
            key=[chosen.index(limit.number)],
        )  # fmt: skip
    yield make_item(
        ItemType.BLANK, "填空·数字（危大工程限值）", f"{asked}____（含本数）。",
        [limit.source], f"应填{shown}。{told}", headings, blanks=[(shown,)],
    )  # fmt: skip
    yield _boundary(limit, beside, chance)


def _boundary(limit: Limit, beside: Sequence[Limit], chance: random.Random) -> Item:
    """Return a 判断: at the limit or, where nothing else can decide, right below it."""
    alone = not beside and not limit.row["conditions"] and not limit.open_below
    form = chance.choice(("at", "not at", "below") if alone else ("at", "not at"))
    size = below(limit.number, limit.unit) if form == "below" else limit.number
    changes = {
        "not at": Change("界限", "属于", "不属于"),
        "below": Change("数字", f"{limit.number:f}{limit.unit}", f"{size:f}{limit.unit}"),
    }
    change = changes.get(form)
    answer = f"错误。题中把“{change.before}”改成了“{change.after}”。" if change else "正确。"
    return make_item(
        ItemType.TRUE_FALSE,
        f"判断·{'数字' if form == 'below' else '界限'}（危大工程限值）",
        f"根据{limit.row['document']}附件，某{limit.works}的{limit.at(size)}，"
        f"该工程{'不属于' if form == 'not at' else '属于'}{LEVELS[limit.row['level']]}。",
        [limit.source],
        f"{answer}{rule_of(limit.row)}，限值含本数。",
        (limit.row["category"],),
        options=OPTIONS,
        key=[0 if form == "at" else 1],
        change=change,
    )


_WHATEVER = "不论规模大小，都属于"
_ONLY_FROM = "只有达到一定规模的，才属于"


def _whatever_judged(row: Row, source: Source, chance: random.Random) -> Item:
    """Return a 判断: are the works 危险性较大 whatever their size, or from some size on only?"""
    every = row["applies"] == "全部"
    wrong = not every or chance.random() < 0.4
    said = _ONLY_FROM if every and wrong else _WHATEVER
    change = Change("界限", _WHATEVER if every else row["rule"], said) if wrong else None
    answer = f"错误。题中把“{change.before}”改成了“{said}”。" if change else "正确。"
    return make_item(
        ItemType.TRUE_FALSE, f"判断·{'界限' if wrong else '原意'}（危大工程范围）",
        f"根据{row['document']}附件，{works_of(row)}{said}{LEVELS[LESSER]}。",
        [source], f"{answer}{rule_of(row)}。", (row["category"],), options=OPTIONS,
        key=[int(wrong)], change=change,
    )  # fmt: skip


def _whatever_size(placed: Sequence[tuple[Row, Source]], seed: str) -> Iterator[Item]:
    """Yield 判断 and 多选: which works are 危险性较大 whatever their size?"""
    rows = [(r, s) for r, s in placed if r["level"] == LESSER]
    every = [(r, s) for r, s in rows if r["applies"] == "全部"]
    some = [(r, s) for r, s in rows if r["limits"]]
    chance = chooser(seed, "危大工程", "全部")
    for row, source in [*every, *some]:
        yield _whatever_judged(row, source, chance)
    for at in range(min(len(every), 8)):
        right = [
            every[at],
            *chance.sample([e for e in every if e is not every[at]], chance.choice([1, 2])),
        ]
        chosen = right + chance.sample(some, min(len(some), 4 - len(right)))
        options = [works_of(row) for row, _ in chosen]
        order = chance.sample(range(len(options)), len(options))
        told = "；".join(f"{works_of(r)}：{r['rule']}" for r, _ in chosen)
        yield make_item(
            ItemType.MULTIPLE, "多选·危大工程范围",
            f"根据{right[0][0]['document']}附件，下列各项中，不论规模大小都属于危险性较大的分部分项工程的有{GAP}。",
            [s for _, s in chosen], f"{told}。", ("危大工程",),
            options=[options[n] for n in order],
            key=sorted(order.index(n) for n in range(len(right))), topic="危大工程与专项方案",
        )  # fmt: skip
