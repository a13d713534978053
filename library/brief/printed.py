"""How is a brief laid out on paper, in Word and in PDF alike?"""

from collections.abc import Iterator

from library.brief.markdown import SOURCES, day_in_words
from library.brief.obligations import OBLIGATIONS
from library.brief.pending import PENDING
from library.brief.precedents import PRECEDENTS
from library.brief.records import Brief, Part, Section, Statement
from library.printing import Block, Bullets, Grid, Heading, Line, Run, Sheet, Text

__all__ = ["brief_sheet"]

_LONGEST_HEAD = 40
_NOTHING = ("来源没有载明现行状态", "日期不详", "库中未见修改或废止它的文件", "施行日期未载明")
_NUMBERS = "一二三四五六"


def brief_sheet(brief: Brief) -> Sheet:
    """Return the sheet to be written by `library.printing`."""
    subtitle = f"时效截至 {day_in_words(brief)}　索引版本 {brief.generation}"
    header = f"研判单：{brief.subject[:_LONGEST_HEAD]}"
    return Sheet("研　判　单", list(_blocks(brief)), subtitle, header, compact=True)


def _blocks(brief: Brief) -> Iterator[Block]:
    yield Text((Run("事项：", bold=True), Run(brief.subject)), indent=False)
    yield Text((Run("判断：", bold=True), Run(brief.headline, bold=True)), indent=False)
    if brief.reading:
        yield Text(f"读作：{'；'.join(brief.reading)}", small=True)
    if brief.summary:
        yield Heading("摘要（需人工审核）")
        yield Text(tuple(
            run for one in brief.summary.statements for run in _runs(brief, one)
        ))  # fmt: skip
        yield Text(
            f"由语言模型 {brief.summary.model} 起草，每句所引条款已核对在本单之内。", small=True
        )
    for number, section in zip(_NUMBERS, brief.sections, strict=False):
        yield Heading(f"{number}、{section.name}")
        yield from _section(brief, section)
    yield Heading(f"六、{SOURCES}")
    rows = [
        (str(one.number), one.title, one.words, one.status, _short(one.basis))
        for one in brief.sources
    ]
    columns = ("号", "文件", "库中所存", "状态", "状态的依据")
    yield Grid(columns, rows, (5, 40, 12, 11, 32), small=True)
    yield Text(
        "方括号里是依据清单的序号和条款。义务按规则从条文读出，使用前请对照原文。", small=True
    )


def _short(basis: str) -> str:
    """Return the basis of a status without what only says that nothing is known."""
    for words in _NOTHING:
        basis = basis.replace(words, "")
    return basis.strip("，")


def _section(brief: Brief, section: Section) -> Iterator[Block]:
    if section.name == OBLIGATIONS and section.parts:
        rows = [row for part in section.parts for row in _rows(brief, part)]
        yield Grid(("主体", "职责", "期限或频次", "依据"), rows, (15, 54, 15, 16), small=True)
    elif section.name == PRECEDENTS and section.parts:
        accidents = [_accident(brief, part) for part in section.parts]
        columns = ("事故和相同之处", "概况", "原因", "教训")
        yield Grid(columns, accidents, (24, 18, 30, 28), small=True)
    elif section.name == PENDING and section.parts:
        open_ = [_pending(brief, part) for part in section.parts]
        yield Grid((), open_, (18, 82), small=True)
    else:
        for part in section.parts:
            yield from _part(brief, part)
    if section.note or not section.parts:
        yield Text(section.note or "没有找到。", small=True)


def _rows(brief: Brief, part: Part) -> Iterator[tuple[Line, ...]]:
    """Yield the duties of a party, whose name stands at the first only."""
    name: Line = (Run(part.name, bold=True),)
    for one in part.statements:
        yield name, one.text, one.time, brief.marks(one).strip("［］")
        name = ""
    if part.left:
        yield "", (Run(f"另有 {part.left} 条，见“{part.query}”的义务", grey=True),), "", ""


def _accident(brief: Brief, part: Part) -> tuple[Line, ...]:
    """Return an accident, its course, why it happened and what it teaches."""
    name, _, common = part.name.partition("　")
    course, *others = (one.text.rstrip("。") for one in part.statements)
    causes, lessons = (*(text[3:] for text in others), "", "")[:2]
    marks = brief.marks(part.statements[0])
    return (Run(name, bold=True), Run(f"　{common}{marks}", grey=True)), course, causes, lessons


def _pending(brief: Brief, part: Part) -> tuple[Line, ...]:
    told = "；".join(one.text.rstrip("。") + brief.marks(one) for one in part.statements)
    return (Run(part.name, bold=True),), f"{told}。"


def _part(brief: Brief, part: Part) -> Iterator[Block]:
    name = Run(f"{part.name}　", bold=True)
    if part.short:
        lines: list[Run] = [name]
        for number, one in enumerate(part.statements):
            lines += [Run("；")] if number else []
            lines += _runs(brief, one)
        yield Text((*lines, Run("。")), indent=False)
        return
    if len(part.statements) == 1:
        yield Text((name, *_runs(brief, part.statements[0])), indent=False)
        return
    yield Text((name,), indent=False, together=True)
    yield Bullets([tuple(_runs(brief, one)) for one in part.statements])


def _runs(brief: Brief, one: Statement) -> list[Run]:
    time = f"【{one.time}】" if one.time else ""
    marks = brief.marks(one)
    return [Run(one.text.rstrip("。") + time), *([Run(marks, grey=True)] if marks else [])]
