"""How are a paper, its answer sheet and its key laid out to be printed?"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from library.papers.blueprint import plain_score
from library.papers.paper import Paper, Part, Printed, Variant, key_of, letters_of
from library.printing import (
    Block,
    Bullets,
    Columns,
    Gap,
    Grid,
    Heading,
    Run,
    Sheet,
    Text,
)
from library.questions import Item, ItemType
from library.questions.formats.gaps import BRACKET, GAP

__all__ = ["PAPER_FIELDS", "answer_sheet", "key_sheet", "mark_of", "paper_sheet"]

PAPER_FIELDS = ("单位", "姓名", "岗位", "考号")
"""What whoever sits the paper writes beside the seal line."""
_NUMERALS = "一二三四五六七八九十"
_ROOM = 36  # full-width characters of a line
_FEW = 10  # answers of one row
_LINES = 8  # at most, to write on
_QUOTED = 150  # characters of the words quoted
_ROOM_TO_MARK = "（" + "\u00a0" * 8 + "）"  # not parted at the end of a line
_HOW = {
    ItemType.TRUE_FALSE: "正确的在括号内打“√”，错误的打“×”",
    ItemType.SINGLE: "每题只有一个正确答案，把它的字母填在括号内",
    ItemType.MULTIPLE: "每题有两个或两个以上正确答案，把它们的字母填在括号内",
    ItemType.BLANK: "把答案填在横线上",
    ItemType.SHORT: "简要回答，分点作答",
    ItemType.CASE: "根据所给情况回答，分点作答",
}
_WRITTEN = frozenset({ItemType.SHORT, ItemType.CASE})


def paper_sheet(paper: Paper, version: Variant) -> Sheet:
    """Return the paper itself."""
    blocks = list(_questions(paper, version))
    while isinstance(blocks[-1], Gap):  # it would only begin another page
        blocks.pop()
    return Sheet(
        paper.title, blocks, _about(paper, version),
        header=_header(paper, version, ""), seal=PAPER_FIELDS, compact=True,
    )  # fmt: skip


def answer_sheet(paper: Paper, version: Variant) -> Sheet:
    """Return the sheet on which the answers may be written instead."""
    blocks: list[Block] = [_scores(version)]
    for at, part in enumerate(version.parts):
        blocks.append(Heading(_part_title(at, part), 2))
        if part.type in _WRITTEN:
            blocks += [b for q in part.questions for b in _to_write(q)]
        elif part.type is ItemType.BLANK:
            blocks += [Text(_blanks_to_fill(q), indent=False) for q in part.questions]
        else:
            blocks.append(_answers(part.questions, lambda _: ""))
    return Sheet(
        f"{paper.title}答题卡", blocks, _about(paper, version),
        header=_header(paper, version, "答题卡"), seal=PAPER_FIELDS, compact=True,
    )  # fmt: skip


def key_sheet(paper: Paper, version: Variant) -> Sheet:
    """Return the key: at a glance, then each with its explanation and where it stands."""
    blocks: list[Block] = [Heading("答案速查", 1)]
    for at, part in enumerate(version.parts):
        if part.type not in _WRITTEN and part.type is not ItemType.BLANK:
            blocks.append(
                Text((Run(_part_title(at, part), bold=True),), indent=False, together=True)
            )
            blocks.append(_answers(part.questions, lambda q: mark_of(q.item, key_of(q.item))))
    blocks.append(Heading("答案、解析和依据", 1))
    for at, part in enumerate(version.parts):
        blocks.append(Heading(_part_title(at, part), 2))
        blocks += [b for q in part.questions for b in _explained(q)]
    return Sheet(
        f"{paper.title}参考答案", blocks, _about(paper, version),
        header=_header(paper, version, "参考答案（考前保密）"), compact=True,
    )  # fmt: skip


def _about(paper: Paper, version: Variant) -> str:
    quarter = f"{paper.quarter[:4]} 年第{_NUMERALS[int(paper.quarter[5]) - 1]}季度"
    total, passing = plain_score(version.total), plain_score(paper.blueprint.passing)
    return (
        f"{quarter}　{version.name} 卷　满分 {total} 分　{passing} 分及格　"
        f"考试时间 {paper.blueprint.minutes} 分钟"
    )


def _header(paper: Paper, version: Variant, kind: str) -> str:
    return "　".join(filter(None, (paper.title, f"{version.name} 卷", kind, paper.paper_id)))


def _scores(version: Variant) -> Grid:
    count = len(version.parts)
    numerals = [_NUMERALS[at % 10] for at in range(count)]
    worth = [plain_score(part.total) for part in version.parts]
    rows = [("满分", *worth, plain_score(version.total)), ("得分",), ("阅卷人",)]
    return Grid(("题号", *numerals, "总分"), rows, (2, *[2] * count, 2), center=True)


def _part_title(at: int, part: Part) -> str:
    name = part.type.value if part.type.value.endswith("题") else f"{part.type}题"
    return f"{_NUMERALS[at % 10]}、{name}"


def _questions(paper: Paper, version: Variant) -> Iterator[Block]:
    yield _scores(version)
    for at, part in enumerate(version.parts):
        count, each, all_ = len(part.questions), plain_score(part.score), plain_score(part.total)
        how = _HOW[part.type]
        if part.type is ItemType.MULTIPLE:
            how += f"；{_partial(paper.blueprint.partial)}"
        worth = f"（共 {count} 题，每题 {each} 分，共 {all_} 分。{how}）"
        title = (Run(_part_title(at, part), bold=True), Run(worth))
        yield Text(title, indent=False, together=True)
        for question in part.questions:
            yield from _printed(question)


def _partial(partial: Decimal) -> str:
    if not partial:
        return "多选、错选、少选均不得分"
    return f"错选不得分，少选的每选对一个得 {plain_score(partial)} 分"


def _printed(question: Printed) -> Iterator[Block]:
    item = question.item
    first, *rest = _stem(item).split("\n")
    choice = item.type in {ItemType.SINGLE, ItemType.MULTIPLE}
    yield Text(f"{question.number}．{first}", indent=False, together=choice or bool(rest))
    for line in rest:
        yield Text(line)
    if choice:
        options = [f"{letter}．{text}" for letter, text in letters_of(item).items()]
        yield Columns(options, _side_by_side(options))
    if item.type in _WRITTEN:
        yield Gap(min(2 * len(item.points) + 1, _LINES))


def _stem(item: Item) -> str:
    """Return the stem with room for the answer."""
    match item.type:
        case ItemType.TRUE_FALSE | ItemType.SINGLE | ItemType.MULTIPLE:
            stem = item.stem if BRACKET.search(item.stem) else f"{item.stem}（）"
            return BRACKET.sub(_ROOM_TO_MARK, stem)
        case ItemType.BLANK:
            return GAP.sub("____________", item.stem)
        case _:
            return item.stem


def _side_by_side(options: Sequence[str]) -> int:
    """Return how many options fit on a line."""
    longest = max(sum(1 if ord(c) > 0x2E80 else 0.5 for c in text) for text in options)
    count = len(options)
    splits = [n for n in range(count, 0, -1) if n == 1 or -(-count // n) < -(-count // (n - 1))]
    return next((n for n in splits if (longest + 1.5) * n <= _ROOM), 1)


def _to_write(question: Printed) -> Iterator[Block]:
    yield Text(
        f"{question.number}．（{plain_score(question.score)} 分）", indent=False, together=True
    )
    yield Gap(min(2 * len(question.item.points) + 2, _LINES + 2))


def _blanks_to_fill(question: Printed) -> str:
    room = "　".join("____________________" for _ in question.item.blanks)
    return f"{question.number}．{room}"


def _answers(questions: Sequence[Printed], answer: Callable[[Printed], str]) -> Grid:
    """Return numbers and answers in turn, ten to a row."""
    rows: list[Sequence[str]] = []
    for at in range(0, len(questions), _FEW):
        some = questions[at : at + _FEW]
        rows.append(("题号", *(str(question.number) for question in some)))
        rows.append(("答案", *map(answer, some)))
    return Grid((), rows, (3, *[2] * _FEW), center=True)


def mark_of(item: Item, key: str) -> str:
    """Return an answer as it is shown at a glance: √ or ×, else the letters of the key."""
    if item.type is ItemType.TRUE_FALSE:
        return "√" if item.key == (0,) else "×"
    return key


def _explained(question: Printed) -> Iterator[Block]:
    item = question.item
    said = key_of(item)
    if item.type in _WRITTEN:
        each = question.score / len(item.points) if item.points else question.score
        exact = each == round(each, 2)
        worth = (
            f"每点 {plain_score(round(each, 2))} 分"
            if exact
            else f"按点给分，共 {plain_score(question.score)} 分"
        )
        said = f"答出以下各点（{worth}）"
    yield Text(
        (Run(f"{question.number}．答案：{said}", bold=True), Run(f"　{item.item_id}", grey=True)),
        indent=False, together=True,
    )  # fmt: skip
    if item.type in _WRITTEN:
        yield Bullets(item.points, numbered=True)
    if item.explanation:
        yield Text(f"解析：{item.explanation}")
    for source in item.sources:
        quote = " ".join(source.quote.split()).strip("| ")
        where = source.citation.removeprefix("依据")
        if source.citation not in item.explanation or quote not in item.explanation:
            shown = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}……"
            yield Text(f"依据：{where}：“{shown}”")
