"""Which questions does the table of 危大工程 give? At the number itself every limit holds."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from corpus import Clause, Document
from library.questions.making import GAP, chooser, make_item
from library.questions.quantities import Bound, Quantity, alternatives
from library.questions.records import Change, Item, ItemType, Source
from library.questions.statements import source_of
from library.questions.true_false import OPTIONS

__all__ = ["REVIEW_ARTICLE", "threshold_items"]

REVIEW_ARTICLE = "危险性较大的分部分项工程安全管理规定", "第十二条"
"""Law and article that have experts review the plan of what is 超过一定规模."""

_LIMIT = re.compile(r"(?P<name>[^≥；，]+)≥(?P<number>[\d.]+)(?P<unit>[^；，（\s]+)")
_LEVELS = {
    "危险性较大": "危险性较大的分部分项工程",
    "超过一定规模": "超过一定规模的危险性较大的分部分项工程",
}
_EVEN = 0.5
Row = Mapping[str, Any]


def threshold_items(
    document: Document, clauses: Sequence[Clause], review: Source | None, seed: str
) -> Iterator[Item]:
    """Yield items on the rows of the table; a row with a remark is in doubt and gives none.

    `review` is what REVIEW_ARTICLE says, None where it is not held.
    """
    rows = [row for row in document.facts.get("rows", ()) if not row["note"]]
    placed = [(row, source) for row in rows if (source := _source(document, clauses, row))]
    for row, source in placed:
        for limit in _limits(row):
            yield from _of_limit(row, *limit, source, seed)
            if review and row["level"] == "超过一定规模":
                yield _reviewed(row, *limit, (source, review), seed)
    yield from _between(placed, seed)
    yield from _of_levels(placed, seed)
    yield from _whatever_size(placed, seed)


def _source(document: Document, clauses: Sequence[Clause], row: Row) -> Source | None:
    line = re.compile(
        rf"^\| {re.escape(row['item'])} \| {re.escape(row['level'])} \| .*\|$", re.MULTILINE
    )
    match = line.search(document.text)
    clause = next((c for c in clauses if match and c.start <= match.start() < c.end), None)
    return source_of(document, clause, *match.span()) if match and clause else None


def _limits(row: Row) -> list[tuple[str, Decimal, str]]:
    return [
        (m["name"].strip(), Decimal(m["number"]), m["unit"]) for m in _LIMIT.finditer(row["limits"])
    ]


def _works(row: Row) -> str:
    category, item = row["category"], re.sub("（.*?）", "", row["item"])
    if category == "基坑工程":
        return f"基坑工程（{item}）"
    return item if item.endswith("工程") else f"{item}工程"


def _of_limit(
    row: Row, name: str, number: Decimal, unit: str, source: Source, seed: str
) -> Iterator[Item]:
    chance = chooser(seed, source.clause_id, source.start, name)
    law, works, level = f"{row['document']}附件", _works(row), _LEVELS[row["level"]]
    clause = (
        f"{row['document']}{row['clause']}（{_works(row)}）：{row['rule']}。表中各项限值都含本数。"
    )
    headings = (row["category"],)
    quantity = Quantity(number, unit, 0, 0, Bound.LEAST, chinese=False)
    values = alternatives(quantity)
    near = [v for v in values if v not in {n for _, n, u in _limits(row) if u == unit}]
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
    works, level = _works(row), _LEVELS[row["level"]]
    alone = len(_limits(row)) == 1 and not row["conditions"]
    form = chance.choice(("at", "not at", "below") if alone else ("at", "not at"))
    size = _below(number, unit) if form == "below" else number
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


def _reviewed(
    row: Row, name: str, number: Decimal, unit: str, sources: Sequence[Source], seed: str
) -> Item:
    """Return a 判断: by this size alone, must experts review the plan of such works?"""
    needed = chooser(seed, sources[0].clause_id, row["item"], name, "论证").random() < _EVEN
    size = number if needed else _below(number, unit)
    law = f"《{REVIEW_ARTICLE[0]}》"
    told = (
        f"{row['document']}{row['clause']}：{name}≥{number:f}{unit}的超过一定规模，限值含本数；"
        f"{law}{REVIEW_ARTICLE[1]}要求超过一定规模的组织专家论证。"
    )
    before, after = f"{number:f}{unit}", f"{size:f}{unit}"
    return make_item(
        ItemType.TRUE_FALSE,
        f"判断·{'原意' if needed else '数字'}（专家论证）",
        f"根据{law}和{row['document']}附件，某{_works(row)}的{name}为{size:f}{unit}，仅按{name}判断，"
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


def _between(placed: Sequence[tuple[Row, Source]], seed: str) -> Iterator[Item]:
    """Yield 单选: by one size alone, below, between and above its two limits, what is it?"""
    limits = {
        (_works(row), name, unit, row["level"]): (number, row, source)
        for row, source in placed
        for name, number, unit in _limits(row)
    }
    for (works, name, unit, level), (least, row, source) in limits.items():
        upper = limits.get((works, name, unit, "超过一定规模"))
        if level != "危险性较大" or upper is None or upper[0] <= least:
            continue
        most, graver, beside = upper
        chance = chooser(seed, source.clause_id, works, name, "分级")
        between = [size for size in (least, _below(most, unit)) if size >= least]
        sizes = (_below(least, unit), chance.choice(between), most)
        for at, size in enumerate(sizes):
            yield make_item(
                ItemType.SINGLE,
                "单选·界限（危大工程分级）",
                f"根据{row['document']}附件，某{works}的{name}为{size:f}{unit}。仅按{name}判断，该工程{GAP}。",
                [source, beside],
                f"应选“{_CLASSES[at]}”。限值都含本数。{row['rule']}；超过一定规模的：{graver['rule']}。",
                (row["category"],),
                options=_CLASSES,
                key=[at],
                topic="危大工程与专项方案",
            )  # fmt: skip


def _of_levels(placed: Sequence[tuple[Row, Source]], seed: str) -> Iterator[Item]:
    """Yield 多选: which works of these sizes are of the one level, and of the other?"""
    for level in _LEVELS:
        yield from _of_level(placed, level, seed)


def _of_level(placed: Sequence[tuple[Row, Source]], level: str, seed: str) -> Iterator[Item]:
    grave = [
        (r, s)
        for r, s in placed
        if r["level"] == level and len(_limits(r)) == 1 and not r["conditions"]
    ]
    chance = chooser(seed, level, "多选")
    if len(grave) < 4:
        return
    for at in range(len(grave)):
        chosen = [grave[at], *chance.sample([g for g in grave if g is not grave[at]], 3)]
        if len({_works(r) for r, _ in chosen}) < 4:
            continue
        count = chance.choice([2, 3])
        options, key = [], []
        for number, (row, _) in enumerate(chosen):
            [(name, limit, unit)] = _limits(row)
            size = limit if number < count else _below(limit, unit)
            options.append(f"{name}为{size:f}{unit}的{_works(row)}")
        order = chance.sample(range(4), 4)
        key = sorted(order.index(number) for number in range(count))
        told = "；".join(f"{_works(r)}：{r['rule']}" for r, _ in chosen)
        yield make_item(
            ItemType.MULTIPLE,
            "多选·危大工程规模",
            f"根据{chosen[0][0]['document']}附件，下列各项中，属于{_LEVELS[level]}的有{GAP}。",
            [s for _, s in chosen], f"各项限值含本数。{told}。", ("危大工程",),
            options=[options[number] for number in order], key=key, topic="危大工程与专项方案",
        )  # fmt: skip


def _whatever_size(placed: Sequence[tuple[Row, Source]], seed: str) -> Iterator[Item]:
    """Yield 判断 and 多选: which works are 危险性较大 whatever their size?"""
    rows = [(r, s) for r, s in placed if r["level"] == "危险性较大"]
    every = [(r, s) for r, s in rows if r["applies"] == "全部"]
    some = [(r, s) for r, s in rows if _limits(r)]
    chance = chooser(seed, "危大工程", "全部")
    for row, source in [*every, *some]:
        true = row["applies"] == "全部"
        clause = f"{row['document']}{row['clause']}（{_works(row)}）：{row['rule']}。"
        yield make_item(
            ItemType.TRUE_FALSE,
            "判断·原意（危大工程范围）" if true else "判断·界限（危大工程范围）",
            f"根据{row['document']}附件，{_works(row)}不论规模大小，都属于危险性较大的分部分项工程。",
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
        options = [_works(row) for row, _ in chosen]
        order = chance.sample(range(len(options)), len(options))
        told = "；".join(f"{_works(r)}：{r['rule']}" for r, _ in chosen)
        yield make_item(
            ItemType.MULTIPLE, "多选·危大工程范围",
            f"根据{right[0][0]['document']}附件，下列各项中，不论规模大小都属于危险性较大的分部分项工程的有{GAP}。",
            [s for _, s in chosen], f"{told}。", ("危大工程",),
            options=[options[n] for n in order],
            key=sorted(order.index(n) for n in range(len(right))), topic="危大工程与专项方案",
        )  # fmt: skip


def _below(limit: Decimal, unit: str) -> Decimal:
    smaller = alternatives(Quantity(limit, unit, 0, 0, Bound.LEAST, chinese=False), above=False)
    return smaller[0] if smaller else limit / 2
