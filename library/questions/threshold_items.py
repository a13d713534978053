"""Which questions does the table of 危大工程 give? At the number itself every limit holds."""

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus import Clause, Document
from library.questions.making import GAP, chooser, make_item
from library.questions.quantities import Bound, Quantity, alternatives
from library.questions.records import Change, Item, ItemType, Source
from library.questions.threshold_classes import classed, reviewed
from library.questions.threshold_rows import LEVELS, Row, below, limits_of, placed_at, works_of
from library.questions.true_false import OPTIONS

__all__ = ["threshold_items"]


def threshold_items(
    document: Document, clauses: Sequence[Clause], review: Source | None, seed: str
) -> Iterator[Item]:
    """Yield items on the rows of the table; a row with a remark is in doubt and gives none.

    `review` is what REVIEW_ARTICLE says, None where it is not held.
    """
    rows = [row for row in document.facts.get("rows", ()) if not row["note"]]
    placed = [(row, source) for row in rows if (source := placed_at(document, clauses, row))]
    for row, source in placed:
        for limit in limits_of(row):
            yield from _of_limit(row, *limit, source, seed)
            if review and row["level"] == "超过一定规模":
                yield from reviewed(row, *limit, (source, review))
    yield from classed(placed, seed)
    yield from _of_levels(placed, seed)
    yield from _whatever_size(placed, seed)


def _of_limit(
    row: Row, name: str, number: Decimal, unit: str, source: Source, seed: str
) -> Iterator[Item]:
    chance = chooser(seed, source.clause_id, source.start, name)
    law, works, level = f"{row['document']}附件", works_of(row), LEVELS[row["level"]]
    told = f"{row['document']}{row['clause']}（{works}）：{row['rule']}。"
    clause = f"{told}表中各项限值都含本数。"
    headings = (row["category"],)
    quantity = Quantity(number, unit, 0, 0, Bound.LEAST, chinese=False)
    values = alternatives(quantity)
    near = [v for v in values if v not in {n for _, n, u in limits_of(row) if u == unit}]
    if len(near) >= 3:
        chosen = sorted([*near[:3], number])
        options = [f"{v:f}{unit}" for v in chosen]
        yield make_item(
            ItemType.SINGLE,
            "单选·数字（危大工程限值）",
            f"根据{law}，{works}按{name}划分，{level}的限值是{GAP}（含本数）。",
            [source], f"应选{number:f}{unit}。{clause}", headings,
            options=options, key=[chosen.index(number)],
        )  # fmt: skip
    yield make_item(
        ItemType.BLANK,
        "填空·数字（危大工程限值）",
        f"根据{law}，{works}按{name}划分，{level}的限值是____（含本数）。",
        [source], f"应填{number:f}{unit}。{clause}", headings,
        blanks=[(f"{number:f}{unit}",)],
    )  # fmt: skip
    yield _boundary(row, name, number, unit, source, chance)


def _boundary(
    row: Row, name: str, number: Decimal, unit: str, source: Source, chance: random.Random
) -> Item:
    """Return a 判断: at the limit or, where nothing else can decide, right below it."""
    works, level = works_of(row), LEVELS[row["level"]]
    alone = len(limits_of(row)) == 1 and not row["conditions"]
    form = chance.choice(("at", "not at", "below") if alone else ("at", "not at"))
    size = below(number, unit) if form == "below" else number
    answer = {
        "at": "正确。",
        "not at": "错误。题中把“属于”改成了“不属于”。",
        "below": f"错误。题中把“{number:f}{unit}”改成了“{size:f}{unit}”。",
    }[form]
    change = {
        "at": None,
        "not at": Change("界限", "属于", "不属于"),
        "below": Change("数字", f"{number:f}{unit}", f"{size:f}{unit}"),
    }[form]
    words = "不属于" if form == "not at" else "属于"
    return make_item(
        ItemType.TRUE_FALSE,
        f"判断·{'数字' if form == 'below' else '界限'}（危大工程限值）",
        f"根据{row['document']}附件，某{works}的{name}为{size:f}{unit}，该工程{words}{level}。",
        [source],
        f"{answer}{row['document']}{row['clause']}：{name}≥{number:f}{unit}，限值含本数。",
        (row["category"],),
        options=OPTIONS,
        key=[0 if form == "at" else 1],
        change=change,
    )


def _of_levels(placed: Sequence[tuple[Row, Source]], seed: str) -> Iterator[Item]:
    """Yield 多选: which works of these sizes are of the one level, and of the other?"""
    for level in LEVELS:
        yield from _of_level(placed, level, seed)


def _of_level(placed: Sequence[tuple[Row, Source]], level: str, seed: str) -> Iterator[Item]:
    grave = [
        (r, s)
        for r, s in placed
        if r["level"] == level and len(limits_of(r)) == 1 and not r["conditions"]
    ]
    chance = chooser(seed, level, "多选")
    if len(grave) < 4:
        return
    for at in range(len(grave)):
        chosen = [grave[at], *chance.sample([g for g in grave if g is not grave[at]], 3)]
        if len({works_of(r) for r, _ in chosen}) < 4:
            continue
        count = chance.choice([2, 3])
        options, key = [], []
        for number, (row, _) in enumerate(chosen):
            [(name, limit, unit)] = limits_of(row)
            size = limit if number < count else below(limit, unit)
            options.append(f"{name}为{size:f}{unit}的{works_of(row)}")
        order = chance.sample(range(4), 4)
        key = sorted(order.index(number) for number in range(count))
        told = "；".join(f"{works_of(r)}：{r['rule']}" for r, _ in chosen)
        yield make_item(
            ItemType.MULTIPLE,
            "多选·危大工程规模",
            f"根据{chosen[0][0]['document']}附件，下列各项中，属于{LEVELS[level]}的有{GAP}。",
            [s for _, s in chosen], f"各项限值含本数。{told}。", ("危大工程",),
            options=[options[number] for number in order], key=key, topic="危大工程与专项方案",
        )  # fmt: skip


def _whatever_size(placed: Sequence[tuple[Row, Source]], seed: str) -> Iterator[Item]:
    """Yield 判断 and 多选: which works are 危险性较大 whatever their size?"""
    rows = [(r, s) for r, s in placed if r["level"] == "危险性较大"]
    every = [(r, s) for r, s in rows if r["applies"] == "全部"]
    some = [(r, s) for r, s in rows if limits_of(r)]
    chance = chooser(seed, "危大工程", "全部")
    for row, source in [*every, *some]:
        true = row["applies"] == "全部"
        clause = f"{row['document']}{row['clause']}（{works_of(row)}）：{row['rule']}。"
        yield make_item(
            ItemType.TRUE_FALSE,
            "判断·原意（危大工程范围）" if true else "判断·界限（危大工程范围）",
            f"根据{row['document']}附件，{works_of(row)}不论规模大小，都属于危险性较大的分部分项工程。",
            [source],
            clause if true else f"错误。达到限值的才属于。{clause}",
            (row["category"],),
            options=OPTIONS,
            key=[0 if true else 1],
            change=None if true else Change("界限", row["rule"], "不论规模大小"),
        )
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
